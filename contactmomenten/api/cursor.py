"""Cursors: a place in a list or in the log, for a caller to give back.

That of a list holds the whole question too, filters included, encrypted: no filter on an employee
or on somebody's words ends up in an address that we make.
"""

import zlib
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import blake2b

import orjson

from contactmomenten.api.telling import Telling
from contactmomenten.models import Wijziging
from contactmomenten.toegang.versleuteling import UnreadableSecretError, decrypt, encrypt

_PURPOSE = b"contactmomenten.api.cursor"  # another one once cursors hold something else


class InvalidCursorError(Exception):
    """It is no cursor that we made."""


class OutdatedCursorError(Exception):
    """We made it, but the log is no longer the one that it is a place in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lijstcursor:
    """Where the next page of a list begins.

    ``query`` is that of the first page; ``value`` and ``id`` are of the record at the edge, which
    is not on the page; ``back`` goes towards the first page. ``few`` and ``telling`` are what the
    page before knew of the records that meet the filters: whether they are few, and how many.
    """

    query: str
    value: datetime
    id: int
    back: bool
    few: bool
    telling: Telling | None

    def write(self) -> str:
        """The cursor as text. It is in an address, so it has to be short."""
        return encrypt(zlib.compress(orjson.dumps(asdict(self))), _PURPOSE)

    @classmethod
    def read(cls, tekst: str) -> "Lijstcursor":
        """The cursor of a text.

        Raises:
            InvalidCursorError: we did not make it, or with a key that is no longer known.
        """
        try:
            stored = orjson.loads(zlib.decompress(decrypt(tekst, _PURPOSE)))
        except UnreadableSecretError:
            raise InvalidCursorError from None
        telling = stored["telling"] and Telling(**stored["telling"])
        value = datetime.fromisoformat(stored["value"])
        return cls(**stored | {"value": value, "telling": telling})


_BEGIN = "0"
_NUMBER_DIGITS, _MARK_DIGITS = 18, 12


def write_logcursor(entry: Wijziging | None) -> str:
    """A place in the log: the last entry that was read, with a mark to recognise it by."""
    return f"{entry.nummer}-{_mark(entry)}" if entry else _BEGIN


def read_logcursor(tekst: str) -> int:
    """The number of the last entry that was read. One query; none for the begin.

    A register that was put back from a backup gives out the same numbers again, for other changes.

    Raises:
        InvalidCursorError: it is no cursor.
        OutdatedCursorError: there is no such entry (any more).
    """
    if tekst == _BEGIN:
        return 0
    nummer, _, mark = tekst.partition("-")
    if not (nummer.isascii() and nummer.isdigit()):
        raise InvalidCursorError
    if len(nummer) > _NUMBER_DIGITS or len(mark) != _MARK_DIGITS:
        raise InvalidCursorError
    entry = Wijziging.objects.filter(nummer=nummer).defer("context").first()
    if entry is None or _mark(entry) != mark:
        raise OutdatedCursorError
    return entry.nummer


def _mark(entry: Wijziging) -> str:
    what = f"{entry.uuid} {entry.soort} {entry.moment.timestamp()}"
    return blake2b(what.encode(), digest_size=_MARK_DIGITS // 2).hexdigest()
