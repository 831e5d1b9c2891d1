"""How many records the list says that there are, and the pages that it has."""

from datetime import date, timedelta

import pytest
from django.db.models import QuerySet
from django.test import Client

from contactmomenten.admin.paginator import Paginator
from contactmomenten.admin.volgorde import SLEUTELS, Volgorde
from contactmomenten.models import Contactmomentdetail
from tests.admin.lijst import html, lijst, make
from tests.factories import BEGIN, contactmomentdetail

pytestmark = pytest.mark.django_db
# Statistics outlive a rollback, but not the removal of the records at the end of such a test.
with_statistics = pytest.mark.django_db(transaction=True)

VOLGORDES = [Volgorde(kolom, aflopend=way) for kolom in SLEUTELS for way in (True, False)]


def aantal(client: Client, **query: str) -> str:
    return lijst(client, **query).paginator.aantal


@pytest.mark.parametrize(("records", "shown"), [(0, "0"), (1, "1"), (1234, "1.234")])
def test_a_count_is_exact(beheerder: Client, records: int, shown: str) -> None:
    make(records)

    assert aantal(beheerder) == aantal(beheerder, q="paspoort") == shown
    word = "contactmoment" if records == 1 else "contactmomenten"
    assert f'class="aantal">{shown} {word}</h2>' in html(beheerder)


@with_statistics
def test_beyond_10000_it_is_an_estimate_or_more_than_that(beheerder: Client) -> None:
    make(10_000, analyse=True)
    assert aantal(beheerder) == "10.000"

    contactmomentdetail(1, vraag="Paspoort")
    assert aantal(beheerder) == "meer dan 10.000"  # not yet estimated
    for filtered in ({"q": "paspoort"}, {"van": "01-01-2026"}):
        assert aantal(beheerder, **filtered) == "meer dan 10.000"
    assert aantal(beheerder, afdeling="Zorg") == "3.333"


@with_statistics
def test_an_estimate_says_that_it_is_one(beheerder: Client) -> None:
    make(10_321, analyse=True)

    assert aantal(beheerder) == "ongeveer 10.300"
    assert "Ongeveer 10.300 contactmomenten" in html(beheerder)


def test_the_first_10000_have_a_page(beheerder: Client) -> None:
    make(10_321)

    last = lijst(beheerder, p="200")
    assert last.paginator.num_pages == 200
    assert len(last.result_list) == 50
    assert "tot en met 10.000 contactmomenten bladeren" in html(beheerder, p="200")
    assert "bladeren" not in html(beheerder, p="199")


@pytest.mark.parametrize("query", [{}, {"q": "paspoort"}, {"afdeling": "Zorg"}])
def test_pages_repeat_and_skip_nothing(beheerder: Client, query: dict[str, str]) -> None:
    make(330)
    seen = [nummer for page in "1234567" for nummer in on_page(beheerder, page, query)]

    assert len(seen) == len(set(seen)) == lijst(beheerder, **query).paginator.counted


def on_page(client: Client, page: str, query: dict[str, str]) -> list[str]:
    found = lijst(client, p=page, **query)
    return [str(record) for record in found.result_list]


@pytest.mark.parametrize("page", ["0", "-1", "8", "x", "1.0", "9" * 5000, "²"])
def test_a_page_that_there_is_not(beheerder: Client, page: str) -> None:
    make(330)
    found = lijst(beheerder, p=page)

    (fout,) = found.fouten
    assert fout.startswith(f'Pagina "{page[:20]}" is er niet.')
    assert fout.endswith("Er zijn 7 pagina's.")
    assert list(found.result_list) == []
    assert 'aria-label="Pagina' not in html(beheerder, p=page)


def test_the_pages_have_links(beheerder: Client) -> None:
    make(330)
    shown = html(beheerder, p="2", afdeling="Parkeren", o="duur")

    assert '<span class="this-page" aria-current="page">2</span>' in shown
    assert 'href="?afdeling=Parkeren&amp;o=duur&amp;p=5" class="end"' in shown
    assert "p=6" not in shown
    assert "Pagina's" not in html(beheerder, q="niets")


@pytest.mark.parametrize("volgorde", VOLGORDES, ids=str)
def test_every_way_to_a_page_leads_to_the_same_records(volgorde: Volgorde) -> None:
    make(300)
    everything = Contactmomentdetail.objects.all()
    records = everything.filter(verantwoordelijke_afdeling="Zorg")
    key = "startdatum" if volgorde.kolom == "moment" else "gespreksduur"
    expected = sorted(
        records, key=lambda record: (getattr(record, key), record.pk), reverse=volgorde.aflopend
    )

    assert list(volgorde.order(records)) == expected
    assert list(volgorde.order(records, sort=True)) == expected
    assert list(volgorde.begin_of(records, everything, 100_000)) == expected
    begin = list(volgorde.begin_of(records, everything, 30))
    assert 0 < len(begin) < 100
    assert begin == expected[: len(begin)]


@pytest.mark.parametrize("volgorde", VOLGORDES, ids=str)
@pytest.mark.parametrize("page", [1, 2, 200])
def test_a_page_of_many_is_that_of_all_in_order(volgorde: Volgorde, page: int) -> None:
    make(10_200)
    everything = Contactmomentdetail.objects.all()
    records = everything.search("paspoort")
    paginator = Paginator(records, 50, volgorde=volgorde, bereik=everything)

    expected = volgorde.order(everything)[(page - 1) * 50 : page * 50]
    assert list(paginator.rows(page)) == list(expected)


def test_a_period_is_a_part_of_the_order_and_walked_through_as_it_is() -> None:
    everything = Contactmomentdetail.objects.all()
    period = everything.on_days(date(2026, 1, 1), date(2026, 12, 31))
    make(10_001)
    volgorde = Volgorde("moment", aflopend=True)
    page = Paginator(period.all(), 50, volgorde=volgorde, bereik=period).rows(2)

    assert isinstance(page, QuerySet)
    assert str(page.query) == str(volgorde.order(period)[50:100].query)


def test_a_page_beyond_the_begin_is_found_too() -> None:
    """All that is asked for is older than the begin of the register."""
    make(300)
    everything = Contactmomentdetail.objects.all()
    old = everything.filter(startdatum__lt=BEGIN + timedelta(hours=100))
    volgorde = Volgorde("moment", aflopend=True)

    assert list(volgorde.begin_of(old, everything, 10)) == []
    assert list(volgorde.order(old, sort=True)) == list(volgorde.order(old))
