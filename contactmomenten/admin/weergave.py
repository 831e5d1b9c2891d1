"""How the admin writes things, and what several of its pages share."""

from datetime import date, datetime

from django.db.models import Model
from django.http import HttpRequest
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


class OnlyOurConditions:
    """Mixed into an admin whose lists take no conditions from the address but those that it offers.

    Django lets people filter on any column that way, secrets included, with slow expressions too.
    """

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Nothing of one's own."""
        return False


class ReadOnly:
    """Mixed into an admin of which nothing may be added, changed or removed."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody may."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody may."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody may."""
        return False
