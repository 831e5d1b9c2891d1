"""Contract section 2: GET /api/contactmomentdetails?id=."""

import json

import pytest
from django.test import Client

from contactmomenten.kiss.serializers import ContactmomentdetailsSerializer
from contactmomenten.models import Contactmomentdetail
from tests.conftest import ROOT
from tests.factories import DETAILS_URL, KCM, body, contactmomentdetail, opslaan

pytestmark = pytest.mark.django_db


def test_exactly_the_eight_properties_and_no_bronnen(medewerker: Client) -> None:
    opslaan(medewerker, body(1, bronnen=2))

    response = medewerker.get(DETAILS_URL, {"id": body(1)["id"]})

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response.json() == {
        "id": body(1)["id"],
        "startdatum": "2026-02-03T09:18:02.044+00:00",
        "einddatum": "2026-02-03T09:22:02.044+00:00",
        "gespreksresultaat": "Zelfstandig afgehandeld",
        "vraag": "Vraag 1",
        "specifiekeVraag": "Specifieke vraag 1",
        "emailadresKcm": KCM,
        "verantwoordelijkeAfdeling": "Burgerzaken",
    }


def test_absent_values_are_null_and_empty_ones_are_empty(medewerker: Client) -> None:
    contactmomentdetail(1, vraag=None, specifieke_vraag="", emailadres_kcm=None)

    shown = medewerker.get(DETAILS_URL, {"id": body(1)["id"]}).json()

    assert shown["vraag"] is None
    assert shown["specifiekeVraag"] == ""
    assert shown["emailadresKcm"] is None
    assert shown["gespreksresultaat"] is None


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        ("2024-10-01T11:12:33.100+02:00", "2024-10-01T09:12:33.1+00:00"),
        ("2024-10-01T09:12:33Z", "2024-10-01T09:12:33+00:00"),
        ("2024-10-01T09:12:33.123456Z", "2024-10-01T09:12:33.123456+00:00"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00+00:00"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59+00:00"),
    ],
)
def test_date_times_are_answered_with_offset_zero(
    medewerker: Client, sent: str, answered: str
) -> None:
    opslaan(medewerker, body(1, einddatum=sent))

    assert medewerker.get(DETAILS_URL, {"id": body(1)["id"]}).json()["einddatum"] == answered


def test_the_answer_is_what_the_described_serializer_gives(medewerker: Client) -> None:
    record = contactmomentdetail(1, vraag=None)

    shown = medewerker.get(DETAILS_URL, {"id": record.contactmoment}).json()

    assert shown == json.loads(json.dumps(ContactmomentdetailsSerializer(record).data))


def test_unknown_is_404(medewerker: Client) -> None:
    response = medewerker.get(DETAILS_URL, {"id": "onbekend"})

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_unknown_is_no_warning_in_the_log(
    medewerker: Client, caplog: pytest.LogCaptureFixture
) -> None:
    medewerker.get(DETAILS_URL, {"id": "onbekend"})

    assert [record.levelname for record in caplog.records] == ["INFO"]  # the request itself


@pytest.mark.parametrize("query", ["", "?id=", "?id=%20", "?andere=1"])
def test_without_an_id_it_is_400(medewerker: Client, query: str) -> None:
    response = medewerker.get(DETAILS_URL + query)

    assert response.status_code == 400
    assert [param["name"] for param in response.json()["invalidParams"]] == ["id"]


def test_the_parameter_is_matched_in_any_case_and_the_first_counts(medewerker: Client) -> None:
    record = contactmomentdetail(1)

    response = medewerker.get(f"{DETAILS_URL}?ID={record.contactmoment}&id=tweede")

    assert response.json()["id"] == record.contactmoment


@pytest.mark.parametrize("name", ["put-body-anoniem", "put-body-contactverzoek"])
def test_a_real_body_of_kiss_comes_back(medewerker: Client, name: str) -> None:
    data = json.loads((ROOT / f"tests/kiss/{name}.json").read_text())

    assert opslaan(medewerker, data).status_code == 200

    shown = medewerker.get(DETAILS_URL, {"id": data["id"]}).json()
    assert shown == {
        "id": data["id"],
        "startdatum": data["startdatum"].replace("Z", "+00:00").replace("0+", "+"),
        "einddatum": data["einddatum"].replace("00Z", "+00:00").replace("Z", "+00:00"),
        "gespreksresultaat": data["gespreksresultaat"],
        "vraag": data.get("vraag"),
        "specifiekeVraag": data["specifiekevraag"],
        "emailadresKcm": KCM,
        "verantwoordelijkeAfdeling": data["verantwoordelijkeAfdeling"],
    }
    assert Contactmomentdetail.objects.get().bronnen.count() == len(data["bronnen"])
