"""Filters on the bronnen of a record."""

import pytest
from django.test import Client

from contactmomenten.services import Bronvermelding
from tests.api.lijst import found
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db

LANG = "x" * 501
VAC, PAGINA = "https://kiss.gemeente.example/vac/1", "https://www.gemeente.example/paspoort"


def bron(soort: str, url: str) -> Bronvermelding:
    return Bronvermelding(soort=soort, titel="Titel", url=url)


@pytest.fixture
def met_bronnen() -> None:
    contactmomentdetail(0)
    contactmomentdetail(1, bronnen=[bron("vac", VAC)])
    contactmomentdetail(2, bronnen=[bron("website", PAGINA)] * 3)
    contactmomentdetail(3, bronnen=[bron("vac", VAC), bron("website", PAGINA)])
    contactmomentdetail(4, bronnen=[bron("vac", PAGINA), bron("website", VAC)])
    contactmomentdetail(5, bronnen=[bron("anders", f"{PAGINA}#{LANG}")])


@pytest.mark.usefixtures("met_bronnen")
def test_with_a_bron_of_a_soort(lezer: Client) -> None:
    assert found(lezer, bronSoort="vac") == [1, 3, 4]
    assert found(lezer, bronSoort=["vac", "anders"]) == [1, 3, 4, 5]
    assert found(lezer, bronSoort="VAC") == []


@pytest.mark.usefixtures("met_bronnen")
def test_with_a_bron_at_an_address(lezer: Client) -> None:
    assert found(lezer, bronUrl=PAGINA) == [2, 3, 4], "each once"
    assert found(lezer, bronUrl=[PAGINA, VAC]) == [1, 2, 3, 4]
    assert found(lezer, bronUrl=f"{PAGINA}#{LANG}") == [5]
    assert found(lezer, bronUrl=f"{PAGINA}/") == []


@pytest.mark.usefixtures("met_bronnen")
def test_soort_and_address_are_of_one_and_the_same_bron(lezer: Client) -> None:
    assert found(lezer, bronSoort="vac", bronUrl=VAC) == [1, 3]
    assert found(lezer, bronSoort="vac", bronUrl=PAGINA) == [4]
    assert found(lezer, bronSoort=["vac", "website"], bronUrl=PAGINA) == [2, 3, 4]
    assert found(lezer, bronSoort="anders", bronUrl=[VAC, PAGINA]) == []
