"""Query counts do not grow with the data. Writing has its own in tests/services."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.factories import V1_URL, contactmomentdetail

pytestmark = pytest.mark.django_db

# Each request of an application begins with
# SELECT: its token, and which application it is
TOKEN = 1


def fill(records: int) -> None:
    for nummer in range(records):
        contactmomentdetail(nummer, bronnen=records)


# 1 SELECT: the record
# 2 SELECT: its bronnen
@pytest.mark.parametrize("bronnen", [3, 4])
def test_one_record(
    lezer: Client, django_assert_num_queries: DjangoAssertNumQueries, bronnen: int
) -> None:
    record = contactmomentdetail(1, bronnen=bronnen)

    with django_assert_num_queries(TOKEN + 2):
        assert len(lezer.get(f"{V1_URL}/{record.uuid}").json()["bronnen"]) == bronnen


# 1 SELECT last_value: the last number of the log that was given out
# 2 SELECT min FROM pg_locks: the oldest change that is still being written
# 3 SELECT max: the newest change
# 4 SELECT count(*): those that meet the filters
# 5 SELECT: the records of the page
# 6 SELECT: the bronnen of all of them
@pytest.mark.parametrize("filters", [{}, {"zoek": "vraag", "bronSoort": "kennisartikel"}])
@pytest.mark.parametrize("records", [3, 4])
def test_the_first_page(
    lezer: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    records: int,
    filters: dict[str, str],
) -> None:
    fill(records)

    with django_assert_num_queries(TOKEN + 6):
        assert len(lezer.get(V1_URL, filters).json()["results"]) == records


# The same: inside the transaction of a test nothing is settled, and so it counts.
@pytest.mark.parametrize("filters", [{}, {"zoek": "vraag", "bronSoort": "kennisartikel"}])
@pytest.mark.parametrize("records", [8, 9])
def test_a_page_in_the_middle(
    lezer: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    records: int,
    filters: dict[str, str],
) -> None:
    fill(records)
    first = lezer.get(V1_URL, filters | {"pageSize": "2"}).json()
    second = lezer.get(first["next"]).json()

    for link in (second["next"], second["previous"]):
        with django_assert_num_queries(TOKEN + 6):
            assert len(lezer.get(link).json()["results"]) == 2


# 1 SELECT: the records of the page
# 2 SELECT: the bronnen of all of them
@pytest.mark.parametrize("ordering", ["-startdatum", "gewijzigdOp"])
@pytest.mark.parametrize("records", [8, 9])
def test_without_count(
    lezer: Client, django_assert_num_queries: DjangoAssertNumQueries, records: int, ordering: str
) -> None:
    fill(records)
    query = {"telling": "nee", "pageSize": "2", "ordering": ordering}

    with django_assert_num_queries(TOKEN + 2):
        first = lezer.get(V1_URL, query).json()
    with django_assert_num_queries(TOKEN + 2):
        second = lezer.get(first["next"]).json()
    for link in (second["next"], second["previous"]):
        with django_assert_num_queries(TOKEN + 2):
            assert len(lezer.get(link).json()["results"]) == 2


# 1 SELECT count(*) ... LIMIT: whether they are few; on the first page alone
# 2 SELECT: the records of the page
# 3 SELECT: the bronnen of all of them
@pytest.mark.parametrize("records", [8, 9])
def test_filtered_without_count(
    lezer: Client, django_assert_num_queries: DjangoAssertNumQueries, records: int
) -> None:
    fill(records)
    query = {"telling": "nee", "pageSize": "2", "zoek": "vraag"}

    with django_assert_num_queries(TOKEN + 3):
        first = lezer.get(V1_URL, query).json()
    with django_assert_num_queries(TOKEN + 2):
        second = lezer.get(first["next"]).json()
    for link in (second["next"], second["previous"]):
        with django_assert_num_queries(TOKEN + 2):
            assert len(lezer.get(link).json()["results"]) == 2


# A range of what the list is ordered by is walked through anyway.
def test_a_period_without_count(
    lezer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(3)
    period = {"startdatumVanaf": "2026-01-01T00:00:00Z", "startdatumTot": "2027-01-01T00:00:00Z"}

    with django_assert_num_queries(TOKEN + 2):
        assert len(lezer.get(V1_URL, period | {"telling": "nee"}).json()["results"]) == 3


def statements(client: Client, url: str, **parameters: Any) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url, parameters).status_code == 200
    return [query["sql"] for query in captured]


# Both see one moment: SET TRANSACTION and COMMIT around the queries above.
@pytest.mark.django_db(transaction=True)
def test_a_page_and_a_record_are_read_in_one_snapshot(lezer: Client) -> None:
    record = contactmomentdetail(1)

    for url in (V1_URL, f"{V1_URL}/{record.uuid}"):
        found = statements(lezer, url)
        begin = found.index("BEGIN")
        assert found[begin + 1] == ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        assert found[-1] == "COMMIT"
        assert not any("contactmomentdetail" in sql for sql in found[:begin])


# What is settled has to be known before the snapshot begins.
@pytest.mark.django_db(transaction=True)
def test_the_log_is_looked_at_before_the_snapshot(lezer: Client) -> None:
    contactmomentdetail(1)

    found = statements(lezer, V1_URL)

    (locks,) = [number for number, sql in enumerate(found) if "pg_locks" in sql]
    assert locks < found.index("BEGIN")


# Few are found and sorted, on every page; what is not narrowed is walked through in order.
@pytest.mark.parametrize("telling", ["ja", "nee"])
@pytest.mark.parametrize(
    ("filters", "sorts"),
    [({"zoek": "vraag"}, True), ({"startdatumTot": "9999-01-01T00:00:00Z"}, False), ({}, False)],
)
def test_the_records_are_asked_for_alike_on_every_page(
    lezer: Client, filters: dict[str, str], telling: str, sorts: bool
) -> None:
    fill(6)
    url, parameters = V1_URL, filters | {"pageSize": "2", "telling": telling}

    for _ in range(3):
        found = statements(lezer, url, **parameters)
        (page,) = [sql for sql in found if sql.endswith("LIMIT 3")]
        assert ('"startdatum" + ' in page) is sorts
        url, parameters = lezer.get(url, parameters).json()["next"], {}
