"""Figures of the records that meet the filters of the list, and of no other."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from contactmomenten.models import Scope
from tests.api.statistieken import VAN_EEN_TIJDVAK, ask, figures, gesprek
from tests.factories import KCM, KLANTCONTACTEN, V1_URL, client_with

pytestmark = pytest.mark.django_db

DAG = date(2026, 2, 3)
# How many contactmomenten each figure is about.
HOW_MANY: dict[str, Callable[[dict[str, Any]], int]] = {
    "aantallen": lambda answer: answer["aantal"],
    "drukte": lambda answer: sum(uur["aantal"] for uur in answer["uren"]),
    "gespreksduur": lambda answer: answer["gemeten"] + answer["zonderDuur"],
    "gespreksresultaten": lambda answer: answer["aantal"],
    "afdelingen": lambda answer: answer["aantal"],
    "vragen": lambda answer: answer["aantal"],
    "bronnen": lambda answer: answer["aantal"],
    "kennisgaten": lambda answer: answer["bekeken"],
}
# Each filter of the list, and how many of the four records meet it.
FILTERS: list[tuple[dict[str, Any], int]] = [
    ({"einddatumVanaf": "2026-02-03T09:00:00Z"}, 1),
    ({"einddatumTot": "2026-02-03T10:00:00+01:00"}, 3),
    ({"gewijzigdVanaf": "2026-01-01T00:00:00Z"}, 4),
    ({"gewijzigdTot": "2026-01-01T00:00:00Z"}, 0),
    ({"contactmoment": [f"{KLANTCONTACTEN}1", f"{KLANTCONTACTEN}2"]}, 2),
    ({"gespreksresultaat": '"Anders" 😀'}, 1),
    ({"verantwoordelijkeAfdeling": ["100% Afval", "Burgerzaken"]}, 3),
    ({"bronSoort": "kennisartikel"}, 2),
    ({"bronUrl": "https://www.gemeente.example/artikel/1"}, 1),
    ({"bronSoort": "vac", "bronUrl": "https://www.gemeente.example/artikel/1"}, 0),
    ({"vraag": "Vraag 2"}, 1),
    ({"zonderVraag": "true"}, 1),
    ({"zonderVraag": "false"}, 3),
    ({"zoek": "stickers -helemaal"}, 2),
    ({"zoek": "sticker or afval"}, 3),
    ({"gespreksduurVanaf": "61"}, 1),
    ({"gespreksduurTot": "61"}, 3),
    ({"emailadresKcm": KCM}, 1),
    ({"vraag": "Vraag 2", "emailadresKcm": KCM}, 0),
]


@pytest.fixture
def gesprekken(db: None) -> None:
    """Four records of one day, and one of the day before and of the day after."""
    gesprek(1, DAG, "09:00", bronnen=1, verantwoordelijke_afdeling="Burgerzaken", **sticker())
    gesprek(2, DAG, "09:00", bronnen=2, verantwoordelijke_afdeling="100% Afval", **sticker("Geen"))
    gesprek(3, DAG, "11:00", seconden=61, vraag=" ", emailadres_kcm=KCM, **sticker("Helemaal"))
    gesprek(
        4,
        DAG,
        verantwoordelijke_afdeling="Burgerzaken",
        gespreksresultaat='"Anders" 😀',
        specifieke_vraag="Iets anders",
    )
    gesprek(5, date(2026, 2, 2))
    gesprek(6, date(2026, 2, 4))


def sticker(word: str = "") -> dict[str, Any]:
    return {"specifieke_vraag": f"{word} sticker in het paspoort"}


@pytest.mark.usefixtures("gesprekken")
@pytest.mark.parametrize(("filters", "expected"), FILTERS, ids=lambda value: str(value)[:40])
def test_a_filter_holds_for_every_figure(filters: dict[str, Any], expected: int) -> None:
    caller = client_with(Scope.LEZEN, Scope.RAPPORTAGES, Scope.MEDEWERKERS)
    period = {"startdatumVanaf": "2026-02-03T00:00:00+01:00"}
    period["startdatumTot"] = "2026-02-04T00:00:00+01:00"

    found = {
        name: how_many(figures(caller, name, DAG, DAG, **filters))
        for name, how_many in HOW_MANY.items()
    }

    assert found == dict.fromkeys(VAN_EEN_TIJDVAK, expected)
    assert caller.get(V1_URL, period | filters).json()["count"] == expected


@pytest.mark.usefixtures("gesprekken")
def test_the_periods_to_compare_with_are_filtered_too(rapporteur: Client) -> None:
    gesprek(7, date(2026, 2, 2), verantwoordelijke_afdeling="Burgerzaken")
    gesprek(8, date(2025, 2, 3), verantwoordelijke_afdeling="Burgerzaken")
    gesprek(9, date(2025, 2, 3))
    filters = {"verantwoordelijkeAfdeling": "Burgerzaken"}

    aantallen = figures(rapporteur, "aantallen", DAG, DAG, **filters)
    (afdeling,) = figures(rapporteur, "afdelingen", DAG, DAG, **filters)["afdelingen"]

    assert (aantallen["vorige"]["aantal"], aantallen["vorigJaar"]["aantal"]) == (1, 1)
    assert (afdeling["aandeel"], afdeling["aantalVorige"]) == (1.0, 1)


@pytest.mark.parametrize("name", VAN_EEN_TIJDVAK)
def test_who_may_not_know_the_employee_gets_no_figures_of_one(
    rapporteur: Client, name: str
) -> None:
    response = ask(rapporteur, name, DAG, DAG, emailadresKcm=KCM)

    assert response.status_code == 403
    assert response.json()["code"] == "permission_denied_medewerkers"
