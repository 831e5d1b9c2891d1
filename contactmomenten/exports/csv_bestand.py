"""CSV as Excel in the Netherlands opens it at a double click: UTF-8 with BOM, ``;`` and CRLF.

Texts are always between quotes; what is absent is nothing at all, where an empty text is ``""``.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from unicodedata import normalize

from contactmomenten.exports.bestand import ONVOLLEDIG, Bestandssoort, in_parts
from contactmomenten.exports.kolommen import Kolom, Soort, in_table
from contactmomenten.exports.lezen import Row
from contactmomenten.exports.notaties import dutch_text
from contactmomenten.exports.tabel import tabelkolommen, tabelrijen

_BOM = "\ufeff"
_END = "\r\n"

# What a spreadsheet skips before it looks whether a cell is a formula: white space, quotes, and
# characters that cannot be seen.
_SKIPPED = re.compile("\\A[\\s\"'`\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_FORMULA = frozenset("=+-@")
_CONTROL = frozenset("\t\r\n")


def neutral(tekst: str) -> str:
    """A text that no spreadsheet takes for a formula: with ``'`` before it, where it could be one.

    Anybody may have written the text, and a formula in it could send the rest of the sheet away.

    >>> neutral("=1+1"), neutral("1+1=2")
    ("'=1+1", '1+1=2')
    """
    # Excel reads the wide and the small "=" of Asian scripts as the plain one.
    meant = normalize("NFKC", _SKIPPED.sub("", tekst)[:1])[:1]
    return f"'{tekst}" if tekst[:1] in _CONTROL or meant in _FORMULA else tekst


def parts(rows: Iterable[Row], kolommen: Sequence[Kolom]) -> Iterator[bytes]:
    """The headings, and a line for each row."""
    table = tabelkolommen(kolommen)
    yield (_BOM + ";".join([_quoted(kolom.kop) for kolom in table]) + _END).encode()
    write = [_quoted if kolom.soort is Soort.TEKST else str for kolom in table]
    yield from in_parts(_line(row, write).encode() for row in tabelrijen(rows, kolommen))


def _line(row: Row, write: Sequence[Callable[[Any], str]]) -> str:
    cells = ["" if cell is None else to(cell) for cell, to in zip(row, write, strict=True)]
    return ";".join(cells) + _END


def _quoted(tekst: str) -> str:
    if tekst[:1].isalnum() and '"' not in tekst:  # nearly all
        return f'"{tekst}"'
    return '"' + neutral(tekst).replace('"', '""') + '"'


CSV = Bestandssoort(
    media_type="text/csv; charset=utf-8; header=present",
    notatie=dutch_text,
    order=in_table,
    parts=parts,
    onvolledig=f"{_quoted(ONVOLLEDIG)}{_END}".encode(),
)
