"""Dutch full-text search over a record's own texts."""

import pytest
from django.db import connection

from contactmomenten.models import Contactmomentdetail
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db


def found(tekst: str) -> list[str]:
    return [
        record.contactmoment.rsplit("/", 1)[1]
        for record in Contactmomentdetail.objects.search(tekst).order_by("id")
    ]


@pytest.fixture(autouse=True)
def records() -> None:
    contactmomentdetail(1, vraag="Paspoorten aanvragen", specifieke_vraag="Met spoed?")
    contactmomentdetail(2, vraag=None, specifieke_vraag="Is mijn PASPOORT klaar?")
    contactmomentdetail(3, vraag="Afvalpas", verantwoordelijke_afdeling="Stadsbeheer")
    contactmomentdetail(4, vraag="Één vraag", gespreksresultaat="Doorverbonden naar collega")


@pytest.mark.parametrize(
    ("tekst", "nummers"),
    [
        ("paspoort", ["1", "2"]),
        ("paspoort aangevraagd", []),
        ("aanvragen paspoort", ["1"]),
        ('"paspoort klaar"', ["2"]),
        ("paspoort -spoed", ["2"]),
        ("afvalpas or spoed", ["1", "3"]),
        ("stadsbeheer", ["3"]),
        ("doorverbonden", ["4"]),
        ("één", ["4"]),
        ("", []),
        ("!@#&|:*()", []),
        ("' '':* \\\\", []),
    ],
)
def test_words_are_found_in_any_form_in_any_of_the_texts(tekst: str, nummers: list[str]) -> None:
    assert found(tekst) == nummers


def test_a_text_is_found_after_it_changed() -> None:
    Contactmomentdetail.objects.filter(vraag="Afvalpas").update(vraag="Rijbewijs")

    assert found("rijbewijs") == ["3"]
    assert found("afvalpas") == []


@pytest.mark.parametrize("unit", ["woord{} ", "{}é-x/y@z.nl ", "x", "a{} b{} c{} "])
def test_no_text_is_too_long_to_store(unit: str) -> None:
    """A tsvector holds at most 1 MB; a body may hold as much text."""
    long_text = "".join(unit.format(n, n, n) for n in range(60_000))[:1_000_000]

    contactmomentdetail(
        9,
        vraag=long_text,
        specifieke_vraag=long_text[::-1],
        gespreksresultaat=long_text,
        verantwoordelijke_afdeling=long_text[::-1],
    )

    assert Contactmomentdetail.objects.filter(vraag=long_text).exists()


def test_the_index_is_used() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert (
        "contactmomentdetail_zoekvector" in Contactmomentdetail.objects.search("paspoort").explain()
    )
