"""How the admin writes moments, days, durations and numbers."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import number_format


def local(moment: datetime) -> str:
    """A moment as people here write it: ``03-02-2026 10:17:02``.

    The last hour of the calendar has no local time; that stays in UTC.
    """
    try:
        moment = timezone.localtime(moment)
    except OverflowError:
        return f"{moment:%d-%m-%Y %H:%M:%S} UTC"
    return f"{moment:%d-%m-}{moment.year:04d}{moment: %H:%M:%S}"


def to_the_minute(moment: datetime) -> str:
    """A moment without its seconds: ``03-02-2026 10:17``."""
    tekst = local(moment)
    return tekst[:16] + tekst[19:]


def day(moment: date | None) -> str:
    """A day as people here write it: ``03-02-2026``; nothing for none."""
    return f"{moment:%d-%m-}{moment.year:04d}" if moment else ""


def gespreksduur(duur: timedelta | None) -> str:
    """A duration as ``0:04:00``; for none, that the two moments cannot be right (contract 1)."""
    if duur is None:
        return "⚠ einddatum ligt voor startdatum"
    minutes, seconds = divmod(duur // timedelta(seconds=1), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}"


def number(aantal: int) -> str:
    """A number as people here write it: ``1.234``."""
    return number_format(aantal, force_grouping=True)
