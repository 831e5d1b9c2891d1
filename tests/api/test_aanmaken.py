"""POST: a new record, or every reason why not at once."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from contactmomenten.models import Bron, Contactmomentdetail
from tests.api.schrijven import assert_problem, post
from tests.database import dump
from tests.factories import (
    KCM,
    V1_URL,
    applicatie,
    applicatie_jwt,
    bearer,
    bron,
    contactmomentdetail,
    invoer,
)

pytestmark = pytest.mark.django_db

READ_ONLY = {
    "url": "https://elders.example/1",
    "gespreksduur": 1,
    "onderwerp": None,
    "emailadresKcm": "ander@gemeente.example",
    "aangemaaktOp": "2001-01-01T00:00:00Z",
    "gewijzigdOp": "gisteren",
}


def test_it_answers_what_was_made_and_where(schrijver: Client) -> None:
    response = post(schrijver, invoer(1, bronnen=2))

    assert response.status_code == 201
    made = response.json()
    record = Contactmomentdetail.objects.get()
    assert made == {
        "url": f"http://testserver{V1_URL}/{record.uuid}",
        "uuid": str(record.uuid),
        "contactmoment": "https://openklant.gemeente.example/klantinteracties/api/v1/klantcontacten/1",
        "startdatum": "2026-02-03T09:18:02.044Z",
        "einddatum": "2026-02-03T09:22:02.044Z",
        "gespreksduur": 240,
        "vraag": "Vraag 1",
        "specifiekeVraag": "Specifieke vraag 1",
        "onderwerp": "Vraag 1 (Specifieke vraag 1)",
        "gespreksresultaat": "Zelfstandig afgehandeld",
        "verantwoordelijkeAfdeling": "Burgerzaken",
        "emailadresKcm": None,
        "bronnen": [bron(0), bron(1)],
        "aangemaaktOp": made["aangemaaktOp"],
        "gewijzigdOp": made["gewijzigdOp"],
    }
    assert response["Location"] == made["url"]
    assert response["ETag"].startswith('"')
    read = schrijver.get(response["Location"])
    assert read.json() == made
    assert read["ETag"] == response["ETag"]


def test_the_least_that_a_record_has(schrijver: Client) -> None:
    data = {name: invoer(1)[name] for name in ("contactmoment", "startdatum", "einddatum")}

    made = post(schrijver, data).json()

    for name in ("vraag", "specifiekeVraag", "onderwerp", "gespreksresultaat"):
        assert made[name] is None
    assert made["verantwoordelijkeAfdeling"] is None
    assert made["bronnen"] == []


def test_absent_and_null_are_the_same(schrijver: Client) -> None:
    empty = dict.fromkeys(
        ("vraag", "specifiekeVraag", "gespreksresultaat", "verantwoordelijkeAfdeling")
    )

    made = post(schrijver, invoer(1, **empty)).json()

    assert made.items() >= empty.items()


def test_texts_are_kept_as_they_were_sent(schrijver: Client) -> None:
    text = ' \t"<b>Één</b>" \N{PILE OF POO}\u200d\ufeff\r\n '
    sent = invoer(
        1,
        vraag=text,
        specifiekeVraag=text,
        gespreksresultaat=text,
        verantwoordelijkeAfdeling=text,
        bronnen=[{"soort": "vac", "titel": text, "url": "https://Gemeente.example/%20?q=%C3%A9#x"}],
    )

    made = post(schrijver, sent).json()

    for name in ("vraag", "specifiekeVraag", "gespreksresultaat", "verantwoordelijkeAfdeling"):
        assert made[name] == text
    assert made["bronnen"] == sent["bronnen"]


def test_bronnen_keep_their_order_also_where_they_are_the_same(schrijver: Client) -> None:
    sent = [bron(3), bron(1), bron(3), bron(2)]

    assert post(schrijver, invoer(1, bronnen=sent)).json()["bronnen"] == sent


@pytest.mark.parametrize(
    ("sent", "instant"),
    [
        ("2026-02-03T09:17:02Z", datetime(2026, 2, 3, 9, 17, 2, tzinfo=UTC)),
        ("2026-02-03T11:17:02.044+02:00", datetime(2026, 2, 3, 9, 17, 2, 44000, tzinfo=UTC)),
        ("2026-02-02T19:17:02.123456789-14:00", datetime(2026, 2, 3, 9, 17, 2, 123456, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", datetime(1, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_moment_with_any_offset_is_that_instant(
    schrijver: Client, sent: str, instant: datetime
) -> None:
    assert post(schrijver, invoer(1, startdatum=sent)).status_code == 201

    assert Contactmomentdetail.objects.get().startdatum == instant


def test_it_may_end_the_moment_it_begins(schrijver: Client) -> None:
    moment = invoer(1)["startdatum"]

    assert post(schrijver, invoer(1, einddatum=moment)).json()["gespreksduur"] == 0


@pytest.mark.parametrize("soort", Bron.Soort.values)
def test_every_soort_of_kiss_can_be_sent(schrijver: Client, soort: str) -> None:
    assert post(schrijver, invoer(1, bronnen=[bron() | {"soort": soort}])).status_code == 201


def test_what_is_read_only_may_be_sent_back_and_does_not_count(schrijver: Client) -> None:
    made = post(schrijver, invoer(1) | READ_ONLY).json()

    assert made["gespreksduur"] == 240
    assert made["emailadresKcm"] is None
    assert made["aangemaaktOp"] > "2026"


def test_an_application_for_an_employee_makes_it_the_employees(transactional_db: None) -> None:
    made = applicatie(client_id="zaaksysteem")
    response = post(bearer(applicatie_jwt(made, user_id=KCM)), invoer(1))

    assert response.json()["emailadresKcm"] == KCM


@pytest.mark.django_db(transaction=True)
def test_a_contactmoment_that_is_known_is_a_conflict_with_a_link(schrijver: Client) -> None:
    known = contactmomentdetail(1)
    schrijver.get(V1_URL)  # so that the token was used
    before = dump()

    document = assert_problem(post(schrijver, invoer(1)), 409, "contactmoment_exists")

    assert document["contactmomentdetails"] == f"http://testserver{V1_URL}/{known.uuid}"
    assert schrijver.get(document["contactmomentdetails"]).json()["uuid"] == str(known.uuid)
    assert dump() == before
