"""Browsing the register in the admin: the columns of the list, its order, and a record."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from contactmomenten.models import Contactmomentdetail
from tests.admin.lijst import LIST, client_of, html, lijst, nummers
from tests.factories import BEGIN, KCM, contactmomentdetail

pytestmark = pytest.mark.django_db


def page(record: Contactmomentdetail) -> str:
    return reverse("admin:contactmomenten_contactmomentdetail_change", args=[record.pk])


def test_it_asks_who_you_are(client: Client) -> None:
    response = client.get(LIST)

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("admin:login"))


def test_the_list_shows_records_newest_first_in_local_time(beheerder: Client) -> None:
    contactmomentdetail(1)
    contactmomentdetail(2)

    assert nummers(beheerder) == ["2", "1"]
    shown = html(beheerder)
    assert ">03-02-2026 10:18</a>" in shown
    assert '<html lang="nl"' in shown


def test_the_duration_is_shown_and_that_it_cannot_be_right(beheerder: Client) -> None:
    """Contract section 1: einddatum before startdatum is stored, and shows in the admin."""
    contactmomentdetail(1)
    assert "0:04:00" in html(beheerder)

    wrong = contactmomentdetail(2, einddatum=datetime(2020, 1, 1, tzinfo=UTC))
    for url in (LIST, page(wrong)):
        assert "einddatum ligt voor startdatum" in beheerder.get(url).content.decode()


@pytest.mark.parametrize(
    ("vraag", "specifiek", "shown"),
    [
        ("Paspoort", "Met spoed?", "<div>Paspoort</div><div>Specifiek: Met spoed?</div>"),
        ("Paspoort", None, ">Paspoort</div></td>"),
        (" ", "Met spoed?", '"field-onderwerp"><div>Specifiek: Met spoed?</div>'),
        (None, "", '"field-onderwerp">-</td>'),
        ("<b>", None, "<div>&lt;b&gt;</div>"),
    ],
)
def test_vraag_and_specifieke_vraag_are_told_apart(
    beheerder: Client, vraag: str | None, specifiek: str | None, shown: str
) -> None:
    contactmomentdetail(1, vraag=vraag, specifieke_vraag=specifiek)

    assert shown in html(beheerder)


def test_long_texts_are_cut_off(beheerder: Client) -> None:
    long = "wóórd " * 1000
    contactmomentdetail(
        1,
        vraag=long,
        specifieke_vraag=long,
        gespreksresultaat=long,
        verantwoordelijke_afdeling=long,
    )

    assert html(beheerder).count("wóórd") == 4 * 33  # 200 characters hold 33 and a bit


def test_the_number_of_bronnen_is_shown(beheerder: Client) -> None:
    contactmomentdetail(1, bronnen=12)
    contactmomentdetail(2)

    shown = html(beheerder)
    assert 'class="field-bronnen">12</td>' in shown
    assert 'class="field-bronnen">0</td>' in shown


@pytest.mark.parametrize(
    ("groep", "sees"), [("Beheerders", True), ("Redacteuren", True), ("Rapportage", False)]
)
def test_the_employee_is_for_whoever_may_see_that(groep: str, sees: bool) -> None:
    contactmomentdetail(1, emailadres_kcm=KCM)
    name, host = KCM.split("@")

    shown = html(client_of(groep))
    assert (f"{name}<wbr>@{host}" in shown) is sees
    assert (name in shown) is sees
    assert ("KCM" in shown) is sees


@pytest.mark.parametrize(
    ("volgorde", "expected"),
    [
        ("", ["3", "2", "1"]),
        ("-moment", ["3", "2", "1"]),
        ("moment", ["1", "2", "3"]),
        ("-duur", ["1", "3", "2"]),
        ("duur", ["2", "3", "1"]),
    ],
)
def test_the_list_is_sorted_by_moment_or_duration(
    beheerder: Client, volgorde: str, expected: list[str]
) -> None:
    for nummer, minutes in enumerate((9, 1, 5), start=1):
        begin = BEGIN + timedelta(days=nummer)
        contactmomentdetail(nummer, startdatum=begin, einddatum=begin + timedelta(minutes=minutes))

    assert nummers(beheerder, o=volgorde) == expected


def test_the_headings_sort_and_say_how_it_is_sorted(beheerder: Client) -> None:
    contactmomentdetail(1, verantwoordelijke_afdeling="Zorg")

    koppen = {kop["text"]: kop for kop in lijst(beheerder, afdeling="Zorg", o="duur").koppen()}
    assert koppen["duur"]["richting"] == "ascending"
    assert koppen["duur"]["adres"] == "?afdeling=Zorg&o=-duur"
    assert koppen["moment"]["adres"] == "?afdeling=Zorg&o=-moment"
    assert [name for name, kop in koppen.items() if "adres" in kop] == ["moment", "duur"]
    assert '<th scope="col" class="column-moment" aria-sort="descending">' in html(beheerder)


def test_an_empty_register_says_what_to_do(beheerder: Client) -> None:
    shown = html(beheerder)

    assert "Er staan nog geen contactmomenten in het register" in shown
    assert "voorbeelddata" in shown


def test_a_record_leads_back_to_the_list_as_it_was(beheerder: Client) -> None:
    record = contactmomentdetail(1, verantwoordelijke_afdeling="Zorg")

    assert f"{page(record)}?_changelist_filters=afdeling%3DZorg" in html(beheerder, afdeling="Zorg")


@pytest.mark.parametrize(
    ("moment", "in_list", "on_page"),
    [
        (
            datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
            "31-12-9999 23:59 UTC",
            "31-12-9999 23:59:59 UTC",
        ),
        (datetime(1, 1, 1, tzinfo=UTC), "01-01-0001 00:19<", "01-01-0001 00:19:32"),
    ],
)
def test_the_ends_of_the_calendar_are_shown(
    beheerder: Client, rapportage: Client, moment: datetime, in_list: str, on_page: str
) -> None:
    record = contactmomentdetail(1, startdatum=moment, einddatum=moment)

    for volgorde in ("", "moment", "duur", "-duur"):
        assert in_list in html(beheerder, o=volgorde)
    assert on_page in rapportage.get(page(record)).content.decode()


# 1 session, 2 user, 3 own and 4 group permissions, 5 count of the list, 6 its records, 7 how many
# bronnen each has, 8 values of gespreksresultaat, 9 of afdeling; without records not 6 and 7
@pytest.mark.parametrize(("records", "queries"), [(0, 7), (3, 9), (4, 9)])
@pytest.mark.parametrize("query", ["", "q=vraag", "afdeling=Zorg&soort=kennisartikel"])
def test_the_list_takes_as_many_queries_for_any_number_of_records(
    beheerder: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    records: int,
    queries: int,
    query: str,
) -> None:
    for nummer in range(records):
        contactmomentdetail(nummer, bronnen=2, verantwoordelijke_afdeling="Zorg")

    with django_assert_num_queries(queries):
        assert len(beheerder.get(f"{LIST}?{query}").context["cl"].result_list) == records
