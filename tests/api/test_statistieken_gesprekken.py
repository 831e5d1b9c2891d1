"""How long contactmomenten took, and how they ended: counted by hand."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.api.statistieken import figures, gesprek, tijdvak

pytestmark = pytest.mark.django_db

DAG, ERVOOR, JAAR_EERDER = date(2026, 2, 3), date(2026, 2, 2), date(2025, 2, 3)
GEEN_DUUR = {
    "gemeten": 0,
    "zonderDuur": 0,
    "totaal": 0,
    "gemiddelde": None,
    "mediaan": None,
    "percentiel90": None,
}
ZELFSTANDIG = "Zelfstandig afgehandeld"


def periods(answer: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """The figures of the period itself, of the one before and of the year before."""
    vorige, vorig_jaar = answer.pop("vorige"), answer.pop("vorigJaar")
    assert answer.pop("tijdvak") == tijdvak(DAG, DAG)
    assert vorige.pop("tijdvak") == tijdvak(ERVOOR, ERVOOR)
    assert vorig_jaar.pop("tijdvak") == tijdvak(JAAR_EERDER, JAAR_EERDER)
    return answer, vorige, vorig_jaar


def test_no_gespreksduur(rapporteur: Client) -> None:
    answer = figures(rapporteur, "gespreksduur", DAG, DAG)

    assert periods(answer) == (GEEN_DUUR, GEEN_DUUR, GEEN_DUUR)


def test_gespreksduur_beside_earlier(rapporteur: Client) -> None:
    for nummer, seconden in enumerate([10, 20.999, 30, 100, 0, -5]):
        gesprek(nummer, DAG, seconden=seconden)
    gesprek(6, ERVOOR, seconden=42)
    gesprek(7, JAAR_EERDER, seconden=-1)

    now, before, year_before = periods(figures(rapporteur, "gespreksduur", DAG, DAG))

    # 0, 10, 20, 30 and 100; 0.9 of the way from the first to the last is 0.6 after the fourth.
    assert now == {
        "gemeten": 5,
        "zonderDuur": 1,
        "totaal": 160,
        "gemiddelde": 32.0,
        "mediaan": 20.0,
        "percentiel90": 72.0,
    }
    assert before == {
        "gemeten": 1,
        "zonderDuur": 0,
        "totaal": 42,
        "gemiddelde": 42.0,
        "mediaan": 42.0,
        "percentiel90": 42.0,
    }
    assert year_before == GEEN_DUUR | {"zonderDuur": 1}


def test_no_gespreksresultaat(rapporteur: Client) -> None:
    answer = figures(rapporteur, "gespreksresultaten", DAG, DAG)

    nothing = {
        "aantal": 0,
        "resultaten": [],
        "zelfstandig": {
            "aantal": 0,
            "bekend": 0,
            "onbekend": 0,
            "aandeel": None,
            "doel": 0.8,
            "gehaald": False,
        },
    }
    assert periods(answer) == (nothing, nothing, nothing)


def test_gespreksresultaten_beside_earlier(rapporteur: Client) -> None:
    resultaten = [ZELFSTANDIG] * 3 + ['"Doorverbonden" 🙂', None, " ", "\t", "Anders"]
    for nummer, resultaat in enumerate(resultaten):
        gesprek(nummer, DAG, gespreksresultaat=resultaat)
    for nummer in range(10, 15):
        gesprek(nummer, ERVOOR, gespreksresultaat="Anders" if nummer == 10 else ZELFSTANDIG)

    now, before, year_before = periods(figures(rapporteur, "gespreksresultaten", DAG, DAG))

    assert now == {
        "aantal": 8,
        "resultaten": [
            {"gespreksresultaat": ZELFSTANDIG, "aantal": 3, "aandeel": 0.375},
            {"gespreksresultaat": None, "aantal": 3, "aandeel": 0.375},
            {"gespreksresultaat": '"Doorverbonden" 🙂', "aantal": 1, "aandeel": 0.125},
            {"gespreksresultaat": "Anders", "aantal": 1, "aandeel": 0.125},
        ],
        "zelfstandig": {
            "aantal": 3,
            "bekend": 5,
            "onbekend": 3,
            "aandeel": 0.6,
            "doel": 0.8,
            "gehaald": False,
        },
    }
    assert before["zelfstandig"]["aandeel"] == 0.8
    assert before["zelfstandig"]["gehaald"]
    assert year_before["aantal"] == 0


def test_what_is_zelfstandig_and_the_target_are_settings(
    rapporteur: Client, settings: Settings
) -> None:
    settings.ZELFSTANDIG_RESULTATEN = ["Opgelost", "Doorverwezen"]
    settings.ZELFSTANDIG_DOEL = 50
    for nummer, resultaat in enumerate(["Opgelost", "Doorverwezen", ZELFSTANDIG]):
        gesprek(nummer, DAG, gespreksresultaat=resultaat)

    zelfstandig = figures(rapporteur, "gespreksresultaten", DAG, DAG)["zelfstandig"]

    assert (zelfstandig["aantal"], zelfstandig["doel"], zelfstandig["gehaald"]) == (2, 0.5, True)
