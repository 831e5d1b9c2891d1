"""PUT: the record holds just this, whether it existed or not."""

import pytest
from django.test import Client

from contactmomenten.models import Contactmomentdetail, Wijziging
from tests.api.schrijven import UUID_1, UUID_2, assert_problem, delete, faults, put, url_of
from tests.database import dump
from tests.factories import KCM, V1_URL, bron, contactmomentdetail, gegevens, invoer

pytestmark = pytest.mark.django_db(transaction=True)  # as the triggers know one


def test_it_makes_a_record_with_the_uuid_of_the_address(schrijver: Client) -> None:
    response = put(schrijver, UUID_1, invoer(1, bronnen=2))

    assert response.status_code == 201
    made = response.json()
    assert made["uuid"] == str(UUID_1)
    assert response["Location"] == made["url"] == f"http://testserver{url_of(UUID_1)}"
    read = schrijver.get(url_of(UUID_1))
    assert (read.json(), read["ETag"]) == (made, response["ETag"])


def test_the_uuid_may_be_in_upper_case(schrijver: Client) -> None:
    upper = str(UUID_2).upper().replace("2", "A")

    assert put(schrijver, upper, invoer(1)).json()["uuid"] == upper.lower()
    assert put(schrijver, upper.lower(), invoer(1)).status_code == 200


def test_it_replaces_everything(schrijver: Client) -> None:
    first = put(schrijver, UUID_1, invoer(1, bronnen=3))
    least = {name: invoer(2)[name] for name in ("contactmoment", "startdatum", "einddatum")}

    response = put(schrijver, UUID_1, least)

    assert response.status_code == 200
    assert "Location" not in response
    changed = response.json()
    assert changed.items() >= least.items()
    for name in ("vraag", "specifiekeVraag", "gespreksresultaat", "verantwoordelijkeAfdeling"):
        assert changed[name] is None
    assert changed["bronnen"] == []
    assert changed["aangemaaktOp"] == first.json()["aangemaaktOp"]
    assert changed["gewijzigdOp"] > first.json()["gewijzigdOp"]
    assert response["ETag"] != first["ETag"]


def test_the_same_again_changes_nothing(schrijver: Client) -> None:
    first = put(schrijver, UUID_1, invoer(1, bronnen=3))
    before = dump()

    again = put(schrijver, UUID_1, invoer(1, bronnen=3))

    assert again.status_code == 200
    assert (again.json(), again["ETag"]) == (first.json(), first["ETag"])
    assert dump() == before


def test_what_was_read_can_be_sent_back_as_it_is(schrijver: Client) -> None:
    read = put(schrijver, UUID_1, invoer(1, bronnen=3)).json()

    assert put(schrijver, UUID_1, read).json() == read
    assert put(schrijver, UUID_1, read | {"vraag": "Anders"}).json()["vraag"] == "Anders"
    assert Wijziging.objects.count() == 2


def test_a_correction_does_not_change_who_had_the_contact(schrijver: Client) -> None:
    record = contactmomentdetail(1, emailadres_kcm=KCM)

    changed = put(schrijver, record.uuid, invoer(1, emailadresKcm="ander@gemeente.example"))

    assert changed.json()["emailadresKcm"] == KCM


def test_the_body_cannot_be_that_of_another_record(schrijver: Client) -> None:
    sent = put(schrijver, UUID_1, invoer(1)).json()

    assert faults(put(schrijver, UUID_2, sent)) == [("uuid", "other_uuid")]
    assert faults(put(schrijver, UUID_2, sent | {"uuid": None})) == [("uuid", "other_uuid")]
    assert Contactmomentdetail.objects.get().uuid == UUID_1


def test_a_record_that_was_removed_can_be_made_again(schrijver: Client) -> None:
    first = put(schrijver, UUID_1, invoer(1, bronnen=1))
    assert delete(schrijver, UUID_1).status_code == 204

    again = put(schrijver, UUID_1, invoer(1, bronnen=1))

    assert again.status_code == 201
    assert again["ETag"] != first["ETag"]


@pytest.mark.parametrize("exists", [True, False])
def test_a_contactmoment_of_another_record_is_a_conflict_with_a_link(
    schrijver: Client, exists: bool
) -> None:
    known = contactmomentdetail(1)
    if exists:
        put(schrijver, UUID_2, invoer(2))
    schrijver.get(V1_URL)  # so that the token was used
    before = dump()

    document = assert_problem(put(schrijver, UUID_2, invoer(1)), 409, "contactmoment_exists")

    assert document["contactmomentdetails"] == f"http://testserver{url_of(known.uuid)}"
    assert dump() == before


def test_a_faulty_body_is_refused_and_changes_nothing(schrijver: Client) -> None:
    put(schrijver, UUID_1, invoer(1, bronnen=1))
    before = dump()

    response = put(
        schrijver, UUID_1, invoer(1, kleur="rood", bronnen=[bron(), bron() | {"url": "x"}])
    )

    assert faults(response) == [("bronnen.1.url", "no_url"), ("kleur", "unknown")]
    assert faults(put(schrijver, UUID_1, {"vraag": "Anders"})) == [
        ("contactmoment", "required"),
        ("einddatum", "required"),
        ("startdatum", "required"),
    ]
    assert dump() == before


def test_a_record_of_kiss_that_is_not_right_can_be_made_right(schrijver: Client) -> None:
    """KISS may store what this API refuses (contract section 1)."""
    wrong = gegevens(1)
    record = contactmomentdetail(1, startdatum=wrong.einddatum, einddatum=wrong.startdatum)
    read = schrijver.get(url_of(record.uuid)).json()
    assert read["gespreksduur"] is None

    assert faults(put(schrijver, record.uuid, read)) == [("einddatum", "before_startdatum")]
    response = put(schrijver, record.uuid, invoer(1))
    assert (response.status_code, response.json()["gespreksduur"]) == (200, 240)
