"""What an ID token must be to log somebody in, and whose account that is."""

from datetime import UTC, datetime
from threading import Barrier, Thread
from typing import Any

import jwt
import pytest
from django.contrib.auth.models import User
from django.db import connection
from pytest_django import Settings

from contactmomenten.toegang.oidc.backend import OIDCBackend
from contactmomenten.toegang.weigering import Weigering, WeigeringError
from tests.toegang.uitgever import CLIENT_ID, Uitgever

pytestmark = pytest.mark.django_db
NONCE = "n" * 32
LONG = "j" * 200 + "@gemeente.example"


@pytest.fixture
def backend(uitgever: Uitgever, settings: Settings) -> OIDCBackend:
    settings.OIDC_CLIENT_ID = CLIENT_ID
    settings.OIDC_AUDIENCE = ["api-van-het-register"]  # not who may log in
    return OIDCBackend()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"aud": [CLIENT_ID, "ander"], "azp": "ander"}, Weigering.BESTEMMING),
        ({"aud": "api-van-het-register"}, Weigering.BESTEMMING),
        ({"iss": "https://elders.example"}, Weigering.UITGEVER),
        ({"exp": datetime(2020, 1, 1, tzinfo=UTC)}, Weigering.VERLOPEN),
        ({"nonce": None}, Weigering.ANDERE_AANMELDING),
        ({"nonce": "é" * 32}, Weigering.ANDERE_AANMELDING),
        ({"nonce": 5}, Weigering.ANDERE_AANMELDING),
        ({"nonce": "x" * 32}, Weigering.ANDERE_AANMELDING),
    ],
)
def test_an_id_token_that_is_not_of_this_login(
    backend: OIDCBackend, uitgever: Uitgever, changes: dict[str, Any], reason: Weigering
) -> None:
    token = uitgever.token(**({"nonce": NONCE} | changes))
    with pytest.raises(WeigeringError) as refusal:
        backend.verify_token(token, nonce=NONCE)

    assert refusal.value.reason is reason


def test_a_good_one(backend: OIDCBackend, uitgever: Uitgever) -> None:
    for azp in (None, CLIENT_ID):
        assert backend.verify_token(uitgever.token(nonce=NONCE, azp=azp), nonce=NONCE)


def test_an_id_token_signed_with_the_client_secret(
    backend: OIDCBackend, settings: Settings
) -> None:
    token = jwt.encode({"nonce": NONCE}, settings.OIDC_CLIENT_SECRET, "HS256")
    with pytest.raises(WeigeringError) as refusal:
        backend.verify_token(token, nonce=NONCE)

    assert refusal.value.reason is Weigering.ONLEESBAAR


def claims(**changes: Any) -> dict[str, Any]:
    own = {"iss": "https://a.example", "sub": "1", "email": "b@x.example", "roles": ["Beheerder"]}
    return own | changes


def log_in(backend: OIDCBackend, **changes: Any) -> User | None:
    return backend.get_or_create_user("", "", claims(**changes))


def test_superuser_does_not_outlive_the_next_login(backend: OIDCBackend) -> None:
    log_in(backend)
    User.objects.update(is_superuser=True)
    log_in(backend)
    assert not User.objects.get().is_superuser


def test_a_subject_is_of_one_issuer(backend: OIDCBackend) -> None:
    first, second = log_in(backend), log_in(backend, iss="https://b.example")
    assert first is not None
    assert second is not None
    assert first.pk != second.pk


def test_a_closed_account_has_no_session(backend: OIDCBackend) -> None:
    account = log_in(backend)
    assert account is not None
    User.objects.update(is_active=False)
    assert backend.get_user(account.pk) is None


@pytest.mark.parametrize(
    ("told", "username", "email"),
    [
        ({"email": "GEMEENTE\\jan"}, "GEMEENTE-jan", ""),
        ({"email": None, "preferred_username": "jan jansen"}, "jan-jansen", ""),
        ({"email": None, "sub": "auth0|x"}, "auth0-x", ""),
        ({"email": "jan@gemeente.example"}, "jan@gemeente.example", "jan@gemeente.example"),
        ({"email": LONG}, LONG[:146], LONG),
    ],
)
def test_an_account_can_be_saved_in_the_admin_so_that_it_can_be_closed(
    backend: OIDCBackend, told: dict[str, Any], username: str, email: str
) -> None:
    account = log_in(backend, **told)

    assert account is not None
    assert (account.username, account.email) == (username, email)
    account.full_clean()


@pytest.mark.django_db(transaction=True)
def test_a_first_login_in_two_tabs_makes_one_account(backend: OIDCBackend) -> None:
    ready, found = Barrier(2), []

    def tab() -> None:
        ready.wait()
        found.append(log_in(backend))
        connection.close()

    tabs = [Thread(target=tab) for _ in range(2)]
    for opened in tabs:
        opened.start()
    for opened in tabs:
        opened.join()

    assert [account and account.pk for account in found] == [User.objects.get().pk] * 2
