"""Contract section 5: who may call what with which token."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import Settings

from contactmomenten.models import Contactmomentdetail
from tests.factories import (
    ALLES,
    DETAILS_URL,
    FAQ_URL,
    KCM,
    RAPPORT_URL,
    bearer,
    body,
    claims,
    extern_token,
    medewerker_token,
    opslaan,
)

pytestmark = pytest.mark.django_db

Call = Callable[[Client], Any]
EMPLOYEE_CALLS: dict[str, Call] = {
    "opslaan": lambda client: opslaan(client, body(1)),
    "tonen": lambda client: client.get(DETAILS_URL, {"id": "x"}),
    "faq": lambda client: client.get(FAQ_URL),
}
SYSTEM_CALLS: dict[str, Call] = {
    "managementinformatie": lambda client: client.get(RAPPORT_URL, ALLES),
}
CALLS = EMPLOYEE_CALLS | SYSTEM_CALLS


def after(**time: float) -> datetime:
    """A moment from the test on: a run of all tests lasts longer than the clock skew allows."""
    return datetime.now(UTC) + timedelta(**time)


OTHER = "another-secret-that-is-long-enough-for-hs256"


def unsigned(**changes: Any) -> str:
    return jwt.encode(claims(**changes), "", algorithm="none")


def signed_with(algorithm: str, secret: str, **changes: Any) -> str:
    return jwt.encode(claims(**changes), secret, algorithm)


def signed_by_hand(secret: bytes, **changes: Any) -> str:
    """A token of which the library would refuse to make the signature."""
    header, payload, _ = unsigned(**changes).split(".")
    header = jwt.encode({}, OTHER, "HS256").split(".")[0]
    signature = hmac.digest(secret, f"{header}.{payload}".encode(), "sha256")
    return f"{header}.{payload}.{urlsafe_b64encode(signature).decode().rstrip('=')}"


def with_header(**header: Any) -> str:
    """A token with just this header, which says nothing true."""
    parts = [json.dumps(part).encode() for part in (header, claims(iat=0, exp=0))]
    return ".".join(urlsafe_b64encode(part).decode().rstrip("=") for part in (*parts, b"x"))


EMPLOYEE = {"client_id": "kiss", "user_id": KCM}
REFUSED: dict[str, Callable[[], str]] = {
    "garbage": lambda: "garbage",
    "nothing": lambda: "",
    "three parts of garbage": lambda: "a.b.c",
    "not ascii": lambda: "é.é.é",
    "very long": lambda: "a" * 100_000,
    "deeply nested": lambda: "e30." + "W1tb" * 2000 + ".x",
    "other secret, system": lambda: extern_token(OTHER),
    "other secret, employee": lambda: medewerker_token(OTHER),
    "the system's secret on an employee": lambda: medewerker_token(
        django_settings.MANAGEMENTINFORMATIE_API_KEY
    ),
    "the employees' secret on a system": lambda: extern_token(django_settings.KISS_CLIENT_SECRET),
    "alg none, system": unsigned,
    "alg none, employee": lambda: unsigned(**EMPLOYEE),
    "no alg": lambda: with_header(typ="JWT"),
    "an empty header": with_header,
    "alg is a list": lambda: with_header(alg=["HS256"]),
    "alg is null": lambda: with_header(alg=None),
    "HS512, system": lambda: signed_with("HS512", django_settings.MANAGEMENTINFORMATIE_API_KEY),
    "HS384, employee": lambda: signed_with("HS384", django_settings.KISS_CLIENT_SECRET, **EMPLOYEE),
    "valid, but far too long": lambda: extern_token(vulling="x" * 16_000),
    "expired, system": lambda: extern_token(exp=after(minutes=-6)),
    "expired, employee": lambda: medewerker_token(exp=after(minutes=-6)),
    "no exp, system": lambda: extern_token(exp=None),
    "no exp, employee": lambda: medewerker_token(exp=None),
    "exp is a text": lambda: extern_token(exp="morgen"),
    "exp is huge": lambda: extern_token(exp=float("1e308") * 10),
    "not yet valid": lambda: extern_token(nbf=after(minutes=6)),
    "other client": lambda: medewerker_token(client_id="andere"),
    "client is no text": lambda: medewerker_token(client_id=["kiss"]),
    "client is empty": lambda: medewerker_token(client_id=""),
    "no user": lambda: medewerker_token(user_id=None),
    "user is empty": lambda: medewerker_token(user_id=""),
    "user is blank": lambda: medewerker_token(user_id="  "),
    "user is a number": lambda: medewerker_token(user_id=12),
    "user has a NUL": lambda: medewerker_token(user_id="a\0b"),
    "user is half a character": lambda: medewerker_token(user_id="\ud800"),
    "user is too long": lambda: medewerker_token(user_id="a" * 255),
}


@pytest.mark.parametrize("token", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_token_that_proves_nothing_is_401(call: Call, token: Callable[[], str]) -> None:
    response = call(bearer(token()))

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert response["Content-Type"] == "application/problem+json"
    assert not Contactmomentdetail.objects.exists()


@pytest.mark.parametrize("header", [None, "", "Basic YTpi", "Bearer", "Token x", "bearerx y"])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_without_a_bearer_token_it_is_401(call: Call, header: str | None) -> None:
    client = Client(headers={"Authorization": header} if header is not None else {})

    response = call(client)

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"


def test_a_session_of_the_admin_gives_no_access(admin_client: Client) -> None:
    for call in CALLS.values():
        assert call(admin_client).status_code == 401


@pytest.mark.parametrize("call", EMPLOYEE_CALLS.values(), ids=EMPLOYEE_CALLS)
def test_a_system_is_403_where_employees_are_served(call: Call, extern: Client) -> None:
    assert call(extern).status_code == 403


@pytest.mark.parametrize("call", SYSTEM_CALLS.values(), ids=SYSTEM_CALLS)
def test_an_employee_is_403_where_systems_are_served(call: Call, medewerker: Client) -> None:
    assert call(medewerker).status_code == 403


ACCEPTED: dict[str, Callable[[], str]] = {
    "expired within the clock skew": lambda: extern_token(exp=after(minutes=-4)),
    "not yet valid within the clock skew": lambda: extern_token(nbf=after(minutes=4)),
    "issued in the future": lambda: extern_token(iat=after(hours=2)),
    "without iat": lambda: extern_token(iat=None),
    "with an audience": lambda: extern_token(aud="wie dan ook"),
}


@pytest.mark.parametrize("token", ACCEPTED.values(), ids=ACCEPTED)
def test_what_kiss_accepts_is_accepted(token: Callable[[], str]) -> None:
    assert bearer(token()).get(RAPPORT_URL, ALLES).status_code == 200


def test_the_scheme_is_matched_in_any_case() -> None:
    client = Client(headers={"Authorization": f"bearer  {extern_token()}"})

    assert client.get(RAPPORT_URL, ALLES).status_code == 200


def test_headers_that_the_frontend_sends_change_nothing(medewerker: Client) -> None:
    headers = {"is-api": "true", "systemIdentifier": "x"}

    assert medewerker.get(FAQ_URL, headers=headers).status_code == 200


def test_without_secrets_in_the_settings_nobody_gets_in(settings: Settings) -> None:
    employee, system = medewerker_token(), extern_token()
    empty_employee = medewerker_token("x", client_id="")
    settings.KISS_CLIENT_ID = settings.KISS_CLIENT_SECRET = ""
    settings.MANAGEMENTINFORMATIE_API_KEY = ""

    no_secret = [signed_by_hand(b""), signed_by_hand(b"", client_id="", user_id=KCM)]
    for token in (employee, system, empty_employee, unsigned(), *no_secret):
        assert bearer(token).get(FAQ_URL).status_code == 401
        assert bearer(token).get(RAPPORT_URL, ALLES).status_code == 401
