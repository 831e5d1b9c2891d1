"""However many records, vragen and bronnen: as many queries."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from contactmomenten.models import Contactmomentdetail
from contactmomenten.rapportages import Selectie, Tijdvak, Uitsplitsing, Waarden, overzicht
from contactmomenten.services import count_days
from tests.factories import BEGIN, contactmomentdetail

pytestmark = pytest.mark.django_db

JAREN = Tijdvak(date(2025, 1, 1), date(2026, 12, 31))

# Of the period and of each of the two others: which days were counted beforehand, and the figures
# of the days that were not. Of those that were: the hours, and all else. Then the gaps in the
# knowledge base.
OPGESLAGEN = (1 + 2 + 1) + (1 + 1) + (1 + 1) + 1
# The figures of the three periods, and the gaps.
GEFILTERD = 3 + 1


def fill(records: int) -> None:
    for nummer in range(records):
        moment = BEGIN + timedelta(days=nummer)
        contactmomentdetail(
            nummer,
            startdatum=moment,
            einddatum=moment,
            bronnen=nummer,
            verantwoordelijke_afdeling=f"Afdeling {nummer}",
            specifieke_vraag=f"vraag {nummer}",
        )


@pytest.mark.parametrize("records", [3, 4])
@pytest.mark.parametrize(
    "van",
    [
        None,
        Waarden(Uitsplitsing.AFDELING, ("Afdeling 1",)),
        Waarden(Uitsplitsing.SOORT, ("kennisartikel",)),
    ],
)
def test_of_what_there_are_figures_of(
    van: Waarden | None, records: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(records)
    list(count_days())
    with django_assert_num_queries(OPGESLAGEN):
        overzicht(Selectie(JAREN, van))


@pytest.mark.parametrize("records", [3, 4])
def test_of_what_is_filtered(
    records: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(records)
    with django_assert_num_queries(GEFILTERD):
        overzicht(Selectie(JAREN, Contactmomentdetail.objects.all()))
