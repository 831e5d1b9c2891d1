"""NLGov REST API Design Rules 2.2: the headers of every answer, errors included.

All as in production: over https and behind a proxy. Each test names the rule that it holds.
"""

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from django.test import Client
from pytest_django import Settings

from contactmomenten.api import BASIS, VERSIE
from contactmomenten.models import Scope
from tests.api.storing import STOPPING, UNEXPECTED, failing
from tests.factories import (
    KCM,
    STATISTIEKEN_URL,
    V1_URL,
    WIJZIGINGEN_URL,
    applicatie,
    contactmomentdetail,
    invoer,
)
from tests.openapi.document import v1
from tests.toegang.tokens import issue

pytestmark = pytest.mark.django_db

ONBEKEND = f"{V1_URL}/00000000-0000-4000-8000-000000000000"
OPENAPI = (f"{BASIS}/openapi.json", f"{BASIS}/openapi.yaml")
ELDERS = "https://elders.example"
PREFLIGHT = {"Origin": ELDERS, "Access-Control-Request-Method": "GET"}
JSON = "application/json"

Call = Callable[[Client], Any]


@pytest.fixture(autouse=True)
def _production(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 31_536_000


def over_https(**headers: str) -> Client:
    proxied = {"Host": "testserver", "X-Forwarded-Proto": "https"}
    return Client(raise_request_exception=False, headers=proxied | headers)


@pytest.fixture
def caller() -> Client:
    """An application with every right."""
    return over_https(Authorization=f"Bearer {issue()}")


def known(client: Client) -> Any:
    """A record that the caller has already."""
    record = f"{V1_URL}/{contactmomentdetail(2).uuid}"
    return client.get(record, headers={"If-None-Match": client.get(record)["ETag"]})


def without_right(_client: Client) -> Any:
    token = issue(applicatie("Ander", scopes=[Scope.MEDEWERKERS]))
    return over_https(Authorization=f"Bearer {token}").get(V1_URL)


def removed(client: Client) -> Any:
    return client.delete(f"{V1_URL}/{contactmomentdetail(2).uuid}")


def taken(client: Client) -> Any:
    contactmomentdetail(2)
    return client.post(V1_URL, invoer(2), content_type=JSON)


def broken(sqlstate: str) -> Call:
    def call(client: Client) -> Any:
        with failing(sqlstate):
            return client.get(V1_URL)

    return call


ANSWERS: dict[str, tuple[int, Call]] = {
    "a page": (200, lambda client: client.get(V1_URL)),
    "HEAD": (200, lambda client: client.head(V1_URL)),
    "figures": (200, lambda client: client.get(f"{STATISTIEKEN_URL}/veelgestelde-vragen")),
    "figures of no period": (400, lambda client: client.get(f"{STATISTIEKEN_URL}/vragen")),
    "the log": (200, lambda client: client.get(WIJZIGINGEN_URL)),
    "the description": (200, lambda client: client.get(OPENAPI[0])),
    "a preflight": (200, lambda client: client.options(V1_URL, headers=PREFLIGHT)),
    "made": (201, lambda client: client.post(V1_URL, invoer(1), content_type=JSON)),
    "removed": (204, removed),
    "a preflight for the description": (
        204,
        lambda client: client.options(OPENAPI[0], headers=PREFLIGHT),
    ),
    "to https": (301, lambda _: Client().get(V1_URL)),
    "not modified": (304, known),
    "an unknown parameter": (400, lambda client: client.get(V1_URL, {"kleur": "rood"})),
    "no JSON": (400, lambda client: client.post(V1_URL, "{", content_type=JSON)),
    "another host": (400, lambda client: client.get(V1_URL, headers={"Host": "elders.example"})),
    "nobody": (401, lambda _: over_https().get(V1_URL)),
    "no right": (403, without_right),
    "no record": (404, lambda client: client.get(ONBEKEND)),
    "no path": (404, lambda client: client.get(f"{BASIS}/onbekend")),
    "a method": (405, lambda client: client.delete(V1_URL)),
    "OPTIONS": (405, lambda client: client.options(V1_URL)),
    "a media type": (406, lambda client: client.get(V1_URL, headers={"Accept": "text/html"})),
    "taken": (409, taken),
    "another log": (410, lambda client: client.get(WIJZIGINGEN_URL, {"na": "7-0123456789ab"})),
    "somebody was first": (
        412,
        lambda client: client.put(
            ONBEKEND, invoer(1), content_type=JSON, headers={"If-Match": '"anders"'}
        ),
    ),
    "too much": (413, lambda client: client.post(V1_URL, " " * 1024**2 + "1", content_type=JSON)),
    "text": (415, lambda client: client.post(V1_URL, "x", content_type="text/plain")),
    "an error": (500, broken(UNEXPECTED)),
    "no database": (503, broken(STOPPING)),
}


EACH = [
    # A conflict ends the transaction of the service, which must not be that of the test.
    pytest.param(*answer, id=name, marks=pytest.mark.django_db(transaction=name == "taken"))
    for name, answer in ANSWERS.items()
]


@pytest.mark.parametrize(("status", "call"), EACH)
def test_every_answer_has_its_headers(caller: Client, status: int, call: Call) -> None:
    """/core/version-header and /core/transport/security-headers, and /core/hide-implementation."""
    response = call(caller)

    assert response.status_code == status
    assert response["API-Version"] == VERSIE == v1()["info"]["version"]
    assert response["Cache-Control"] == "no-store"
    policy = response["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Server"] == "contactmomentdetails"
    assert not {"X-Powered-By", "Via", "Set-Cookie"} & set(response.headers)
    if status == 301:
        assert response["Location"] == f"https://testserver{V1_URL}"
    else:
        assert response["Strict-Transport-Security"].startswith("max-age=31536000")
    if status >= 400:
        assert response["Content-Type"] == "application/problem+json"


# --- CORS ---------------------------------------------------------------------------------


def test_cors(caller: Client, settings: Settings) -> None:
    """/core/transport/cors: no other site may call, unless it is named."""
    origin = {"Origin": ELDERS}
    assert "Access-Control-Allow-Origin" not in caller.get(V1_URL, headers=origin)
    assert "Access-Control-Allow-Origin" not in caller.options(V1_URL, headers=PREFLIGHT)

    settings.CORS_ALLOWED_ORIGINS = [ELDERS]

    answer = caller.get(V1_URL, headers=origin)
    assert answer["Access-Control-Allow-Origin"] == ELDERS
    exposed = set(answer["Access-Control-Expose-Headers"].split(", "))
    assert {"api-version", "etag", "location", "retry-after"} <= exposed
    preflight = caller.options(V1_URL, headers=PREFLIGHT)
    assert preflight["Access-Control-Allow-Origin"] == ELDERS
    assert {"authorization", "if-match", "x-audit-toelichting"} <= set(
        preflight["Access-Control-Allow-Headers"].split(", ")
    )


@pytest.mark.parametrize("allowed", [[], [ELDERS], ["https://kiss.gemeente.example"]])
@pytest.mark.parametrize("path", OPENAPI)
def test_publish_openapi_to_every_site(path: str, allowed: list[str], settings: Settings) -> None:
    """/core/publish-openapi: a page of any site may read it, with headers of its own too."""
    settings.CORS_ALLOWED_ORIGINS = allowed
    client, origin = over_https(), {"Origin": ELDERS}
    answers = [
        client.get(path, headers=origin),
        client.get(path),
        client.head(path, headers=origin),
        client.get(path, headers=origin | {"Accept": "text/html"}),
        client.options(path, headers=PREFLIGHT | {"Access-Control-Request-Headers": "x-van-mij"}),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 406, 204]
    assert {answer["Access-Control-Allow-Origin"] for answer in answers} == {"*"}
    assert answers[-1]["Access-Control-Allow-Methods"] == "GET"
    assert answers[-1]["Access-Control-Allow-Headers"] == "*"


def test_publish_openapi_in_json_and_yaml() -> None:
    """/core/publish-openapi: the same in both, of this installation, and as docs/ has it."""
    json, yaml_ = (over_https().get(path) for path in OPENAPI)

    assert (json["Content-Type"], yaml_["Content-Type"]) == (JSON, "application/yaml")
    assert json.json() == yaml.safe_load(yaml_.content)
    assert json.json() == v1() | {"servers": [{"url": f"https://testserver{BASIS}"}]}


# --- Addresses ----------------------------------------------------------------------------


def test_no_sensitive_uris(caller: Client) -> None:
    """/core/transport/no-sensitive-uris: what was asked is not in an address that we make."""
    for number in range(3):
        contactmomentdetail(number, emailadres_kcm=KCM, vraag="Schulden")
    asked: dict[str, Any] = {
        "emailadresKcm": KCM,
        "vraag": "Schulden",
        "zoek": "schuld",
        "pageSize": 1,
    }

    first = caller.get(V1_URL, asked).json()
    second = caller.get(first["next"]).json()

    for address in (first["next"], second["next"], second["previous"]):
        assert address.startswith(f"https://testserver{V1_URL}?cursor=")
        assert not any(word in address.lower() for word in ("kcm", "schuld", "@", "%40"))
    assert second["count"] == 3
