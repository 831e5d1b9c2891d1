"""Errors on the wire: status, media type, Dutch, and never a value that the caller sent."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.factories import ALLES, DETAILS_URL, FAQ_URL, RAPPORT_URL, body, opslaan

pytestmark = pytest.mark.django_db


def assert_problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    assert problem["instance"].startswith("urn:uuid:")
    assert {"type", "title", "detail", "code"} <= problem.keys()
    return problem


def test_a_body_of_one_mebibyte_is_read_and_one_more_byte_is_413(medewerker: Client) -> None:
    frame = '{"id":"%s"}'
    largest = frame % ("x" * (1024 * 1024 - len(frame) + 2))

    assert_problem(opslaan(medewerker, largest), 400)  # read, and the id is too long
    assert_problem(opslaan(medewerker, largest + " "), 413)


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "application/json; charset=hex",
        "application/json; charset=latin-1",
    ],
)
def test_another_media_type_is_415(medewerker: Client, content_type: str) -> None:
    response = medewerker.put(DETAILS_URL, b"{}", content_type=content_type)

    assert_problem(response, 415)


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "application/json; charset=UTF-8", "text/json", "application/x+json"],
)
def test_json_media_types_are_read(medewerker: Client, content_type: str) -> None:
    response = medewerker.put(DETAILS_URL, json.dumps(body(1)), content_type=content_type)

    assert response.status_code == 200


def test_a_charset_of_a_get_is_ignored(medewerker: Client) -> None:
    response = medewerker.generic(
        "GET", f"{DETAILS_URL}?id=x", content_type="application/json; charset=hex"
    )

    assert_problem(response, 404)


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "GEK"])
@pytest.mark.parametrize("url", [DETAILS_URL, FAQ_URL])
def test_another_method_is_405_with_allow(medewerker: Client, url: str, method: str) -> None:
    response = medewerker.generic(method, url)

    assert response.status_code == 405
    assert response["Allow"] == ("GET, PUT" if url == DETAILS_URL else "GET")


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/onbekend", f"{DETAILS_URL}/", "/api/%00"])
def test_an_unknown_path_answers_json(anoniem: Client, path: str) -> None:
    assert_problem(anoniem.get(path), 404)


def test_an_unknown_host_answers_json(anoniem: Client) -> None:
    assert_problem(anoniem.get(DETAILS_URL, headers={"Host": "kwaad.example"}), 400)


def test_any_accept_gets_json(medewerker: Client) -> None:
    response = medewerker.get(FAQ_URL, headers={"Accept": "text/html, application/xml"})

    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


def test_answers_may_not_be_cached(medewerker: Client, extern: Client) -> None:
    for response in (medewerker.get(FAQ_URL), extern.get(RAPPORT_URL, ALLES)):
        assert response["Cache-Control"] == "no-store"


def test_no_error_repeats_what_was_sent(medewerker: Client) -> None:
    secret = "Geheim-0612345678"
    bodies = [
        f'{{"id": "{secret}", ',
        body(1, startdatum=secret, vraag=[secret], bronnen=[{secret: secret}, secret]),
        body(1, id=secret * 40, bronnen=secret),
        [secret],
    ]
    for data in bodies:
        response = opslaan(medewerker, data)
        assert response.status_code == 400
        assert secret not in response.content.decode()
    assert secret not in medewerker.get(DETAILS_URL, {"id": secret}).content.decode()


def test_an_unexpected_error_is_a_500_whose_mark_is_in_the_log(
    medewerker: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE contactmomenten_contactmomentdetail "
            "ADD CONSTRAINT geen_vraag CHECK (vraag IS NULL)"
        )
    problem = assert_problem(opslaan(medewerker, body(1, vraag="Geheim-0612345678")), 500)

    assert problem["instance"] in caplog.text


def test_a_query_that_the_database_stops_is_503_with_retry_after(medewerker: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 1")
        cursor.execute("SELECT 1")
        response = opslaan(medewerker, body(1, vraag="v" * 900_000))

    assert_problem(response, 503)
    assert response["Retry-After"] == "5"
