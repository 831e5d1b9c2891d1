"""Texts in a cell of a workbook: what XML and Excel can hold."""

import re
from collections.abc import Sequence

LONGEST_TEXT = 32_767  # of a cell, in units of UTF-16
MOST_LINES = 254  # of a cell
INGEKORT = "… (ingekort: in CSV en NDJSON staat de hele tekst)"

# Characters that XML cannot hold, a CR, which it would read as a line feed, and what looks like the
# notation for these (ECMA-376, ST_Xstring).
_CONTROL = bytes({*range(1, 32)} - {*b"\t\n"})
_SPECIAL = re.compile("[\x01-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_BETWEEN = "\0"  # PostgreSQL holds any character but this


def cell_texts(cells: Sequence[str | None]) -> list[str]:
    """Cells as they stand in the XML; "" for None.

    All at once, because that takes a fraction of the time.

    >>> cell_texts(["<a>", "1", None, "a" + chr(7), "_x0007_"])
    ['&lt;a&gt;', '1', '', 'a_x0007_', '_x005F_x0007_']
    """
    texts = [cell or "" for cell in cells]
    joined = _BETWEEN.join(texts)
    if len(joined) > LONGEST_TEXT // 2 or joined.count("\n") >= MOST_LINES:
        joined = _BETWEEN.join(map(shortened, texts))
    joined = joined.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if _has_special(joined):
        joined = _SPECIAL.sub(lambda match: f"_x{ord(match[0]):04X}_", joined)
    return joined.split(_BETWEEN)


def _has_special(tekst: str) -> bool:
    """Whether `_SPECIAL` may be in it; fast, because it hardly ever is."""
    raw = tekst.encode()
    return (
        raw.translate(None, _CONTROL) != raw
        or "_x" in tekst
        or "\ufffe" in tekst
        or "\uffff" in tekst
    )


def shortened(tekst: str) -> str:
    """A text that fits in a cell: cut off where it is too long, and saying so."""
    lines = tekst.split("\n", MOST_LINES)
    many = len(lines) > MOST_LINES
    units = ("\n".join([*lines[: MOST_LINES - 1], ""]) if many else tekst).encode("utf-16-le")
    if len(units) <= LONGEST_TEXT * 2 and not many:
        return tekst
    # Half a character at the end is left out.
    return units[: (LONGEST_TEXT - len(INGEKORT)) * 2].decode("utf-16-le", "ignore") + INGEKORT
