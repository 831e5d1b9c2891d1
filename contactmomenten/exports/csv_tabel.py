"""A small table as CSV, written as `csv_bestand` writes the records: for Excel in the Netherlands.

Texts stand between quotes and are no formulas; numbers stand bare, with a decimal comma.
"""

from collections.abc import Iterable, Sequence

from contactmomenten.exports.csv_bestand import in_quotes

Waarde = str | int | float | None

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"


def csv_tabel(koppen: Sequence[str], rijen: Iterable[Sequence[Waarde]]) -> bytes:
    """The headings and the rows; None is an empty cell. Numbers have at most two decimals.

    >>> csv_tabel(["Naam", "Aandeel"], [["=A1", 12.345]]).decode("utf-8-sig")
    '"Naam";"Aandeel"\\r\\n"\\'=A1";12,35\\r\\n'
    """
    lines = [";".join(map(_cell, rij)) + "\r\n" for rij in (koppen, *rijen)]
    return ("\ufeff" + "".join(lines)).encode()


def _cell(waarde: Waarde) -> str:
    if waarde is None:
        return ""
    if isinstance(waarde, str):
        return in_quotes(waarde)
    if isinstance(waarde, int):
        return str(waarde)
    return f"{waarde:.2f}".rstrip("0").rstrip(".").replace(".", ",")
