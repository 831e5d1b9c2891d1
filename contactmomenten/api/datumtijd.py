"""Date-times of the API: RFC 3339, any offset on the way in, ``Z`` on the way out."""

import re
from datetime import UTC, datetime

from django.db.models import CharField, Func

ONGELDIG = "Dit moet een datum en tijd met een tijdzone zijn, zoals 2026-02-03T09:17:02.044Z."
_RFC_3339 = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d+))?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)


def read(tekst: str) -> datetime:
    """The instant that an RFC 3339 text means, in UTC. More digits than microseconds are cut.

    Raises:
        ValueError: it is no date-time with an offset, or not within the years 1 to 9999 in UTC.
    """
    match = _RFC_3339.fullmatch(tekst)
    if match is None:
        raise ValueError
    date, time, fraction, offset = match.groups()
    microseconds = (fraction or "")[:6].ljust(6, "0")
    try:
        local = datetime.fromisoformat(f"{date}T{time}.{microseconds}{offset.upper()}")
        return local.astimezone(UTC)
    except OverflowError:
        raise ValueError from None


def write(moment: datetime) -> str:
    """An instant in UTC, with no more decimals than needed.

    >>> write(datetime(2026, 2, 3, 9, 17, 2, 40_000, tzinfo=UTC))
    '2026-02-03T09:17:02.04Z'
    """
    tekst = moment.astimezone(UTC).isoformat().removesuffix("+00:00")
    return f"{tekst.rstrip('0') if moment.microsecond else tekst}Z"


class Zulu(Func):
    """A moment as the text that `write` makes, made by PostgreSQL.

    It is much faster at it. The time zone of the session is UTC, as Django sets it.
    """

    template = "left(to_json(%(expressions)s) #>> '{}', -6) || 'Z'"
    output_field = CharField()
