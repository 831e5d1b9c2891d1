"""A period and the two that it is compared with."""

from datetime import date

import pytest

from contactmomenten.rapportages import Tijdvak


def days(text: str) -> Tijdvak:
    """``2026-03-01 2026-03-31``."""
    return Tijdvak(*map(date.fromisoformat, text.split()))


@pytest.mark.parametrize(
    ("tijdvak", "vorige", "vorig_jaar"),
    [
        ("2026-03-03 2026-03-03", "2026-03-02 2026-03-02", "2025-03-03 2025-03-03"),
        ("2026-03-02 2026-03-08", "2026-02-23 2026-03-01", "2025-03-02 2025-03-08"),
        # Whole months: February has fewer days, and the whole of it counts.
        ("2026-03-01 2026-03-31", "2026-02-01 2026-02-28", "2025-03-01 2025-03-31"),
        ("2025-02-01 2025-02-28", "2025-01-01 2025-01-31", "2024-02-01 2024-02-29"),
        ("2024-02-01 2024-02-29", "2024-01-01 2024-01-31", "2023-02-01 2023-02-28"),
        ("2026-01-01 2026-03-31", "2025-10-01 2025-12-31", "2025-01-01 2025-03-31"),
        ("2026-01-01 2026-12-31", "2025-01-01 2025-12-31", "2025-01-01 2025-12-31"),
        # No whole months.
        ("2024-02-29 2024-02-29", "2024-02-28 2024-02-28", "2023-02-28 2023-02-28"),
        ("2026-01-01 2026-03-30", "2025-10-04 2025-12-31", "2025-01-01 2025-03-30"),
        # The calendar ends.
        ("0001-02-01 0001-02-28", "0001-01-01 0001-01-31", None),
        ("0001-01-01 0001-01-31", None, None),
        ("0001-01-02 0001-01-03", None, None),
        ("0001-01-03 0001-01-04", "0001-01-01 0001-01-02", None),
        ("0001-01-01 9999-12-31", None, None),
    ],
)
def test_what_it_is_compared_with(tijdvak: str, vorige: str | None, vorig_jaar: str | None) -> None:
    assert days(tijdvak).vorige == (days(vorige) if vorige else None)
    assert days(tijdvak).vorig_jaar == (days(vorig_jaar) if vorig_jaar else None)


def test_it_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="eindigt niet"):
        days("2026-03-02 2026-03-01")
