"""What every write shares: one transaction, with where it came from, and the list of bronnen."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import pghistory
from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected

from contactmomenten.models import Bron
from contactmomenten.services.gegevens import Bronvermelding, Herkomst

ATTEMPTS = 4

T = TypeVar("T")


class RaceLostError(OperationalError):
    """Somebody else wrote between two of our steps. A next attempt will see what."""


def try_again(write: Callable[[], T]) -> T:
    """Write, and a few times more where somebody else was in the way.

    That is where PostgreSQL ended the transaction to break a deadlock (whoever writes bronnen by
    hand locks them before their record, and the other way round here), or after a `RaceLostError`.
    In a transaction of the caller's own there is one attempt: it can only end as a whole.

    Raises:
        django.db.DatabaseError: nothing was written.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return write()
        except OperationalError as error:
            lost = isinstance(error, RaceLostError) or isinstance(error.__cause__, DeadlockDetected)
            if connection.in_atomic_block or not lost:
                raise
    return write()


@contextmanager
def change_by(herkomst: Herkomst) -> Iterator[None]:
    """One change: whole or not at all, and in the history with where it came from.

    Without a savepoint, because the triggers know their own transaction by its number
    (models/triggers.py). So in a transaction of the caller's own, what is raised inside ends that.
    """
    metadata: dict[str, str | int] = {
        "wie": herkomst.wie,
        "kanaal": herkomst.kanaal.value,
        "reden": herkomst.reden,
    }
    if herkomst.applicatie:
        metadata["applicatie"] = herkomst.applicatie
    if herkomst.samenvoeging:
        metadata["samenvoeging"] = herkomst.samenvoeging
    with pghistory.context(**metadata), transaction.atomic(savepoint=False):
        yield


def bronnen_of(id_: int) -> list[Bronvermelding]:
    """The bronnen of a record, in their order."""
    stored = Bron.objects.filter(contactmomentdetail=id_).order_by("volgorde")
    return [
        Bronvermelding(soort=soort, titel=titel, url=url)
        for soort, titel, url in stored.values_list("soort", "titel", "url")
    ]


def replace_bronnen(id_: int, bronnen: Sequence[Bronvermelding]) -> bool:
    """Make these the bronnen of a record whose row is locked; tell whether that changed them."""
    if bronnen_of(id_) == list(bronnen):
        return False
    Bron.objects.filter(contactmomentdetail=id_).delete()
    add_bronnen(id_, bronnen)
    return True


def add_bronnen(id_: int, bronnen: Sequence[Bronvermelding]) -> None:
    """Give these bronnen to a record that has none."""
    Bron.objects.bulk_create(
        Bron(
            contactmomentdetail_id=id_,
            volgorde=volgorde,
            soort=bron.soort,
            titel=bron.titel,
            url=bron.url,
        )
        for volgorde, bron in enumerate(bronnen)
    )
