"""Every write to the register, whatever the channel: keyword-only, typed and atomic."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from operator import attrgetter

import pghistory
from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected

from contactmomenten.models import Bron, Contactmomentdetail


class Kanaal(Enum):
    """Through which door a change came."""

    KISS = "kiss"


@dataclass(frozen=True, kw_only=True, slots=True)
class Herkomst:
    """Who changes something, through which channel and why; kept in the history.

    ``applicatie`` is the one that says so of the employee in ``wie``, where there is one.
    """

    wie: str
    kanaal: Kanaal
    reden: str = ""
    applicatie: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Bronvermelding:
    """A consulted source, as it goes into the list of a record."""

    soort: str
    titel: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Gegevens:
    """All that a caller records of one contactmoment. Date-times are aware; None means absent."""

    contactmoment: str
    startdatum: datetime
    einddatum: datetime
    vraag: str | None = None
    specifieke_vraag: str | None = None
    gespreksresultaat: str | None = None
    verantwoordelijke_afdeling: str | None = None
    emailadres_kcm: str | None = None
    bronnen: Sequence[Bronvermelding] = ()


class Uitkomst(Enum):
    """What a registration did to the register."""

    NIEUW = "nieuw"
    GEWIJZIGD = "gewijzigd"
    ONGEWIJZIGD = "ongewijzigd"


DEADLOCKS = 3  # that a registration survives

# One statement decides between new, changed and unchanged, and leaves the row locked until the end
# of the transaction in all three cases: two callers with one contactmoment queue up, even where it
# does not exist yet. Only a changed row is written. xmax is 0 for a row that was inserted here.
_REGISTER = """
    INSERT INTO contactmomenten_contactmomentdetail AS opgeslagen (
        contactmoment, startdatum, einddatum, vraag, specifieke_vraag,
        gespreksresultaat, verantwoordelijke_afdeling, emailadres_kcm
    ) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (contactmoment) DO UPDATE SET
        startdatum = EXCLUDED.startdatum,
        einddatum = EXCLUDED.einddatum,
        vraag = EXCLUDED.vraag,
        specifieke_vraag = EXCLUDED.specifieke_vraag,
        gespreksresultaat = EXCLUDED.gespreksresultaat,
        verantwoordelijke_afdeling = EXCLUDED.verantwoordelijke_afdeling,
        emailadres_kcm = EXCLUDED.emailadres_kcm
    WHERE (
        opgeslagen.startdatum, opgeslagen.einddatum, opgeslagen.vraag, opgeslagen.specifieke_vraag,
        opgeslagen.gespreksresultaat, opgeslagen.verantwoordelijke_afdeling,
        opgeslagen.emailadres_kcm
    ) IS DISTINCT FROM (
        EXCLUDED.startdatum, EXCLUDED.einddatum, EXCLUDED.vraag, EXCLUDED.specifieke_vraag,
        EXCLUDED.gespreksresultaat, EXCLUDED.verantwoordelijke_afdeling, EXCLUDED.emailadres_kcm
    )
    RETURNING id, xmax = 0
"""
_COLUMN_VALUES = attrgetter(  # in the order of the statement
    "contactmoment",
    "startdatum",
    "einddatum",
    "vraag",
    "specifieke_vraag",
    "gespreksresultaat",
    "verantwoordelijke_afdeling",
    "emailadres_kcm",
)


def register(*, gegevens: Gegevens, herkomst: Herkomst) -> Uitkomst:
    """Record a contactmoment, new or again, with exactly these bronnen in this order.

    What is stored already is left alone: no history, no new ``gewijzigd_op``. Concurrent calls for
    one contactmoment leave one of their ``gegevens`` whole (contract sections 1 and 6.3). Whoever
    writes bronnen by hand locks them before their record, and can so get into a deadlock with this;
    PostgreSQL then ends one of the two, and this one is tried again.

    Raises:
        django.db.DatabaseError: nothing was written.
    """
    for _ in range(DEADLOCKS):
        try:
            return _register(gegevens, herkomst)
        except OperationalError as error:
            if connection.in_atomic_block or not isinstance(error.__cause__, DeadlockDetected):
                raise
    return _register(gegevens, herkomst)


def _register(gegevens: Gegevens, herkomst: Herkomst) -> Uitkomst:
    with _change(herkomst):
        with connection.cursor() as cursor:
            cursor.execute(_REGISTER, _COLUMN_VALUES(gegevens))
            row = cursor.fetchone()
        if row is None:
            id_ = Contactmomentdetail.objects.values_list("id", flat=True).get(
                contactmoment=gegevens.contactmoment
            )
            bronnen_changed = _replace_bronnen(id_, gegevens.bronnen)
            return Uitkomst.GEWIJZIGD if bronnen_changed else Uitkomst.ONGEWIJZIGD
        id_, inserted = row
        if inserted:
            _add_bronnen(id_, gegevens.bronnen)
            return Uitkomst.NIEUW
        _replace_bronnen(id_, gegevens.bronnen)
        return Uitkomst.GEWIJZIGD


@contextmanager
def _change(herkomst: Herkomst) -> Iterator[None]:
    """One change: whole or not at all, and in the history with where it came from.

    Without a savepoint, because the triggers know their own transaction by its number
    (models/triggers.py).
    """
    metadata = {
        "wie": herkomst.wie,
        "kanaal": herkomst.kanaal.value,
        "reden": herkomst.reden,
    }
    if herkomst.applicatie:
        metadata["applicatie"] = herkomst.applicatie
    with pghistory.context(**metadata), transaction.atomic(savepoint=False):
        yield


def _replace_bronnen(id_: int, bronnen: Sequence[Bronvermelding]) -> bool:
    """Make these the bronnen of a record whose row is locked; tell whether that changed them."""
    stored = Bron.objects.filter(contactmomentdetail=id_).order_by("volgorde")
    if [
        Bronvermelding(soort=soort, titel=titel, url=url)
        for soort, titel, url in stored.values_list("soort", "titel", "url")
    ] == list(bronnen):
        return False
    stored.delete()
    _add_bronnen(id_, bronnen)
    return True


def _add_bronnen(id_: int, bronnen: Sequence[Bronvermelding]) -> None:
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
