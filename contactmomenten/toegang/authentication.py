"""Who is calling the API: ``Authorization: Bearer`` and one of three kinds of credential.

=============================  ===================================  ===========================
token of an application        starts with ``kcd_``                 ``tokens.py``
JWT with a shared secret       HS256                                ``gedeeld_geheim.py``
access token of an employee    RS256 or ES256                       ``oidc/access_token.py``
=============================  ===================================  ===========================

The versioned API also takes the session of somebody who is logged in to the admin
(`SessieAuthentication`), so that its documentation page can be tried out.

The kind is told by the token, but each is proved by its own keys only: a JWT that says HS256 is
never checked against a public key.
"""

from typing import Any, NoReturn

import jwt
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from rest_framework.authentication import (
    BaseAuthentication,
    SessionAuthentication,
    get_authorization_header,
)
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request
from structlog.contextvars import bind_contextvars, unbind_contextvars

from contactmomenten.models import Scope
from contactmomenten.toegang import gedeeld_geheim, tokens
from contactmomenten.toegang.aanroeper import Aanroeper
from contactmomenten.toegang.gebeurtenissen import Gebeurtenis, caller_fields, record
from contactmomenten.toegang.jwt_claims import refusals_of_jwt
from contactmomenten.toegang.oidc import access_token
from contactmomenten.toegang.oidc.provider import ALGORITHMS
from contactmomenten.toegang.weigering import Weigering, WeigeringError

LONGEST_TOKEN = 16 * 1024  # bytes; a provider can put some hundreds of groups in one


class BearerAuthentication(BaseAuthentication):
    """A request without a Bearer token is anonymous. Every fault in one gives the same 401."""

    def authenticate(self, request: Request) -> tuple[Aanroeper, None] | None:
        """Return the caller, or None where the request has no Bearer token.

        Raises:
            AuthenticationFailed: the token proves nothing. Why is in the log.
            ProviderUnavailableError: nobody can tell now what it proves.
        """
        scheme, _, token = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        try:
            aanroeper = read_token(token.strip())
        except WeigeringError as refusal:
            _refuse(refusal)
        unbind_contextvars("medewerker", "applicatie")  # of a session in the same browser
        bind_contextvars(**caller_fields(aanroeper))
        return aanroeper, None

    def authenticate_header(self, request: Request) -> str:
        """The ``WWW-Authenticate`` of a 401."""
        return "Bearer"


# What somebody may do in the admin, and so with the API from the same browser.
_SCOPES = {
    Scope.LEZEN: ("view_contactmomentdetail",),
    Scope.RAPPORTAGES: ("view_contactmomentdetail",),
    Scope.SCHRIJVEN: ("add_contactmomentdetail", "change_contactmomentdetail"),
    Scope.VERWIJDEREN: ("delete_contactmomentdetail",),
    Scope.MEDEWERKERS: ("view_emailadres_kcm",),
}


def aanroeper_in_admin(account: AbstractBaseUser | AnonymousUser) -> Aanroeper | None:
    """The caller that somebody who is logged in to the admin is; None for anybody else.

    Two queries for an account that is not a superuser.
    """
    if not (isinstance(account, User) and account.is_active and account.is_staff):
        return None
    scopes = frozenset(
        scope
        for scope, names in _SCOPES.items()
        if account.has_perms([f"contactmomenten.{name}" for name in names])
    )
    naam = account.email or account.get_username()
    return Aanroeper(
        medewerker=naam,
        scopes=scopes,
        in_browser=True,
        may_export=account.has_perm("contactmomenten.export_contactmomentdetail"),
    )


class SessieAuthentication(SessionAuthentication):
    """Somebody who is logged in to the admin; a write needs the CSRF token."""

    def authenticate(self, request: Request) -> Any:
        """Return the caller, or None where nobody is logged in. Four queries.

        Raises:
            PermissionDenied: a write from another site.
        """
        found = super().authenticate(request)
        aanroeper = aanroeper_in_admin(found[0]) if found else None
        return (aanroeper, None) if aanroeper else None

    def enforce_csrf(self, request: Any) -> None:
        """Refuse what another site had the browser send."""
        try:
            super().enforce_csrf(request)
        except PermissionDenied:
            raise PermissionDenied(
                "Laad de pagina opnieuw en probeer het nog eens.", code="csrf_failed"
            ) from None


def read_token(raw: bytes) -> Aanroeper:
    """The caller that a token proves.

    Raises:
        WeigeringError: it proves nothing.
        ProviderUnavailableError: nobody can tell now.
    """
    if len(raw) > LONGEST_TOKEN or not raw.isascii():
        raise WeigeringError(Weigering.ONLEESBAAR)
    token = raw.decode("ascii")
    if token.startswith("kcd_"):
        return tokens.read(token)
    with refusals_of_jwt():
        unverified = jwt.decode_complete(token, options={"verify_signature": False})
    header, claims = unverified["header"], unverified["payload"]
    algorithm = header.get("alg")
    if algorithm == gedeeld_geheim.ALGORITHM:
        return gedeeld_geheim.read(token, claims)
    if isinstance(algorithm, str) and algorithm in ALGORITHMS:
        return access_token.read(token, header)
    raise WeigeringError(Weigering.ONLEESBAAR)


def _refuse(refusal: WeigeringError) -> NoReturn:
    record(Gebeurtenis.TOEGANG_GEWEIGERD, reden=refusal.reason.value, **refusal.fields)
    raise AuthenticationFailed
