"""Roles of employees at the identity provider, and what each gives in the API and in the admin.

Their names are settings, those of KISS where KISS has them. An employee can have several.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from django.conf import settings

from contactmomenten.models import Scope


class Rol(Enum):
    """The roles; the value is the setting that holds its name at the identity provider."""

    KLANTCONTACTMEDEWERKER = "OIDC_KLANTCONTACTMEDEWERKER_ROLE"
    REDACTEUR = "OIDC_REDACTEUR_ROLE"
    BEHEERDER = "OIDC_BEHEERDER_ROLE"
    RAPPORTAGE = "OIDC_RAPPORTAGE_ROLE"


# The KISS endpoints are for one role (contract section 5). The others work in the admin.
SCOPES = {
    Rol.KLANTCONTACTMEDEWERKER: frozenset({Scope.LEZEN, Scope.SCHRIJVEN, Scope.MEDEWERKERS}),
}


def roles_in(claims: Mapping[str, Any]) -> frozenset[Rol]:
    """The roles of the employee whose claims these are."""
    names = {name for path in settings.OIDC_ROLE_CLAIM for name in _names(_value_at(claims, path))}
    return frozenset(rol for rol in Rol if getattr(settings, rol.value) in names)


def scopes_of(roles: frozenset[Rol]) -> frozenset[Scope]:
    """What these roles give together at the API."""
    return frozenset().union(*(SCOPES.get(rol, frozenset()) for rol in roles))


def _value_at(claims: Mapping[str, Any], path: str) -> Any:
    """The claim with just this name, or else the one at this path: ``realm_access.roles``."""
    if path in claims:
        return claims[path]
    value: Any = claims
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _names(value: Any) -> Iterator[str]:
    """Providers give a list, or a single name as text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (name for name in value if isinstance(name, str))
