"""XLSX, read back by openpyxl."""

import io
from datetime import datetime, timedelta
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.escape import unescape

from contactmomenten.exports import kolommen_of
from contactmomenten.exports.lezen import Blok
from contactmomenten.exports.xlsx_bestand import parts
from contactmomenten.exports.xlsx_tekst import INGEKORT, shortened
from contactmomenten.models import Contactmomentdetail, Export
from tests.exports.lastig import (
    LAST,
    MOST_CHARACTERS,
    exported,
    start,
    store_moments,
    store_texts,
)
from tests.exports.tabellen import KOPPEN, Cell, on_the_wall, rows
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db

XLSX = Export.Formaat.XLSX
FIRST_DATE = datetime(1900, 3, 1)  # noqa: DTZ001 - of the wall
STANDARD_TIME = datetime(1940, 1, 1)  # noqa: DTZ001


def read(file: bytes) -> Workbook:
    return load_workbook(io.BytesIO(file))


def expected(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return shortened(cell) or None
    return cell


def check_moment(shown: Cell, moment: datetime) -> None:
    if moment == LAST:
        assert shown == "na 31-12-9999"
        return
    wall = on_the_wall(moment)
    if wall < FIRST_DATE:
        assert isinstance(shown, str)
        shown = datetime.strptime(shown, "%d-%m-%Y %H:%M:%S")  # noqa: DTZ007
    assert isinstance(shown, datetime)
    assert abs(shown - wall) <= timedelta(minutes=0 if wall >= STANDARD_TIME else 20)


def test_every_cell_of_every_record() -> None:
    store_texts()
    store_moments()

    (sheet,) = read(exported(XLSX)).worksheets
    koppen, *found = sheet.iter_rows(values_only=True)

    assert list(koppen) == KOPPEN
    assert len(found) == Contactmomentdetail.objects.count()
    for shown, cells in zip(found, rows(), strict=True):
        for value, cell in zip(shown, cells, strict=True):
            if isinstance(cell, datetime):
                check_moment(value, cell)
            else:
                plain = unescape(value) if isinstance(value, str) else value
                assert plain == expected(cell)


def test_no_cell_is_a_formula_or_a_link() -> None:
    store_texts()

    (sheet,) = read(exported(XLSX)).worksheets

    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n", "d"}
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_moments_are_dates_and_durations_are_numbers() -> None:
    contactmomentdetail(1)

    (sheet,) = read(exported(XLSX)).worksheets

    assert (sheet["A2"].is_date, sheet["A2"].number_format) == (True, "dd-mm-yyyy hh:mm:ss")
    assert (sheet["C2"].data_type, sheet["C2"].value) == ("n", 240)


def test_the_headings_stay_in_sight() -> None:
    (sheet,) = read(exported(XLSX)).worksheets

    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["D"].width > 30


def test_columns_that_are_not_asked_for_are_absent() -> None:
    contactmomentdetail(1)

    (sheet,) = read(exported(XLSX, kolommen=["vraag"])).worksheets

    assert [*sheet.iter_rows(values_only=True)] == [("Vraag",), ("Vraag 1",)]


@pytest.mark.parametrize("limit", [{"most_rows": 400}, {"largest_sheet": 50_000}])
def test_what_one_sheet_cannot_hold_is_in_the_next(limit: dict[str, int]) -> None:
    vragen = [f"Vraag {nummer}" for nummer in range(1000)]
    blokken: list[Blok] = [[vragen[:300]], [vragen[300:]]]

    workbook = read(b"".join(parts(blokken, kolommen_of(["vraag"]), **limit)))

    assert workbook.sheetnames[:2] == ["Contactmomentdetails 1", "Contactmomentdetails 2"]
    found = [[*sheet.iter_rows(values_only=True)] for sheet in workbook.worksheets]
    assert all(sheet[0] == ("Vraag",) and len(sheet) > 1 for sheet in found)
    assert [vraag for sheet in found for (vraag,) in sheet[1:]] == vragen
    if "most_rows" in limit:
        assert [len(sheet) for sheet in found] == [400, 400, 203]


def test_a_sheet_that_is_just_full_has_none_after_it() -> None:
    blok: Blok = [["Vraag 1", "Vraag 2", "Vraag 3"]]

    assert len(read(b"".join(parts([blok], kolommen_of(["vraag"]), most_rows=4))).worksheets) == 1


def test_the_archive_needs_no_extension_and_is_whole() -> None:
    """Excel takes an archive that was written in one go for damaged where it uses ZIP64."""
    store_moments()

    archive = ZipFile(io.BytesIO(exported(XLSX)))

    assert archive.testzip() is None
    assert {entry.extract_version for entry in archive.infolist()} == {20}


@pytest.mark.parametrize(
    "tekst",
    ["a" * MOST_CHARACTERS, "👍" * (MOST_CHARACTERS // 2), "\n".join(["regel"] * 254), ""],
)
def test_a_text_that_just_fits_is_whole(tekst: str) -> None:
    assert shortened(tekst) == tekst


@pytest.mark.parametrize(
    "tekst",
    ["a" * (MOST_CHARACTERS + 1), "a" + "👍" * (MOST_CHARACTERS // 2 + 1), "regel\n" * 254],
)
def test_a_text_that_does_not_fit_says_that_it_was_cut_off(tekst: str) -> None:
    short = shortened(tekst)

    assert short.endswith(INGEKORT)
    assert tekst.startswith(short.removesuffix(INGEKORT))
    assert len(short.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert short.count("\n") < 254


def test_a_file_that_is_broken_off_cannot_be_opened() -> None:
    """So that nobody takes it for all there is."""
    for nummer in range(5):
        contactmomentdetail(nummer)
    uitvoer = start(XLSX)
    begin = next(uitvoer)
    uitvoer.close()

    assert begin.startswith(b"PK")
    with pytest.raises(Exception, match="not a zip file"):
        read(begin)
