"""The count: exact on every page, and only counted again where it may have changed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contactmomenten.models import Bron, Contactmomentdetail
from tests.dienst.conftest import database_url_of_tests
from tests.factories import BEGIN, KLANTCONTACTEN, V1_URL, contactmomentdetail

# What is settled, is what other transactions cannot change any more.
pytestmark = pytest.mark.django_db(transaction=True)

FILTERS = {"pageSize": "1", "zonderVraag": "false", "ordering": "startdatum"}


@pytest.fixture
def first(lezer: Client) -> Any:
    """The first page of four records, of which three meet the filters."""
    for nummer in range(4):
        contactmomentdetail(nummer, bronnen=1, vraag="Vraag" if nummer else None)
    return lezer.get(V1_URL, FILTERS).json()


def count(client: Client, url: str) -> tuple[int, bool]:
    """What a page says, and whether it counted."""
    with CaptureQueriesContext(connection) as captured:
        page = client.get(url).json()
    return page["count"], any("COUNT(" in query["sql"] for query in captured)


def test_a_page_takes_over_the_count_of_the_page_before(lezer: Client, first: Any) -> None:
    second = lezer.get(first["next"]).json()

    assert first["count"] == 3
    assert count(lezer, first["next"]) == (3, False)
    assert count(lezer, second["next"]) == (3, False)
    assert count(lezer, second["previous"]) == (3, False)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda: contactmomentdetail(9), 4),
        (lambda: contactmomentdetail(9, vraag=None), 3),
        (lambda: Contactmomentdetail.objects.filter(contactmoment__endswith="/3").delete(), 2),
        (lambda: Contactmomentdetail.objects.update(vraag=None), 0),
        (lambda: Contactmomentdetail.objects.update(vraag="Vraag"), 4),
        (lambda: Bron.objects.all().delete(), 3),
    ],
    ids=["new", "new, not met", "removed", "changed", "changed into it", "bronnen alone"],
)
def test_after_a_change_it_is_counted_again(
    lezer: Client, first: Any, change: Callable[[], object], expected: int
) -> None:
    change()

    assert count(lezer, first["next"]) == (expected, True)


def test_what_was_counted_again_is_taken_over_again(lezer: Client, first: Any) -> None:
    contactmomentdetail(9)
    second = lezer.get(first["next"]).json()

    assert count(lezer, second["next"]) == (4, False)
    assert count(lezer, first["next"]) == (4, True), "that link does not know of it"


INSERT = """
    INSERT INTO contactmomenten_contactmomentdetail (contactmoment, startdatum, einddatum, vraag)
    VALUES (%s, %s, %s, 'Vraag')
"""


def test_a_change_that_becomes_visible_late_is_counted_too(lezer: Client) -> None:
    """Its number in the log is lower than the newest that was there when it was counted."""
    contactmomentdetail(1)
    with psycopg.connect(database_url_of_tests()) as slow:
        moment = BEGIN + timedelta(hours=1)
        slow.execute(INSERT, (f"{KLANTCONTACTEN}2", moment, moment))
        contactmomentdetail(3)

        page = lezer.get(V1_URL, FILTERS).json()
        assert page["count"] == 2
        slow.commit()

    assert count(lezer, page["next"]) == (3, True)


def test_the_pages_of_a_register_that_was_put_back_are_counted_again(
    lezer: Client, first: Any
) -> None:
    """Its log ends earlier than the one that the link knows."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM contactmomenten_wijziging WHERE nummer >= 3")
        cursor.execute(
            "ALTER TABLE contactmomenten_contactmomentdetail DISABLE TRIGGER USER;"
            "UPDATE contactmomenten_contactmomentdetail SET vraag = NULL;"
            "ALTER TABLE contactmomenten_contactmomentdetail ENABLE TRIGGER USER;"
        )

    assert count(lezer, first["next"]) == (0, True)
