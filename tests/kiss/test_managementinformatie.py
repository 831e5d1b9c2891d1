"""Contract section 3: GET /api/contactmomentendetails."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from contactmomenten.kiss.serializers import RapportregelSerializer
from contactmomenten.models import Contactmomentdetail
from tests.factories import ALLES, BEGIN, RAPPORT_URL, bron, contactmomentdetail

pytestmark = pytest.mark.django_db

ONGELDIGE_DATUM = "Ongeldig datumnotatie. Gebruik de ISO 8601-notatie (yyyy-MM-ddTHH:mm:ssZ)."


def ids(response: Any) -> list[str]:
    return [row["id"].rsplit("/", 1)[1] for row in response.json()["results"]]


def test_a_row_has_the_eight_properties_and_the_bronnen(extern: Client) -> None:
    contactmomentdetail(1, bronnen=2)

    response = extern.get(RAPPORT_URL, ALLES)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response.json() == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "id": Contactmomentdetail.objects.get().contactmoment,
                "startdatum": "2026-02-03T09:18:02.044+00:00",
                "einddatum": "2026-02-03T09:22:02.044+00:00",
                "gespreksresultaat": None,
                "vraag": "Vraag 1",
                "specifiekeVraag": None,
                "emailadresKcm": None,
                "verantwoordelijkeAfdeling": None,
                "bronnen": [bron(0), bron(1)],
            }
        ],
    }


def test_the_rows_are_what_the_described_serializer_gives(extern: Client) -> None:
    record = contactmomentdetail(1, bronnen=3, specifieke_vraag="é")

    (row,) = extern.get(RAPPORT_URL, ALLES).json()["results"]

    assert row == json.loads(json.dumps(RapportregelSerializer(record).data))


def test_both_ends_of_the_period_are_included(extern: Client) -> None:
    for seconde in range(5):
        contactmomentdetail(
            seconde, startdatum=BEGIN.replace(microsecond=0) + timedelta(seconds=seconde)
        )

    periode = {"from": "2026-02-03T09:17:03Z", "to": "2026-02-03T09:17:05Z"}
    response = extern.get(RAPPORT_URL, periode)

    assert ids(response) == ["3", "2", "1"]
    assert response.json()["count"] == 3


def test_newest_startdatum_first_and_the_order_is_total(extern: Client) -> None:
    """Section 6.4: records with one startdatum are on exactly one page each."""
    for nummer in range(25):
        contactmomentdetail(nummer, startdatum=BEGIN + timedelta(minutes=nummer // 10))

    seen = []
    for page in range(1, 10):
        seen += ids(extern.get(RAPPORT_URL, ALLES | {"pageSize": 3, "page": page}))

    # ids were given in the order of registration, and the newest id of equals comes first
    assert seen == [str(nummer) for nummer in reversed(range(25))]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 10, 11])
def test_the_pages_together_are_the_period(extern: Client, size: int) -> None:
    for nummer in range(10):
        contactmomentdetail(nummer)

    seen, url = [], f"{RAPPORT_URL}?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z"
    url += f"&pageSize={size}"
    while url:
        response = extern.get(url)
        assert response.status_code == 200
        seen += ids(response)
        url = response.json()["next"]

    assert seen == [str(nummer) for nummer in reversed(range(10))]


def test_next_and_previous_are_absolute_and_carry_the_query(extern: Client) -> None:
    for nummer in range(3):
        contactmomentdetail(nummer)

    page = extern.get(RAPPORT_URL, ALLES | {"pageSize": 1, "page": 2}).json()

    for name, number in (("next", "3"), ("previous", "1")):
        link = urlsplit(page[name])
        assert (link.scheme, link.netloc, link.path) == ("http", "testserver", RAPPORT_URL)
        assert parse_qs(link.query) == {
            "from": [ALLES["from"]],
            "to": [ALLES["to"]],
            "pageSize": ["1"],
            "page": [number],
        }
    first = extern.get(page["previous"]).json()
    assert first["previous"] is None
    assert first["next"].endswith("page=2")


def test_forwarded_headers_count_only_behind_a_trusted_proxy(
    extern: Client, settings: Settings
) -> None:
    contactmomentdetail(1)
    contactmomentdetail(2)
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "kcc.gemeente.example"}
    query = ALLES | {"pageSize": 1}
    settings.ALLOWED_HOSTS = ["testserver", "kcc.gemeente.example"]

    plain = extern.get(RAPPORT_URL, query, headers=forwarded).json()["next"]
    settings.USE_X_FORWARDED_HOST = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    trusted = extern.get(RAPPORT_URL, query, headers=forwarded).json()["next"]

    assert plain.startswith("http://testserver/")
    assert trusted.startswith("https://kcc.gemeente.example/")


def test_the_default_page_size_is_5000(extern: Client) -> None:
    Contactmomentdetail.objects.bulk_create(
        Contactmomentdetail(contactmoment=str(nummer), startdatum=BEGIN, einddatum=BEGIN)
        for nummer in range(5001)
    )

    page = extern.get(RAPPORT_URL, ALLES).json()

    assert len(page["results"]) == 5000
    assert "pageSize=5000&page=2" in page["next"]
    assert len(extern.get(page["next"]).json()["results"]) == 1


@pytest.mark.parametrize(
    "moment",
    [
        "",
        "gisteren",
        "2026-01-01",
        "2026-01-01T00:00:00",
        "2026-01-01T00:00:00.000Z",
        "2026-01-01T00:00:00+00:00",
        "2026-02-30T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01 00:00:00Z",
        "2026-01-01T00:00:00z",
        "0000-01-01T00:00:00Z",
        "٢٠٢٦-٠١-٠١T٠٠:٠٠:٠٠Z",
        "2026-01-01T00:00:00Z\x00",
    ],
)
@pytest.mark.parametrize("name", ["from", "to"])
def test_another_notation_is_a_400_with_the_dutch_sentence(
    extern: Client, name: str, moment: str
) -> None:
    response = extern.get(RAPPORT_URL, ALLES | {name: moment})

    assert response.status_code == 400
    problem = response.json()
    assert problem["invalidParams"] == [
        {"name": name, "code": problem["invalidParams"][0]["code"], "reason": ONGELDIGE_DATUM}
    ]
    assert ONGELDIGE_DATUM in problem["detail"]


@pytest.mark.parametrize("name", ["from", "to"])
def test_from_and_to_are_required(extern: Client, name: str) -> None:
    query = {key: value for key, value in ALLES.items() if key != name}

    response = extern.get(RAPPORT_URL, query)

    assert response.status_code == 400
    assert [param["name"] for param in response.json()["invalidParams"]] == [name]


@pytest.mark.parametrize("value", ["0", "-1", "5001", "", "x", "1.0", "1e3", "²", "٣", "9" * 5000])
def test_a_page_size_outside_1_to_5000_is_a_400(extern: Client, value: str) -> None:
    response = extern.get(RAPPORT_URL, ALLES | {"pageSize": value})

    assert response.status_code == 400
    assert [param["name"] for param in response.json()["invalidParams"]] == ["pageSize"]
    assert "5000" in response.json()["detail"]


@pytest.mark.parametrize("value", ["0", "-1", "", "x", "2147483648", "9" * 5000])
def test_a_page_below_1_is_a_400(extern: Client, value: str) -> None:
    response = extern.get(RAPPORT_URL, ALLES | {"page": value})

    assert response.status_code == 400
    assert [param["name"] for param in response.json()["invalidParams"]] == ["page"]


def test_all_faults_are_told_at_once(extern: Client) -> None:
    response = extern.get(RAPPORT_URL, {"to": "x", "pageSize": "0", "page": "0"})

    names = [param["name"] for param in response.json()["invalidParams"]]
    assert names == ["from", "to", "pageSize", "page"]


@pytest.mark.parametrize("page", ["3", "2147483647"])
def test_a_page_past_the_last_is_a_404_that_names_the_last(extern: Client, page: str) -> None:
    for nummer in range(4):
        contactmomentdetail(nummer)

    response = extern.get(RAPPORT_URL, ALLES | {"pageSize": 2, "page": page})

    assert response.status_code == 404
    problem = response.json()
    assert problem["title"] == "Ongeldige pagina. Totaal aantal pagina's gaat tot maximaal 2."
    assert problem["instance"].startswith("urn:uuid:")


@pytest.mark.parametrize("page", [1, 2, 2147483647])
def test_without_records_any_page_is_empty(extern: Client, page: int) -> None:
    response = extern.get(RAPPORT_URL, ALLES | {"page": page})

    assert response.status_code == 200
    assert response.json()["count"] == 0
    assert response.json()["results"] == []
    assert response.json()["next"] is None


def test_to_before_from_is_empty(extern: Client) -> None:
    contactmomentdetail(1)

    turned = {"from": ALLES["to"], "to": ALLES["from"]}
    response = extern.get(RAPPORT_URL, turned)

    assert (response.status_code, response.json()["count"]) == (200, 0)


def test_parameter_names_are_matched_in_any_case(extern: Client) -> None:
    contactmomentdetail(1)
    contactmomentdetail(2)

    query: dict[str, Any] = {"FROM": ALLES["from"], "To": ALLES["to"], "PAGESIZE": 1, "Page": 2}

    assert ids(extern.get(RAPPORT_URL, query)) == ["1"]
