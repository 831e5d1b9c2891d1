"""Every kind of credential of the API: those that prove nothing, and what the others may do."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone

from contactmomenten.models import Scope, Token
from contactmomenten.toegang import applicaties
from tests.factories import applicatie, applicatie_jwt, extern_token, medewerker_token
from tests.toegang.uitgever import Uitgever

NOW = datetime.now(UTC)
EARLIER, LATER = NOW - timedelta(hours=2), NOW + timedelta(hours=2)
OTHER = "another-secret-that-is-long-enough-for-hs256"
YESTERDAY = timezone.localdate() - timedelta(days=1)
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
# What each of these may call: nothing but what needs one of these scopes.
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
}
for _scope in Scope:
    KNOWN[f"JWT with {_scope}, for an employee"] = (
        _jwt_of(scopes=[_scope], claims={"user_id": "kcm@gemeente.example"}),
        {_scope},
    )
# Those that call for themselves: no employee had the contact.
APPLICATIONS: dict[str, tuple[Make, set[Scope]]] = {
    "management information": (lambda _: extern_token(), {RAPPORTAGES}),
    "application without scopes": (_token(scopes=[]), set()),
}
for _scope in Scope:
    APPLICATIONS[f"token with {_scope}"] = (_token(scopes=[_scope]), {_scope})
    APPLICATIONS[f"JWT with {_scope}"] = (_jwt_of(scopes=[_scope]), {_scope})
