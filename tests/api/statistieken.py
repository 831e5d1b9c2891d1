"""Asking for figures, of records at moments of the clock on the wall here."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client

from contactmomenten.models import Contactmomentdetail
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
