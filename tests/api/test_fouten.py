"""Errors on the wire: always a problem document, never a value that the caller sent."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from contactmomenten.models import Scope
from tests.api.schrijven import (
    UUID_1,
    assert_problem,
    patch,
    post,
    put,
    send,
    url_of,
)
from tests.factories import (
    V1_URL,
    WIJZIGINGEN_URL,
    client_with,
    contactmomentdetail,
    invoer,
)

pytestmark = pytest.mark.django_db

BASE = "/contactmomentdetails/api/v1"
SECRET = "Geheim-0612345678"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/onbekend",
        "/contactmomentdetails/",
        "/contactmomentdetails/1",
        f"/contactmomentdetails/{SECRET}",
        f"/contactmomentdetails/{UUID_1}/",
        f"/contactmomentdetails/{UUID_1}/onbekend",
        f"/contactmomentdetails/{str(UUID_1).replace('-', '')}",
        "/contactmomentdetails/%00",
        "/wijzigingen/",
        "/../api",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "GEK"])
def test_an_unknown_path_is_404(schrijver: Client, anoniem: Client, method: str, path: str) -> None:
    for client in (schrijver, anoniem):
        response = send(client, method, f"{BASE}{path}", {})
        assert_problem(response, 404, "not_found")
        assert SECRET not in response.content.decode()


def test_an_unknown_record_is_404(schrijver: Client) -> None:
    for path in (url_of(UUID_1), f"{url_of(UUID_1)}/wijzigingen"):
        assert_problem(schrijver.get(path), 404, "contactmomentdetails_unknown")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/contactmomentdetails", {"GET", "POST"}),
        ("PATCH", "/contactmomentdetails", {"GET", "POST"}),
        ("DELETE", "/contactmomentdetails", {"GET", "POST"}),
        ("POST", f"/contactmomentdetails/{UUID_1}", {"GET", "PUT", "PATCH", "DELETE"}),
        ("GEK", f"/contactmomentdetails/{UUID_1}", {"GET", "PUT", "PATCH", "DELETE"}),
        ("POST", f"/contactmomentdetails/{UUID_1}/wijzigingen", {"GET"}),
        ("DELETE", "/wijzigingen", {"GET"}),
        ("POST", "/openapi.json", {"GET"}),
    ],
)
def test_another_method_is_405_with_what_can_be_done(
    schrijver: Client, method: str, path: str, allowed: set[str]
) -> None:
    response = send(schrijver, method, f"{BASE}{path}", {})

    assert_problem(response, 405, "method_not_allowed")
    told = set(response["Allow"].split(", "))
    assert told - {"HEAD", "OPTIONS"} == allowed


@pytest.mark.parametrize("path", [V1_URL, url_of(UUID_1), WIJZIGINGEN_URL])
def test_who_is_not_known_is_401_whatever_the_method(anoniem: Client, path: str) -> None:
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        response = send(anoniem, method, path, "{")
        assert_problem(response, 401, "not_authenticated")
        assert response["WWW-Authenticate"] == "Bearer"
    wrong = Client(headers={"Authorization": f"Bearer {SECRET}"})
    response = wrong.get(path)
    assert_problem(response, 401, "authentication_failed")
    assert SECRET not in response.content.decode()


def test_who_may_not_is_403(db: None) -> None:
    record = contactmomentdetail(1)
    reader = client_with(Scope.LEZEN)

    for response in (
        post(reader, invoer(2)),
        put(reader, record.uuid, invoer(1)),
        patch(reader, record.uuid, {"vraag": "x"}),
        reader.delete(url_of(record.uuid)),
    ):
        assert_problem(response, 403, "permission_denied")
    assert_problem(client_with(Scope.SCHRIJVEN).get(V1_URL), 403)


@pytest.mark.parametrize(
    "accept", ["text/html", "application/xml", "text/*", "application/hal+json"]
)
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_another_media_type_of_the_answer_is_406(
    schrijver: Client, method: str, accept: str
) -> None:
    response = send(schrijver, method, url_of(UUID_1), invoer(1), Accept=accept)

    assert_problem(response, 406, "not_acceptable")
    assert schrijver.get(V1_URL).json()["count"] == 0


@pytest.mark.parametrize("size", [1024 * 1024 + 1, 3 * 1024 * 1024])
@pytest.mark.parametrize("write", [put, patch])
def test_a_body_over_one_mebibyte_is_413(
    schrijver: Client, write: Callable[..., Any], size: int
) -> None:
    sent = '{"vraag": "' + "x" * (size - 13) + '"}'
    assert len(sent) == size

    assert_problem(write(schrijver, UUID_1, sent), 413, "payload_too_large")


def test_a_body_of_one_mebibyte_is_read(schrijver: Client) -> None:
    sent = '{"vraag": "' + "x" * (1024 * 1024 - 13) + '"}'

    assert assert_problem(put(schrijver, UUID_1, sent), 400)["code"] == "invalid"


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "application/json-patch+json",
        "application/merge-patch+json",
    ],
)
def test_another_media_type_of_the_body_is_415(schrijver: Client, content_type: str) -> None:
    for method, path in (("POST", V1_URL), ("PUT", url_of(UUID_1)), ("PATCH", url_of(UUID_1))):
        if (method, content_type) == ("PATCH", "application/merge-patch+json"):
            continue
        response = send(schrijver, method, path, invoer(1), content_type=content_type)
        assert_problem(response, 415, "unsupported_media_type")


@pytest.mark.parametrize(
    "raw",
    [
        "{",
        '{"vraag": "x",}',
        "{'vraag': 'x'}",
        '{"vraag": NaN}',
        '{"vraag": "\\ud800"}',
        '{"vraag": 01}',
        b"\xff\xfe{\x00}\x00",
        b'\xef\xbb\xbf{"vraag": "x"}',
        '{"vraag": "é"}'.encode("latin-1"),
        "[" * 100_000,
        '{"vraag": ' * 5000,
        f'{{"vraag": "{SECRET}"',
    ],
    ids=lambda raw: str(raw)[:24],
)
def test_a_body_that_is_no_json_is_400(schrijver: Client, raw: Any) -> None:
    for write in (put, patch):
        response = write(schrijver, UUID_1, raw)
        assert_problem(response, 400, "parse_error")
        assert SECRET not in response.content.decode()


def test_an_unknown_host_is_400(anoniem: Client) -> None:
    response = anoniem.get(V1_URL, headers={"Host": f"{SECRET}.example"})

    assert_problem(response, 400, "bad_request")
    assert SECRET not in response.content.decode()
