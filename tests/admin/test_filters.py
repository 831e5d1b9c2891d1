"""What the list can be filtered on, the filters that are on, and what an address can do wrong."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contactmomenten.admin.filters import actieve_filters
from contactmomenten.admin.periode import Periode
from contactmomenten.models import Datakwaliteit
from contactmomenten.services import Bronvermelding
from tests.admin.lijst import LIST, html, lijst, make, nummers
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db


def begun(nummer: int, moment: datetime, **values: Any) -> None:
    end = moment + timedelta(minutes=1)
    contactmomentdetail(nummer, startdatum=moment, einddatum=end, **values)


def bronnen(*soorten: str) -> list[Bronvermelding]:
    return [Bronvermelding(soort=soort, titel="t", url="u") for soort in soorten]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"van": "02-02-2026"}, ["3", "2"]),
        ({"tot_en_met": "02-02-2026"}, ["2", "1"]),
        ({"van": "02-02-2026", "tot_en_met": "02-02-2026"}, ["2"]),
        ({"van": "2-2-2026", "tot_en_met": " 3-2-2026 "}, ["3", "2"]),
        ({"van": "04-02-2026"}, []),
        ({"tot_en_met": "31-12-9999"}, ["3", "2", "1"]),
        ({"van": "01-01-0001"}, ["3", "2", "1"]),
    ],
)
def test_dates(beheerder: Client, query: dict[str, str], expected: list[str]) -> None:
    """Days here: the last two begin an hour before that day in UTC."""
    begun(1, datetime(2026, 2, 1, 12, tzinfo=UTC))
    begun(2, datetime(2026, 2, 1, 23, tzinfo=UTC))
    begun(3, datetime(2026, 2, 2, 23, tzinfo=UTC))

    assert nummers(beheerder, **query) == expected


@pytest.mark.parametrize("periode", Periode)
def test_a_period_with_a_name_moves_along_with_the_calendar(
    beheerder: Client, periode: Periode
) -> None:
    first, last = periode.days()
    zone = timezone.get_current_timezone()
    begin = datetime(first.year, first.month, first.day, tzinfo=zone)
    end = datetime(last.year, last.month, last.day, tzinfo=zone) + timedelta(days=1)
    for nummer, moment in enumerate(
        [begin - timedelta(seconds=1), begin, end - timedelta(seconds=1), end]
    ):
        begun(nummer, moment)

    assert nummers(beheerder, periode=periode.value) == ["2", "1"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"afdeling": "Zorg"}, ["1"]),
        ({"afdeling": ["Zorg", "Parkeren"]}, ["2", "1"]),
        ({"afdeling": "zorg"}, []),
        ({"afdeling": "Parkeren "}, ["3"]),
        ({"gespreksresultaat": "Onbekend"}, ["3", "1"]),
        ({"gespreksresultaat": "Onbekend", "afdeling": "Zorg"}, ["1"]),
        ({"soort": "vac"}, ["2", "1"]),
        ({"soort": ["website", "andere"]}, ["3", "2"]),
        ({"soort": "andere"}, ["3"]),
        ({"zonder_vraag": "ja"}, ["3", "2"]),
        ({"zonder_vraag": "ja", "q": "spoed", "van": "01-01-2026"}, ["3"]),
    ],
)
def test_values(beheerder: Client, query: dict[str, Any], expected: list[str]) -> None:
    contactmomentdetail(
        1,
        vraag="Paspoort",
        specifieke_vraag="Met spoed?",
        gespreksresultaat="Onbekend",
        verantwoordelijke_afdeling="Zorg",
        bronnen=bronnen("vac"),
    )
    contactmomentdetail(
        2,
        vraag=None,
        gespreksresultaat="Doorverbonden",
        verantwoordelijke_afdeling="Parkeren",
        bronnen=bronnen("vac", "website"),
    )
    contactmomentdetail(
        3,
        vraag=" ",
        specifieke_vraag="Spoed",
        gespreksresultaat="Onbekend",
        verantwoordelijke_afdeling="Parkeren ",
        bronnen=bronnen("boek"),
    )

    assert nummers(beheerder, **query) == expected


@pytest.mark.parametrize(
    ("signaal", "changes"),
    [
        (Datakwaliteit.OMGEKEERD, {"einddatum": datetime(2020, 1, 1, tzinfo=UTC)}),
        (Datakwaliteit.LANG, {"einddatum": datetime(2030, 1, 1, tzinfo=UTC)}),
        (Datakwaliteit.ZONDER_MOMENT, {"startdatum": datetime(1, 1, 1, tzinfo=UTC)}),
        (Datakwaliteit.ONBEKENDE_SOORT, {"bronnen": bronnen("boek")}),
        (Datakwaliteit.ZONDER_AFDELING, {"verantwoordelijke_afdeling": None}),
        (Datakwaliteit.ZONDER_ONDERWERP, {"vraag": None}),
    ],
)
def test_datakwaliteit(beheerder: Client, signaal: Datakwaliteit, changes: dict[str, Any]) -> None:
    contactmomentdetail(1, verantwoordelijke_afdeling="Zorg")
    contactmomentdetail(2, **({"verantwoordelijke_afdeling": "Zorg"} | changes))

    assert nummers(beheerder, signaal=signaal.value) == ["2"]


def test_the_values_in_use_are_offered_and_first_those_that_are_chosen(
    beheerder: Client,
) -> None:
    for nummer, afdeling in enumerate(["Zorg", "Parkeren", "Parkeren ", "Zorg", None]):
        contactmomentdetail(nummer, verantwoordelijke_afdeling=afdeling)

    form = lijst(beheerder, afdeling=["Weg", "Zorg"]).formulier
    assert [box.choice_label for box in form["afdeling"]] == [
        "Weg (komt niet voor)",
        "Zorg",
        "Parkeren",
        "Parkeren (met extra spaties)",
    ]
    assert [box.data["selected"] for box in form["afdeling"]] == [True, True, False, False]
    assert [box.choice_label for box in form["gespreksresultaat"]] == []


def test_it_says_that_there_are_more_values_than_it_offers(beheerder: Client) -> None:
    make(500, afdeling="'Afdeling ' || n")
    assert html(beheerder).count("Er zijn er te veel om allemaal te tonen") == 1
    assert len(lijst(beheerder).formulier["afdeling"]) == 500


def test_each_filter_that_is_on_can_be_taken_away(beheerder: Client) -> None:
    query = {
        "q": "spoed",
        "van": "01-02-2026",
        "tot_en_met": "28-02-2026",
        "afdeling": ["Zorg", "Parkeren"],
        "signaal": "zonder-onderwerp",
        "o": "duur",
    }
    found = actieve_filters(lijst(beheerder, **query))

    assert [(label, waarde) for label, waarde, _ in found] == [
        ("Zoekterm", "spoed"),
        ("Periode", "01-02-2026 t/m 28-02-2026"),
        ("Afdeling", "Zorg"),
        ("Afdeling", "Parkeren"),
        ("Datakwaliteit", "Geen vraag en geen specifieke vraag"),
    ]
    dates = "van=01-02-2026&tot_en_met=28-02-2026"
    both, rest = "afdeling=Zorg&afdeling=Parkeren", "signaal=zonder-onderwerp&o=duur"
    assert [zonder for *_, zonder in found] == [
        f"?{dates}&{both}&{rest}",
        f"?q=spoed&{both}&{rest}",
        f"?q=spoed&{dates}&afdeling=Parkeren&{rest}",
        f"?q=spoed&{dates}&afdeling=Zorg&{rest}",
        f"?q=spoed&{dates}&{both}&o=duur",
    ]
    shown = html(beheerder, **query)
    assert 'aria-label="Verwijder filter Afdeling: Zorg"' in shown
    assert '<a class="filters-weg" href="?">Alle filters weghalen</a>' in shown


@pytest.mark.parametrize(
    ("query", "waarde"),
    [
        ({"van": "01-02-2026"}, "vanaf 01-02-2026"),
        ({"tot_en_met": "01-02-2026"}, "t/m 01-02-2026"),
        ({"periode": "vandaag"}, f"vandaag ({timezone.localdate():%d-%m-%Y})"),
        (
            {"periode": "dit-jaar"},
            f"dit jaar (01-01-{timezone.localdate().year} t/m 31-12-{timezone.localdate().year})",
        ),
        ({"zonder_vraag": "ja"}, "zonder vraag"),
        ({"soort": "andere"}, "andere"),
    ],
)
def test_a_filter_says_what_it_does(beheerder: Client, query: dict[str, str], waarde: str) -> None:
    (found,) = actieve_filters(lijst(beheerder, **query))

    assert (found.waarde, found.zonder) == (waarde, "?")


def test_without_filters_none_is_shown(beheerder: Client) -> None:
    assert "Actieve filters" not in html(beheerder, o="duur")


def test_when_nothing_is_found_it_says_what_to_take_away(beheerder: Client) -> None:
    contactmomentdetail(1)

    shown = html(beheerder, afdeling="Zorg", q="paspoort")

    assert "Geen enkel contactmoment voldoet aan alle filters samen" in shown
    assert '<a href="?q=paspoort">Zonder afdeling: Zorg</a>' in shown
    assert '<a href="?">Zonder filters</a>' in shown


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("q=&van=&tot_en_met=&signaal=&afdeling=Zorg&afdeling=", "afdeling=Zorg"),
        ("q=+&afdeling=a%26b", "afdeling=a%26b"),
        ("periode=vandaag&van=01-02-2026", "van=01-02-2026"),
        ("q=", ""),
    ],
)
def test_the_address_has_no_more_in_it_than_what_is_asked(
    beheerder: Client, query: str, address: str
) -> None:
    response = beheerder.get(f"{LIST}?{query}")

    assert response.status_code == 302
    assert response["Location"] == f"{LIST}?{address}".removesuffix("?")
    assert beheerder.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"van": "2026-02-01"}, "Van: Dit is geen datum. Vul een datum in als 31-12-2026."),
        ({"tot_en_met": "30-02-2026"}, "Tot en met: Dit is geen datum."),
        ({"van": "01-01-10000"}, "Van: Dit is geen datum."),
        ({"van": "02-02-2026", "tot_en_met": "01-02-2026"}, "Wissel de twee datums."),
        ({"periode": "ooit"}, 'Periode: "ooit" is geen mogelijkheid.'),
        ({"soort": ["vac", "boek"]}, 'Soort bron: "boek" is geen mogelijkheid.'),
        ({"signaal": "x"}, 'Datakwaliteit: "x" is geen mogelijkheid.'),
        ({"zonder_vraag": "nee"}, 'Vraag: "nee" is geen mogelijkheid.'),
        ({"afdeling": "x" * 501}, "Afdeling: Geef hoogstens 500 tekens."),
        ({"gespreksresultaat": "a\0b"}, "Gespreksresultaat: Hier staat een teken in"),
        ({"q": "x" * 1001}, "Zoekterm: Zoek met hoogstens 1000 tekens."),
        ({"q": "a\0b"}, "Zoekterm: Hier staat een teken in"),
        ({"o": "vraag"}, 'Volgorde: op "vraag" kunt u niet sorteren.'),
        ({"o": "1.-2"}, "Volgorde: "),
    ],
)
def test_what_is_wrong_in_an_address_is_told_and_nothing_is_shown(
    beheerder: Client, query: dict[str, Any], told: str
) -> None:
    contactmomentdetail(1)
    found = lijst(beheerder, **query)

    assert len(found.fouten) == 1
    assert told in found.fouten[0]
    assert list(found.result_list) == list(found.queryset) == []
    shown = html(beheerder, **query)
    assert 'class="errornote" role="alert"' in shown
    assert "Geen resultaten" in shown
    assert "nog geen contactmomenten" not in shown


def test_a_filter_that_is_wrong_can_be_taken_away(beheerder: Client) -> None:
    found = actieve_filters(lijst(beheerder, soort=["vac", "boek"], periode="ooit"))

    assert [(label, waarde) for label, waarde, _ in found] == [
        ("Periode", "ooit"),
        ("Soort bron", "vac"),
        ("Soort bron", "boek"),
    ]


@pytest.mark.parametrize(
    "name",
    ["id__regex", "vraag__regex", "startdatum__year", "emailadres_kcm", "all", "_popup", "e"],
)
def test_no_condition_of_ones_own_in_the_address(beheerder: Client, name: str) -> None:
    response = beheerder.get(LIST, {name: "(99999999"})

    assert response.status_code == 400
    assert "Dit verzoek klopt niet" in response.content.decode()


@pytest.mark.parametrize("url", [LIST, reverse("admin:managementinformatie")])
def test_more_filters_than_the_links_of_a_page_can_repeat(rapportage: Client, url: str) -> None:
    """Each value that is on has a link with all the others: 900 of them took 134 MB."""
    contactmomentdetail(1)

    fits = rapportage.get(url, {"afdeling": [f"{number:03}" for number in range(400)]})
    page = rapportage.get(url, {"afdeling": [f"{number:050}" for number in range(900)]})

    assert "te veel filters" not in fits.content.decode()
    assert "Dit zijn te veel filters tegelijk. Kies er minder." in page.content.decode()
    assert len(page.content) < 1024**2
