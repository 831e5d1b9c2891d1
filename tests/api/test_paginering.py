"""Pages of the list: their size, their count, and the links from one to the next."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from contactmomenten.api import paginering
from tests.api.lijst import ORDERINGS, faults, get, numbers, pages, stored
from tests.factories import BEGIN, V1_URL, contactmomentdetail

pytestmark = pytest.mark.django_db

# --- One page -----------------------------------------------------------------------------


def test_without_parameters_the_newest_hundred(lezer: Client) -> None:
    for nummer in range(101):
        contactmomentdetail(nummer)

    page = get(lezer)

    assert list(page) == ["count", "next", "previous", "results"]
    assert page["count"] == 101
    assert page["previous"] is None
    assert numbers(page) == list(range(100, 0, -1))
    assert numbers(get(lezer, page["next"])) == [0]


def test_an_empty_register(lezer: Client) -> None:
    assert get(lezer) == {"count": 0, "next": None, "previous": None, "results": []}


def test_nothing_meets_the_filters(lezer: Client) -> None:
    contactmomentdetail(1)

    page = get(lezer, vraag="Anders")

    assert page == {"count": 0, "next": None, "previous": None, "results": []}


def test_without_count(lezer: Client) -> None:
    for nummer in range(3):
        contactmomentdetail(nummer)

    for page in pages(lezer, get(lezer, telling="nee", pageSize=2)):
        assert list(page) == ["next", "previous", "results"]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5000])
def test_page_size(lezer: Client, size: int) -> None:
    for nummer in range(3):
        contactmomentdetail(nummer)

    page = get(lezer, pageSize=size)

    assert len(page["results"]) == min(size, 3)
    assert page["count"] == 3
    assert (page["next"] is None) is (size >= 3)


@pytest.mark.parametrize("size", ["0", "-1", "5001", "1.0", "1e2", "+1", "٣", "alles", "9" * 99])
def test_page_size_has_bounds(lezer: Client, size: str) -> None:
    assert faults(lezer.get(V1_URL, {"pageSize": size})) == [("pageSize", "invalid")]


@pytest.mark.parametrize(
    "ordering", ["vraag", "--startdatum", "-", "gewijzigd_op", "id", "Startdatum"]
)
def test_only_what_is_documented_can_be_ordered_by(lezer: Client, ordering: str) -> None:
    assert faults(lezer.get(V1_URL, {"ordering": ordering})) == [("ordering", "invalid_choice")]


# --- From page to page --------------------------------------------------------------------


@pytest.mark.parametrize("few", [0, 10_000], ids=["walking", "sorting"])
@pytest.mark.parametrize("size", [1, 3, 4, 12, 13])
@pytest.mark.parametrize("ordering", [sign + name for name in ORDERINGS for sign in ("", "-")])
def test_back_and_forth_in_every_order(
    lezer: Client, monkeypatch: pytest.MonkeyPatch, ordering: str, size: int, few: int
) -> None:
    """Also with many equal values, and however PostgreSQL is asked to find them."""
    monkeypatch.setattr(paginering, "FEW", few)
    shuffled = list(range(13))
    Random(1).shuffle(shuffled)  # noqa: S311 - nothing here is secret
    for nummer in shuffled:
        moment = BEGIN + timedelta(microseconds=nummer // 5)
        contactmomentdetail(nummer, startdatum=moment, einddatum=moment, vraag="Vraag")
    contactmomentdetail(99, vraag="Anders")

    filters: dict[str, Any] = {"vraag": "Vraag", "ordering": ordering, "pageSize": size}
    forth = list(pages(lezer, get(lezer, **filters)))
    back = list(pages(lezer, forth[-1], "previous"))

    everything = [nummer for nummer in stored(ordering) if nummer != 99]
    assert [nummer for page in forth for nummer in numbers(page)] == everything
    assert [len(page["results"]) for page in forth[:-1]] == [size] * (len(forth) - 1)
    assert [numbers(page) for page in reversed(back)] == [numbers(page) for page in forth]
    assert {page["count"] for page in forth + back} == {13}
    assert forth[0]["previous"] is back[-1]["previous"] is None
    assert forth[-1]["next"] is None
    again = list(pages(lezer, back[-1]))
    assert [numbers(page) for page in again] == [numbers(page) for page in forth]


def test_the_ends_of_time(lezer: Client) -> None:
    first = datetime.min.replace(tzinfo=UTC)
    last = datetime.max.replace(tzinfo=UTC)
    for nummer, moment in enumerate([first, first, BEGIN, last, last]):
        contactmomentdetail(nummer, startdatum=moment, einddatum=last)

    for ordering in ("startdatum", "-startdatum"):
        found = pages(lezer, get(lezer, ordering=ordering, pageSize=1))
        assert [numbers(page)[0] for page in found] == stored(ordering)


def test_the_links_keep_the_filters(lezer: Client) -> None:
    for nummer in range(12):
        contactmomentdetail(nummer, gespreksresultaat=["Onbekend", "A&B=ë +%"][nummer % 2])

    filters: dict[str, Any] = {
        "gespreksresultaat": "A&B=ë +%",
        "ordering": "startdatum",
        "pageSize": 2,
    }
    found = list(pages(lezer, get(lezer, **filters)))

    assert [numbers(page) for page in found] == [[1, 3], [5, 7], [9, 11]]
    assert {page["count"] for page in found} == {6}


def test_a_link_is_absolute_and_says_nothing(lezer: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["kcc.gemeente.example"]
    for nummer in range(3):
        contactmomentdetail(nummer, vraag="Geheim")

    first = lezer.get(
        V1_URL, {"vraag": "Geheim", "pageSize": "1"}, headers={"Host": "kcc.gemeente.example"}
    ).json()

    link = urlsplit(first["next"])
    assert (link.scheme, link.netloc, link.path) == ("http", "kcc.gemeente.example", V1_URL)
    assert list(parse_qs(link.query)) == ["cursor"]
    assert "Geheim" not in first["next"]
