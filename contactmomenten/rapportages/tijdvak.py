"""A period of whole days, and the two that it is compared with."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Tijdvak:
    """Whole days here (Europe/Amsterdam), the first and the last included.

    Raises:
        ValueError: the last lies before the first.
    """

    van: date
    tot_en_met: date

    def __post_init__(self) -> None:
        if self.tot_en_met < self.van:
            raise ValueError("Een tijdvak eindigt niet voordat het begint.")

    @property
    def dagen(self) -> int:
        """How many days it has."""
        return (self.tot_en_met - self.van).days + 1

    @property
    def vorige(self) -> Tijdvak | None:
        """The period before it; None where the calendar has none.

        Of whole months as many months, of which no two have the same number of days; otherwise as
        many days.
        """
        if self._is_whole_months:
            first = _add_months(self.van, -self._months)
            return Tijdvak(first, self.van - timedelta(days=1)) if first else None
        if (self.van - date.min).days < self.dagen:
            return None
        return Tijdvak(self.van - timedelta(days=self.dagen), self.van - timedelta(days=1))

    @property
    def vorig_jaar(self) -> Tijdvak | None:
        """The same days of the year before; None where the calendar has none.

        29 February is 28 February there, and the last day of February stays that.
        """
        if self.van.year == date.min.year:
            return None
        last = _year_before(self.tot_en_met)
        if self._is_whole_months:
            last = last.replace(day=monthrange(last.year, last.month)[1])
        return Tijdvak(_year_before(self.van), last)

    @property
    def _is_whole_months(self) -> bool:
        last = self.tot_en_met
        return self.van.day == 1 and last.day == monthrange(last.year, last.month)[1]

    @property
    def _months(self) -> int:
        years = self.tot_en_met.year - self.van.year
        return 12 * years + self.tot_en_met.month - self.van.month + 1


def _add_months(day: date, months: int) -> date | None:
    """The first day of a month, so many months on."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, 1) if year >= date.min.year else None


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, monthrange(day.year - 1, day.month)[1]))
