"""CSV as Excel in the Netherlands opens it at a double click: UTF-8 with BOM, ``;`` and CRLF.

Every cell is between quotes. What is absent is nothing at all, where an empty text is ``""``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import cast
from unicodedata import normalize

from contactmomenten.exports.bestand import ONVOLLEDIG, Bestandssoort, in_parts
from contactmomenten.exports.kolommen import Kolom, Soort, in_table
from contactmomenten.exports.lezen import Blok, Kolomwaarden
from contactmomenten.exports.notaties import DUTCH
from contactmomenten.exports.tabel import in_cells, tabelkolommen

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


def in_quotes(tekst: str) -> str:
    """A text as a cell."""
    return '"{}"'.format(neutral(tekst).replace('"', '""'))


def koppen(kolommen: Sequence[Kolom]) -> bytes:
    """The line with the headings."""
    cells = [in_quotes(kolom.kop) for kolom in tabelkolommen(kolommen)]
    return (_BOM + ";".join(cells) + _END).encode()


def parts(blokken: Iterable[Blok], kolommen: Sequence[Kolom]) -> Iterator[bytes]:
    """A line for each row."""
    free = [kolom.soort is Soort.TEKST for kolom in tabelkolommen(kolommen)]
    yield from in_parts(_lines(cells, free) for cells in in_cells(blokken, kolommen))


def _lines(cells: Blok, free: Sequence[bool]) -> bytes:
    """The lines of these rows. ``free``: of each column, whether anybody may have written it."""
    pieces: list[Iterable[str]] = []  # of each line, from left to right
    between = ""
    for column, is_free in zip(cells, free, strict=True):
        if None in column or (is_free and not _need_only_quotes(column)):
            pieces += repeat(between), _in_quotes(column)
            between = ";"
        else:
            pieces += repeat(f'{between}"'), cast(Sequence[str], column)
            between = '";'
    pieces.append(repeat(between[:-1] + _END))
    return "".join(map("".join, zip(*pieces, strict=False))).encode()


def _need_only_quotes(column: Kolomwaarden) -> bool:
    """Whether these cells have no quotes in them, and are no formulas, as is most often so.

    What begins with a letter or a digit is no formula.
    """
    filled = cast(Sequence[str], column)
    begins = "".join([cell[:1] for cell in filled])
    return begins.isalnum() and len(begins) == len(filled) and '"' not in "".join(filled)


def _in_quotes(column: Kolomwaarden) -> list[str]:
    return [
        ""
        if cell is None
        else f'"{cell}"'
        if cell[:1].isalnum() and '"' not in cell
        else in_quotes(cell)
        for cell in column
    ]


CSV = Bestandssoort(
    media_type="text/csv",
    parameters="; charset=utf-8; header=present",
    parameters_without_koppen="; charset=utf-8; header=absent",
    notatie=DUTCH,
    order=in_table,
    koppen=koppen,
    parts=parts,
    onvolledig=(in_quotes(ONVOLLEDIG) + _END).encode(),
)
