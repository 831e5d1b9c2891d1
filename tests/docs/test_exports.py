"""docs/exports.md is the contract of a file."""

import re

from contactmomenten.exports import KOLOMMEN, MOST_AT_ONCE
from contactmomenten.exports.kolommen import in_table
from contactmomenten.exports.lezen import LONGEST_EXPORT
from contactmomenten.exports.tabel import tabelkolommen
from contactmomenten.exports.xlsx_bestand import MOST_ROWS
from contactmomenten.exports.xlsx_tekst import LONGEST_TEXT, MOST_LINES
from tests.conftest import ROOT

HANDBOOK = (ROOT / "docs/exports.md").read_text()


def test_every_column_and_no_other_in_the_order_of_a_table() -> None:
    described = re.findall(r"^\| ([^|]+) \| `(\w+)` \| .* \|$", HANDBOOK, re.MULTILINE)

    kolommen = in_table(KOLOMMEN)
    assert described == [
        (", ".join(cell.kop for cell in tabelkolommen([kolom])), kolom.naam) for kolom in kolommen
    ]


def test_the_limits() -> None:
    def dutch(number: int) -> str:
        return f"{number:,}".replace(",", ".")

    assert f"hoogstens {MOST_AT_ONCE} exports tegelijk" in HANDBOOK
    assert f"hoogstens {dutch(MOST_ROWS)} rijen" in HANDBOOK
    assert f"hoogstens {dutch(LONGEST_TEXT)} tekens en {MOST_LINES} regels" in HANDBOOK
    assert ("hoogstens een uur" in HANDBOOK) == (LONGEST_EXPORT == "1h")
