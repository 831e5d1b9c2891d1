"""Local accounts, for when the identity provider is away: what django-axes asks of us."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The IP address that a login comes from.

    Behind a trusted proxy that is what the proxy itself added to ``X-Forwarded-For``: the last one;
    what stands before it can come from the caller.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.VERTROUWDE_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def is_other_login(request: HttpRequest | None, credentials: dict[str, Any] | None) -> bool:
    """Whether this is no login with a password. The identity provider guards its own."""
    return not (credentials or {}).get("username")
