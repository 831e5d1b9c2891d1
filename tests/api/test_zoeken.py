"""Searching as a caller of the API does. What the words are found in, is in tests/models."""

import pytest
from django.test import Client

from tests.factories import V1_URL, contactmomentdetail

pytestmark = pytest.mark.django_db

TEXTS = [
    "Paspoort aanvragen",
    "Wanneer worden de paspoorten bezorgd?",
    "Verhuis-melding doorgeven",
    "Een nieuwe afvalpas, met spoed",
    "Wat kost een uittreksel van de burgerlijke stand?",
    "Foto's voor het rijbewijs (18+)",
]


@pytest.fixture(autouse=True)
def records() -> None:
    for nummer, tekst in enumerate(TEXTS):
        contactmomentdetail(nummer, vraag=tekst)


@pytest.mark.parametrize(
    ("zoek", "numbers"),
    [
        # in any form, in any order, all of them
        ("paspoort", [0, 1]),
        ("PASPOORTEN", [0, 1]),
        ("aanvraag paspoort", [0]),
        ("paspoort afvalpas", []),
        # the last word may be a beginning; no other word may
        ("paspoo", [0, 1]),
        ("bezor", [1]),
        ("verhui", [2]),
        ("p", [0, 1]),
        ("paspoort aanvr", [0]),
        ("paspoo aanvragen", []),
        ("spoort", []),
        # words that belong together
        ('"nieuwe afvalpas"', [3]),
        ('"afvalpas nieuwe"', []),
        ('uittreksel "burgerlijke stand"', [4]),
        ('"burgerlijke sta', []),
        # not with this word
        ("paspoort -bezorgd", [0]),
        ("-paspoort", [2, 3, 4, 5]),
        ("-paspoort afv", [3]),
        # either; the last of them may be a beginning
        ("afvalpas or rijbewijs", [3, 5]),
        ("afvalpas OR rijb", [3, 5]),
        ("paspoort bezorgd or rijb", [1, 5]),
        ("or", []),
        # words that say nothing
        ("de", []),
        ("het paspoort", [0, 1]),
        ("paspoort de", [0, 1]),
        ("wat kost een", [4]),
        # punctuation
        ("paspoort?", [0, 1]),
        ("(paspoo", [0, 1]),
        ("foto's", [5]),
        ("foto", [5]),
        ("18+", [5]),
        ("?!", []),
        ("paspoort ?!", [0, 1]),
        ("' & | ! :* <-> \\ ()", []),
        # with a hyphen: whole, its parts, and what begins like it
        ("verhuis-melding", [2]),
        ("melding", [2]),
        ("verhuis", [2]),
        ("verhuis-mel", [2]),
        ("doorgeven verhuis-m", [2]),
        # any white space
        ("paspoort\taanvr", [0]),
        ("  paspoort \n aanvr  ", [0]),
    ],
)
def test_zoek(lezer: Client, zoek: str, numbers: list[int]) -> None:
    page = lezer.get(V1_URL, {"zoek": zoek, "ordering": "startdatum"}).json()

    found = [int(row["contactmoment"].rsplit("/", 1)[1]) for row in page["results"]]
    assert found == numbers
    assert page["count"] == len(numbers)


@pytest.mark.parametrize(
    "unit",
    ["%", "a", "a ", "a-", "-", "- ", "-!", "-a ", '"', '-"', "'", "\\", "(", "or ", "a or "],
)
def test_no_text_is_too_odd_to_look_for(lezer: Client, unit: str) -> None:
    response = lezer.get(V1_URL, {"zoek": (unit * 2000)[:1999] + "x"})

    assert response.status_code == 200
