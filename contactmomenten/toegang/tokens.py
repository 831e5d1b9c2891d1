"""Tokens of applications: what they look like and whose they are.

``kcd_`` + 8 characters that identify it + ``_`` + 43 characters that are the secret (32 random
bytes). The prefix lets secret scanners recognise one; the first part, the *kenmerk*, lets people.
"""

import re
import secrets
from hashlib import sha256

from django.db import connection
from django.utils import timezone

from contactmomenten.models import Scope
from contactmomenten.toegang.aanroeper import Aanroeper
from contactmomenten.toegang.weigering import Weigering, WeigeringError

SHAPE = re.compile(r"(kcd_[0-9a-z]{8})_[A-Za-z0-9_-]{43}")
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


def make() -> str:
    """A new token."""
    kenmerk = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"kcd_{kenmerk}_{secrets.token_urlsafe(32)}"


def kenmerk_of(token: str) -> str | None:
    """The part that is no secret; None where this is not a token of ours."""
    match = SHAPE.fullmatch(token)
    return match[1] if match else None


def digest_of(token: str) -> str:
    """What is stored of a token.

    A plain hash: of 256 random bits nobody can try them all. Comparing hashes in an index takes no
    longer for a token that is partly right, because its hash is not.
    """
    return sha256(token.encode()).hexdigest()


# One statement finds the token, tells why it may not be used if it may not, and notes that it was
# used, at most once a minute; whoever else notes the same at this moment is not waited for.
_USE = """
    WITH gevonden AS (
        SELECT token.id, token.kenmerk, applicatie.naam, applicatie.scopes,
            CASE
                WHEN token.ingetrokken_op IS NOT NULL THEN 'ingetrokken'
                WHEN token.geldig_tot_en_met < %(vandaag)s THEN 'verlopen'
                WHEN NOT applicatie.actief OR applicatie.geldig_tot_en_met < %(vandaag)s
                    THEN 'applicatie_niet_actief'
            END AS reden
        FROM contactmomenten_token AS token
        JOIN contactmomenten_applicatie AS applicatie ON applicatie.id = token.applicatie_id
        WHERE token.digest = %(digest)s
    ), gebruikt AS (
        UPDATE contactmomenten_token SET laatst_gebruikt_op = now()
        WHERE id = (
            SELECT token.id FROM contactmomenten_token AS token
            JOIN gevonden ON gevonden.id = token.id
            WHERE reden IS NULL
                AND coalesce(laatst_gebruikt_op, '-infinity') <= now() - interval '1 minute'
            FOR NO KEY UPDATE OF token SKIP LOCKED
        )
    )
    SELECT kenmerk, naam, scopes, reden FROM gevonden
"""


def read(token: str) -> Aanroeper:
    """The application whose token this is. One query.

    Raises:
        WeigeringError: no such token, or it or its application may not be used (any more).
    """
    if not SHAPE.fullmatch(token):
        raise WeigeringError(Weigering.ONLEESBAAR)
    with connection.cursor() as cursor:
        cursor.execute(_USE, {"digest": digest_of(token), "vandaag": timezone.localdate()})
        row = cursor.fetchone()
    if row is None:
        raise WeigeringError(Weigering.ONBEKEND)
    kenmerk, applicatie, scopes, reden = row
    if reden:
        raise WeigeringError(Weigering(reden), applicatie=applicatie, kenmerk=kenmerk)
    return Aanroeper(applicatie=applicatie, scopes=frozenset(Scope(name) for name in scopes))
