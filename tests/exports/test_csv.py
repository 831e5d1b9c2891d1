"""CSV, read back as its readers do."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactmomenten.exports.csv_bestand import neutral, parts
from contactmomenten.exports.kolommen import kolommen_of
from contactmomenten.models import Contactmomentdetail, Export
from tests.exports.lastig import LAST, exported, store_moments, store_texts
from tests.exports.tabellen import KOPPEN, Cell, on_the_wall, rows
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db

CSV = Export.Formaat.CSV
FORMAT = "%d-%m-%Y %H:%M:%S"
# Before 1937 clocks stood differently in every city; libraries do not agree how.
STANDARD_TIME = datetime(1940, 1, 1)  # noqa: DTZ001 - of the wall


def read(file: bytes) -> list[list[str]]:
    assert file.startswith(b"\xef\xbb\xbf"), "without a BOM Excel does not read it as UTF-8"
    text = file.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def expected(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return neutral(cell)
        case _:
            return str(cell)


def check_moment(shown: str, moment: datetime) -> None:
    if moment == LAST:
        assert shown.startswith("01-01-10000 00:59:59")
        return
    wall = on_the_wall(moment)
    found = datetime.strptime(shown, FORMAT)  # noqa: DTZ007
    assert abs(found - wall) <= timedelta(minutes=0 if wall >= STANDARD_TIME else 20)


def test_every_cell_of_every_record() -> None:
    store_texts()
    store_moments()

    koppen, *found = read(exported(CSV))

    assert koppen == KOPPEN
    assert len(found) == Contactmomentdetail.objects.count()
    for shown, cells in zip(found, rows(), strict=True):
        for tekst, cell in zip(shown, cells, strict=True):
            if isinstance(cell, datetime):
                check_moment(tekst, cell)
            else:
                assert tekst == expected(cell)


def test_the_notation() -> None:
    """``;`` between cells, CRLF after a row, and absent is not the same as empty."""
    contactmomentdetail(1, vraag='Een "vraag"', specifieke_vraag="", gespreksresultaat=None)
    kolommen = ["startdatum", "gespreksduur", "vraag", "specifiekeVraag", "gespreksresultaat"]

    file = exported(CSV, kolommen=kolommen)

    assert file.decode("utf-8-sig").split("\r\n") == [
        '"Startdatum";"Gespreksduur in seconden";"Vraag";"Specifieke vraag";"Gespreksresultaat"',
        '"03-02-2026 10:18:02";"240";"Een ""vraag""";"";',
        "",
    ]


def test_nothing_to_export_is_a_file_with_headings() -> None:
    assert read(exported(CSV, records=Contactmomentdetail.objects.none())) == [KOPPEN]
    assert read(exported(CSV)) == [KOPPEN]


AWKWARD = st.text(st.sampled_from("aZ9é '\"=+-@;,\r\n\t\0👍＝"), max_size=4)
ROW = st.tuples(st.none() | AWKWARD, st.just("Gewoon") | AWKWARD)


@given(st.lists(ROW, min_size=1, max_size=6))
def test_cells_of_any_texts(texts: list[tuple[str | None, str]]) -> None:
    """Each as it would be on its own, whatever stands in the cells above and beside it."""
    blok: list[Sequence[str | None]] = list(zip(*texts, strict=True))

    written = b"".join(parts([blok], kolommen_of(["vraag", "gespreksresultaat"]))).decode()

    assert written == "".join(f"{on_its_own(one)};{on_its_own(two)}\r\n" for one, two in texts)


def on_its_own(cell: str | None) -> str:
    if cell is None:
        return ""
    return '"' + neutral(cell).replace('"', '""') + '"'
