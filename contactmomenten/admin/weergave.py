"""How the admin writes moments, days and durations."""

from datetime import date, datetime, timedelta

from django.utils import timezone


def local(moment: datetime) -> str:
    """A moment as people here write it: ``03-02-2026 10:17:02``.

    The last hour of the calendar has no local time; that stays in UTC.
    """
    try:
        moment = timezone.localtime(moment)
    except OverflowError:
        return f"{moment:%d-%m-%Y %H:%M:%S} UTC"
    return f"{moment:%d-%m-}{moment.year:04d}{moment: %H:%M:%S}"


def day(moment: date | None) -> str:
    """A day as people here write it: ``03-02-2026``; nothing for none."""
    return f"{moment:%d-%m-%Y}" if moment else ""


def gespreksduur(duur: timedelta | None) -> str:
    """A duration as ``0:04:00``; for none, that the two moments cannot be right (contract 1)."""
    if duur is None:
        return "⚠ einddatum ligt voor startdatum"
    minutes, seconds = divmod(duur // timedelta(seconds=1), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}"
