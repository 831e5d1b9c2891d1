"""Query counts of figures do not grow with the data, and all of an answer is of one moment."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from contactmomenten.services.cijfers import count_days
from tests.api.statistieken import VAN_EEN_TIJDVAK, ask, gesprek
from tests.factories import STATISTIEKEN_URL

pytestmark = pytest.mark.django_db

VAN, TOT_EN_MET = date(2026, 1, 20), date(2026, 3, 5)
# Each request of an application begins with
# SELECT: its token, and which application it is
TOKEN = 1
# Of how many periods something is counted.
PERIODS = {
    "aantallen": 3,
    "drukte": 1,
    "gespreksduur": 3,
    "gespreksresultaten": 3,
    "afdelingen": 2,
    "vragen": 2,
    "bronnen": 1,
}


def fill(records: int) -> None:
    for nummer in range(records):
        gesprek(
            nummer,
            date(2026, 2, 1 + nummer),
            bronnen=records,
            specifieke_vraag=f"Sticker {nummer}",
            verantwoordelijke_afdeling=f"Afdeling {nummer}",
        )


# For each period
# 1 SELECT: the days of which the stored figures can be used
# 2 WITH gesprek: the records of the other days
@pytest.mark.parametrize("records", [3, 4])
@pytest.mark.parametrize(("name", "periods"), PERIODS.items(), ids=PERIODS)
def test_of_the_whole_register(
    rapporteur: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    name: str,
    periods: int,
    records: int,
) -> None:
    fill(records)

    with django_assert_num_queries(TOKEN + 2 * periods):
        assert ask(rapporteur, name, VAN, TOT_EN_MET).status_code == 200


# For each period
# 1 WITH gesprek: the records that meet the filter
@pytest.mark.parametrize("records", [3, 4])
@pytest.mark.parametrize(("name", "periods"), PERIODS.items(), ids=PERIODS)
def test_of_what_is_filtered(
    rapporteur: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    name: str,
    periods: int,
    records: int,
) -> None:
    fill(records)

    with django_assert_num_queries(TOKEN + periods):
        assert ask(rapporteur, name, VAN, TOT_EN_MET, zoek="sticker").status_code == 200


# 1 SELECT: the newest records with a question
@pytest.mark.parametrize("records", [3, 4])
@pytest.mark.parametrize("filters", [{}, {"zoek": "sticker"}])
def test_of_kennisgaten(
    rapporteur: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    filters: dict[str, str],
    records: int,
) -> None:
    fill(records)

    with django_assert_num_queries(TOKEN + 1):
        answer = ask(rapporteur, "kennisgaten", VAN, TOT_EN_MET, **filters).json()
    assert answer["bekeken"] == records


# 1 SELECT: the newest vragen
@pytest.mark.parametrize("records", [3, 4])
def test_of_veelgestelde_vragen(
    rapporteur: Client, django_assert_num_queries: DjangoAssertNumQueries, records: int
) -> None:
    fill(records)

    with django_assert_num_queries(TOKEN + 1):
        answer = rapporteur.get(f"{STATISTIEKEN_URL}/veelgestelde-vragen").json()
    assert len(answer["vragen"]) == records


def statements(client: Client, name: str, **filters: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert ask(client, name, VAN, TOT_EN_MET, **filters).status_code == 200
    return [query["sql"] for query in captured]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", PERIODS)
def test_an_answer_is_of_one_moment(rapporteur: Client, name: str) -> None:
    fill(3)

    for filters in ({}, {"zoek": "sticker"}):
        found = statements(rapporteur, name, **filters)
        begin = found.index("BEGIN")
        assert found[begin + 1] == "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
        assert found[-1] == "COMMIT"
        assert found.count("BEGIN") == 1
        assert not any("contactmomentdetail" in sql for sql in found[:begin])


STORED = [
    {},
    {"verantwoordelijkeAfdeling": ["Afdeling 0", "Afdeling 1"]},
    {"gespreksresultaat": "Doorverbonden"},
    {"bronSoort": "kennisartikel"},
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("filters", STORED)
def test_the_stored_figures_serve_and_are_the_same(
    rapporteur: Client, filters: dict[str, Any]
) -> None:
    """No record is read where all days were counted, but for those of the kennisgaten."""
    fill(4)
    gesprek(10, date(2025, 2, 3), seconden=-1, vraag=None)
    gesprek(11, date(2026, 1, 6), vraag="Eerder", verantwoordelijke_afdeling="Afdeling 0")
    period = (date(2026, 2, 1), date(2026, 2, 28))
    gesprek(12, date(2026, 2, 6), gespreksresultaat="Doorverbonden")
    fresh = [ask(rapporteur, name, *period, **filters).json() for name in VAN_EEN_TIJDVAK]

    list(count_days())

    again = [ask(rapporteur, name, *period, **filters).json() for name in VAN_EEN_TIJDVAK]
    assert again == fresh
    with CaptureQueriesContext(connection) as captured:
        for name in PERIODS:
            ask(rapporteur, name, *period, **filters)
    read = [query["sql"] for query in captured]
    assert not any("contactmomentdetail" in sql for sql in read)
    assert any("contactmomenten_cijfer" in sql for sql in read)


@pytest.mark.django_db(transaction=True)
def test_of_two_filters_the_records_are_read(rapporteur: Client) -> None:
    fill(4)
    list(count_days())

    found = statements(
        rapporteur, "vragen", verantwoordelijkeAfdeling="Afdeling 0", gespreksresultaat="Anders"
    )

    assert not any("contactmomenten_cijfer" in sql for sql in found)
