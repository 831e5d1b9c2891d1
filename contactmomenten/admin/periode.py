"""Periods that have a name, and move along with the calendar: ``vorige-maand`` and the like."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils import timezone

Dagen = tuple[date, date]  # the first and the last day


class Periode(TextChoices):
    """The periods; a week begins on Monday."""

    VANDAAG = "vandaag", "vandaag"
    GISTEREN = "gisteren", "gisteren"
    DEZE_WEEK = "deze-week", "deze week"
    VORIGE_WEEK = "vorige-week", "vorige week"
    DEZE_MAAND = "deze-maand", "deze maand"
    VORIGE_MAAND = "vorige-maand", "vorige maand"
    DIT_JAAR = "dit-jaar", "dit jaar"
    VORIG_JAAR = "vorig-jaar", "vorig jaar"

    def days(self, vandaag: date | None = None) -> Dagen:
        """The days of the period, whole, seen from today here."""
        return _DAYS[self](vandaag or timezone.localdate())


def _day(day: date) -> Dagen:
    return day, day


def _week(day: date) -> Dagen:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _month(day: date) -> Dagen:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _year(year: int) -> Dagen:
    return date(year, 1, 1), date(year, 12, 31)


_DAYS: dict[Periode, Callable[[date], Dagen]] = {
    Periode.VANDAAG: _day,
    Periode.GISTEREN: lambda vandaag: _day(vandaag - timedelta(days=1)),
    Periode.DEZE_WEEK: _week,
    Periode.VORIGE_WEEK: lambda vandaag: _week(vandaag - timedelta(days=7)),
    Periode.DEZE_MAAND: _month,
    Periode.VORIGE_MAAND: lambda vandaag: _month(vandaag.replace(day=1) - timedelta(days=1)),
    Periode.DIT_JAAR: lambda vandaag: _year(vandaag.year),
    Periode.VORIG_JAAR: lambda vandaag: _year(vandaag.year - 1),
}
