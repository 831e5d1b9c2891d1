"""Reading one record."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from contactmomenten.models import Bron, Contactmomentdetail, Scope
from tests.factories import BEGIN, KCM, V1_URL, bron, client_with, contactmomentdetail

pytestmark = pytest.mark.django_db


def url_of(record: Contactmomentdetail) -> str:
    return f"{V1_URL}/{record.uuid}"


def read(client: Client, **changes: Any) -> dict[str, Any]:
    """A record with these columns, as the API shows it."""
    response = client.get(url_of(contactmomentdetail(1, **changes)))
    assert response.status_code == 200
    shown: dict[str, Any] = response.json()
    return shown


def moment(column: datetime) -> str:
    """No more decimals than needed."""
    text = column.isoformat().removesuffix("+00:00")
    return f"{text.rstrip('0') if column.microsecond else text}Z"


# --- The record ---------------------------------------------------------------------------


def test_a_record_to_the_letter(lezer_met_medewerkers: Client) -> None:
    record = contactmomentdetail(
        1,
        bronnen=2,
        vraag="Paspoort aanvragen",
        specifieke_vraag="Met spoed?",
        gespreksresultaat="Zelfstandig afgehandeld",
        verantwoordelijke_afdeling="Burgerzaken",
        emailadres_kcm=KCM,
    )

    response = lezer_met_medewerkers.get(url_of(record))

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["API-Version"] == "1.1.0"
    shown = response.json()
    assert shown == {
        "url": f"http://testserver{V1_URL}/{record.uuid}",
        "uuid": str(record.uuid),
        "contactmoment": record.contactmoment,
        "startdatum": "2026-02-03T09:18:02.044Z",
        "einddatum": "2026-02-03T09:22:02.044Z",
        "gespreksduur": 240,
        "vraag": "Paspoort aanvragen",
        "specifiekeVraag": "Met spoed?",
        "onderwerp": "Paspoort aanvragen (Met spoed?)",
        "gespreksresultaat": "Zelfstandig afgehandeld",
        "verantwoordelijkeAfdeling": "Burgerzaken",
        "emailadresKcm": KCM,
        "bronnen": [bron(0), bron(1)],
        "aangemaaktOp": moment(record.aangemaakt_op),
        "gewijzigdOp": moment(record.gewijzigd_op),
    }


def test_what_is_absent_is_null(lezer_met_medewerkers: Client) -> None:
    shown = read(lezer_met_medewerkers, vraag=None)

    names = {name for name, value in shown.items() if value is None}
    assert names == {
        "vraag",
        "specifiekeVraag",
        "onderwerp",
        "gespreksresultaat",
        "verantwoordelijkeAfdeling",
        "emailadresKcm",
    }
    assert shown["bronnen"] == []


def test_bronnen_are_in_their_own_order(lezer: Client) -> None:
    record = contactmomentdetail(1, bronnen=4)
    Bron.objects.filter(volgorde=3).update(volgorde=9)
    Bron.objects.filter(volgorde=0).update(volgorde=5)

    titels = [found["titel"] for found in lezer.get(url_of(record)).json()["bronnen"]]

    assert titels == ["Artikel 1", "Artikel 2", "Artikel 0", "Artikel 3"]


@pytest.mark.parametrize(
    ("duur", "seconds"),
    [
        (timedelta(seconds=240), 240),
        (timedelta(seconds=240, microseconds=999_999), 240),
        (timedelta(microseconds=1), 0),
        (timedelta(), 0),
        (timedelta(microseconds=-1), None),
        (timedelta(hours=-1), None),
        (timedelta(days=400_000), 400_000 * 86_400),
    ],
)
def test_gespreksduur_is_in_whole_seconds_and_null_when_reversed(
    lezer: Client, duur: timedelta, seconds: int | None
) -> None:
    shown = read(lezer, startdatum=BEGIN, einddatum=BEGIN + duur)

    assert shown["gespreksduur"] == seconds


@pytest.mark.parametrize(
    ("vraag", "specifiek", "onderwerp"),
    [
        ("Vraag", "Specifiek", "Vraag (Specifiek)"),
        ("Vraag", None, "Vraag"),
        ("Vraag", "", "Vraag"),
        ("Vraag", " \n", "Vraag"),
        (None, "Specifiek", "Specifiek"),
        ("", "Specifiek", "Specifiek"),
        ("\t ", "Specifiek", "Specifiek"),
        (None, None, None),
        ("", " ", None),
        (" ", None, None),
        (" Vraag ", " Specifiek ", " Vraag  ( Specifiek )"),
    ],
)
def test_onderwerp_is_vraag_and_specifieke_vraag_as_kiss_puts_them(
    lezer: Client, vraag: str | None, specifiek: str | None, onderwerp: str | None
) -> None:
    shown = read(lezer, vraag=vraag, specifieke_vraag=specifiek)

    assert (shown["vraag"], shown["specifiekeVraag"]) == (vraag, specifiek)
    assert shown["onderwerp"] == onderwerp


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (datetime(2026, 2, 3, 9, 17, 2, tzinfo=UTC), "2026-02-03T09:17:02Z"),
        (datetime(2026, 2, 3, 9, 17, 2, 40_000, tzinfo=UTC), "2026-02-03T09:17:02.04Z"),
        (datetime(2026, 2, 3, 9, 17, 0, 1, tzinfo=UTC), "2026-02-03T09:17:00.000001Z"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00Z"),
        (datetime.max.replace(tzinfo=UTC), "9999-12-31T23:59:59.999999Z"),
    ],
)
def test_moments_are_in_utc(lezer: Client, stored: datetime, shown: str) -> None:
    assert read(lezer, startdatum=stored, einddatum=stored)["einddatum"] == shown


# --- Who may see what ---------------------------------------------------------------------


def test_the_employee_is_shown_to_those_who_may_know(
    lezer: Client, lezer_met_medewerkers: Client, medewerker: Client
) -> None:
    """Without the scope the property is not even there."""
    record = contactmomentdetail(1, emailadres_kcm=KCM)

    for client, known in ((lezer, False), (lezer_met_medewerkers, True), (medewerker, True)):
        for shown in (client.get(url_of(record)).json(), *client.get(V1_URL).json()["results"]):
            assert ("emailadresKcm" in shown) is known
            assert (KCM in str(shown)) is known


@pytest.mark.parametrize("scope", [scope for scope in Scope if scope is not Scope.LEZEN])
def test_no_other_scope_lets_read(scope: Scope) -> None:
    record = contactmomentdetail(1)
    client = client_with(scope)

    for url in (url_of(record), V1_URL):
        response = client.get(url)
        assert response.status_code == 403
        assert response.json()["code"] == "permission_denied"


# --- Which record -------------------------------------------------------------------------


def test_a_uuid_that_is_not_there(lezer: Client) -> None:
    contactmomentdetail(1)

    response = lezer.get(f"{V1_URL}/{uuid4()}")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "contactmomentdetails_unknown"


def test_a_uuid_in_upper_case_is_the_same(lezer: Client) -> None:
    record = contactmomentdetail(1)

    response = lezer.get(f"{V1_URL}/{str(record.uuid).upper()}")

    assert response.status_code == 200
    assert response.json()["url"] == f"http://testserver{url_of(record)}"


@pytest.mark.parametrize("kenmerk", ["1", "x", "8f1b2c6e3f0a4b529a375f0d4c1f7a21"])
def test_what_is_no_uuid_is_no_address(lezer: Client, kenmerk: str) -> None:
    response = lezer.get(f"{V1_URL}/{kenmerk}")

    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


def test_a_parameter_is_refused(lezer: Client) -> None:
    response = lezer.get(url_of(contactmomentdetail(1)), {"kleur": "rood", "pageSize": "1"})

    assert response.status_code == 400
    faults = [(fault["name"], fault["code"]) for fault in response.json()["invalidParams"]]
    assert faults == [("kleur", "unknown"), ("pageSize", "unknown")]
