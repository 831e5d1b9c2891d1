"""Records to make and change by uuid, and what is left of that."""

from typing import Any
from uuid import UUID

from contactmomenten.models import Wijziging
from contactmomenten.services import (
    Bronvermelding,
    Gegevens,
    Herkomst,
    Kanaal,
    Uitkomst,
    change,
    replace,
)
from tests.factories import bron, gegevens

HERKOMST = Herkomst(wie="Zaaksysteem", kanaal=Kanaal.API, reden="Overgezet")
UUID_1 = UUID("00000000-0000-4000-8000-000000000001")
UUID_2 = UUID("00000000-0000-4000-8000-000000000002")
FULL = gegevens(
    1,
    bronnen=3,
    specifieke_vraag=" Een vraag \n met\twitruimte ",
    gespreksresultaat="Onbekend",
    verantwoordelijke_afdeling="Burgerzaken",
    emailadres_kcm="kcm@gemeente.example",
)


def put(uuid: UUID, invoer: Gegevens, **more: Any) -> Uitkomst:
    """Make or replace a record."""
    return replace(uuid=uuid, gegevens=invoer, herkomst=HERKOMST, **more)


def stored(uuid: UUID = UUID_1) -> Gegevens:
    """The record as it went in."""
    found: list[Gegevens] = []

    def look(record: Gegevens) -> Gegevens:
        found.append(record)
        return record

    assert change(uuid=uuid, correct=look, herkomst=HERKOMST) is Uitkomst.ONGEWIJZIGD
    return found[0]


def log() -> list[str]:
    """What happened, in order."""
    return list(Wijziging.objects.order_by("nummer").values_list("soort", flat=True))


def bronnen(*nummers: int) -> list[Bronvermelding]:
    """These of the bronnen that the factories make."""
    return [Bronvermelding(**bron(nummer)) for nummer in nummers]
