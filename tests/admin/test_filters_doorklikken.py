"""Filters that nobody fills in: a figure leads to its records with them."""

from typing import Any

import pytest
from django.test import Client

from contactmomenten.admin.filters import actieve_filters
from contactmomenten.admin.filtervelden import BronField
from contactmomenten.services import Bronvermelding
from tests.admin.lijst import html, lijst, nummers
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db

VAC = Bronvermelding(soort="vac", titel='Wat "kost" het?; 😀', url="https://a.example/?a=1&b=2")
ARTIKEL = Bronvermelding(soort="kennisartikel", titel="Paspoort", url="https://a.example/p")
ZONDER_TITEL = Bronvermelding(soort="vac", titel="", url="https://a.example/p")


def text_of(bron: Bronvermelding) -> str:
    return BronField.text(bron.soort, bron.titel, bron.url)


def test_exactly_this_vraag(beheerder: Client) -> None:
    for nummer, vraag in enumerate(["Paspoort", "Paspoort ", "paspoort", None]):
        contactmomentdetail(nummer, vraag=vraag)

    assert nummers(beheerder, vraag="Paspoort") == ["0"]
    assert nummers(beheerder, vraag=["Paspoort ", "paspoort"]) == ["2", "1"]


@pytest.mark.parametrize(
    ("bron", "expected"),
    [
        (text_of(VAC), ["3", "1"]),
        (text_of(ARTIKEL), ["2", "1"]),
        (text_of(ZONDER_TITEL), ["4"]),
        (BronField.text("vac"), ["4", "3", "1"]),
        (BronField.text("VAC"), []),
        (BronField.text("kennisartikel", "", "https://a.example/p"), []),
    ],
)
def test_exactly_this_bron(beheerder: Client, bron: str, expected: list[str]) -> None:
    for nummer, bronnen in enumerate([[], [VAC, ARTIKEL], [ARTIKEL], [VAC], [ZONDER_TITEL]]):
        contactmomentdetail(nummer, bronnen=bronnen)

    assert nummers(beheerder, bron=bron) == expected


def test_without_a_bron_or_a_gespreksresultaat(beheerder: Client) -> None:
    contactmomentdetail(1, bronnen=1, gespreksresultaat=None)
    contactmomentdetail(2, gespreksresultaat=" \n")
    contactmomentdetail(3, gespreksresultaat="Doorverbonden")

    assert nummers(beheerder, zonder="bron") == ["3", "2"]
    assert nummers(beheerder, zonder="gespreksresultaat") == ["2", "1"]
    assert nummers(beheerder, zonder=["bron", "gespreksresultaat"]) == ["2"]


def test_they_are_shown_and_stay_when_the_form_is_sent_again(beheerder: Client) -> None:
    query = {"vraag": "Paspoort", "bron": text_of(VAC), "zonder": "gespreksresultaat"}

    found = actieve_filters(lijst(beheerder, **query))
    page = html(beheerder, **query)

    assert [(f.label, f.waarde) for f in found] == [
        ("Deze vraag", "Paspoort"),
        ("Bron", VAC.titel),
        ("Zonder", "gespreksresultaat"),
    ]
    assert 'type="hidden" name="vraag" value="Paspoort"' in page
    assert 'type="hidden" name="bron"' in page
    assert 'type="hidden" name="zonder" value="gespreksresultaat"' in page
    assert 'type="hidden" name="bron"' not in html(beheerder)


@pytest.mark.parametrize(
    ("bron", "label"),
    [
        (ZONDER_TITEL, "https://a.example/p"),
        (Bronvermelding(soort="vac", titel=" ", url=""), "vac"),
    ],
)
def test_a_bron_without_a_titel_is_told_by_what_it_has(bron: Bronvermelding, label: str) -> None:
    assert BronField.label_of(text_of(bron)) == label
    assert BronField.label_of(BronField.text("")) == "(leeg)"


@pytest.mark.parametrize(
    ("query", "fout"),
    [
        ({"bron": "vac"}, "Bron: Dit is geen bron."),
        ({"bron": '["vac","titel"]'}, "Bron: Dit is geen bron."),
        ({"bron": '["vac",1,"url"]'}, "Bron: Dit is geen bron."),
        ({"bron": '{"soort":"vac"}'}, "Bron: Dit is geen bron."),
        ({"bron": '["\\ud800"]'}, "Bron: Dit is geen bron."),
        ({"bron": "[" * 2000}, "Bron: Dit is geen bron."),
        ({"bron": '["a\\u0000"]'}, "kan bewaren"),
        ({"bron": BronField.text("v" * 501)}, "hoogstens 500 tekens"),
        ({"vraag": "v" * 501}, "hoogstens 500 tekens"),
        ({"zonder": "alles"}, 'Zonder: "alles" is geen mogelijkheid.'),
    ],
)
def test_what_an_address_can_do_wrong(beheerder: Client, query: dict[str, Any], fout: str) -> None:
    (found,) = lijst(beheerder, **query).fouten

    assert fout in found
