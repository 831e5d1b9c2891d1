"""Exporting through the API: what is in the file, and who gets it."""

import gzip
import io
import json
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from contactmomenten.models import Contactmomentdetail, Export, Scope
from contactmomenten.models.export import EXPORT_LOCK
from tests.api.lijst import faults, get
from tests.exports.lastig import store_moments, store_texts
from tests.exports.test_uitvoer import other as other
from tests.factories import EXPORT_URL, KCM, client_with, contactmomentdetail

pytestmark = pytest.mark.django_db

PROBLEM = "application/problem+json"


def ask(client: Client, formaat: str = "ndjson", **asked: Any) -> Any:
    return client.get(EXPORT_URL, {"formaat": formaat, **asked})


def content(response: Any) -> bytes:
    """The whole file. The client closes it at its end."""
    assert response.status_code == 200, response.content
    file: bytes = response.getvalue()
    return file


def records(file: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.split(b"\n")[:-1]]


def test_ndjson_has_what_the_list_answers(lezer: Client) -> None:
    store_texts()
    store_moments()

    found = records(content(ask(lezer)))

    listed = get(lezer, pageSize=5000)["results"]
    assert len(listed) == Contactmomentdetail.objects.count()
    assert found == listed
    assert [list(record) for record in found] == [list(record) for record in listed]


def test_the_address_of_a_record_can_be_called(lezer: Client) -> None:
    contactmomentdetail(1, bronnen=2)

    (record,) = records(content(ask(lezer)))

    assert lezer.get(record["url"]).json() == record


def test_an_xlsx_opens(lezer: Client) -> None:
    contactmomentdetail(1)
    contactmomentdetail(2)

    response = ask(lezer, "xlsx", kolommen="vraag,uuid")

    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    sheet: Any = openpyxl.load_workbook(io.BytesIO(content(response))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows] == ["Vraag", "Vraag 2", "Vraag 1"]


def test_every_filter_of_the_list_holds(lezer: Client) -> None:
    contactmomentdetail(1, bronnen=1, verantwoordelijke_afdeling="Burgerzaken")
    contactmomentdetail(2, verantwoordelijke_afdeling="Burgerzaken")
    contactmomentdetail(3, verantwoordelijke_afdeling="Belastingen")

    for asked in (
        {"verantwoordelijkeAfdeling": ["Burgerzaken", "Belastingen"], "zoek": "vraag"},
        {"bronSoort": "kennisartikel"},
        {"startdatumVanaf": "2026-02-03T09:19:00Z"},
        {"vraag": "Bestaat niet"},
    ):
        listed = get(lezer, **asked)["results"]
        assert records(content(ask(lezer, **asked))) == listed


def test_columns_repeated_or_with_a_comma_in_the_order_of_the_file(lezer: Client) -> None:
    contactmomentdetail(1)

    for kolommen in ("vraag,uuid", ["vraag", "uuid"], "uuid, vraag", ["vraag,uuid", "vraag"]):
        (record,) = records(content(ask(lezer, kolommen=kolommen)))
        assert list(record) == ["uuid", "vraag"]
        assert Export.objects.latest("pk").kolommen == ["uuid", "vraag"]


def test_the_medewerker_only_for_who_may_know_and_asks(
    lezer: Client, lezer_met_medewerkers: Client
) -> None:
    contactmomentdetail(1, emailadres_kcm=KCM)
    asked = {"kolommen": "uuid,emailadresKcm"}

    (record,) = records(content(ask(lezer_met_medewerkers)))
    assert "emailadresKcm" not in record
    (record,) = records(content(ask(lezer_met_medewerkers, **asked)))
    assert record["emailadresKcm"] == KCM
    for refused in (ask(lezer, **asked), ask(lezer, emailadresKcm=KCM)):
        assert refused.status_code == 403
        assert refused.json()["code"] == "permission_denied_medewerkers"
    assert Export.objects.count() == 2


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({"formaat": None}, ("formaat", "required")),
        ({"formaat": "pdf"}, ("formaat", "invalid_choice")),
        ({"formaat": ["csv", "csv"]}, ("formaat", "repeated")),
        ({"kolommen": "kleur"}, ("kolommen", "invalid_choice")),
        ({"kolommen": "vraag,"}, ("kolommen", "invalid_choice")),
        ({"kolommen": ""}, ("kolommen", "blank")),
        ({"na": "1"}, ("na", "invalid")),
        ({"na": "8f1b2c6e-3f0a-4b52-9a37-5f0d4c1f7a21", "formaat": "xlsx"}, ("na", "not_in_xlsx")),
        ({"kleur": "rood"}, ("kleur", "unknown")),
        ({"pageSize": "10"}, ("pageSize", "unknown")),
        ({"startdatumVanaf": "gisteren"}, ("startdatumVanaf", "invalid")),
    ],
)
def test_what_is_refused(lezer: Client, asked: dict[str, Any], fault: tuple[str, str]) -> None:
    merged = {"formaat": "csv"} | asked
    query = {name: value for name, value in merged.items() if value is not None}

    assert faults(lezer.get(EXPORT_URL, query)) == [fault]
    assert not Export.objects.exists()


def test_a_media_type_that_the_file_does_not_have_is_refused(lezer: Client) -> None:
    for formaat, accept in (("csv", "application/json"), ("ndjson", "text/csv")):
        refused = lezer.get(EXPORT_URL, {"formaat": formaat}, headers={"Accept": accept})
        assert (refused.status_code, refused["Content-Type"]) == (406, PROBLEM)
    answered = lezer.get(EXPORT_URL, {"formaat": "csv"}, headers={"Accept": "text/csv"})
    assert content(answered)


def test_an_export_is_recorded_without_what_can_be_a_person() -> None:
    client = client_with(Scope.LEZEN, Scope.MEDEWERKERS)
    contactmomentdetail(1, emailadres_kcm="geheim@x", verantwoordelijke_afdeling="Afval")

    content(
        ask(
            client,
            "csv",
            kolommen="uuid",
            zoek="geheim",
            emailadresKcm="geheim@x",
            vraag="geheim",
            contactmoment="geheim",
            bronUrl="geheim",
            verantwoordelijkeAfdeling=["Afval", "WMO"],
            startdatumVanaf="2026-01-01T00:00:00+01:00",
            gespreksduurTot="60",
            zonderVraag="false",
        )
    )

    made = Export.objects.get()
    assert made.wie == made.applicatie == "Met contactmomentdetails.lezen, medewerkers.lezen"
    assert (made.kanaal, made.formaat, made.kolommen) == ("api", "csv", ["uuid"])
    assert (made.uitkomst, made.aantal) == (Export.Uitkomst.VOLTOOID, 0)
    assert "geheim" not in made.filters
    assert made.filters.split("; ") == [
        "startdatumVanaf: 2025-12-31T23:00:00Z",
        "met een filter op contactmoment",
        "verantwoordelijkeAfdeling: Afval of WMO",
        "met een filter op bronUrl",
        "met een filter op vraag",
        "zonderVraag: nee",
        "met een filter op zoek",
        "gespreksduurTot: 60 seconden",
        "met een filter op emailadresKcm",
    ]


def test_an_export_of_everything_says_nothing_of_filters(lezer: Client) -> None:
    content(ask(lezer))

    assert Export.objects.get().filters == ""


def test_asking_only_for_the_headers_makes_no_file(lezer: Client) -> None:
    response = lezer.head(EXPORT_URL, {"formaat": "csv"})

    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert not Export.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_no_more_than_two_at_once(lezer: Client, other: Any) -> None:
    for number in (1001, 1002):
        other.execute("SELECT pg_advisory_lock(%s, %s)", [EXPORT_LOCK, number])

    refused = ask(lezer)

    assert (refused.status_code, refused["Content-Type"]) == (503, PROBLEM)
    assert refused.json()["code"] == "too_many_exports"
    assert refused["Retry-After"] == "60"
    assert not Export.objects.exists()


# --- Compressed --------------------------------------------------------------------------------


@pytest.mark.parametrize("formaat", ["csv", "ndjson"])
@pytest.mark.parametrize("accept", ["gzip", "deflate, gzip;q=1.0, *;q=0.5", "GZIP", "*", "x-gzip"])
def test_compressed_for_whoever_asks(lezer: Client, formaat: str, accept: str) -> None:
    for nummer in range(200):
        contactmomentdetail(nummer)
    plain = content(ask(lezer, formaat))

    response = lezer.get(EXPORT_URL, {"formaat": formaat}, headers={"Accept-Encoding": accept})

    assert response["Content-Encoding"] == "gzip"
    packed = content(response)
    assert gzip.decompress(packed) == plain
    assert len(packed) < len(plain) / 3
    assert Export.objects.filter(uitkomst=Export.Uitkomst.VOLTOOID, aantal=200).count() == 2


@pytest.mark.parametrize("accept", ["", "identity", "br", "gzip;q=0", "gzip; q=0.000, *", "*;q=0"])
def test_not_compressed_for_anybody_else(lezer: Client, accept: str) -> None:
    response = lezer.get(EXPORT_URL, {"formaat": "csv"}, headers={"Accept-Encoding": accept})

    assert "Content-Encoding" not in response
    assert "Accept-Encoding" in response["Vary"]
    assert content(response).startswith(b"\xef\xbb\xbf")


def test_a_workbook_is_compressed_already(lezer: Client) -> None:
    response = lezer.get(EXPORT_URL, {"formaat": "xlsx"}, headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in response
    assert "Accept-Encoding" not in response.get("Vary", "")
    assert content(response).startswith(b"PK")


# --- Somebody who is logged in to the admin ----------------------------------------------------


def test_whoever_may_not_export_in_the_admin_may_not_here(client: Client) -> None:
    account = User.objects.create_user("kijker", email="kijker@x.example", is_staff=True)
    own = Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(Contactmomentdetail)
    )
    account.user_permissions.add(own.get(codename="view_contactmomentdetail"))
    client.force_login(account)

    refused = ask(client)
    assert (refused.status_code, refused.json()["code"]) == (403, "permission_denied_export")

    account.user_permissions.add(own.get(codename="export_contactmomentdetail"))
    content(ask(client))
    assert Export.objects.get().wie == "kijker@x.example"
    assert Export.objects.get().applicatie == ""


# --- Queries -----------------------------------------------------------------------------------


# 1 SELECT: the token, and which application it is
# 2-7 its turn (the record is in 6), 8-9 around the rows, 10 how it ended:
# tests/exports/test_lezen.py tells each
# With "na" two before them: where its row is, and whether it ever was elsewhere.
# The SELECT of the records is not counted: the driver streams it.
@pytest.mark.parametrize("number", [3, 4])
@pytest.mark.parametrize(("na", "queries"), [(False, 10), (True, 12)])
def test_any_number_of_records_takes_as_many_queries(
    lezer: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
    na: bool,
    queries: int,
) -> None:
    for nummer in range(number + 1):
        last = contactmomentdetail(nummer, bronnen=number)
    asked = {"na": str(last.uuid)} if na else {}

    with django_assert_num_queries(queries):
        assert len(records(content(ask(lezer, **asked)))) == number + (not na)
