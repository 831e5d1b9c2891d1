"""No cell of a file can be taken for a formula."""

import sys

import pytest

from contactmomenten.exports.csv_bestand import neutral


@pytest.mark.parametrize(
    "tekst",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t1",
        "\r1",
        "\n1",
        "\tgewone tekst",
        "=",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(A1)",
        "﹦1+1",
        " =1+1",
        "\u00a0=1+1",
        "\u3000＝1+1",
        "\u200b=1+1",
        "\ufeff=1+1",
        "\u202e=1+1",
        '"=1+1"',
        "'=1+1",
        "\"' \t=1+1",
        "\x0b=1+1",
        "\x1c=1+1",
    ],
)
def test_what_may_be_a_formula_is_a_text(tekst: str) -> None:
    assert neutral(tekst) == f"'{tekst}"


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "a",
        "1",
        "1+1=2",
        "a=b",
        " a",
        "'a",
        '"a" = b',
        "é",
        "(1)",
        "?",
        "👍",
        "#N/A",
        "€ 5",
        "_x",
    ],
)
def test_anything_else_stays_as_it_is(tekst: str) -> None:
    assert neutral(tekst) == tekst


def test_nothing_that_begins_with_a_letter_or_a_digit_may_be_a_formula() -> None:
    """So a line of such cells needs no closer look."""
    for number in range(sys.maxunicode + 1):
        teken = chr(number)
        if teken.isalnum():
            assert neutral(teken) == teken, hex(number)
