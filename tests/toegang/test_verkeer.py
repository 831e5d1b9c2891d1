"""Requests to the identity provider, whatever it answers."""

import gzip
import json
import threading
import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from contactmomenten.toegang.oidc import verkeer
from contactmomenten.toegang.oidc.provider import provider_of
from contactmomenten.toegang.oidc.verkeer import (
    NoAnswerError,
    RefusedError,
    get_json,
    in_time,
    post_form,
)
from tests.toegang.server import Server
from tests.toegang.uitgever import Uitgever


def test_an_object_comes_back(server: Server) -> None:
    server.says(200, gzip.compress(b'{"a": 1}'), Content_Encoding="gzip")

    assert get_json(server.url) == {"a": 1}
    assert post_form(server.url, {"code": "x"}) == {"a": 1}


@pytest.mark.parametrize(
    ("status", "content", "headers"),
    [
        (200, b"[]", {}),
        (200, b'"x"', {}),
        (200, b"null", {}),
        (200, b"<html>", {}),
        (200, b"\xff\xfe{}", {}),
        (200, b"[" * 100_000, {}),
        (200, b'{"a": "' + b"x" * verkeer.LARGEST_ANSWER + b'"}', {}),
        (200, b"no gzip", {"Content_Encoding": "gzip"}),
        (200, b"{}", {"Content_Length": "99"}),
        (204, b"", {}),
        (500, b"{}", {}),
    ],
)
def test_an_answer_that_cannot_be_used_is_none(
    server: Server, status: int, content: bytes, headers: dict[str, str]
) -> None:
    server.says(status, content, **headers)

    with pytest.raises(NoAnswerError):
        get_json(server.url)
    with pytest.raises(NoAnswerError):
        post_form(server.url, {})


def test_nobody_there_is_no_answer() -> None:
    with pytest.raises(NoAnswerError, match="ConnectionError"):
        get_json("http://localhost:1/")


def test_a_refusal_is_another_thing(server: Server) -> None:
    server.says(400, b'{"error": "invalid_grant"}')

    with pytest.raises(RefusedError):
        post_form(server.url, {})


def test_a_secret_does_not_follow_a_redirect(server: Server) -> None:
    server.says(307, b"", Location="/elders")

    with pytest.raises(NoAnswerError):
        post_form(server.url, {"client_secret": "geheim"})
    assert [path for path, _ in server.posts] == ["/token"]


def test_behind_https_nothing_goes_over_http(server: Server, settings: Settings) -> None:
    settings.OIDC_AUTHORITY = "https://id.gemeente.example"
    server.says(200, b"{}")

    with pytest.raises(NoAnswerError, match="https"):
        get_json(server.url)
    with pytest.raises(NoAnswerError, match="https"):
        post_form(server.url, {"client_secret": "geheim"})
    assert not server.posts


# --- A provider that takes its time -----------------------------------------------------------


def test_waiting_is_bounded_and_for_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verkeer, "TIMEOUT", 0.3)
    go_on = threading.Event()
    faults = []

    def wait() -> None:
        try:
            in_time(go_on.wait)
        except NoAnswerError as error:
            faults.append(str(error))

    begin = time.perf_counter()
    callers = [threading.Thread(target=wait) for _ in range(6)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert time.perf_counter() - begin < 5
    assert sorted(faults) == ["Timeout"] * 2 + ["te veel tegelijk"] * 4

    with pytest.raises(NoAnswerError, match="te veel"):  # those two still hang
        in_time(lambda: None)
    go_on.set()
    deadline = time.perf_counter() + 10
    while time.perf_counter() < deadline:
        try:
            assert in_time(lambda: "weer") == "weer"
        except NoAnswerError:
            time.sleep(0.01)
        else:
            return
    pytest.fail("the slots are not given back")


def test_what_goes_wrong_is_for_who_waits() -> None:
    def fail() -> None:
        raise RefusedError

    with pytest.raises(RefusedError):
        in_time(fail)


# --- Odd answers while somebody logs in --------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (b"[]", 503),
        (b"{}", 503),
        (b'{"access_token": 1, "id_token": "x"}', 503),
        (b'{"access_token": "x", "id_token": null}', 503),
        (b'{"access_token": "x", "id_token": "x"}', 403),
        (b'{"access_token": "x", "id_token": "eyJhbGciOiJIUzI1NiJ9.e30.x"}', 403),
        (b'{"access_token": "x", "id_token": "eyJhbGciOiJub25lIn0.e30."}', 403),
    ],
)
def test_odd_tokens_are_no_login(
    answer: bytes, status: int, server: Server, uitgever: Uitgever
) -> None:
    server.says(200, answer)
    assert odd_login(uitgever, server) == status


def odd_login(uitgever: Uitgever, server: Server, **documents: Any) -> int:
    """The status on coming back to us, with a provider that has these in its configuration."""
    uitgever.configuration = {"token_endpoint": server.url, **documents}
    provider_of.cache_clear()
    client = Client()
    client.get(reverse("oidc-aanmelden"))
    state = next(iter(client.session["oidc_states"]))
    return client.get(reverse("oidc-terug"), {"code": "x", "state": state}).status_code


@pytest.mark.django_db
def test_an_odd_subject_or_nonce_is_no_login(server: Server, uitgever: Uitgever) -> None:
    for claims in ({"nonce": "é"}, {"nonce": 1}, {"sub": "a\0b"}, {"sub": None}):
        id_token = uitgever.token(roles=["Beheerder"], **claims)
        server.says(200, json.dumps({"access_token": "x", "id_token": id_token}).encode())
        assert odd_login(uitgever, server) == 403


@pytest.mark.django_db
@pytest.mark.parametrize("methods", [None, [], ["client_secret_basic"]])
def test_the_secret_goes_in_a_header_where_the_provider_wants_that(
    methods: Any, server: Server, uitgever: Uitgever
) -> None:
    server.says(400, b"{}")

    odd_login(uitgever, server, token_endpoint_auth_methods_supported=methods)
    assert "secret" not in server.posts[0][1]
    assert "code_verifier" in server.posts[0][1]
    odd_login(uitgever, server, token_endpoint_auth_methods_supported=["client_secret_post"])
    assert "client_secret=" in server.posts[1][1]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["issuer", "jwks_uri", "authorization_endpoint", "token_endpoint"])
def test_a_document_without_what_it_must_have_is_none(uitgever: Uitgever, name: str) -> None:
    uitgever.configuration = {name: None}

    assert Client().get(reverse("oidc-aanmelden")).status_code == 503


@pytest.mark.django_db
def test_another_site_cannot_log_somebody_out(admin_client: Client, uitgever: Uitgever) -> None:
    for query in ({"error": "x"}, {"error": "x", "state": "verzonnen"}):
        assert admin_client.get(reverse("oidc-terug"), query).status_code == 403
    assert admin_client.get("/admin/").status_code == 200
