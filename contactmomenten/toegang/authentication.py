"""Credentials of the KISS endpoints (contract section 5).

Two JSON Web Tokens, both signed with HS256 and a secret from the environment:

- management information: ``MANAGEMENTINFORMATIE_API_KEY``, claims ``iat`` and ``exp``;
- the KISS backend, in the ZGW way: ``KISS_CLIENT_SECRET``, claims ``client_id`` (which must be
  ``KISS_CLIENT_ID``), ``iss``, ``iat``, ``exp``, ``user_id`` (the employee's e-mail address),
  ``user_representation``.

A token that has a ``client_id`` is the second, and only its own secret can prove it.
"""

from typing import Any, NoReturn

import jwt
from django.conf import settings
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from contactmomenten.toegang.aanroeper import Aanroeper, Rol

CLOCK_SKEW = 300  # seconds that KISS allows on exp and nbf
LONGEST_TOKEN = 8 * 1024  # bytes
LONGEST_EMAIL = 254  # characters, RFC 5321
# What a token with odd JSON in it can raise besides PyJWT's own errors.
UNREADABLE = (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError)


class JWTAuthentication(BaseAuthentication):
    """``Authorization: Bearer <JWT>``.

    A request without one is anonymous. Every fault in one gives the same 401.
    """

    def authenticate(self, request: Request) -> tuple[Aanroeper, None] | None:
        """Return the caller, or None where the request has no Bearer token.

        Raises:
            AuthenticationFailed: the token proves nothing.
        """
        scheme, _, token = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        return read_token(token.strip()), None

    def authenticate_header(self, request: Request) -> str:
        """The ``WWW-Authenticate`` of a 401."""
        return "Bearer"


def read_token(token: bytes) -> Aanroeper:
    """The caller that a token proves.

    Raises:
        AuthenticationFailed: not a token, a wrong signature, expired, or a claim is missing.
    """
    if len(token) > LONGEST_TOKEN:
        _refuse()
    try:
        claimed = jwt.decode(token, options={"verify_signature": False})
        if "client_id" in claimed:
            return _employee(token, claimed["client_id"])
        return _external_system(token)
    except UNREADABLE:
        _refuse()


def _employee(token: bytes, client_id: Any) -> Aanroeper:
    if not settings.KISS_CLIENT_ID or client_id != settings.KISS_CLIENT_ID:
        _refuse()
    email = _verify(token, settings.KISS_CLIENT_SECRET, "exp", "user_id")["user_id"]
    readable = isinstance(email, str) and email.isprintable() and email.strip()
    if not readable or len(email) > LONGEST_EMAIL:
        _refuse()
    return Aanroeper(naam=email, rol=Rol.KLANTCONTACTMEDEWERKER)


def _external_system(token: bytes) -> Aanroeper:
    if not settings.MANAGEMENTINFORMATIE_API_KEY:
        _refuse()
    _verify(token, settings.MANAGEMENTINFORMATIE_API_KEY, "exp")
    return Aanroeper(naam="MANAGEMENTINFORMATIE_API_KEY", rol=Rol.EXTERN_SYSTEEM)


def _verify(token: bytes, secret: str, *required: str) -> dict[str, Any]:
    """The claims of a token that is signed with this secret and valid now."""
    return jwt.decode(
        token,
        secret,
        algorithms=["HS256"],
        leeway=CLOCK_SKEW,
        options={"require": list(required), "verify_iat": False, "verify_aud": False},
    )


def _refuse() -> NoReturn:
    raise AuthenticationFailed
