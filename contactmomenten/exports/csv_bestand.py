"""CSV as Excel in the Netherlands opens it at a double click: UTF-8 with BOM, ``;`` and CRLF.

Every cell is between quotes. What is absent is nothing at all, where an empty text is ``""``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast
from unicodedata import normalize

from contactmomenten.exports.bestand import ONVOLLEDIG, Bestandssoort, in_parts
from contactmomenten.exports.kolommen import Kolom, Soort, in_table
from contactmomenten.exports.lezen import Row
from contactmomenten.exports.notaties import DUTCH
from contactmomenten.exports.tabel import tabelkolommen, tabelrijen

_BOM = "\ufeff"
_END = "\r\n"

# What a spreadsheet skips before it looks whether a cell is a formula: white space, quotes, and
# characters that cannot be seen.
_SKIPPED = re.compile("\\A[\\s\"'`\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_FORMULA = frozenset("=+-@")
_CONTROL = frozenset("\t\r\n")
_ABSENT = "\0"  # PostgreSQL holds any character but this


def neutral(tekst: str) -> str:
    """A text that no spreadsheet takes for a formula: with ``'`` before it, where it could be one.

    Anybody may have written the text, and a formula in it could send the rest of the sheet away.

    >>> neutral("=1+1"), neutral("1+1=2")
    ("'=1+1", '1+1=2')
    """
    # Excel reads the wide and the small "=" of Asian scripts as the plain one.
    meant = normalize("NFKC", _SKIPPED.sub("", tekst)[:1])[:1]
    return f"'{tekst}" if tekst[:1] in _CONTROL or meant in _FORMULA else tekst


def koppen(kolommen: Sequence[Kolom]) -> bytes:
    """The line with the headings."""
    return (_BOM + _line([kolom.kop for kolom in tabelkolommen(kolommen)], ())).encode()


def parts(rows: Iterable[Row], kolommen: Sequence[Kolom]) -> Iterator[bytes]:
    """A line for each row."""
    yield from in_parts(_lines(rows, kolommen))


def _lines(rows: Iterable[Row], kolommen: Sequence[Kolom]) -> Iterator[bytes]:
    kinds = [kolom.soort for kolom in tabelkolommen(kolommen)]
    numbers = [place for place, soort in enumerate(kinds) if soort is Soort.GETAL]
    texts = [place for place, soort in enumerate(kinds) if soort is Soort.TEKST]
    for cells in tabelrijen(rows, kolommen):
        for place in numbers:
            if cells[place] is not None:
                cells[place] = str(cells[place])
        yield _line(cells, texts).encode()


def _line(cells: list[str | None], texts: Sequence[int]) -> str:
    """A line of these cells; ``texts`` are the places of those that anybody may have written."""
    if None in cells:
        cells = [_ABSENT if cell is None else cell for cell in cells]
    filled = cast(list[str], cells)
    line = '";"'.join(filled)
    # All at once, because that takes a fraction of the time; hardly any line needs more. What
    # begins with a letter or a digit is no formula.
    begins = "".join([filled[place][:1] for place in texts]).replace(_ABSENT, "")
    if not begins.isalnum() or line.count('"') != 2 * (len(filled) - 1):
        line = '";"'.join([neutral(tekst).replace('"', '""') for tekst in filled])
    line = f'"{line}"{_END}'
    return line.replace(f'"{_ABSENT}"', "") if _ABSENT in line else line


CSV = Bestandssoort(
    media_type="text/csv",
    parameters="; charset=utf-8; header=present",
    parameters_without_koppen="; charset=utf-8; header=absent",
    notatie=DUTCH,
    order=in_table,
    koppen=koppen,
    parts=parts,
    onvolledig=_line([ONVOLLEDIG], ()).encode(),
)
