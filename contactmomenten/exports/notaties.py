"""How each kind of file wants moments and bronnen.

PostgreSQL writes them as text, in a fraction of the time that Python takes to read and write
values. What is cheaper in Python than in PostgreSQL is left to Python: they work at once, and
PostgreSQL has the most to do (decision record 0008).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, Field, Func, OuterRef, Subquery, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from contactmomenten.models import Bron
from contactmomenten.models.bron import AS_JSON


class _Local(Func):
    """A moment as the clock on the wall shows it in a time zone."""

    template = "(%(expressions)s)"
    arg_joiner = " AT TIME ZONE "
    output_field = Field()


class _DutchText(Func):
    """As people write it: ``03-02-2026 10:17:02``."""

    template = "to_char(%(expressions)s, 'DD-MM-YYYY HH24:MI:SS')"
    output_field = TextField()


class Seconds(Func):
    """Whole seconds: of an interval, or since 1970 of what the clock on the wall shows."""

    template = "floor(extract(epoch FROM %(expressions)s))::bigint"
    output_field = Field()  # of a BigIntegerField, Django would make an int again


class _BronnenAsObjects(Subquery):
    """As the API writes them: ``[{"soort": ..., "titel": ..., "url": ...}, ...]``."""

    template = (
        f"(SELECT coalesce(json_agg({AS_JSON}), '[]')::text "  # noqa: S608 - of constants
        "FROM (%(subquery)s) bron)"
    )
    output_field = TextField()


def _lines(column: str) -> str:
    """Of each bron on a line of its own; what has line breaks itself gets spaces there."""
    return rf"string_agg(replace(replace({column}, E'\n', ' '), E'\r', ' '), E'\n')"


class _BronnenAsLines(Subquery):
    """As a table has them: ``[2, "vac\\nwebsite", "Titel 1\\nTitel 2", ...]``."""

    template = (
        f"(SELECT json_build_array(count(*), {_lines('soort')}, "  # noqa: S608 - of constants
        f"{_lines('titel')}, {_lines('url')})::text FROM (%(subquery)s) bron)"
    )
    output_field = TextField()


_IN_ORDER = (
    Bron.objects.filter(contactmomentdetail=OuterRef("pk"))
    .order_by("volgorde")
    .values("soort", "titel", "url")
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Notatie:
    """How a file has moments and bronnen.

    Attributes:
        moment: from the name of a date-time to the expression of a text or a number.
        rewrite: what becomes of such a text; None where PostgreSQL wrote it as it has to be.
        bronnen: the expression of JSON.
    """

    moment: Callable[[str], Combinable]
    rewrite: Callable[[str], str] | None
    bronnen: Subquery


def zulu(tekst: str) -> str:
    """What the API has, of the notation that costs PostgreSQL least.

    >>> zulu("2026-02-03 09:17:02.04+00")
    '2026-02-03T09:17:02.04Z'
    """
    return f"{tekst[:10]}T{tekst[11:-3]}Z"


def _local(field: str) -> _Local:
    return _Local(F(field), Value(settings.TIME_ZONE))


# The time zone of the session is UTC, as Django sets it.
AS_THE_API = Notatie(
    moment=lambda field: Cast(field, TextField()),
    rewrite=zulu,
    bronnen=_BronnenAsObjects(_IN_ORDER),
)
# Moments in the time zone of the register, to the second.
DUTCH = Notatie(
    moment=lambda field: _DutchText(_local(field)),
    rewrite=None,
    bronnen=_BronnenAsLines(_IN_ORDER),
)
# Moments as what the clock in that time zone shows, in seconds since 1970 began on it.
IN_SECONDS = Notatie(
    moment=lambda field: Seconds(_local(field)),
    rewrite=None,
    bronnen=_BronnenAsLines(_IN_ORDER),
)
