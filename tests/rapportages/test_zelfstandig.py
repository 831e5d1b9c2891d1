"""Which gespreksresultaten count as handled by the contact centre itself, and the target."""

from datetime import date

import pytest
from pytest_django import Settings

from contactmomenten.rapportages import Dimensie, Selectie, Tijdvak, Zelfstandig, rekenen, tel
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db

FEBRUARI = Tijdvak(date(2026, 2, 1), date(2026, 2, 28))


@pytest.fixture(autouse=True)
def records(db: None) -> None:
    """Five; of the last nobody knows how it ended."""
    for nummer, resultaat in enumerate(
        ["Zelfstandig afgehandeld", "Afgehandeld, klant belt terug", "Onbekend", "Anders", " "]
    ):
        contactmomentdetail(nummer, gespreksresultaat=resultaat)


def zelfstandig() -> Zelfstandig:
    return rekenen.gespreksresultaten(tel(Selectie(FEBRUARI), [Dimensie.UITKOMST])).zelfstandig


def test_one_result_and_four_in_five_if_nothing_is_set() -> None:
    found = zelfstandig()

    assert found == Zelfstandig(aantal=1, bekend=4, onbekend=1, aandeel=0.25, doel=0.8)
    assert not found.gehaald


def test_the_settings_decide(settings: Settings) -> None:
    settings.ZELFSTANDIG_RESULTATEN = ["Zelfstandig afgehandeld", "Afgehandeld, klant belt terug"]
    settings.ZELFSTANDIG_DOEL = 50

    found = zelfstandig()

    assert (found.aantal, found.aandeel, found.doel) == (2, 0.5, 0.5)
    assert found.gehaald
