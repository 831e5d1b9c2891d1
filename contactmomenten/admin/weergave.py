"""How the admin writes moments and days."""

from datetime import date, datetime

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
