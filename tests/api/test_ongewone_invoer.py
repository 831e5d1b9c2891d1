"""Bodies, headers and addresses as nobody means them: a clear refusal, or it works."""

import json
from typing import Any

import pytest
from django.test import Client

from contactmomenten.models import Contactmomentdetail
from tests.factories import V1_URL, bearer, bron, contactmomentdetail, invoer
from tests.toegang.tokens import issue

pytestmark = pytest.mark.django_db

MERGE_PATCH = "application/merge-patch+json"
UUID = "0d6c1f1a-9b7e-4c51-8d0a-2f8f6f5b1c33"


@pytest.fixture
def client() -> Client:
    """An application with every scope."""
    return bearer(issue())


@pytest.fixture
def stored() -> Contactmomentdetail:
    return contactmomentdetail(1, bronnen=1)


def address_of(stored: Contactmomentdetail) -> str:
    return f"{V1_URL}/{stored.uuid}"


def problem_of(response: Any, status: int) -> dict[str, Any]:
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    return problem


def fault_of(response: Any) -> tuple[str, str]:
    """The only fault in a request: its name and code."""
    (fault,) = problem_of(response, 400)["invalidParams"]
    return fault["name"], fault["code"]


# --- Bodies ------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", ["null", "[]", "[null]", "1", '"tekst"', "true"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_a_body_that_is_no_object(client: Client, method: str, raw: str) -> None:
    url = V1_URL if method == "POST" else f"{V1_URL}/{UUID}"

    response = client.generic(method, url, raw, "application/json")

    assert fault_of(response) == ("", "invalid")
    assert response.json()["detail"] == "Dit moet een JSON-object zijn."


def test_a_bron_that_is_no_object(client: Client) -> None:
    bronnen: list[Any] = [None, 1, [], bron()]

    response = client.post(V1_URL, invoer(bronnen=bronnen), content_type="application/json")

    faults = problem_of(response, 400)["invalidParams"]
    assert [fault["name"] for fault in faults] == ["bronnen.0", "bronnen.1", "bronnen.2"]


@pytest.mark.parametrize(
    "raw",
    [
        '{"vraag": "\\ud800"}',  # half a character
        '{"vraag": NaN}',
        '{"startdatum": 1e999}',
        '{"startdatum": ' + "9" * 5000 + "}",
        "[" * 100_000,
        '{"bronnen":' * 50_000,
        b'\xef\xbb\xbf{"vraag": "met een byte order mark"}',
        '{"vraag": "geen UTF-8: é"}'.encode("latin-1"),
    ],
    ids=["surrogate", "nan", "infinity", "number", "lists", "objects", "bom", "latin-1"],
)
def test_a_body_that_is_no_json(
    client: Client, stored: Contactmomentdetail, raw: str | bytes
) -> None:
    response = client.patch(address_of(stored), raw, content_type=MERGE_PATCH)

    assert problem_of(response, 400)["code"] == "parse_error"


def test_a_nul_and_an_unknown_name_are_named(client: Client, stored: Contactmomentdetail) -> None:
    body = {"vraag": "a\0b", "vr\0ag": 1}

    response = client.patch(address_of(stored), json.dumps(body), content_type=MERGE_PATCH)

    faults = problem_of(response, 400)["invalidParams"]
    assert [(fault["name"], fault["code"]) for fault in faults] == [
        ("vraag", "unreadable"),
        ("vr\0ag", "unknown"),
    ]


def test_of_a_name_that_occurs_twice_the_last_counts(
    client: Client, stored: Contactmomentdetail
) -> None:
    raw = '{"vraag": "eerst", "vraag": "laatst"}'

    response = client.patch(address_of(stored), raw, content_type=MERGE_PATCH)

    assert response.json()["vraag"] == "laatst"


@pytest.mark.parametrize("content_type", [MERGE_PATCH, "application/json", "text/plain", ""])
def test_an_empty_patch_is_no_json(
    client: Client, stored: Contactmomentdetail, content_type: str
) -> None:
    response = client.generic("PATCH", address_of(stored), b"", content_type)

    assert problem_of(response, 400)["code"] == "parse_error"


@pytest.mark.parametrize("name", ["contactmoment", "startdatum", "einddatum", "bronnen"])
def test_null_empties_nothing_that_must_be_there(
    client: Client, stored: Contactmomentdetail, name: str
) -> None:
    response = client.patch(address_of(stored), {name: None}, content_type=MERGE_PATCH)

    assert fault_of(response) == (name, "null")


def test_a_body_with_the_uuid_of_another_record(
    client: Client, stored: Contactmomentdetail
) -> None:
    body = invoer(2, uuid=UUID)

    response = client.put(address_of(stored), body, content_type="application/json")

    assert fault_of(response) == ("uuid", "other_uuid")


@pytest.mark.parametrize(
    ("moment", "seen"),
    [
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("0001-01-01T14:00:00+14:00", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59.9999999z", "9999-12-31T23:59:59.999999Z"),
        ("9999-12-31T00:00:00-23:59", "9999-12-31T23:59:00Z"),
        ("0001-01-01T00:00:00+00:01", None),
        ("9999-12-31T23:59:59-00:01", None),
        ("0000-12-31T23:59:59Z", None),
        ("2016-12-31T23:59:60Z", None),
        ("2026-02-30T00:00:00Z", None),
    ],
)
def test_moments_at_the_edge(client: Client, moment: str, seen: str | None) -> None:
    body = invoer(startdatum=moment, einddatum=moment)

    response = client.post(V1_URL, body, content_type="application/json")

    if seen is None:
        faults = problem_of(response, 400)["invalidParams"]
        assert [fault["name"] for fault in faults] == ["startdatum", "einddatum"]
    else:
        read = client.get(response["Location"]).json()
        assert (read["startdatum"], read["einddatum"], read["gespreksduur"]) == (seen, seen, 0)


@pytest.mark.parametrize(
    "url",
    [
        "https://x",
        "http://x.example:8080/a;b=c/%C3%A9?d%5B0%5D=e",
        "https://x/~a/(b)/'c'/@d:e?f=g/h?i#j/k?l",
        "http://[2001:db8::1]:80/",
        "https://xn--caf-dma.example",
    ],
)
def test_an_address_of_the_web(client: Client, url: str) -> None:
    response = client.post(V1_URL, invoer(contactmoment=url), content_type="application/json")

    assert (response.status_code, response.json()["contactmoment"]) == (201, url)


@pytest.mark.parametrize(
    "url",
    [
        "https://café.example",
        "https://x/é",
        "https://x/a b",
        "https://x/%zz",
        "https://x/a[0]",
        "https://x/a#b#c",
        "https://x\n",
        "https://wie:wachtwoord@x",
        "https://[::::]/",
        "https://[1]/",
        "https:///pad",
        "//x",
        "ftp://x",
    ],
)
def test_what_is_no_address_of_the_web(client: Client, url: str) -> None:
    """RFC 3986, as the format "uri" in the description says."""
    response = client.post(V1_URL, invoer(contactmoment=url), content_type="application/json")

    assert fault_of(response) == ("contactmoment", "no_url")


# --- Headers -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/json, text/plain", ";", "*/*", "application/*", "*/json"],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_a_body_of_no_known_type(client: Client, method: str, content_type: str) -> None:
    url = V1_URL if method == "POST" else f"{V1_URL}/{UUID}"

    response = client.generic(method, url, json.dumps(invoer()), content_type)

    assert "application/json" in problem_of(response, 415)["detail"]


@pytest.mark.parametrize("charset", ["rot13", "latin-1", "UTF-16", "utf-8-sig", ""])
@pytest.mark.parametrize("media_type", ["application/json", MERGE_PATCH])
def test_a_body_in_another_charset(
    client: Client, stored: Contactmomentdetail, media_type: str, charset: str
) -> None:
    content_type = f"{media_type}; charset={charset}"

    response = client.patch(address_of(stored), '{"vraag": "x"}', content_type=content_type)

    assert "UTF-8" in problem_of(response, 415)["detail"]


@pytest.mark.parametrize("parameter", ["charset=UTF-8", 'Charset="utf-8"', "profile=x"])
def test_a_body_in_utf_8(client: Client, stored: Contactmomentdetail, parameter: str) -> None:
    content_type = f"application/json; {parameter}"

    response = client.patch(address_of(stored), '{"vraag": "é"}', content_type=content_type)

    assert (response.status_code, response.json()["vraag"]) == (200, "é")


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-Method-Override"])
def test_no_header_makes_another_method(
    client: Client, stored: Contactmomentdetail, header: str
) -> None:
    response = client.get(address_of(stored), headers={header: "DELETE"})

    assert response.status_code == 200
    assert Contactmomentdetail.objects.exists()


@pytest.mark.django_db(transaction=True)  # a 412 rolls back
@pytest.mark.parametrize(
    ("tags", "status"),
    [
        ("{etag}", 200),
        ("*", 200),
        ('"anders", {etag}', 200),
        ("W/{etag}", 412),
        ('"anders"', 412),
        ("zonder aanhalingstekens", 412),
        ('"', 412),
        (",,,", 412),
        ("", 412),
        ('"a",' * 2000, 412),
    ],
)
def test_if_match(client: Client, stored: Contactmomentdetail, tags: str, status: int) -> None:
    etag = client.get(address_of(stored))["ETag"]
    headers = {"If-Match": tags.format(etag=etag)}

    response = client.patch(
        address_of(stored), {"vraag": "Anders"}, content_type=MERGE_PATCH, headers=headers
    )

    assert response.status_code == status
    stored.refresh_from_db()
    assert (stored.vraag == "Anders") is (status == 200)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Afdeling heet nu anders", "Afdeling heet nu anders"),
        ("Coo%CC%88rdinatie: %C3%A9%C3%A9n keer", "Coo\u0308rdinatie: één keer"),
        ("100% zeker, 5%0 of %FF", "100% zeker, 5%0 of %FF"),
        ("tab\ten regel%0Aeinde", "tab en regel einde"),
    ],
)
def test_a_reason_in_percent_signs(
    client: Client, stored: Contactmomentdetail, sent: str, kept: str
) -> None:
    """A header cannot hold more than ASCII, and a reason in Dutch is more."""
    headers = {"X-Audit-Toelichting": sent}

    client.patch(address_of(stored), {"vraag": "A"}, content_type=MERGE_PATCH, headers=headers)

    (changed, _) = client.get(f"{address_of(stored)}/wijzigingen").json()["results"]
    assert changed["reden"] == kept


@pytest.mark.parametrize("sent", ["", " ", "%00", "%E2%80%AE"])
def test_a_reason_that_cannot_be_read(
    client: Client, stored: Contactmomentdetail, sent: str
) -> None:
    """Granian gives a header with bytes beyond ASCII as an empty one: the reason would be lost."""
    headers = {"X-Audit-Toelichting": sent}

    response = client.delete(address_of(stored), headers=headers)

    assert fault_of(response) == ("X-Audit-Toelichting", "unreadable")
    assert Contactmomentdetail.objects.exists()


# --- Addresses ---------------------------------------------------------------------------


def test_a_uuid_in_upper_case(client: Client, stored: Contactmomentdetail) -> None:
    response = client.get(f"{V1_URL}/{str(stored.uuid).upper()}")

    assert response.json()["url"].endswith(str(stored.uuid))


@pytest.mark.parametrize(
    "form", ["{0.hex}", "{{{0}}}", "urn:uuid:{0}", "{0}/", "{0}%0A", "{0}%00", "%ED%A0%80", "x"]
)
def test_another_form_of_a_uuid(client: Client, stored: Contactmomentdetail, form: str) -> None:
    response = client.put(
        f"{V1_URL}/{form.format(stored.uuid)}", invoer(), content_type="application/json"
    )

    assert problem_of(response, 404)["code"] == "not_found"
