"""Rules of the NLGov REST API Design Rules 2.2 that no linter sees: what really goes over the wire.

Each test names the rule that it holds.
"""

import json
from typing import Any

import pytest
from django.test import Client

from contactmomenten.api import BASIS, VERSIE
from contactmomenten.models import Contactmomentdetail
from tests.factories import (
    STATISTIEKEN_URL,
    V1_URL,
    WIJZIGINGEN_URL,
    bearer,
    contactmomentdetail,
    invoer,
)
from tests.toegang.tokens import issue

pytestmark = pytest.mark.django_db

ONBEKEND = f"{V1_URL}/00000000-0000-4000-8000-000000000000"
OPENAPI = (f"{BASIS}/openapi.json", f"{BASIS}/openapi.yaml")
VRAGEN = f"{STATISTIEKEN_URL}/veelgestelde-vragen"
DRUKTE = f"{STATISTIEKEN_URL}/drukte?van=2026-02-01&totEnMet=2026-02-28"
PATHS = (V1_URL, ONBEKEND, f"{ONBEKEND}/wijzigingen", WIJZIGINGEN_URL, VRAGEN, *OPENAPI)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ELDERS = "https://elders.example"
PREFLIGHT = {"Origin": ELDERS, "Access-Control-Request-Method": "GET"}


@pytest.fixture
def caller() -> Client:
    """An application with every right."""
    return bearer(issue())


def post(client: Client, **changes: Any) -> Any:
    return client.post(V1_URL, invoer(1, **changes), content_type="application/json")


def assert_problem(response: Any, status: int) -> None:
    """/core/error-handling/problem-details; this media type has no charset."""
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]


# --- Paths --------------------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", PATHS)
def test_no_trailing_slash(caller: Client, path: str, method: str) -> None:
    """/core/no-trailing-slash: 404 and no redirect."""
    response = caller.generic(method, f"{path}/")

    assert response.status_code == 404
    assert method == "HEAD" or response.json()["code"] == "not_found"


@pytest.mark.parametrize(
    "path", ["/onbekend", "/contactmomentdetails/geen-uuid", "/openapi", "//wijzigingen"]
)
def test_what_is_not_there(caller: Client, anoniem: Client, path: str) -> None:
    """/core/error-handling/problem-details, on paths that no operation has."""
    for client in (caller, anoniem):
        response = client.get(BASIS + path)
        assert_problem(response, 404)
        assert response["API-Version"] == VERSIE


def test_uri_version(caller: Client) -> None:
    """/core/uri-version: the major version in every address, also in those that we give."""
    contactmomentdetail(2)
    made = post(caller)
    page = caller.get(V1_URL, {"pageSize": 1}).json()

    assert BASIS.endswith(f"/v{VERSIE.partition('.')[0]}")
    for address in (made["Location"], made.json()["url"], page["next"]):
        assert address.startswith(f"http://testserver{BASIS}/")


# --- Methods ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        (V1_URL, "GET, HEAD, POST"),
        (ONBEKEND, "GET, HEAD, PUT, PATCH, DELETE"),
        (f"{ONBEKEND}/wijzigingen", "GET, HEAD"),
        (WIJZIGINGEN_URL, "GET, HEAD"),
        (VRAGEN, "GET, HEAD"),
        (DRUKTE, "GET, HEAD"),
        (OPENAPI[0], "GET, HEAD, OPTIONS"),
        (OPENAPI[1], "GET, HEAD, OPTIONS"),
    ],
)
def test_http_methods(caller: Client, path: str, methods: str) -> None:
    """/core/http-methods: 405 says which methods there are (RFC 9110 section 15.5.6)."""
    for method in {*METHODS, "TRACE", "LINK"} - set(methods.split(", ")):
        response = caller.generic(method, path)
        assert_problem(response, 405)
        assert set(response["Allow"].split(", ")) == set(methods.split(", "))
        assert response["API-Version"] == VERSIE


def test_head(caller: Client) -> None:
    """/core/http-methods: what GET gives, without the body (RFC 9110 section 9.3.2)."""
    record = f"{V1_URL}/{contactmomentdetail(1).uuid}"
    other = {"X-Request-ID", "Content-Length"}

    for path in (V1_URL, record, f"{record}/wijzigingen", WIJZIGINGEN_URL, DRUKTE, *OPENAPI):
        head, get = caller.head(path), caller.get(path)
        assert (head.status_code, head.content) == (200, b"")
        assert {name: head[name] for name in head.headers if name not in other} == {
            name: get[name] for name in get.headers if name not in other
        }
    known = caller.head(record, headers={"If-None-Match": get_etag(caller, record)})
    assert known.status_code == 304


def get_etag(client: Client, path: str) -> str:
    return str(client.get(path)["ETag"])


@pytest.mark.django_db(transaction=True)  # as the services have it
def test_http_safety(caller: Client) -> None:
    """/core/http-safety: PUT and DELETE can be repeated."""
    data = json.dumps(invoer(1))
    put = [caller.put(ONBEKEND, data, content_type="application/json") for _ in range(3)]

    assert [response.status_code for response in put] == [201, 200, 200]
    assert len({response["ETag"] for response in put}) == 1
    assert [caller.delete(ONBEKEND).status_code for _ in range(2)] == [204, 404]
    assert not Contactmomentdetail.objects.exists()


def test_stateless(caller: Client) -> None:
    """/core/stateless: nothing is kept of a caller, so there is nothing to send back."""
    for response in (post(caller), caller.get(V1_URL), caller.get(ONBEKEND)):
        assert "Set-Cookie" not in response.headers
    assert not caller.cookies


def test_all_errors(caller: Client) -> None:
    """/core/error-handling/invalid-input and all-errors: 400, and every fault at once."""
    body = post(caller, startdatum="gisteren", kleur="rood", bronnen=[{"soort": "krant"}])
    query = caller.get(f"{V1_URL}?pageSize=0&kleur=rood&zonderVraag=ja")

    for response, names in (
        (body, ["bronnen.0.soort", "bronnen.0.titel", "bronnen.0.url", "kleur", "startdatum"]),
        (query, ["kleur", "pageSize", "zonderVraag"]),
    ):
        assert_problem(response, 400)
        assert sorted(param["name"] for param in response.json()["invalidParams"]) == names


# --- Date and time ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        ("2026-02-03T09:17:02Z", "2026-02-03T09:17:02Z"),
        ("2026-02-03T10:17:02+01:00", "2026-02-03T09:17:02Z"),
        ("2026-02-02T21:17:02.5-12:00", "2026-02-03T09:17:02.5Z"),
        ("2026-02-03T23:17:02.044+14:00", "2026-02-03T09:17:02.044Z"),
        ("2026-02-03T14:47:02.044339+05:30", "2026-02-03T09:17:02.044339Z"),
        ("2026-02-03T09:17:02+00:00", "2026-02-03T09:17:02Z"),
    ],
)
def test_date_time_timezone(caller: Client, sent: str, answered: str) -> None:
    """/core/date-time/timezone: any offset is taken, in a body and in a query; UTC is answered."""
    made = post(caller, startdatum=sent, einddatum=sent).json()

    assert (made["startdatum"], made["einddatum"]) == (answered, answered)
    for name in ("aangemaaktOp", "gewijzigdOp"):
        assert made[name].endswith("Z")
    assert caller.get(V1_URL, {"startdatumVanaf": sent}).json()["count"] == 1
    assert caller.get(V1_URL, {"startdatumTot": sent}).json()["count"] == 0


@pytest.mark.parametrize("sent", ["2026-02-03T09:17:02", "2026-02-03", "2026-02-03 09:17:02Z", 0])
def test_date_time_format(caller: Client, sent: Any) -> None:
    """/core/date-time/format: a date and a time, with an offset, and nothing else."""
    assert_problem(post(caller, startdatum=sent), 400)
    assert_problem(caller.get(V1_URL, {"startdatumVanaf": sent}), 400)


# --- Media types --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "accept",
    [
        None,
        "*/*",
        "application/*",
        "application/json",
        "application/json;q=0.5",
        "application/json; charset=utf-8",
        "text/html,application/xhtml+xml,*/*;q=0.8",
        "application/json, application/problem+json",
    ],
)
def test_json_is_answered(caller: Client, accept: str | None) -> None:
    """Section "Validate content types": what is accepted, with just its media type."""
    headers = {} if accept is None else {"Accept": accept}

    response = caller.get(V1_URL, headers=headers)

    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize(
    "accept", ["text/html", "application/xml", "text/*", "image/png, text/csv"]
)
def test_what_we_do_not_have_is_not_acceptable(
    caller: Client, anoniem: Client, accept: str
) -> None:
    """Section "Validate content types"."""
    asked = (
        (caller, V1_URL),
        (caller, ONBEKEND),
        (caller, DRUKTE),
        *((anoniem, path) for path in OPENAPI),
    )
    for client, path in asked:
        response = client.get(path, headers={"Accept": accept})
        assert_problem(response, 406)
        assert response["API-Version"] == VERSIE


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/xml", "text/html"])
def test_another_kind_of_body_is_not_read(caller: Client, content_type: str) -> None:
    """Section "Validate content types"."""
    for method, path in (("POST", V1_URL), ("PUT", ONBEKEND), ("PATCH", ONBEKEND)):
        response = caller.generic(method, path, "{}", content_type=content_type)
        assert_problem(response, 415)
        assert response["API-Version"] == VERSIE
