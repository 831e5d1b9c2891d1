"""What is logged of access: events with a name, listed in docs/toegang.md.

No event carries a token, a secret, a body or an e-mail address. An employee is a pseudonym, made of
the e-mail address, or of the user name where there is none: a beheerder can follow one employee
through the log, and without ``SECRET_KEY`` nobody can tell who it is.
"""

import hmac
from enum import Enum
from functools import cache
from typing import Any

import structlog
from django.conf import settings

from contactmomenten.toegang.aanroeper import Aanroeper
from contactmomenten.toegang.versleuteling import derive_key

logger = structlog.stdlib.get_logger("contactmomenten.toegang")

PSEUDONYM_CHARACTERS = 16


class Gebeurtenis(Enum):
    """The names of the events."""

    AANMELDING_GELUKT = "aanmelding.gelukt"
    AANMELDING_MISLUKT = "aanmelding.mislukt"
    AANMELDING_GEBLOKKEERD = "aanmelding.geblokkeerd"
    AFMELDING = "afmelding"
    SESSIE_VERLOPEN = "sessie.verlopen"
    GROEPEN_GEWIJZIGD = "groepen.gewijzigd"
    TOEGANG_GEWEIGERD = "toegang.geweigerd"
    APPLICATIE_GEMAAKT = "applicatie.gemaakt"
    APPLICATIE_GEWIJZIGD = "applicatie.gewijzigd"
    APPLICATIE_VERWIJDERD = "applicatie.verwijderd"
    TOKEN_GEMAAKT = "token.gemaakt"  # noqa: S105 - a name, not a secret
    TOKEN_INGEKORT = "token.ingekort"  # noqa: S105
    TOKEN_INGETROKKEN = "token.ingetrokken"  # noqa: S105
    CLIENTGEHEIM_GEMAAKT = "clientgeheim.gemaakt"
    CLIENTGEHEIM_INGETROKKEN = "clientgeheim.ingetrokken"
    SLEUTELS_OPGEHAALD = "identityprovider.sleutels_opgehaald"
    IDENTITYPROVIDER_ONBEREIKBAAR = "identityprovider.onbereikbaar"


_WARNINGS = {
    Gebeurtenis.AANMELDING_MISLUKT,
    Gebeurtenis.AANMELDING_GEBLOKKEERD,
    Gebeurtenis.TOEGANG_GEWEIGERD,
    Gebeurtenis.IDENTITYPROVIDER_ONBEREIKBAAR,
}


def record(gebeurtenis: Gebeurtenis, **fields: str | int | list[str] | None) -> None:
    """Log an event. Fields are names that a beheerder gave and reasons of ours."""
    log = logger.warning if gebeurtenis in _WARNINGS else logger.info
    log(gebeurtenis.value, **fields)


def caller_fields(aanroeper: Aanroeper) -> dict[str, str]:
    """Who is calling, as every log line of the request names it."""
    fields = {}
    if aanroeper.applicatie:
        fields["applicatie"] = aanroeper.applicatie
    if aanroeper.medewerker:
        fields["medewerker"] = pseudonym(aanroeper.medewerker)
    return fields


def account_fields(account: Any) -> dict[str, str]:
    """Whose account of the admin it is; nothing for somebody who is not logged in."""
    if not account.is_authenticated:
        return {}
    return {"medewerker": pseudonym(account.email or account.get_username())}


def pseudonym(medewerker: str) -> str:
    """What stands in the log for an employee, by e-mail address (in any case) or account name."""
    key = _pseudonym_key(settings.SECRET_KEY)
    return hmac.digest(key, medewerker.casefold().encode(), "sha256").hex()[:PSEUDONYM_CHARACTERS]


@cache
def _pseudonym_key(secret_key: str) -> bytes:
    return derive_key(secret_key, b"contactmomenten.toegang.pseudoniem")
