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
from django.contrib.auth.models import Group, User
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
    invoer,
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
VERWIJDEREN = Scope.VERWIJDEREN
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

# --- Routes of the API --------------------------------------------------------------------

DETAILS = "api/contactmomentdetails"
V1 = "contactmomentdetails/api/v1/"
_RECORD = f"{V1}contactmomentdetails/<kenmerk:uuid>"
# The scope that each method needs, or all that it needs, and its status with that.
API: dict[str, dict[str, tuple[Scope | set[Scope], int]]] = {
    DETAILS: {"GET": (LEZEN, 200), "PUT": (SCHRIJVEN, 200)},
    "api/contactmomentendetails": {"GET": (RAPPORTAGES, 200)},
    "api/faq": {"GET": (LEZEN, 200)},
    f"{V1}contactmomentdetails": {"GET": (LEZEN, 200), "POST": (SCHRIJVEN, 201)},
    f"{V1}contactmomentdetails/_exporteer": {"GET": (LEZEN, 200)},
    _RECORD: {
        "GET": (LEZEN, 200),
        "PUT": (SCHRIJVEN, 200),
        "PATCH": ({SCHRIJVEN, LEZEN}, 200),
        "DELETE": (VERWIJDEREN, 204),
    },
    f"{_RECORD}/wijzigingen": {"GET": (LEZEN, 200)},
    f"{V1}wijzigingen": {"GET": (LEZEN, 200)},
    f"{V1}statistieken/aantallen": {"GET": (RAPPORTAGES, 200)},
    f"{V1}statistieken/drukte": {"GET": (RAPPORTAGES, 200)},
    f"{V1}statistieken/gespreksduur": {"GET": (RAPPORTAGES, 200)},
    f"{V1}statistieken/gespreksresultaten": {"GET": (RAPPORTAGES, 200)},
    f"{V1}statistieken/afdelingen": {"GET": (RAPPORTAGES, 200)},
    f"{V1}statistieken/vragen": {"GET": (RAPPORTAGES, 200)},
    f"{V1}statistieken/bronnen": {"GET": (RAPPORTAGES, 200)},
    f"{V1}statistieken/kennisgaten": {"GET": (RAPPORTAGES, 200)},
    f"{V1}statistieken/veelgestelde-vragen": {"GET": (RAPPORTAGES, 200)},
}
# Here is kept which employee had the contact; an application that calls for itself cannot.
FOR_EMPLOYEES = {(DETAILS, "PUT")}
# For everybody, with or without a credential.
OPEN = {f"{V1}openapi.json", f"{V1}openapi.yaml"}
QUERY = {
    f"{V1}contactmomentdetails/_exporteer": {"formaat": "csv"},
    DETAILS: {"id": f"{KLANTCONTACTEN}1"},
    "api/contactmomentendetails": {"from": "2026-01-01T00:00:00Z", "to": "2026-12-31T00:00:00Z"},
}
PERIODE = {"van": "2026-01-01", "totEnMet": "2026-12-31"}


def call(client: Client, route: str, method: str) -> Any:
    """On a record that is made for this, where the route is of one."""
    path = route
    if "<kenmerk:uuid>" in route:
        path = route.replace("<kenmerk:uuid>", str(contactmomentdetail(1).uuid))
    if method in {"POST", "PUT", "PATCH"}:
        data: dict[str, Any] = invoer(2) if route.startswith(V1) else body(2)
        return getattr(client, method.lower())(f"/{path}", data, content_type="application/json")
    if method in {"GET", "HEAD", "TRACE"}:
        query = QUERY.get(route)
        if "/statistieken/" in route and not route.endswith("/veelgestelde-vragen"):
            query = PERIODE
        return getattr(client, method.lower())(f"/{path}", query)
    return getattr(client, method.lower())(f"/{path}")


def statuses(client: Client) -> dict[tuple[str, str], int]:
    found = {}
    for route in API:
        for method in METHODS:
            found[route, method] = call(client, route, method).status_code
            Contactmomentdetail.objects.filter(contactmoment=f"{KLANTCONTACTEN}2").delete()
    return found


def expected(granted: set[Scope], *, is_employee: bool) -> dict[tuple[str, str], int]:
    found = {}
    for route, methods in API.items():
        for method in METHODS:
            head = method == "HEAD" and route.startswith(V1)  # gives what GET gives
            scope, status = methods.get("GET" if head else method, (set(), 405))
            needed = {scope} if isinstance(scope, Scope) else scope
            allowed = needed <= granted and (is_employee or (route, method) not in FOR_EMPLOYEES)
            found[route, method] = status if not needed or allowed else 403
    return found


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
def test_an_employee_may_do_what_was_granted_and_nothing_else(
    make: Make, granted: set[Scope], uitgever: Uitgever
) -> None:
    contactmomentdetail(1)

    assert statuses(bearer(make(uitgever))) == expected(granted, is_employee=True)


@pytest.mark.parametrize(("make", "granted"), APPLICATIONS.values(), ids=APPLICATIONS)
def test_an_application_may_do_what_was_granted_and_nothing_else(
    make: Make, granted: set[Scope], uitgever: Uitgever
) -> None:
    contactmomentdetail(1)

    assert statuses(bearer(make(uitgever))) == expected(granted, is_employee=False)


@pytest.mark.parametrize("route", sorted(OPEN))
def test_the_description_is_for_everybody_to_read(route: str, client: Client) -> None:
    for caller in (client, bearer("garbage")):
        found = {method: call(caller, route, method).status_code for method in METHODS}
        assert found == dict.fromkeys(METHODS, 405) | {"GET": 200, "HEAD": 200, "OPTIONS": 204}


# --- The session of somebody who is logged in to the admin --------------------------------

OF_GROUP: dict[str | None, set[Scope]] = {
    None: set(),
    "Rapportage": {LEZEN, RAPPORTAGES},
    "Redacteuren": {LEZEN, RAPPORTAGES},
    "Beheerders": {LEZEN, SCHRIJVEN, VERWIJDEREN, RAPPORTAGES},
}


@pytest.fixture
def in_group(request: pytest.FixtureRequest) -> Client:
    """Somebody of the admin in the group of this test, on a page of the register itself."""
    account = User.objects.create_user("iemand", is_staff=True)
    if request.param:
        account.groups.add(Group.objects.get(name=request.param))
    client = Client(
        raise_request_exception=False, headers={"X-Audit-Toelichting": "Tikfout hersteld"}
    )
    client.force_login(account)
    return client


@pytest.mark.parametrize(
    ("in_group", "granted"), OF_GROUP.items(), ids=map(str, OF_GROUP), indirect=["in_group"]
)
def test_a_session_of_the_admin_serves_the_versioned_api_alone(
    in_group: Client, granted: set[Scope]
) -> None:
    contactmomentdetail(1)
    wanted = expected(granted, is_employee=True)
    for route, method in wanted:
        if not route.startswith(V1):
            wanted[route, method] = 401

    assert statuses(in_group) == wanted


@pytest.mark.parametrize("in_group", ["Beheerders"], indirect=True)
def test_a_session_writes_nothing_without_the_csrf_token(in_group: Client) -> None:
    contactmomentdetail(1)
    in_group.handler.enforce_csrf_checks = True

    for route, methods in API.items():
        for method in methods:
            if route.startswith(V1) and method != "GET":
                answer = call(in_group, route, method)
                assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")
    assert Contactmomentdetail.objects.count() == 1


def test_whoever_is_no_staff_is_nobody(client: Client) -> None:
    client.force_login(User.objects.create_user("iemand"))

    assert set(statuses(client).values()) == {401}
