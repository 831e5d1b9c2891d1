"""How the admin writes moments, days, durations, numbers and shares."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import number_format

DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
MIN = "\u2212"


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


def contactmomenten(aantal: int) -> str:
    """``1 contactmoment``, ``1.234 contactmomenten``."""
    return f"{number(aantal)} contactmoment{'' if aantal == 1 else 'en'}"


def decimal(waarde: float, decimals: int = 1) -> str:
    """A number that is not whole: ``1.234,5``; with a real minus where it is below 0."""
    # Django cuts off what it does not write.
    written = number_format(round(abs(waarde), decimals), decimals, force_grouping=True)
    below = waarde < 0 and any(digit in written for digit in "123456789")
    return f"{MIN}{written}" if below else written


def share(aandeel: float, decimals: int = 1) -> str:
    """A part of the whole, from 0 to 1: ``62,4%``."""
    return f"{decimal(aandeel * 100, decimals)}%"


def shift(verschuiving: float) -> str:
    """The difference of two shares, in points of a percent: ``+3,1``."""
    written = decimal(verschuiving * 100)
    return written if verschuiving < 0 or written == "0,0" else f"+{written}"


def seconds(duur: float) -> str:
    """A duration in words, to the second: ``4 min 12 s``, ``1 uur 2 min``, ``42 s``.

    With spaces at which no line is broken off.
    """
    minutes, rest = divmod(round(duur), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        tekst = f"{number(hours)} uur {minutes} min"
    else:
        tekst = f"{minutes} min {rest} s" if minutes else f"{rest} s"
    return tekst.replace(" ", "\N{NO-BREAK SPACE}")
