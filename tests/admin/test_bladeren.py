"""Browsing the register in the admin."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from contactmomenten.models import Contactmomentdetail
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db

LIST = reverse("admin:contactmomenten_contactmomentdetail_changelist")


def page(record: Contactmomentdetail) -> str:
    return reverse("admin:contactmomenten_contactmomentdetail_change", args=[record.pk])


def test_it_asks_who_you_are(client: Client) -> None:
    response = client.get(LIST)

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("admin:login"))


def test_the_list_shows_records_newest_first_in_local_time(admin_client: Client) -> None:
    contactmomentdetail(1, vraag="Eerste vraag")
    contactmomentdetail(2, vraag="Tweede vraag")

    html = admin_client.get(LIST).content.decode()

    assert html.index("Tweede vraag") < html.index("Eerste vraag")
    assert "03-02-2026 10:18:02" in html
    assert '<html lang="nl"' in html


def test_the_duration_is_shown_and_that_it_cannot_be_right(admin_client: Client) -> None:
    """Contract section 1: einddatum before startdatum is stored, and shows in the admin."""
    contactmomentdetail(1)
    assert "0:04:00" in admin_client.get(LIST).content.decode()

    wrong = contactmomentdetail(2, einddatum=datetime(2020, 1, 1, tzinfo=UTC))
    for url in (LIST, page(wrong)):
        assert "einddatum ligt voor startdatum" in admin_client.get(url).content.decode()


def test_search_finds_dutch_words(admin_client: Client) -> None:
    contactmomentdetail(1, vraag="Paspoorten aanvragen")
    contactmomentdetail(2, vraag="Afvalpas")

    html = admin_client.get(LIST, {"q": "paspoort"}).content.decode()

    assert "Paspoorten aanvragen" in html
    assert "Afvalpas" not in html


@pytest.mark.parametrize("q", ["!&|:*", "\0", "'\"", "x" * 5000, "woord " * 20_000])
def test_search_takes_anything(admin_client: Client, q: str) -> None:
    assert admin_client.get(LIST, {"q": q}).status_code == 200


@pytest.mark.parametrize("name", ["id__regex", "vraag__regex", "startdatum__year"])
def test_no_condition_of_ones_own_in_the_address(admin_client: Client, name: str) -> None:
    assert admin_client.get(LIST, {name: "(99999999"}).status_code == 400


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), "31-12-9999 23:59:59 UTC"),
        (datetime(1, 1, 1, tzinfo=UTC), "01-01-0001 00:"),
    ],
)
def test_the_ends_of_the_calendar_are_shown(
    admin_client: Client, moment: datetime, shown: str
) -> None:
    contactmomentdetail(1, startdatum=moment, einddatum=moment)

    assert shown in admin_client.get(LIST).content.decode()


# 1 session, 2 user, 3 count of the list, 4 its records
@pytest.mark.parametrize("records", [3, 4])
def test_the_list_takes_as_many_queries_for_any_number_of_records(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries, records: int
) -> None:
    for nummer in range(records):
        contactmomentdetail(nummer, bronnen=2)

    with django_assert_num_queries(4):
        admin_client.get(LIST)
