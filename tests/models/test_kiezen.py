"""Choosing records by day, by the soort of their bronnen, and in an order."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from contactmomenten.models import Contactmomentdetail
from contactmomenten.models.contactmomentdetail_queryset import GESPREKSDUUR
from contactmomenten.services import Bronvermelding
from tests.factories import BEGIN, contactmomentdetail

pytestmark = pytest.mark.django_db

Dag = tuple[int, int, int]


def day(dag: Dag | None) -> date | None:
    return date(*dag) if dag else None


@pytest.mark.parametrize(
    ("moment", "dag"),
    [
        ("2026-02-02T22:59:59Z", "2026-02-02"),  # winter: an hour ahead of UTC
        ("2026-02-02T23:00:00Z", "2026-02-03"),
        ("2026-07-01T21:59:59Z", "2026-07-01"),  # summer: two
        ("2026-07-01T22:00:00Z", "2026-07-02"),
        ("2026-03-28T23:00:00Z", "2026-03-29"),  # a day of 23 hours
        ("2026-03-29T21:59:59Z", "2026-03-29"),
        ("2026-10-24T22:00:00Z", "2026-10-25"),  # a day of 25
        ("2026-10-25T22:59:59Z", "2026-10-25"),
    ],
)
def test_a_day_is_one_here(moment: str, dag: str) -> None:
    begin = datetime.fromisoformat(moment)
    contactmomentdetail(1, startdatum=begin, einddatum=begin)
    the_day = date.fromisoformat(dag)
    before, after = the_day - timedelta(days=1), the_day + timedelta(days=1)

    assert Contactmomentdetail.objects.on_days(the_day, the_day).exists()
    assert not Contactmomentdetail.objects.on_days(None, before).exists()
    assert not Contactmomentdetail.objects.on_days(after, None).exists()


@pytest.mark.parametrize(
    ("van", "tot_en_met", "aantal"),
    [
        (None, None, 3),
        ((1, 1, 1), None, 3),
        (None, (9999, 12, 31), 3),
        ((1, 1, 2), (9999, 12, 30), 1),
        ((9999, 12, 31), None, 1),
        (None, (1, 1, 1), 1),
    ],
)
def test_the_ends_of_the_calendar(van: Dag | None, tot_en_met: Dag | None, aantal: int) -> None:
    for nummer, moment in enumerate(
        [datetime(1, 1, 1, tzinfo=UTC), BEGIN, datetime(9999, 12, 31, 12, tzinfo=UTC)]
    ):
        contactmomentdetail(nummer, startdatum=moment, einddatum=moment)

    assert Contactmomentdetail.objects.on_days(day(van), day(tot_en_met)).count() == aantal


@pytest.mark.parametrize(
    ("soorten", "andere", "nummers"),
    [
        (["vac"], False, [1, 3]),
        (["vac", "website"], False, [1, 2, 3]),
        ([], True, [3, 4]),
        (["website"], True, [2, 3, 4]),
        (["nieuwsbericht"], False, []),
        ([], False, []),
    ],
)
def test_the_soort_of_a_bron(soorten: list[str], andere: bool, nummers: list[int]) -> None:
    for nummer, own in enumerate([["vac"], ["website"], ["vac", "Vac"], ["boek"], []], start=1):
        bronnen = [Bronvermelding(soort=soort, titel="t", url="u") for soort in own]
        contactmomentdetail(nummer, bronnen=bronnen)

    found = Contactmomentdetail.objects.with_bron_of_soort(soorten, andere=andere)
    assert sorted(int(str(record)) for record in found) == nummers


@pytest.mark.parametrize("sort", [False, True])
@pytest.mark.parametrize("descending", [False, True])
def test_an_order_is_total(sort: bool, descending: bool) -> None:
    for nummer, minutes in enumerate([5, 1, 5, 3]):
        contactmomentdetail(nummer, startdatum=BEGIN, einddatum=BEGIN + timedelta(minutes=minutes))
    records = Contactmomentdetail.objects.alias(duur=GESPREKSDUUR)
    by_duur = records.in_order("duur", descending=descending, sort=sort)
    by_moment = records.in_order("startdatum", descending=descending, sort=sort)
    expected = [["1", "3", "0", "2"], ["0", "1", "2", "3"]]
    if descending:
        expected = [["2", "0", "3", "1"], ["3", "2", "1", "0"]]

    assert [list(map(str, by_duur)), list(map(str, by_moment))] == expected


def test_sorting_does_not_walk_through_the_index_of_the_order() -> None:
    """What is few among millions would be met at the end of it."""
    records = Contactmomentdetail.objects.search("paspoort")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    walk, sort = (
        records.in_order("startdatum", descending=True, sort=sort)[:50].explain()
        for sort in (False, True)
    )

    assert "contactmomentdetail_startdatum" in walk
    assert "contactmomentdetail_startdatum" not in sort


@pytest.mark.parametrize(("most", "counted"), [(2, 3), (3, 3), (4, 3), (0, 1)])
def test_counting_stops_after_one_too_many(most: int, counted: int) -> None:
    for nummer in range(3):
        contactmomentdetail(nummer)

    assert Contactmomentdetail.objects.count_up_to(most) == counted
