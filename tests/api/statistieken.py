"""Asking for figures, of records at moments of the clock on the wall here."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client

from contactmomenten.api.statistieken import voorbeelden
from contactmomenten.models import Contactmomentdetail
from contactmomenten.services import Bronvermelding
from tests.factories import STATISTIEKEN_URL, contactmomentdetail

HIER = ZoneInfo("Europe/Amsterdam")
# Those that are about a period.
VAN_EEN_TIJDVAK = [
    "aantallen",
    "drukte",
    "gespreksduur",
    "gespreksresultaten",
    "afdelingen",
    "vragen",
    "bronnen",
    "kennisgaten",
]


def gesprek(
    nummer: int, dag: date, klok: str = "09:00", *, seconden: float = 60, fold: int = 0, **rest: Any
) -> Contactmomentdetail:
    """A record that began on this day at this time; ``fold=1`` is the second time it is."""
    begin = datetime.combine(dag, time.fromisoformat(klok).replace(fold=fold), tzinfo=HIER)
    einde = begin.astimezone(ZoneInfo("UTC")) + timedelta(seconds=seconden)
    return contactmomentdetail(nummer, startdatum=begin, einddatum=einde, **rest)


def ask(client: Client, name: str, van: date | str, tot_en_met: date | str, **query: Any) -> Any:
    """The response to a question about a period."""
    period = {"van": str(van), "totEnMet": str(tot_en_met)}
    return client.get(f"{STATISTIEKEN_URL}/{name}", period | query)


def figures(
    client: Client, name: str, van: date | str, tot_en_met: date | str, **query: Any
) -> Any:
    """The figures of a period, which is named in them."""
    response = ask(client, name, van, tot_en_met, **query)
    assert response.status_code == 200, response.content
    answer = response.json()
    assert answer["tijdvak"] == tijdvak(van, tot_en_met)
    return answer


def tijdvak(van: date | str, tot_en_met: date | str) -> dict[str, str]:
    """How an answer names a period."""
    return {"van": str(van), "totEnMet": str(tot_en_met)}


def register_of_the_examples() -> None:
    """The records that the examples in the description are about."""
    paspoort: dict[str, Any] = {
        "vraag": voorbeelden.PASPOORT,
        "verantwoordelijke_afdeling": "Burgerzaken",
    }
    bronnen = [Bronvermelding(**voorbeelden.BRON)]
    with_bron: dict[str, Any] = paspoort | {"bronnen": bronnen}
    zelf: dict[str, Any] = {"gespreksresultaat": "Zelfstandig afgehandeld"}
    gesprek(1, date(2026, 2, 3), "10:17", seconden=120, **with_bron, **zelf)
    gesprek(
        2,
        date(2026, 2, 3),
        "10:25",
        seconden=180,
        specifieke_vraag="Hoe laat gaat het loket open?",
        **with_bron,
        **zelf,
    )
    gesprek(
        3,
        date(2026, 2, 3),
        "10:31",
        seconden=420,
        specifieke_vraag="Mag er een sticker in mijn paspoort?",
        gespreksresultaat="Doorverbonden",
        **with_bron,
    )
    gesprek(
        4,
        date(2026, 2, 4),
        "09:05",
        seconden=-1,
        vraag=None,
        specifieke_vraag="Mag de sticker in het paspoort?",
    )
    gesprek(5, date(2026, 2, 1), seconden=100, **paspoort, **zelf)
    gesprek(6, date(2026, 2, 2), seconden=300, vraag="Afvalpas", **zelf)
