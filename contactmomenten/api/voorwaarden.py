"""Conditional requests (RFC 9110 section 13): ETag, If-Match and If-None-Match."""

from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from uuid import UUID

from django.utils.http import parse_etags
from rest_framework.request import Request

from contactmomenten.api import VERSIE

# Hears ``gewijzigd_op`` of the stored record, or None where there is none.
Condition = Callable[[datetime | None], bool]


def etag_of(uuid: UUID, gewijzigd_op: str, *, with_medewerker: bool) -> str:
    """The strong ETag of a record as a caller sees it; ``gewijzigd_op`` as it is answered.

    ``gewijzigd_op`` is another one after every change (models/triggers.py).
    """
    seen = f"{VERSIE} {uuid} {gewijzigd_op} {with_medewerker}"
    return f'"{blake2b(seen.encode(), digest_size=12).hexdigest()}"'


def is_known(request: Request, etag: str) -> bool:
    """Whether the caller has this already (If-None-Match of a GET: weakly compared)."""
    offered = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in offered or etag in {tag.removeprefix("W/") for tag in offered}


def condition_of(request: Request, etag_at: Callable[[datetime], str]) -> Condition | None:
    """What a write says of the record that it expects, or None where it expects nothing.

    Args:
        etag_at: from ``gewijzigd_op`` of the stored record to its ETag.
    """
    match, none_match = (request.headers.get(name) for name in ("If-Match", "If-None-Match"))
    if match is None and none_match is None:
        return None

    def condition(gewijzigd_op: datetime | None) -> bool:
        etag = None if gewijzigd_op is None else etag_at(gewijzigd_op)
        return (match is None or _matches(match, etag)) and (
            none_match is None or not _matches(none_match, etag)
        )

    return condition


def _matches(header: str, etag: str | None) -> bool:
    """Strongly compared: a weak tag matches nothing."""
    offered = parse_etags(header)
    return etag is not None and ("*" in offered or etag in offered)
