"""How the admin writes shares and durations."""

import pytest

from contactmomenten.admin.weergave import decimal, seconds, share, shift


@pytest.mark.parametrize(
    ("waarde", "written"),
    [(0.125, "12,5%"), (96 / 763, "12,6%"), (1, "100,0%"), (0, "0,0%"), (0.99999, "100,0%")],
)
def test_a_share_is_rounded(waarde: float, written: str) -> None:
    assert share(waarde) == written


def test_a_share_without_decimals() -> None:
    assert share(0.8, decimals=0) == "80%"
    assert share(0.796, decimals=0) == "80%"


@pytest.mark.parametrize(
    ("waarde", "written"),
    [(1234.56, "1.234,6"), (-1234.5, "−1.234,5"), (-0.04, "0,0"), (1e-9, "0,0")],
)
def test_a_decimal(waarde: float, written: str) -> None:
    assert decimal(waarde) == written


@pytest.mark.parametrize(
    ("verschuiving", "written"),
    [(0.031, "+3,1"), (-0.031, "−3,1"), (0.0001, "0,0"), (-0.0001, "0,0"), (0, "0,0")],
)
def test_a_shift(verschuiving: float, written: str) -> None:
    assert shift(verschuiving) == written


@pytest.mark.parametrize(
    ("duur", "written"),
    [
        (0, "0 s"),
        (59.4, "59 s"),
        (59.6, "1 min 0 s"),
        (252.2, "4 min 12 s"),
        (3600, "1 uur 0 min"),
        (3_723_000, "1.034 uur 10 min"),
    ],
)
def test_a_duration(duur: float, written: str) -> None:
    assert seconds(duur).replace("\N{NO-BREAK SPACE}", " ") == written
