"""Which version of a record somebody was looking at, so that nobody writes over another unseen."""

from collections.abc import Callable
from datetime import datetime


def versie_of(gewijzigd_op: datetime) -> str:
    """How a form names the version of a record that changed at this moment for the last time."""
    return gewijzigd_op.isoformat()


def is_still(seen: str) -> Callable[[datetime | None], bool]:
    """The condition for a service: nobody changed the record after this version."""
    return lambda gewijzigd_op: gewijzigd_op is not None and versie_of(gewijzigd_op) == seen
