"""Who is calling the API and why, for the history."""

from contextlib import suppress
from typing import cast
from urllib.parse import unquote

from django.http import HttpRequest
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

from contactmomenten.services import Herkomst, Kanaal
from contactmomenten.services.grenzen import LONGEST_REDEN
from contactmomenten.toegang.aanroeper import Aanroeper

TOELICHTING = "X-Audit-Toelichting"
ASCII = r"^[\t -~]*[!-~][\t -~]*$"  # what a header can hold


def aanroeper_of(request: Request) -> Aanroeper:
    """The caller, whom `HasScope` let through."""
    return cast(Aanroeper, request.user)


def reader_of(request: Request) -> Herkomst:
    """Who reads, where that is recorded."""
    aanroeper = aanroeper_of(request)
    return Herkomst(wie=aanroeper.naam, kanaal=Kanaal.API, applicatie=aanroeper.applicatie)


def herkomst_of(request: Request) -> Herkomst:
    """Where a change comes from, with the reason that the caller gives in a header.

    Raises:
        ValidationError: the reason is too long, empty or unreadable; or it lacks, and a person
            calls.
    """
    aanroeper = aanroeper_of(request)
    return Herkomst(
        wie=aanroeper.naam,
        kanaal=Kanaal.API,
        reden=_reden(request._request, required=aanroeper.in_browser),
        applicatie=aanroeper.applicatie,
    )


def _reden(request: HttpRequest, *, required: bool) -> str:
    raw = request.headers.get(TOELICHTING)
    if raw is None:
        if required:
            raise _fault("Zet in deze header waarom u dit doet.", "required")
        return ""
    reden = "".join(teken if teken.isprintable() else " " for teken in _text(raw)).strip()
    if not reden:  # granian gives a header with anything beyond ASCII in it as an empty one
        raise _fault(
            "Hier staat niets, of een letter die een header niet kan hebben. Schrijf letters als é "
            "als %C3%A9.",
            "unreadable",
        )
    if len(reden) > LONGEST_REDEN:
        raise _fault(f"Dit mag hoogstens {LONGEST_REDEN} tekens lang zijn.", "max_length")
    return reden


def _text(raw: str) -> str:
    """Percent-encoded, as a header can have any character; or as WSGI gives it, in Latin-1."""
    with suppress(UnicodeError):
        raw = raw.encode("latin-1").decode()
    with suppress(UnicodeError):
        raw = unquote(raw, errors="strict")
    return raw


def _fault(reason: str, code: str) -> ValidationError:
    return ValidationError({TOELICHTING: [ErrorDetail(reason, code=code)]})
