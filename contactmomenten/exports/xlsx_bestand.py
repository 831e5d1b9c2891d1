"""XLSX, sent while it is made.

XlsxWriter makes everything but the rows: an empty workbook, with its headings. The rows go in
between as they come. XlsxWriter itself could write them too, but sends nothing before it has all of
them on disk, and takes many times as long (docs/besluiten/0008).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from contactmomenten.exports.bestand import PART, Bestandssoort
from contactmomenten.exports.kolommen import Kolom, Soort, in_table
from contactmomenten.exports.lezen import Blok, Kolomwaarden
from contactmomenten.exports.notaties import IN_SECONDS
from contactmomenten.exports.tabel import Tabelkolom, in_cells, tabelkolommen
from contactmomenten.exports.xlsx_tekst import cell_texts

MOST_ROWS = 1_048_576  # of a sheet, with the headings
# Bytes of a sheet before it is compressed. From 2 GiB on, the archive needs extensions of its
# format that Excel does not read from a file that was written in one go.
LARGEST_SHEET = 1536 * 1024**2

_WIDTHS = {Soort.TEKST: 40, Soort.KENMERK: 40, Soort.GETAL: 14, Soort.MOMENT: 19}
_MOMENT_FORMAT = "dd-mm-yyyy hh:mm:ss"
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - local time, as in the cells
# What stands around the text of a cell, after the number of its row.
_TEXT = ('" t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>")
_DAY = 86400
_EPOCH_IN_DAYS = 25569  # Excel counts days; 1 is 1 January 1900
# Before this day Excel counts a day too many, and after the year 9999 it has no dates.
_FIRST = (datetime(1900, 3, 1) - _EPOCH) // timedelta(seconds=1)  # noqa: DTZ001
_LAST = (datetime(9999, 12, 31, 23, 59, 59) - _EPOCH) // timedelta(seconds=1)  # noqa: DTZ001


def parts(
    blokken: Iterable[Blok],
    kolommen: Sequence[Kolom],
    *,
    most_rows: int = MOST_ROWS,
    largest_sheet: int = LARGEST_SHEET,
) -> Iterator[bytes]:
    """The file. What one sheet cannot hold goes on in the next."""
    with closing(_Workbook(tabelkolommen(kolommen))) as workbook:
        workbook.begin_sheet()
        yield workbook.take()
        rows = (row for cells in in_cells(blokken, kolommen) for row in zip(*cells, strict=True))
        for row in rows:
            if workbook.rows == most_rows or workbook.size > largest_sheet:
                workbook.end_sheet()
                workbook.begin_sheet()
            workbook.add(row)
            if workbook.ready >= PART:
                yield workbook.take()
        workbook.end_sheet()
        workbook.add_frame()
        workbook.close()
        yield workbook.take()


class _Outlet:
    """What the archive is written to; it cannot go back in it."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, data: bytes) -> int:
        self.waiting += data
        return len(data)

    def flush(self) -> None:
        pass


class _Workbook:
    """A workbook in the making."""

    def __init__(self, table: Sequence[Tabelkolom]) -> None:
        self.table = table
        self.outlet = _Outlet()
        # Level 1: a file that is 15% larger, in a third of the time.
        self.archive = ZipFile(cast(Any, self.outlet), "w", ZIP_DEFLATED, compresslevel=1)
        self.sheets = self.rows = self.size = 0
        self._waiting: list[str] = []
        self._begins = [f'<c r="{xl_col_to_name(place)}' for place in range(len(table))]
        self._moments = [place for place, kolom in enumerate(table) if kolom.soort is Soort.MOMENT]

    @property
    def ready(self) -> int:
        """How many bytes can be taken."""
        return len(self.outlet.waiting)

    def take(self) -> bytes:
        """What there is of the file after what was taken already."""
        part = bytes(self.outlet.waiting)
        self.outlet.waiting.clear()
        return part

    def begin_sheet(self) -> None:
        """Begin a sheet, with its headings."""
        self.sheets += 1
        name = _name(self.sheets)
        sheet = re.sub("<dimension [^>]*>", "", _frame(self.table, self.sheets)[name].decode())
        head, self._tail = re.split("(?=</sheetData>)", sheet)
        style = re.search(r'<col [^>]*style="(\d+)"', head)
        xml = {
            Soort.TEKST: _TEXT,
            Soort.KENMERK: _TEXT,
            Soort.GETAL: ('"><v>', "</v></c>"),
            Soort.MOMENT: (f'" s="{style[1] if style else 0}"><v>', "</v></c>"),
        }
        self._xml = [xml[kolom.soort] for kolom in self.table]
        self.rows, self.size = 1, 0
        self._sheet = self.archive.open(name, "w")
        self._waiting = [head]
        self._write()

    def add(self, row: Kolomwaarden) -> None:
        """Add a row to the sheet."""
        self.rows += 1
        xml, values = self._xml, [*row]
        for place in self._moments:
            seconds = int(cast(str, row[place]))
            if _FIRST <= seconds <= _LAST:
                values[place] = str(seconds / _DAY + _EPOCH_IN_DAYS)
            else:
                values[place] = _moment_as_text(seconds)
                xml = [*xml[:place], _TEXT, *xml[place + 1 :]]
        cells = [
            f"{begin}{self.rows}{before}{text}{after}"
            for begin, (before, after), text in zip(
                self._begins, xml, cell_texts(values), strict=True
            )
            if text
        ]
        self._waiting.append(f'<row r="{self.rows}">{"".join(cells)}</row>')
        if len(self._waiting) == 64:  # at once: compressing row by row takes longer
            self._write()

    def end_sheet(self) -> None:
        """End the sheet."""
        self._waiting.append(self._tail)
        self._write()
        self._sheet.close()

    def add_frame(self) -> None:
        """Add what a workbook has besides its sheets."""
        for name, content in _frame(self.table, self.sheets).items():
            if not name.startswith("xl/worksheets/"):
                self.archive.writestr(name, content)

    def close(self) -> None:
        """End the archive, whatever there is in it."""
        self._sheet.close()
        self.archive.close()

    def _write(self) -> None:
        xml = "".join(self._waiting).encode()
        self._waiting.clear()
        self.size += len(xml)
        self._sheet.write(xml)


def _moment_as_text(seconds: int) -> str:
    """A moment that no cell can hold as one."""
    try:
        moment = _EPOCH + timedelta(seconds=seconds)
    except OverflowError:  # in the last hour of the calendar, in UTC
        return "na 31-12-9999"
    return f"{moment:%d-%m-}{moment.year:04d}{moment: %H:%M:%S}"


def _name(sheet: int) -> str:
    return f"xl/worksheets/sheet{sheet}.xml"


def _frame(table: Sequence[Tabelkolom], sheets: int) -> dict[str, bytes]:
    """A workbook with headings and no rows, as the files of its archive."""
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": "Contactmomentdetails"})
        heading = workbook.add_format({"bold": True})
        moment = workbook.add_format({"num_format": _MOMENT_FORMAT})
        for number in range(sheets):
            sheet = workbook.add_worksheet(f"Contactmomentdetails {number + 1}")
            sheet.freeze_panes(1, 0)
            for place, kolom in enumerate(table):
                style = moment if kolom.soort is Soort.MOMENT else None
                sheet.set_column(place, place, _WIDTHS[kolom.soort], style)
                sheet.write_string(0, place, kolom.kop, heading)
    with ZipFile(memory) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


XLSX = Bestandssoort(
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    notatie=IN_SECONDS,
    order=in_table,
    compressible=False,
    parts=parts,
    onvolledig=b"",  # nothing opens a workbook without its end
)
