"""Local accounts, for when the identity provider is away: what django-axes asks of us.

And that few passwords are checked at a time: each costs half a second of CPU and 100 MB, and
whoever has no account at all can send them. The other threads are for KISS.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from contactmomenten.toegang.gebeurtenissen import pseudonym

_WITH_PORT = re.compile(r"\[(?P<v6>[^\]]+)\](?::\d+)?|(?P<v4>[\d.]+):\d+")
AT_ONCE = 1  # of each process
ONE_SUBSCRIBER = 64  # bits of an IPv6 address; the rest the subscriber chooses


_slots = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def checking_a_password() -> Iterator[bool]:
    """Whether one more may be checked now."""
    may = _slots.acquire(blocking=False)
    try:
        yield may
    finally:
        if may:
            _slots.release()


def address_of(request: HttpRequest) -> str:
    """The IP address that a login comes from; of an IPv6 address the part that tells subscribers.

    Behind a trusted proxy that is what the proxy itself added to ``X-Forwarded-For``: the last one;
    what stands before it can come from the caller. Some proxies add a port.
    """
    remote = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.VERTROUWDE_PROXY:
        return _subscriber(remote) or remote
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return _subscriber(forwarded) or _subscriber(remote) or remote


def _subscriber(text: str) -> str | None:
    match = _WITH_PORT.fullmatch(text)
    try:
        address = ip_address((match["v6"] or match["v4"]) if match else text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(IPv6Network((address.packed, ONE_SUBSCRIBER), strict=False).network_address)
    return str(address)


def name_of(_request: HttpRequest | None, credentials: dict[str, Any] | None) -> str | None:
    """What is kept of the user name of a failed login: people type passwords in that field."""
    username = (credentials or {}).get("username")
    return pseudonym(username) if username else None


def is_other_login(request: HttpRequest | None, credentials: dict[str, Any] | None) -> bool:
    """Whether this is no login with a password. The identity provider guards its own."""
    return not (credentials or {}).get("username")
