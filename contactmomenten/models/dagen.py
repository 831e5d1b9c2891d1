"""Days as people here know them, as a condition on a moment."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone

ZONE = "Europe/Amsterdam"


def on_days(field: str, van: date | None, tot_en_met: date | None) -> Q:
    """That a moment is on these days here, both included; None leaves that side open."""
    condition = Q() if van is None else Q((f"{field}__gte", _begin_of(van)))
    if tot_en_met is not None and tot_en_met != date.max:
        condition &= Q((f"{field}__lt", _begin_of(tot_en_met + timedelta(days=1))))
    return condition


def stretches(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """The first and the last of each row of days that follow on each other; they are in order."""
    stretch: tuple[date, date] | None = None
    for day in days:
        if stretch and day - stretch[1] <= timedelta(days=1):
            stretch = stretch[0], day
            continue
        if stretch:
            yield stretch
        stretch = day, day
    if stretch:
        yield stretch


def gaps(van: date, tot_en_met: date, days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """The stretches between two days, both included, that are not among days that are in order."""
    for first, last in stretches(days):
        if van < first:
            yield van, first - timedelta(days=1)
        if last >= tot_en_met:
            return
        van = last + timedelta(days=1)
    yield van, tot_en_met


def of_days(field: str, days: Iterable[date]) -> Q:
    """That a moment is on one of these days here, which are in order."""
    conditions = [on_days(field, first, last) for first, last in stretches(days)]
    return reduce(or_, conditions) if conditions else Q(pk__in=[])


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def sql_day_of(moment: str) -> str:
    """SQL: the day here of a moment; what is past the calendar by then, is its last day."""
    return f"least(({moment} AT TIME ZONE '{ZONE}')::date, date '9999-12-31')"
