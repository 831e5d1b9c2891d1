"""The management information takes as many queries for many records as for one."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.admin.managementinformatie import FEBRUARI, KLAAR, PAGE, begun

pytestmark = pytest.mark.django_db

# 1-2 the session and the account
# 3-4 the permissions of the account: its own and those of its groups
# 5-10 for the period, the one before it and a year earlier, each:
#      the days of which the stored figures are right, and a count of the records of the others
#      (of which there are stored figures: at most two more, of the days and of the months)
# 11 the specifieke vragen
# 12-13 the values that the form offers: gespreksresultaten and afdelingen
OF_ALL = 13
# Without the three about stored figures: there are none of what is narrowed otherwise.
NARROWED = 10


def fill(aantal: int) -> None:
    for nummer in range(aantal):
        begun(
            nummer,
            2026,
            2 - nummer % 2,
            1 + nummer,
            9,
            bronnen=nummer % 3,
            verantwoordelijke_afdeling=f"Afdeling {nummer}",
            gespreksresultaat=KLAAR if nummer % 2 else f"Resultaat {nummer}",
            specifieke_vraag=f"Waar is loket {nummer // 2}?",
        )


@pytest.mark.parametrize("aantal", [1, 2, 25])
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, OF_ALL),
        ({"afdeling": ["Afdeling 0", "Afdeling 1"]}, OF_ALL),
        ({"gespreksresultaat": KLAAR}, OF_ALL),
        ({"soort": "kennisartikel"}, OF_ALL),
        ({"soort": ["kennisartikel", "vac"]}, NARROWED),
        ({"soort": "andere"}, NARROWED),
        ({"afdeling": "Afdeling 0", "gespreksresultaat": "Resultaat 0"}, NARROWED),
    ],
)
def test_queries(
    rapportage: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    aantal: int,
    query: dict[str, Any],
    expected: int,
) -> None:
    fill(aantal)

    with django_assert_num_queries(expected):
        assert rapportage.get(PAGE, FEBRUARI | query).status_code == 200
