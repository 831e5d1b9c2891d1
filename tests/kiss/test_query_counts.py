"""Query counts do not grow with the data. Writing has its own in tests/services."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from contactmomenten.models import Contactmomentdetail
from tests.factories import ALLES, DETAILS_URL, FAQ_URL, RAPPORT_URL, body, contactmomentdetail
from tests.factories import opslaan as put

pytestmark = pytest.mark.django_db


# 1 INSERT ... ON CONFLICT DO UPDATE: the record
# 2 SELECT: its bronnen
# 3 DELETE: its bronnen
# 4 INSERT: all bronnen
@pytest.mark.parametrize("bronnen", [3, 4])
def test_put_of_an_existing_id(
    medewerker: Client, django_assert_num_queries: DjangoAssertNumQueries, bronnen: int
) -> None:
    put(medewerker, body(1, bronnen=1))

    with django_assert_num_queries(4):
        assert put(medewerker, body(1, bronnen=bronnen, vraag="Anders")).status_code == 200


# 1 SELECT: the record
@pytest.mark.parametrize("bronnen", [3, 4])
def test_get(
    medewerker: Client, django_assert_num_queries: DjangoAssertNumQueries, bronnen: int
) -> None:
    record = contactmomentdetail(1, bronnen=bronnen)

    with django_assert_num_queries(1):
        assert medewerker.get(DETAILS_URL, {"id": record.contactmoment}).status_code == 200


# 1 SELECT count(*): the whole period
# 2 SELECT: the records of the page
# 3 SELECT: the bronnen of all of them
@pytest.mark.parametrize("records", [3, 4])
def test_first_page_of_the_report(
    extern: Client, django_assert_num_queries: DjangoAssertNumQueries, records: int
) -> None:
    for nummer in range(records):
        contactmomentdetail(nummer, bronnen=records)

    with django_assert_num_queries(3):
        assert len(extern.get(RAPPORT_URL, ALLES).json()["results"]) == records


# 1 SELECT count(*): the whole period
# 2 SELECT: the place where the page begins, from the index alone
# 3 SELECT: the records of the page
# 4 SELECT: the bronnen of all of them
@pytest.mark.parametrize("records", [10, 11])
def test_later_pages_of_the_report(
    extern: Client, django_assert_num_queries: DjangoAssertNumQueries, records: int
) -> None:
    for nummer in range(records):
        contactmomentdetail(nummer, bronnen=1)

    for page in (2, 5):
        with django_assert_num_queries(4):
            extern.get(RAPPORT_URL, ALLES | {"pageSize": 2, "page": page})


# 1 SELECT: the vragen of the 500 newest
@pytest.mark.parametrize("records", [3, 4])
def test_faq(
    medewerker: Client, django_assert_num_queries: DjangoAssertNumQueries, records: int
) -> None:
    for nummer in range(records):
        contactmomentdetail(nummer)

    with django_assert_num_queries(1):
        assert len(medewerker.get(FAQ_URL).json()) == records


# A report sees one moment: SET TRANSACTION and COMMIT around the queries above.
@pytest.mark.django_db(transaction=True)
def test_a_report_page_is_read_in_one_snapshot(extern: Client) -> None:
    contactmomentdetail(1)

    with CaptureQueriesContext(connection) as captured:
        extern.get(RAPPORT_URL, ALLES)

    statements = [query["sql"] for query in captured]
    assert statements[0] == "BEGIN"
    assert statements[1] == "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    assert statements[-1] == "COMMIT"
    assert Contactmomentdetail.objects.count() == 1
