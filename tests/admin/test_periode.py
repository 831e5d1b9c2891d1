"""Periods with a name, on days that are special."""

from datetime import date

import pytest

from contactmomenten.admin.periode import Periode


@pytest.mark.parametrize(
    ("vandaag", "periode", "first", "last"),
    [
        ("2026-03-01", Periode.VANDAAG, "2026-03-01", "2026-03-01"),
        ("2026-03-01", Periode.GISTEREN, "2026-02-28", "2026-02-28"),
        ("2028-03-01", Periode.GISTEREN, "2028-02-29", "2028-02-29"),
        ("2026-03-01", Periode.DEZE_WEEK, "2026-02-23", "2026-03-01"),  # a Sunday
        ("2026-03-02", Periode.DEZE_WEEK, "2026-03-02", "2026-03-08"),  # a Monday
        ("2027-01-01", Periode.VORIGE_WEEK, "2026-12-21", "2026-12-27"),
        ("2026-02-28", Periode.DEZE_MAAND, "2026-02-01", "2026-02-28"),
        ("2028-02-01", Periode.DEZE_MAAND, "2028-02-01", "2028-02-29"),
        ("2026-03-31", Periode.VORIGE_MAAND, "2026-02-01", "2026-02-28"),
        ("2026-01-15", Periode.VORIGE_MAAND, "2025-12-01", "2025-12-31"),
        ("2026-12-31", Periode.DIT_JAAR, "2026-01-01", "2026-12-31"),
        ("2028-02-29", Periode.VORIG_JAAR, "2027-01-01", "2027-12-31"),
    ],
)
def test_a_period(vandaag: str, periode: Periode, first: str, last: str) -> None:
    expected = (date.fromisoformat(first), date.fromisoformat(last))

    assert periode.days(date.fromisoformat(vandaag)) == expected
