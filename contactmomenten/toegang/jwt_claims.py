"""What reading a JSON Web Token takes, whoever signed it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import jwt

from contactmomenten.toegang.weigering import Weigering, WeigeringError

LEEWAY = 300  # seconds that KISS allows on exp and nbf (contract section 5)
LONGEST_NAME = 254  # characters; the longest e-mail address (RFC 5321)

_REASONS: tuple[tuple[type[Exception], Weigering], ...] = (
    (jwt.ExpiredSignatureError, Weigering.VERLOPEN),
    (jwt.ImmatureSignatureError, Weigering.NOG_NIET_GELDIG),
    (jwt.InvalidIssuerError, Weigering.UITGEVER),
    (jwt.InvalidAudienceError, Weigering.BESTEMMING),
    (jwt.InvalidSignatureError, Weigering.HANDTEKENING),
    (jwt.MissingRequiredClaimError, Weigering.CLAIM),
    # What a token with odd JSON in it can raise besides PyJWT's own errors.
    (jwt.PyJWTError, Weigering.ONLEESBAAR),
    (ValueError, Weigering.ONLEESBAAR),
    (TypeError, Weigering.ONLEESBAAR),
    (OverflowError, Weigering.ONLEESBAAR),
    (RecursionError, Weigering.ONLEESBAAR),
)


@contextmanager
def refusals_of_jwt() -> Iterator[None]:
    """Turn whatever a bad token makes PyJWT raise into a `WeigeringError`."""
    try:
        yield
    except tuple(kind for kind, _ in _REASONS) as error:
        reason = next(reason for kind, reason in _REASONS if isinstance(error, kind))
        raise WeigeringError(reason) from None


def readable_name(claim: Any) -> str | None:
    """A claim that names somebody, if it can be kept and shown."""
    readable = isinstance(claim, str) and claim.isprintable() and claim.strip()
    return claim if readable and len(claim) <= LONGEST_NAME else None
