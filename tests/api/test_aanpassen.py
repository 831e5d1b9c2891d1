"""PATCH: what is sent changes, the rest stays (RFC 7396)."""

from typing import Any

import pytest
from django.test import Client

from contactmomenten.models import Contactmomentdetail
from tests.api.schrijven import (
    MERGE_PATCH,
    UUID_1,
    UUID_2,
    assert_problem,
    faults,
    patch,
    put,
    send,
    url_of,
)
from tests.database import dump
from tests.factories import KCM, V1_URL, bron, contactmomentdetail, gegevens, invoer

pytestmark = pytest.mark.django_db(transaction=True)  # as the triggers know one


@pytest.fixture
def stored(schrijver: Client) -> dict[str, Any]:
    """A record as the API gave it."""
    made: dict[str, Any] = put(schrijver, UUID_1, invoer(1, bronnen=3)).json()
    return made


@pytest.mark.parametrize(
    "sent",
    [
        {"contactmoment": "https://elders.example/1"},
        {"startdatum": "2026-02-03T09:18:01Z"},
        {"einddatum": "2026-02-03T09:22:03Z"},
        {"vraag": "Anders"},
        {"vraag": None},
        {"specifiekeVraag": " Anders "},
        {"gespreksresultaat": None},
        {"verantwoordelijkeAfdeling": "Parkeren"},
        {"bronnen": []},
        {"bronnen": [bron(2), bron(0)]},
        {"vraag": "Anders", "specifiekeVraag": None, "bronnen": [bron(7)]},
    ],
    ids=str,
)
def test_only_what_is_sent_changes(
    schrijver: Client, stored: dict[str, Any], sent: dict[str, Any]
) -> None:
    response = patch(schrijver, UUID_1, sent)

    assert response.status_code == 200
    changed = response.json()
    derived = {"gewijzigdOp", "onderwerp", "gespreksduur"}
    for name in stored.keys() - derived:
        assert changed[name] == (stored | sent)[name]
    assert changed["gewijzigdOp"] > stored["gewijzigdOp"]
    read = schrijver.get(url_of(UUID_1))
    assert (read.json(), read["ETag"]) == (changed, response["ETag"])


def test_nothing_changes_nothing(schrijver: Client, stored: dict[str, Any]) -> None:
    before = dump()

    for sent in ({}, {"vraag": stored["vraag"]}, stored, {"gespreksduur": 1, "url": None}):
        response = patch(schrijver, UUID_1, sent)
        assert (response.status_code, response.json()) == (200, stored)

    assert dump() == before


@pytest.mark.parametrize(
    "content_type", [MERGE_PATCH, f"{MERGE_PATCH}; charset=utf-8", "application/json"]
)
def test_it_has_a_media_type_of_its_own_and_takes_json(
    schrijver: Client, stored: dict[str, Any], content_type: str
) -> None:
    response = send(
        schrijver, "PATCH", url_of(UUID_1), {"vraag": "Anders"}, content_type=content_type
    )

    assert response.json()["vraag"] == "Anders"


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"contactmoment": None}, [("contactmoment", "null")]),
        ({"startdatum": None, "einddatum": ""}, [("einddatum", "invalid"), ("startdatum", "null")]),
        ({"vraag": ""}, [("vraag", "blank")]),
        ({"bronnen": None}, [("bronnen", "null")]),
        ({"bronnen": [{}]}, [(f"bronnen.0.{n}", "required") for n in ("soort", "titel", "url")]),
        ({"kleur": "rood", "vraag": 1}, [("kleur", "unknown"), ("vraag", "invalid")]),
        ({"uuid": str(UUID_2)}, [("uuid", "other_uuid")]),
        ([{"op": "replace"}], [("", "invalid")]),
        # against what is stored
        ({"startdatum": "2026-02-03T09:22:02.045Z"}, [("einddatum", "before_startdatum")]),
        ({"einddatum": "2026-02-03T10:18:02.043+01:00"}, [("einddatum", "before_startdatum")]),
        # and against each other, with all that is wrong besides
        (
            {"startdatum": invoer(9)["einddatum"], "einddatum": invoer(9)["startdatum"], "x": 1},
            [("einddatum", "before_startdatum"), ("x", "unknown")],
        ),
    ],
    ids=str,
)
def test_a_faulty_body_is_refused_and_changes_nothing(
    schrijver: Client, stored: dict[str, Any], sent: Any, expected: list[tuple[str, str]]
) -> None:
    assert faults(patch(schrijver, UUID_1, sent)) == expected
    assert schrijver.get(url_of(UUID_1)).json() == stored


def test_a_record_of_kiss_with_its_moments_reversed_can_have_another_property_changed(
    schrijver: Client,
) -> None:
    normal = gegevens(1)
    record = contactmomentdetail(1, startdatum=normal.einddatum, einddatum=normal.startdatum)

    changed = patch(schrijver, record.uuid, {"verantwoordelijkeAfdeling": "Parkeren"})

    assert changed.status_code == 200
    assert changed.json()["verantwoordelijkeAfdeling"] == "Parkeren"
    assert faults(patch(schrijver, record.uuid, {"einddatum": "2026-02-03T09:20:00Z"})) == [
        ("einddatum", "before_startdatum")
    ]
    mended = patch(schrijver, record.uuid, {"einddatum": "2026-02-03T09:30:00Z"})
    assert mended.json()["gespreksduur"] is not None


def test_a_record_of_kiss_may_keep_what_could_not_be_sent_here(schrijver: Client) -> None:
    record = contactmomentdetail(
        1, contactmoment="geen adres", vraag="v" * 2000, gespreksresultaat=" "
    )

    changed = patch(schrijver, record.uuid, {"specifiekeVraag": "Anders"}).json()

    assert (changed["contactmoment"], changed["gespreksresultaat"]) == ("geen adres", " ")
    assert len(changed["vraag"]) == 2000


def test_a_correction_does_not_change_who_had_the_contact(schrijver: Client) -> None:
    record = contactmomentdetail(1, emailadres_kcm=KCM)

    changed = patch(schrijver, record.uuid, {"vraag": "Anders", "emailadresKcm": None})

    assert changed.json()["emailadresKcm"] == KCM


def test_what_does_not_exist_cannot_be_changed(schrijver: Client) -> None:
    response = patch(schrijver, UUID_1, {"vraag": "Anders"})

    assert_problem(response, 404, "contactmomentdetails_unknown")
    assert not Contactmomentdetail.objects.exists()


def test_a_contactmoment_of_another_record_is_a_conflict_with_a_link(
    schrijver: Client, stored: dict[str, Any]
) -> None:
    known = contactmomentdetail(2)
    schrijver.get(V1_URL)  # so that the token was used
    before = dump()

    response = patch(schrijver, UUID_1, {"contactmoment": known.contactmoment, "vraag": "Anders"})

    document = assert_problem(response, 409, "contactmoment_exists")
    assert document["contactmomentdetails"] == f"http://testserver{url_of(known.uuid)}"
    assert dump() == before
