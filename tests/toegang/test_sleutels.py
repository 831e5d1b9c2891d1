"""The keys of the identity provider: cached, renewed, and no outage of ours when it is slow."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from jwt import PyJWK, get_unverified_header
from pytest_django import Settings

from contactmomenten.toegang.oidc import provider as module
from contactmomenten.toegang.oidc.provider import (
    Provider,
    ProviderUnavailableError,
    UnknownKeyError,
)
from tests.factories import FAQ_URL, medewerker_token
from tests.toegang.uitgever import DISCOVERY, JWKS, Uitgever


@pytest.fixture
def provider(uitgever: Uitgever) -> Provider:
    return Provider(uitgever.authority)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """The provider's clock stands still; a function that moves it."""
    ahead = 0.0
    begin = time.monotonic()

    def forward(seconds: float) -> None:
        nonlocal ahead
        ahead += seconds

    monkeypatch.setattr(time, "monotonic", lambda: begin + ahead)
    return forward


def key_of(provider: Provider, token: str) -> PyJWK:
    return provider.key_of(get_unverified_header(token))


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.perf_counter() + 10
    while not condition():
        assert time.perf_counter() < deadline
        time.sleep(0.01)


def is_renewed(uitgever: Uitgever, times: int) -> Callable[[], bool]:
    return lambda: uitgever.hits[JWKS] >= times


def test_they_are_fetched_once_for_many_tokens(uitgever: Uitgever, provider: Provider) -> None:
    for _ in range(5):
        key_of(provider, uitgever.token())
        key_of(provider, uitgever.token(algorithm="ES256"))

    assert uitgever.hits == {DISCOVERY: 1, JWKS: 1}


def test_at_once_they_are_fetched_once(
    uitgever: Uitgever, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT", 30)
    uitgever.answering.clear()
    token, found = uitgever.token(), []

    def ask() -> None:
        try:
            found.append(key_of(provider, token).key_id)
        except ProviderUnavailableError:
            found.append("503")

    callers = [threading.Thread(target=ask) for _ in range(8)]
    for caller in callers:
        caller.start()
    wait_until(lambda: found.count("503") == 8 - module.WAITERS)  # those do not wait at all
    uitgever.answering.set()
    for caller in callers:
        caller.join()

    assert found.count(uitgever.kids["RS256"]) == module.WAITERS
    assert uitgever.hits == {DISCOVERY: 1, JWKS: 1}


def test_an_unknown_key_is_looked_for_at_once(uitgever: Uitgever, provider: Provider) -> None:
    key_of(provider, uitgever.token())
    uitgever.rotate()

    assert key_of(provider, uitgever.token()).key_id == uitgever.kids["RS256"]
    assert uitgever.hits[JWKS] == 2


def test_unknown_keys_of_anybody_do_not_make_us_ask_again_and_again(
    uitgever: Uitgever, provider: Provider, clock: Callable[[float], None]
) -> None:
    key_of(provider, uitgever.token())
    for number in range(20):
        with pytest.raises(UnknownKeyError):
            key_of(provider, uitgever.token(headers={"kid": f"verzonnen-{number}"}))
    assert uitgever.hits[JWKS] == 2

    clock(module.PAUSE_FOR_KEY + 1)
    with pytest.raises(UnknownKeyError):
        key_of(provider, uitgever.token(headers={"kid": "verzonnen"}))
    assert uitgever.hits[JWKS] == 3


def test_they_are_renewed_in_the_background(
    uitgever: Uitgever, provider: Provider, clock: Callable[[float], None]
) -> None:
    token = uitgever.token()
    key_of(provider, token)
    clock(module.RENEW_AFTER + 1)
    uitgever.answering.clear()

    begin = time.perf_counter()
    key_of(provider, token)  # does not wait for the answer
    assert time.perf_counter() - begin < 1

    uitgever.answering.set()
    wait_until(is_renewed(uitgever, 2))


@pytest.mark.parametrize("trouble", ["slow", "broken", "no document", "no keys", "HTML"])
def test_what_is_known_is_used_while_the_provider_has_trouble(
    trouble: str, uitgever: Uitgever, provider: Provider, clock: Callable[[float], None]
) -> None:
    token = uitgever.token()
    key_of(provider, token)
    answers = {"broken": b"{", "no document": b"[]", "no keys": b"{}", "HTML": b"<html>"}
    if trouble == "slow":
        uitgever.answering.clear()
    else:
        uitgever.broken = answers[trouble]

    clock(module.RENEW_AFTER + 1)
    for _ in range(3):
        assert key_of(provider, token).key_id == uitgever.kids["RS256"]

    wait_until(lambda: uitgever.hits[DISCOVERY] == 2)
    clock(module.USE_AT_MOST)
    with pytest.raises(ProviderUnavailableError):  # for ever would be too long
        key_of(provider, token)


def test_a_provider_that_recovers_is_found_again(
    uitgever: Uitgever, provider: Provider, clock: Callable[[float], None]
) -> None:
    uitgever.broken = b"{"
    for _ in range(3):
        with pytest.raises(ProviderUnavailableError):
            key_of(provider, uitgever.token())
    assert uitgever.hits[DISCOVERY] == 1

    uitgever.broken = None
    clock(module.PAUSE + 1)
    assert key_of(provider, uitgever.token())


def test_a_fetch_that_never_ends_does_not_stop_the_next(
    uitgever: Uitgever, provider: Provider, clock: Callable[[float], None]
) -> None:
    """A provider that hung, or sends a byte a second, and is well again."""
    key_of(provider, uitgever.token())
    uitgever.rotate()
    uitgever.answering.clear()
    with pytest.raises(ProviderUnavailableError):
        key_of(provider, uitgever.token())
    first, uitgever.answering = uitgever.answering, threading.Event()
    uitgever.answering.set()

    clock(module.GIVE_UP + 1)
    assert key_of(provider, uitgever.token()).key_id == uitgever.kids["RS256"]
    first.set()


def test_an_unknown_key_while_the_provider_is_away_is_not_known_to_be_wrong(
    uitgever: Uitgever, provider: Provider
) -> None:
    key_of(provider, uitgever.token())
    uitgever.broken = b"{"

    for _ in range(2):  # the second in the pause after the first
        with pytest.raises(ProviderUnavailableError):
            key_of(provider, uitgever.token(headers={"kid": "nieuw"}))


def test_a_token_without_a_key_id_fits_the_only_key_of_its_kind(
    uitgever: Uitgever, provider: Provider
) -> None:
    assert key_of(provider, uitgever.token(headers={"kid": None})).key_id == uitgever.kids["RS256"]


def test_with_two_keys_a_token_without_a_key_id_fits_neither(
    uitgever: Uitgever, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = uitgever.documents()
    (first, *_) = documents[JWKS]["keys"]
    documents[JWKS]["keys"].append(first | {"kid": "nog-een"})
    monkeypatch.setattr(uitgever, "documents", lambda: documents)

    with pytest.raises(UnknownKeyError):
        key_of(provider, uitgever.token(headers={"kid": None}))


def test_a_key_to_encrypt_with_signs_nothing(
    uitgever: Uitgever, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = uitgever.documents()
    for key in documents[JWKS]["keys"]:
        key["use"] = "enc"
    monkeypatch.setattr(uitgever, "documents", lambda: documents)

    with pytest.raises(UnknownKeyError):
        key_of(provider, uitgever.token())


@pytest.mark.django_db
def test_at_the_api_it_is_503_and_other_callers_notice_nothing(
    client: Client, uitgever: Uitgever, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT", 0.2)
    uitgever.answering.clear()

    response = client.get(FAQ_URL, headers={"Authorization": f"Bearer {uitgever.token()}"})

    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"] == "5"
    assert response.json()["code"] == "identityprovider_unavailable"
    assert "identityprovider" in response.json()["detail"]
    other = client.get(FAQ_URL, headers={"Authorization": f"Bearer {medewerker_token()}"})
    assert other.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "claims"),
    [
        ("realm_access.roles", {"realm_access": {"roles": ["Klantcontactmedewerker"]}}),
        (
            "https://schemas.example/role",
            {"https://schemas.example/role": "Klantcontactmedewerker"},
        ),
        ("a.b,rollen", {"rollen": ["Klantcontactmedewerker"]}),
    ],
)
def test_the_roles_can_stand_elsewhere_in_the_token(
    path: str, claims: dict[str, Any], client: Client, uitgever: Uitgever, settings: Settings
) -> None:
    token = uitgever.token(roles=None, **claims)
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get(FAQ_URL, headers=headers).status_code == 403

    settings.OIDC_ROLE_CLAIM = path.split(",")
    assert client.get(FAQ_URL, headers=headers).status_code == 200
