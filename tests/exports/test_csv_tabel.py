"""A small table as CSV."""

import csv
from io import StringIO

from contactmomenten.exports.csv_tabel import csv_tabel


def test_excel_in_the_netherlands_reads_it() -> None:
    found = csv_tabel(["Naam", "Aandeel (%)"], [['Zei "ja"; ook', 12.345], ["é😀", -3], ["", None]])

    assert found.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(found.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows == [
        ["Naam", "Aandeel (%)"],
        ['Zei "ja"; ook', "12,35"],
        ["é😀", "-3"],
        ["", ""],
    ]


def test_a_text_is_no_formula_and_a_negative_number_is_a_number() -> None:
    found = csv_tabel(["=kop"], [["=1+1"], [" @A1"], [-1.5], [0.0], [100.0]]).decode("utf-8-sig")

    assert found.split("\r\n") == [
        '"\'=kop"',
        '"\'=1+1"',
        '"\' @A1"',
        "-1,5",
        "0",
        "100",
        "",
    ]
