"""Following the links while others write: nothing is skipped or repeated."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contactmomenten.models import Contactmomentdetail
from tests.api.lijst import get, numbers, stored
from tests.factories import BEGIN, contactmomentdetail

pytestmark = pytest.mark.django_db


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    moments=st.lists(st.sampled_from([BEGIN, BEGIN + timedelta(hours=1), BEGIN.replace(year=1)])),
    ordering=st.sampled_from(["startdatum", "-startdatum"]),
    size=st.integers(1, 4),
    ways=st.lists(st.sampled_from(["next", "next", "previous"]), max_size=6),
)
def test_a_walk_along_the_links_is_one_along_a_list(
    lezer: Client, moments: list[datetime], ordering: str, size: int, ways: list[str]
) -> None:
    Contactmomentdetail.objects.all().delete()
    for nummer, moment in enumerate(moments):
        contactmomentdetail(nummer, startdatum=moment)
    expected = stored(ordering)
    begin, end = 0, size
    page = get(lezer, ordering=ordering, pageSize=size)

    for way in ways:
        assert numbers(page) == expected[begin:end]
        assert (page["next"] is None) is (end >= len(expected))
        assert (page["previous"] is None) is (begin == 0)
        if page[way] is None:
            break
        page = get(lezer, page[way])
        begin, end = (end, end + size) if way == "next" else (max(begin - size, 0), begin)


def test_nothing_is_skipped_or_repeated_while_others_write(lezer: Client) -> None:
    """Among those that are there all along, whatever happens around the place of the cursor."""
    for nummer in range(0, 200, 10):
        contactmomentdetail(nummer)
    stay = set(range(0, 200, 10))
    seen: list[int] = []
    chance = Random(2)  # noqa: S311 - nothing here is secret
    page = get(lezer, pageSize=3)
    while True:
        seen += numbers(page)
        edge = numbers(page)[-1] if page["results"] else seen[-1]
        for nummer in (edge - 1, edge + 1, chance.randrange(200)):
            contactmomentdetail(nummer)  # before, at or after the edge
        removed = chance.choice(sorted(stay))
        for nummer in (edge, removed):
            Contactmomentdetail.objects.filter(contactmoment__endswith=f"/{nummer}").delete()
            stay.discard(nummer)
        if not page["next"]:
            break
        page = get(lezer, page["next"])

    assert len(seen) == len(set(seen))
    assert stay <= set(seen)
    assert seen == sorted(seen, reverse=True)


def test_the_record_at_the_edge_may_be_removed(lezer: Client) -> None:
    for nummer in range(6):
        contactmomentdetail(nummer)
    first = get(lezer, pageSize=2)
    Contactmomentdetail.objects.filter(contactmoment__endswith="/4").delete()

    second = get(lezer, first["next"])

    assert numbers(second) == [3, 2]
    assert numbers(get(lezer, second["previous"])) == [5]


@pytest.mark.parametrize("ordering", ["startdatum", "-startdatum"])
@pytest.mark.parametrize("moments", [1, 10], ids=["equal", "different"])
def test_a_page_of_which_all_was_removed_leads_back(
    lezer: Client, ordering: str, moments: int
) -> None:
    for nummer in range(4):
        contactmomentdetail(nummer, startdatum=BEGIN + timedelta(hours=nummer % moments))
    first = get(lezer, pageSize=2, ordering=ordering)
    last = get(lezer, first["next"])

    def remove(page: dict[str, Any]) -> None:
        for nummer in numbers(page):
            Contactmomentdetail.objects.filter(contactmoment__endswith=f"/{nummer}").delete()

    remove(last)
    emptied = get(lezer, first["next"])
    assert emptied["results"] == []
    assert emptied["next"] is None
    assert emptied["count"] == 2
    assert numbers(get(lezer, emptied["previous"])) == numbers(first)

    remove(first)
    emptied = get(lezer, emptied["previous"])
    assert emptied["results"] == []
    assert emptied["previous"] is None
    back = get(lezer, emptied["next"])
    assert back["results"] == []
    assert back["next"] is None
