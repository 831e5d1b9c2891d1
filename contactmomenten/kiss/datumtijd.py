"""Date-times as KISS reads and writes them (contract sections 1 to 3)."""

import re
from datetime import UTC, datetime, timedelta, timezone

# ISO 8601, extended, as the JSON library of KISS takes it. More digits than microseconds are cut.
_ISO_8601 = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,16}))?)?(?:(Z)|([+-])(\d\d)(?::(\d\d))?)?)?",
    re.ASCII,
)
_LARGEST_OFFSET = timedelta(hours=14)
_SECONDS_IN_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
# What a description asks for. `read` takes more.
BESCHREVEN = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,16})?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)$"
PERIODEGRENS = f"^{_SECONDS_IN_UTC.pattern}$"


def read(tekst: str) -> datetime:
    """The instant that an ISO 8601 text means, in UTC; without an offset it is taken as UTC.

    Raises:
        ValueError: it is no date-time, or not within the years 1 to 9999 in UTC.
    """
    match = _ISO_8601.fullmatch(tekst)
    if match is None:
        raise ValueError
    *parts, fraction, _zulu, sign, hours, minutes = match.groups()
    numbers = [int(part or 0) for part in parts]
    microseconds = int((fraction or "").ljust(6, "0")[:6])
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    if offset > _LARGEST_OFFSET or int(minutes or 0) > 59:
        raise ValueError
    zone = timezone(-offset if sign == "-" else offset)
    try:
        year, month, day, hour, minute, second = numbers
        local = datetime(year, month, day, hour, minute, second, microseconds, tzinfo=zone)
        return local.astimezone(UTC)
    except OverflowError:
        raise ValueError from None


def read_periodegrens(tekst: str) -> datetime:
    """The instant of ``from`` or ``to``, in exactly the notation ``yyyy-MM-ddTHH:mm:ssZ``.

    Raises:
        ValueError: any other notation, or no such moment.
    """
    if not _SECONDS_IN_UTC.fullmatch(tekst):
        raise ValueError
    return read(tekst)


def write(moment: datetime) -> str:
    """An instant as KISS writes it: offset ``+00:00``, no more decimals than needed.

    >>> write(datetime(2026, 2, 3, 9, 17, 2, 40_000, tzinfo=UTC))
    '2026-02-03T09:17:02.04+00:00'
    """
    tekst = moment.astimezone(UTC).isoformat()
    if moment.microsecond:
        tekst = tekst[:26].rstrip("0") + "+00:00"
    return tekst
