"""Days as people here know them, as a condition on a moment."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone


def on_days(field: str, van: date | None, tot_en_met: date | None) -> Q:
    """That a moment is on these days here, both included; None leaves that side open."""
    condition = Q() if van is None else Q((f"{field}__gte", _begin_of(van)))
    if tot_en_met is not None and tot_en_met != date.max:
        condition &= Q((f"{field}__lt", _begin_of(tot_en_met + timedelta(days=1))))
    return condition


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
