"""What a body of the versioned API may not be: every fault by name, all at once."""

from typing import Any

import pytest
from django.test import Client

from contactmomenten.models import Contactmomentdetail
from tests.api.schrijven import assert_problem, faults, post
from tests.factories import (
    V1_URL,
    bron,
    invoer,
)

pytestmark = pytest.mark.django_db


def test_the_uuid_is_not_for_the_caller_to_choose(schrijver: Client) -> None:
    sent = invoer(1, uuid="00000000-0000-4000-8000-000000000001")

    assert faults(post(schrijver, sent)) == [("uuid", "other_uuid")]


def test_a_body_with_everything_wrong_hears_it_all_at_once(schrijver: Client) -> None:
    sent = {
        "contactmoment": "klantcontacten/1",
        "startdatum": "2026-02-03T09:17:02",
        "vraag": "",
        "specifiekeVraag": 7,
        "gespreksresultaat": "x" * 201,
        "verantwoordelijkeAfdeling": "a\0b",
        "bronnen": [
            {"soort": "boek", "titel": "  ", "url": "ftp://gemeente.example"},
            bron(),
            {"soort": None, "url": ["https://gemeente.example"], "kleur": "rood"},
            "https://gemeente.example",
        ],
        "kleur": "rood",
        "": 1,
        "message": 1,
        "code": 1,
        "non_field_errors": 1,
    }
    url = f"{V1_URL}?kleurig=ja"
    response = schrijver.post(
        url, sent, content_type="application/json", headers={"X-Audit-Toelichting": "x" * 1001}
    )

    assert faults(response) == sorted(
        [
            ("contactmoment", "no_url"),
            ("startdatum", "invalid"),
            ("einddatum", "required"),
            ("vraag", "blank"),
            ("specifiekeVraag", "invalid"),
            ("gespreksresultaat", "max_length"),
            ("verantwoordelijkeAfdeling", "unreadable"),
            ("bronnen.0.soort", "invalid_choice"),
            ("bronnen.0.titel", "blank"),
            ("bronnen.0.url", "no_url"),
            ("bronnen.2.soort", "null"),
            ("bronnen.2.titel", "required"),
            ("bronnen.2.url", "invalid"),
            ("bronnen.2.kleur", "unknown"),
            ("bronnen.3", "invalid"),
            ("kleur", "unknown"),
            ("", "unknown"),
            ("message", "unknown"),
            ("code", "unknown"),
            ("non_field_errors", "unknown"),
            ("kleurig", "unknown"),
            ("X-Audit-Toelichting", "max_length"),
        ]
    )
    assert not Contactmomentdetail.objects.exists()


FAULTY: list[tuple[Any, list[tuple[str, str]]]] = [
    ({}, [("contactmoment", "required"), ("einddatum", "required"), ("startdatum", "required")]),
    ([], [("", "invalid")]),
    ([invoer(1)], [("", "invalid")]),
    ("null", [("", "invalid")]),
    ('"tekst"', [("", "invalid")]),
    ("1", [("", "invalid")]),
    (invoer(1, contactmoment=None), [("contactmoment", "null")]),
    (invoer(1, startdatum=None), [("startdatum", "null")]),
    (invoer(1, einddatum=1770110222), [("einddatum", "invalid")]),
    (invoer(1, startdatum=invoer(9)["einddatum"]), [("einddatum", "before_startdatum")]),
    (
        invoer(1, einddatum="2026-02-03T10:18:02.043+01:00"),  # a millisecond
        [("einddatum", "before_startdatum")],
    ),
    (invoer(1, bronnen=None), [("bronnen", "null")]),
    (invoer(1, bronnen={}), [("bronnen", "not_a_list")]),
    (invoer(1, bronnen="vac"), [("bronnen", "not_a_list")]),
    (invoer(1, bronnen=101), [("bronnen", "max_length")]),
    (invoer(1, bronnen=[None]), [("bronnen.0", "invalid")]),
    (invoer(1, bronnen=[[]]), [("bronnen.0", "invalid")]),
    (invoer(1, bronnen=[bron() | {"id": 1}]), [("bronnen.0.id", "unknown")]),
    (invoer(1, bronnen=[bron() | {"soort": "VAC"}]), [("bronnen.0.soort", "invalid_choice")]),
    (invoer(1, bronnen=[bron() | {"soort": ["vac"]}]), [("bronnen.0.soort", "invalid_choice")]),
    (invoer(1, specifiekevraag="KISS"), [("specifiekevraag", "unknown")]),
    (invoer(1, Vraag="x"), [("Vraag", "unknown")]),
    (invoer(1, vraag=" \n"), [("vraag", "blank")]),
    (invoer(1, vraag=["x"]), [("vraag", "invalid")]),
    (invoer(1, vraag=True), [("vraag", "invalid")]),
]


@pytest.mark.parametrize(("sent", "expected"), FAULTY)
def test_a_faulty_body_is_refused(
    schrijver: Client, sent: Any, expected: list[tuple[str, str]]
) -> None:
    assert faults(post(schrijver, sent)) == expected
    assert not Contactmomentdetail.objects.exists()


@pytest.mark.parametrize(
    "url",
    [
        "/klantcontacten/1",
        "//gemeente.example/1",
        "gemeente.example/1",
        "ftp://gemeente.example/1",
        "javascript:alert(1)",
        "https:/gemeente.example",
        "https://",
        "https:///1",
        "https://?x",
        "https://gemeente.example/een twee",
        "https://gemeente.example/\n",
        "https://naam:geheim@gemeente.example/1",
        " https://gemeente.example/1",
        "urn:uuid:00000000-0000-4000-8000-000000000001",
    ],
)
def test_an_address_is_absolute_and_of_the_web(schrijver: Client, url: str) -> None:
    sent = invoer(1, contactmoment=url, bronnen=[bron() | {"url": url}])

    assert faults(post(schrijver, sent)) == [
        ("bronnen.0.url", "no_url"),
        ("contactmoment", "no_url"),
    ]


LONGEST = {
    "contactmoment": 500,
    "vraag": 1000,
    "specifiekeVraag": 10_000,
    "gespreksresultaat": 200,
    "verantwoordelijkeAfdeling": 200,
}


@pytest.mark.parametrize(("name", "longest"), LONGEST.items())
def test_a_text_has_a_length(schrijver: Client, name: str, longest: int) -> None:
    begin = "https://gemeente.example/" if name == "contactmoment" else ""
    letter = "x" if begin else "é"
    text = begin + letter * (longest - len(begin))

    assert post(schrijver, invoer(1, **{name: text})).status_code == 201
    assert faults(post(schrijver, invoer(2, **{name: f"{text}x"}))) == [(name, "max_length")]


def test_so_has_a_bron_and_the_list_of_them(schrijver: Client) -> None:
    url = "https://gemeente.example/"
    longest = {"soort": "vac", "titel": "é" * 1000, "url": url + "x" * (2000 - len(url))}
    longer = {"soort": "vac", "titel": "é" * 1001, "url": url + "x" * (2001 - len(url))}

    assert post(schrijver, invoer(1, bronnen=[longest] * 100)).status_code == 201
    assert faults(post(schrijver, invoer(2, bronnen=[longest, longer]))) == [
        ("bronnen.1.titel", "max_length"),
        ("bronnen.1.url", "max_length"),
    ]


def test_of_very_many_unknown_properties_some_are_named(schrijver: Client) -> None:
    response = post(schrijver, invoer(1) | {f"x{n}": n for n in range(5000)})

    assert len(faults(response)) == 20


def test_of_very_many_faults_the_first_hundred_are_named(schrijver: Client) -> None:
    def refusal_of(bronnen: list[dict[str, Any]]) -> tuple[str, list[tuple[str, str]]]:
        response = post(schrijver, invoer(1, bronnen=bronnen))
        return response.json()["detail"], faults(response)

    detail, named = refusal_of([{}] * 33 + [{"soort": "vac"}])
    assert detail == "Er zijn 101 fouten gevonden. De eerste 100 staan bij 'invalidParams'."
    assert len(named) == 100
    assert ("bronnen.33.titel", "required") in named
    assert ("bronnen.33.url", "required") not in named

    detail, named = refusal_of([{}] * 33 + [{"soort": "vac", "titel": "x"}])
    assert detail == "Er zijn 100 fouten gevonden. Ze staan bij 'invalidParams'."
    assert len(named) == 100


def test_no_text_of_the_caller_is_repeated(schrijver: Client) -> None:
    secret = "Geheim-0612345678"
    bodies = [
        f'{{"vraag": "{secret}", ',
        invoer(1, startdatum=secret, vraag=[secret], contactmoment=secret),
        invoer(1, gespreksresultaat=secret * 20, bronnen=[secret, {"soort": secret}]),
        invoer(1, uuid=secret, bronnen=secret),
        [secret],
    ]

    for sent in bodies:
        response = post(schrijver, sent)
        assert_problem(response, 400)
        assert secret not in response.content.decode()
