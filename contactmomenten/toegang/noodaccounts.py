"""Local accounts, for when the identity provider is away: what django-axes asks of us."""

import re
from contextlib import suppress
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest

_WITH_PORT = re.compile(r"\[(?P<v6>[^\]]+)\](?::\d+)?|(?P<v4>[\d.]+):\d+")


def address_of(request: HttpRequest) -> str:
    """The IP address that a login comes from.

    Behind a trusted proxy that is what the proxy itself added to ``X-Forwarded-For``: the last one;
    what stands before it can come from the caller. Some proxies add a port.
    """
    if settings.VERTROUWDE_PROXY:
        last = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        match = _WITH_PORT.fullmatch(last)
        with suppress(ValueError):
            return str(ip_address((match["v6"] or match["v4"]) if match else last))
    return str(request.META.get("REMOTE_ADDR", ""))


def is_other_login(request: HttpRequest | None, credentials: dict[str, Any] | None) -> bool:
    """Whether this is no login with a password. The identity provider guards its own."""
    return not (credentials or {}).get("username")
