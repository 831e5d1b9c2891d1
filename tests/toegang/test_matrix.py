"""Every route and method of the URL map against every kind of credential.

The expected statuses are spelled out here and not derived from the code. A route without a row
fails the test, and so does a row without a route.
"""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from django.utils import timezone

from contactmomenten.models import Contactmomentdetail, Scope, Token
from contactmomenten.toegang import applicaties
from tests.factories import (
    KLANTCONTACTEN,
    applicatie,
    applicatie_jwt,
    bearer,
    body,
    contactmomentdetail,
    extern_token,
    medewerker_token,
)
from tests.toegang.uitgever import Uitgever

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
NOW = datetime.now(UTC)
EARLIER, LATER = NOW - timedelta(hours=2), NOW + timedelta(hours=2)
OTHER = "another-secret-that-is-long-enough-for-hs256"

# --- Credentials of the API ---------------------------------------------------------------

LEZEN, SCHRIJVEN, RAPPORTAGES = Scope.LEZEN, Scope.SCHRIJVEN, Scope.RAPPORTAGES
Make = Callable[[Uitgever], str]


def _public_pem(uitgever: Uitgever) -> bytes:
    key = uitgever.rsa_key.public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _hs256_by_hand(secret: bytes, claims: dict[str, Any], **header: str) -> str:
    """Signed with a key that the library refuses to use as a secret."""
    unsigned = jwt.encode(claims, OTHER, "HS256", headers=header).rpartition(".")[0]
    signature = urlsafe_b64encode(hmac.digest(secret, unsigned.encode(), "sha256")).rstrip(b"=")
    return f"{unsigned}.{signature.decode()}"


def _employee_claims(uitgever: Uitgever) -> dict[str, Any]:
    return jwt.decode(uitgever.token(), options={"verify_signature": False})


def _unsigned(uitgever: Uitgever) -> str:
    return jwt.encode(_employee_claims(uitgever), "", algorithm="none")


def _token(**changes: Any) -> Make:
    """A token of an application with every scope, but for these changes."""

    def make(_uitgever: Uitgever) -> str:
        return applicaties.issue_token(applicatie=applicatie(**changes), door={})

    return make


def _token_that(**changes: Any) -> Make:
    def make(_uitgever: Uitgever) -> str:
        token = applicaties.issue_token(applicatie=applicatie(), door={})
        Token.objects.update(**changes)
        return token

    return make


def _jwt_of(
    *, secret: str | None = None, claims: dict[str, Any] | None = None, **changes: Any
) -> Make:
    """A JWT that an application with every scope signs itself, but for these changes."""

    def make(_uitgever: Uitgever) -> str:
        return applicatie_jwt(
            applicatie(client_id="zaaksysteem", **changes), secret, **(claims or {})
        )

    return make


def _oidc(**changes: Any) -> Make:
    return lambda uitgever: uitgever.token(**changes)


YESTERDAY = timezone.localdate() - timedelta(days=1)

UNKNOWN: dict[str, Make] = {
    "garbage": lambda _: "garbage",
    "empty": lambda _: "",
    "a token that was never given": lambda _: "kcd_0a1b2c3d_" + "A" * 43,
    "part of a token": lambda u: _token()(u)[:-1],
    "a token in other case": lambda u: _token()(u).swapcase(),
    "an expired token": _token_that(geldig_tot_en_met=YESTERDAY),
    "a withdrawn token": _token_that(ingetrokken_op=NOW),
    "a token of an inactive application": _token(actief=False),
    "a token of an expired application": _token(geldig_tot_en_met=YESTERDAY),
    "JWT, no such client": _jwt_of(claims={"client_id": "niemand"}),
    "JWT, wrong secret": _jwt_of(secret=OTHER),
    "JWT, expired": _jwt_of(claims={"exp": EARLIER}),
    "JWT, no exp": _jwt_of(claims={"exp": None}),
    "JWT, not yet valid": _jwt_of(claims={"nbf": LATER}),
    "JWT, user is unreadable": _jwt_of(claims={"user_id": "a\0b"}),
    "JWT of an inactive application": _jwt_of(actief=False),
    "JWT of an expired application": _jwt_of(geldig_tot_en_met=YESTERDAY),
    "KISS, wrong secret": lambda _: medewerker_token(OTHER),
    "KISS, expired": lambda _: medewerker_token(exp=EARLIER),
    "KISS, no exp": lambda _: medewerker_token(exp=None),
    "KISS, not yet valid": lambda _: medewerker_token(nbf=LATER),
    "KISS, without an employee": lambda _: medewerker_token(user_id=None),
    "management information, wrong secret": lambda _: extern_token(OTHER),
    "management information, expired": lambda _: extern_token(exp=EARLIER),
    "management information, no exp": lambda _: extern_token(exp=None),
    "management information, not yet valid": lambda _: extern_token(nbf=LATER),
    "employee, alg none": _unsigned,
    "employee, HS256 with the public key": lambda u: _hs256_by_hand(
        _public_pem(u), _employee_claims(u), kid=u.kids["RS256"]
    ),
    "employee, HS256 with the public key, as management information": lambda u: _hs256_by_hand(
        _public_pem(u), {"exp": LATER.timestamp()}
    ),
    "employee, other key": _oidc(key=rsa.generate_private_key(65537, 2048)),
    "employee, unknown key": _oidc(headers={"kid": "onbekend"}),
    "employee, key of another kind": lambda u: u.token(headers={"kid": u.kids["ES256"]}),
    "employee, RS512": lambda u: u.token(
        algorithm="RS512", key=u.rsa_key, headers={"kid": u.kids["RS256"]}
    ),
    "employee, expired": _oidc(exp=EARLIER),
    "employee, no exp": _oidc(exp=None),
    "employee, not yet valid": _oidc(nbf=LATER),
    "employee, other issuer": _oidc(iss="https://elders.example"),
    "employee, no issuer": _oidc(iss=None),
    "employee, other audience": _oidc(aud="ander-systeem"),
    "employee, no audience": _oidc(aud=None),
    "employee, no subject": _oidc(sub=None),
    "employee, an ID token": _oidc(nonce="n"),
    "employee, an ID token with its access token": _oidc(at_hash="x"),
    "employee, an ID token with its code": _oidc(c_hash="x"),
    "employee, an ID token of Keycloak": _oidc(typ="ID"),
    "employee, a refresh token of Keycloak": _oidc(typ="Refresh"),
    "employee, a notice of logging out": _oidc(events={}),
    "employee, a notice of logging out by its header": _oidc(headers={"typ": "logout+jwt"}),
    "employee, bound to another key": _oidc(cnf={"jkt": "x"}),
}
# What each of these may call: nothing but these scopes.
KNOWN: dict[str, tuple[Make, set[Scope]]] = {
    "KCM, RS256": (_oidc(), {LEZEN, SCHRIJVEN}),
    "KCM, ES256": (_oidc(algorithm="ES256"), {LEZEN, SCHRIJVEN}),
    "KCM, at+jwt": (_oidc(headers={"typ": "at+jwt"}), {LEZEN, SCHRIJVEN}),
    "KCM, a token of Keycloak": (_oidc(typ="Bearer", nonce="n"), {LEZEN, SCHRIJVEN}),
    "KCM, one role as text": (_oidc(roles="Klantcontactmedewerker"), {LEZEN, SCHRIJVEN}),
    "KCM, a user name and no email": (
        _oidc(email=None, preferred_username="kcm"),
        {LEZEN, SCHRIJVEN},
    ),
    "KCM and beheerder": (
        _oidc(roles=["Beheerder", "Klantcontactmedewerker"]),
        {LEZEN, SCHRIJVEN},
    ),
    "redacteur": (_oidc(roles=["Redacteur"]), set()),
    "beheerder": (_oidc(roles=["Beheerder"]), set()),
    "rapportage": (_oidc(roles=["Rapportage"]), set()),
    "employee without a role": (_oidc(roles=None), set()),
    "employee with another role": (_oidc(roles=["klantcontactmedewerker "]), set()),
    "KISS": (lambda _: medewerker_token(), {LEZEN, SCHRIJVEN}),
    "management information": (lambda _: extern_token(), {RAPPORTAGES}),
    "application without scopes": (_token(scopes=[]), set()),
}
# An application that calls for itself: it may read, but not store (no employee had the contact).
for _scope in Scope:
    KNOWN[f"token with {_scope}"] = (_token(scopes=[_scope]), {_scope} - {SCHRIJVEN})
    KNOWN[f"JWT with {_scope}"] = (_jwt_of(scopes=[_scope]), {_scope} - {SCHRIJVEN})
    KNOWN[f"JWT with {_scope}, for an employee"] = (
        _jwt_of(scopes=[_scope], claims={"user_id": "kcm@gemeente.example"}),
        {_scope},
    )

# --- Routes of the API --------------------------------------------------------------------

DETAILS = "api/contactmomentdetails"
API: dict[str, dict[str, Scope]] = {
    DETAILS: {"GET": LEZEN, "PUT": SCHRIJVEN},
    "api/contactmomentendetails": {"GET": RAPPORTAGES},
    "api/faq": {"GET": LEZEN},
}
QUERY = {
    DETAILS: {"id": f"{KLANTCONTACTEN}1"},
    "api/contactmomentendetails": {"from": "2026-01-01T00:00:00Z", "to": "2026-12-31T00:00:00Z"},
}


def call(client: Client, route: str, method: str) -> Any:
    if method == "PUT":
        return client.put(f"/{route}", body(2), content_type="application/json")
    if method in {"GET", "HEAD", "TRACE"}:
        return getattr(client, method.lower())(f"/{route}", QUERY.get(route))
    return getattr(client, method.lower())(f"/{route}")


def statuses(client: Client) -> dict[tuple[str, str], int]:
    return {
        (route, method): call(client, route, method).status_code
        for route in API
        for method in METHODS
    }


@pytest.mark.parametrize("make", UNKNOWN.values(), ids=UNKNOWN)
def test_what_proves_nothing_is_401_on_every_api_route(make: Make, uitgever: Uitgever) -> None:
    contactmomentdetail(1)

    assert set(statuses(bearer(make(uitgever))).values()) == {401}
    assert Contactmomentdetail.objects.count() == 1


def test_nobody_is_401_on_every_api_route(client: Client) -> None:
    assert set(statuses(client).values()) == {401}
    assert call(client, DETAILS, "GET")["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("basic", ["Basic a2lzczprc3M=", "Token abc", "Bearerabc"])
def test_another_scheme_is_nobody(basic: str) -> None:
    assert set(statuses(Client(headers={"Authorization": basic})).values()) == {401}


@pytest.mark.parametrize(("make", "granted"), KNOWN.values(), ids=KNOWN)
def test_a_caller_may_do_what_was_granted_and_nothing_else(
    make: Make, granted: set[Scope], uitgever: Uitgever
) -> None:
    contactmomentdetail(1)
    expected = {}
    for route, scopes in API.items():
        for method in METHODS:
            scope = scopes.get(method)
            allowed = 200 if scope in granted else 403
            expected[route, method] = 405 if scope is None else allowed

    assert statuses(bearer(make(uitgever))) == expected


def test_a_session_of_the_admin_is_no_credential_of_the_api(admin_client: Client) -> None:
    for csrf in (True, False):
        admin_client.handler.enforce_csrf_checks = csrf
        assert set(statuses(admin_client).values()) == {401}
