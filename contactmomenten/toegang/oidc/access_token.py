"""Access tokens of employees, signed by the identity provider (contract section 5)."""

from collections.abc import Mapping
from typing import Any

import jwt
from django.conf import settings

from contactmomenten.toegang.aanroeper import Aanroeper
from contactmomenten.toegang.jwt_claims import LEEWAY, readable_name, refusals_of_jwt
from contactmomenten.toegang.oidc.provider import ALGORITHMS, UnknownKeyError, provider
from contactmomenten.toegang.rollen import roles_in, scopes_of
from contactmomenten.toegang.weigering import Weigering, WeigeringError

# What a provider also signs, and what is no key to an API: an ID token (the first three), the
# notice that somebody logged out, and a token that is worth nothing without proof of another key.
_OF_ANOTHER_KIND = {"nonce", "at_hash", "c_hash", "events", "cnf"}
_HEADER_TYPES = {None, "JWT", "AT+JWT", "APPLICATION/AT+JWT"}


def read(token: str, header: Mapping[str, Any]) -> Aanroeper:
    """The employee that the token, with this header, proves. No query.

    Raises:
        WeigeringError: it proves nothing.
        ProviderUnavailableError: nobody can tell.
    """
    if not settings.OIDC_AUTHORITY:
        raise WeigeringError(Weigering.ONBEKEND)
    claims = verify(token, header, audience=settings.OIDC_AUDIENCE)
    if not _is_access_token(header, claims):
        raise WeigeringError(Weigering.SOORT)
    email = emailadres_in(claims)
    medewerker = email or readable_name(claims["sub"])
    if medewerker is None:
        raise WeigeringError(Weigering.CLAIM)
    return Aanroeper(medewerker=medewerker, emailadres=email, scopes=scopes_of(roles_in(claims)))


def verify(token: str, header: Mapping[str, Any], *, audience: list[str]) -> dict[str, Any]:
    """The claims of a token that the provider signed for one of these audiences, and is valid now.

    Raises:
        WeigeringError: it is not.
        ProviderUnavailableError: nobody can tell.
    """
    with refusals_of_jwt():
        try:
            key = provider().key_of(header)
        except UnknownKeyError:
            raise WeigeringError(Weigering.SLEUTEL) from None
        return jwt.decode(
            token,
            key.key,
            algorithms=list(ALGORITHMS),
            audience=audience,
            issuer=provider().configuration()["issuer"],
            leeway=LEEWAY,
            options={"require": ["exp", "iss", "aud", "sub"], "verify_iat": False},
        )


def emailadres_in(claims: Mapping[str, Any]) -> str | None:
    """``email``, else ``preferred_username``, as KISS does."""
    return readable_name(claims.get("email")) or readable_name(claims.get("preferred_username"))


def _is_access_token(header: Mapping[str, Any], claims: Mapping[str, Any]) -> bool:
    kind = header.get("typ")
    if (kind.upper() if isinstance(kind, str) else kind) not in _HEADER_TYPES:
        return False
    if "typ" in claims:  # Keycloak: Bearer, ID, Refresh, Logout; its Bearer can have a nonce
        return bool(claims["typ"] == "Bearer")
    return not _OF_ANOTHER_KIND & claims.keys()
