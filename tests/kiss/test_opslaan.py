"""Contract section 1: PUT /api/contactmomentdetails."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from contactmomenten.models import Bron, Contactmomentdetail
from tests.factories import DETAILS_URL, KCM, body, bron, opslaan

pytestmark = pytest.mark.django_db


def test_a_new_id_is_stored_and_answered_with_an_empty_200(medewerker: Client) -> None:
    response = opslaan(medewerker, body(1, bronnen=2))

    assert response.status_code == 200
    assert response.content == b""
    record = Contactmomentdetail.objects.get()
    assert record.contactmoment == body(1)["id"]
    assert record.startdatum == datetime(2026, 2, 3, 9, 18, 2, 44_000, tzinfo=UTC)
    assert record.einddatum == datetime(2026, 2, 3, 9, 22, 2, 44_000, tzinfo=UTC)
    assert record.gespreksresultaat == "Zelfstandig afgehandeld"
    assert record.vraag == "Vraag 1"
    assert record.specifieke_vraag == "Specifieke vraag 1"
    assert record.verantwoordelijke_afdeling == "Burgerzaken"
    assert list(record.bronnen.values("soort", "titel", "url")) == [bron(0), bron(1)]


def test_an_existing_id_is_replaced_with_all_its_bronnen(medewerker: Client) -> None:
    opslaan(medewerker, body(1, bronnen=3))

    nieuw = [bron(7), bron(0)]
    response = opslaan(medewerker, body(1, vraag="Anders", bronnen=nieuw))

    assert (response.status_code, response.content) == (200, b"")
    record = Contactmomentdetail.objects.get()
    assert record.vraag == "Anders"
    assert list(record.bronnen.values("soort", "titel", "url")) == nieuw


def test_an_optional_property_left_out_the_second_time_is_emptied(medewerker: Client) -> None:
    opslaan(medewerker, body(1))
    opslaan(medewerker, body(1, vraag=..., gespreksresultaat=None, bronnen=...))

    record = Contactmomentdetail.objects.get()
    assert (record.vraag, record.gespreksresultaat) == (None, None)
    assert not record.bronnen.exists()


@pytest.mark.parametrize("id_", ["opaque", "a b/ç?#%00", "5f3c2f8e-5a6b-4a3e-9d55-0b7f3f1f2a10"])
def test_the_id_is_an_opaque_text(medewerker: Client, id_: str) -> None:
    assert opslaan(medewerker, body(id=id_)).status_code == 200
    assert medewerker.get(DETAILS_URL, {"id": id_}).json()["id"] == id_


@pytest.mark.parametrize(
    "name", ["specifiekevraag", "specifiekeVraag", "SpecifiekeVraag", "SPECIFIEKEVRAAG"]
)
def test_property_names_are_matched_in_any_case(medewerker: Client, name: str) -> None:
    data = body(1, specifiekevraag=...) | {name: "Mag dat?"}
    data["BRONNEN"] = [{"Soort": "vac", "TITEL": "t", "uRl": "u"}]
    del data["bronnen"]

    assert opslaan(medewerker, data).status_code == 200
    assert Contactmomentdetail.objects.get().specifieke_vraag == "Mag dat?"
    assert Bron.objects.values("soort", "titel", "url").get() == {
        "soort": "vac",
        "titel": "t",
        "url": "u",
    }


def test_of_a_property_that_occurs_twice_the_last_counts(medewerker: Client) -> None:
    times = '"startdatum":"2026-01-01T00:00:00Z","einddatum":"2026-01-01T00:00:00Z"'
    raw = f'{{"id":"x","vraag":"een","VRAAG":"twee","vraag":"drie",{times}}}'

    assert opslaan(medewerker, raw).status_code == 200
    assert Contactmomentdetail.objects.get().vraag == "drie"


@pytest.mark.parametrize("value", [{"vraag": "a"}, [1, [2]], None, 10**400, "x", True, {}])
def test_unknown_properties_are_ignored_whatever_they_hold(
    medewerker: Client, value: object
) -> None:
    assert opslaan(medewerker, body(1, betrokkene=value, **{"": value})).status_code == 200
    assert Contactmomentdetail.objects.get().vraag == "Vraag 1"


def test_emailadres_kcm_comes_from_the_credential_and_never_from_the_body(
    medewerker: Client,
) -> None:
    opslaan(medewerker, body(1, emailadresKcm="iemand@anders.example"))

    assert Contactmomentdetail.objects.get().emailadres_kcm == KCM


OPTIONAL = {
    "gespreksresultaat": "gespreksresultaat",
    "vraag": "vraag",
    "specifiekevraag": "specifieke_vraag",
    "verantwoordelijkeAfdeling": "verantwoordelijke_afdeling",
}


@pytest.mark.parametrize("name", OPTIONAL)
@pytest.mark.parametrize("value", [None, ..., "", "  spaties  ", "Onbekend", "é😀\n\t"])
def test_optional_texts_may_be_null_absent_empty_and_are_kept_as_they_are(
    medewerker: Client, name: str, value: Any
) -> None:
    assert opslaan(medewerker, body(1, **{name: value})).status_code == 200

    stored = getattr(Contactmomentdetail.objects.get(), OPTIONAL[name])
    assert stored == (None if value is ... else value)


@pytest.mark.parametrize("bronnen", [..., None, []])
def test_without_bronnen_there_are_none(medewerker: Client, bronnen: Any) -> None:
    assert opslaan(medewerker, body(1, bronnen=bronnen)).status_code == 200
    assert not Bron.objects.exists()


@pytest.mark.parametrize(
    "soort",
    ["kennisartikel", "werkinstructie", "vac", "nieuwsbericht", "website", "iets anders", "X"],
)
def test_any_soort_that_is_not_empty_is_taken(medewerker: Client, soort: str) -> None:
    item = bron() | {"soort": soort, "url": "geen url"}

    assert opslaan(medewerker, body(1, bronnen=[item])).status_code == 200
    assert list(Bron.objects.values("soort", "titel", "url")) == [item]


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("2024-10-01T09:12:33.123Z", datetime(2024, 10, 1, 9, 12, 33, 123_000, tzinfo=UTC)),
        ("2024-10-01T11:12:33.123+02:00", datetime(2024, 10, 1, 9, 12, 33, 123_000, tzinfo=UTC)),
        ("2024-10-01T09:12:33Z", datetime(2024, 10, 1, 9, 12, 33, tzinfo=UTC)),
        ("2024-10-01T09:12Z", datetime(2024, 10, 1, 9, 12, tzinfo=UTC)),
        ("2024-10-01T09:12:33.1234567Z", datetime(2024, 10, 1, 9, 12, 33, 123_456, tzinfo=UTC)),
        ("2024-02-29T23:59:59-14:00", datetime(2024, 3, 1, 13, 59, 59, tzinfo=UTC)),
        ("2024-10-01", datetime(2024, 10, 1, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", datetime(1, 1, 1, tzinfo=UTC)),
        ("9999-12-31T23:59:59.999999Z", datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)),
    ],
)
def test_date_times_are_iso_8601_and_offsets_mean_the_same_instant(
    medewerker: Client, sent: str, stored: datetime
) -> None:
    assert opslaan(medewerker, body(1, startdatum=sent)).status_code == 200
    assert Contactmomentdetail.objects.get().startdatum == stored


def test_einddatum_before_startdatum_is_stored(medewerker: Client) -> None:
    data = body(1, einddatum="2020-01-01T00:00:00Z")

    assert opslaan(medewerker, data).status_code == 200
    record = Contactmomentdetail.objects.get()
    assert record.einddatum < record.startdatum


FAULTY: list[tuple[str, Any, str]] = [
    ("id", ..., "required"),
    ("id", None, "null"),
    ("id", "", "blank"),
    ("id", "  ", "blank"),
    ("id", 12, "invalid"),
    ("id", "x" * 501, "max_length"),
    ("id", "a\0b", "unreadable"),
    ("id", "\ud800", "unreadable"),
    ("startdatum", ..., "required"),
    ("startdatum", None, "null"),
    ("einddatum", ..., "required"),
    ("einddatum", "gisteren", "invalid"),
    ("einddatum", "", "invalid"),
    ("einddatum", 1_700_000_000, "invalid"),
    ("einddatum", "2024-02-30T00:00:00Z", "invalid"),
    ("einddatum", "2024-10-01T24:00:00Z", "invalid"),
    ("einddatum", "2024-12-31T23:59:60Z", "invalid"),
    ("einddatum", "2024-10-01 09:12:33Z", "invalid"),
    ("einddatum", "20241001T091233Z", "invalid"),
    ("einddatum", "2024-W40-2T00:00:00Z", "invalid"),
    ("einddatum", "2024-10-01T09:12:33+15:00", "invalid"),
    ("einddatum", "2024-10-01T09:12:33+01:60", "invalid"),
    ("einddatum", "0001-01-01T00:00:00+01:00", "invalid"),
    ("einddatum", "9999-12-31T23:59:59-00:01", "invalid"),
    ("einddatum", "10000-01-01T00:00:00Z", "invalid"),
    ("einddatum", "٢٠٢٤-١٠-٠١", "invalid"),
    ("vraag", 3, "invalid"),
    ("vraag", ["a"], "invalid"),
    ("vraag", True, "invalid"),
    ("vraag", "nul \0 teken", "unreadable"),
    ("bronnen", "geen lijst", "not_a_list"),
    ("bronnen", {"soort": "vac"}, "not_a_list"),
    ("bronnen", [{}] * 1001, "max_length"),
]


@pytest.mark.parametrize(("name", "value", "code"), FAULTY)
def test_a_fault_is_a_400_that_names_it_and_nothing_is_stored(
    medewerker: Client, name: str, value: Any, code: str
) -> None:
    response = opslaan(medewerker, body(1, **{name: value}))

    assert response.status_code == 400
    (param,) = response.json()["invalidParams"]
    assert (param["name"], param["code"]) == (name, code)
    assert not Contactmomentdetail.objects.exists()


@pytest.mark.parametrize("part", ["soort", "titel", "url"])
@pytest.mark.parametrize(
    ("value", "code"), [(..., "required"), (None, "null"), ("", "blank"), (" ", "blank")]
)
def test_a_bron_that_lacks_a_part_is_a_400(
    medewerker: Client, part: str, value: Any, code: str
) -> None:
    item = {name: text for name, text in (bron() | {part: value}).items() if text is not ...}

    response = opslaan(medewerker, body(1, bronnen=[bron(), item]))

    assert response.status_code == 400
    (param,) = response.json()["invalidParams"]
    assert (param["name"], param["code"]) == (f"bronnen.1.{part}", code)
    assert not Contactmomentdetail.objects.exists()


def test_all_faults_are_told_at_once(medewerker: Client) -> None:
    data = body(1, id=..., einddatum="morgen", vraag=3, bronnen=[{"titel": ""}, 5])

    params = opslaan(medewerker, data).json()["invalidParams"]

    assert [(param["name"], param["code"]) for param in params] == [
        ("id", "required"),
        ("einddatum", "invalid"),
        ("vraag", "invalid"),
        ("bronnen.0.soort", "required"),
        ("bronnen.0.titel", "blank"),
        ("bronnen.0.url", "required"),
        ("bronnen.1", "invalid"),
    ]


@pytest.mark.parametrize(
    "raw",
    ["", "[]", "null", '"tekst"', "12", "{", "{'id': 1}", '{"id": NaN}', "\x00", b"\xff\xfe{"],
)
def test_what_is_no_json_object_is_a_400(medewerker: Client, raw: str | bytes) -> None:
    response = opslaan(medewerker, raw)

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_as_many_bronnen_as_there_may_be(medewerker: Client) -> None:
    assert opslaan(medewerker, body(1, bronnen=1000)).status_code == 200
    assert Bron.objects.count() == 1000


@pytest.mark.parametrize("charset", ["utf-16", "utf-16le"])
def test_utf_16_is_read(medewerker: Client, charset: str) -> None:
    raw = json.dumps(body(1, vraag="é")).encode(charset)
    content_type = f"application/json; charset={charset}"

    response = medewerker.put("/api/contactmomentdetails", raw, content_type=content_type)

    assert response.status_code == 200
    assert Contactmomentdetail.objects.get().vraag == "é"


def test_a_byte_order_mark_is_no_fault(medewerker: Client) -> None:
    raw = b"\xef\xbb\xbf" + json.dumps(body(1)).encode()

    assert opslaan(medewerker, raw).status_code == 200


@pytest.fixture
def no_vac(transactional_db: None) -> Iterator[None]:
    """PostgreSQL refuses a bron of the soort vac."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE contactmomenten_bron ADD CONSTRAINT geen_vac CHECK (soort <> 'vac')"
        )
        yield
        cursor.execute("ALTER TABLE contactmomenten_bron DROP CONSTRAINT geen_vac")


@pytest.mark.usefixtures("no_vac")
def test_a_failure_halfway_leaves_the_record_as_it_was(medewerker: Client) -> None:
    """The record and its bronnen are written in one transaction."""
    opslaan(medewerker, body(1, bronnen=2))

    data = body(1, vraag="Anders", bronnen=[bron(5), bron(6) | {"soort": "vac"}])
    response = opslaan(medewerker, data)

    assert response.status_code == 500
    record = Contactmomentdetail.objects.get()
    assert record.vraag == "Vraag 1"
    assert list(record.bronnen.values("soort", "titel", "url")) == [bron(0), bron(1)]
