"""How each kind of file wants moments. PostgreSQL writes them, in a fraction of Python's time."""

from collections.abc import Callable

from django.conf import settings
from django.db.models import F, Field, Func, TextField, Value

# Writes the name of a date-time as an expression that gives a text or a number.
Notatie = Callable[[str], Func]


class _Local(Func):
    """A moment as the clock on the wall shows it in a time zone."""

    template = "(%(expressions)s)"
    arg_joiner = " AT TIME ZONE "
    output_field = Field()


class _Zulu(Func):
    """As the API writes it: ``2026-02-03T09:17:02.04Z``."""

    template = "to_json(%(expressions)s) #>> '{}' || 'Z'"
    output_field = TextField()


class _DutchText(Func):
    """As people write it: ``03-02-2026 10:17:02``."""

    template = "to_char(%(expressions)s, 'DD-MM-YYYY HH24:MI:SS')"
    output_field = TextField()


class Seconds(Func):
    """Whole seconds: of an interval, or since 1970 of what the clock on the wall shows."""

    template = "floor(extract(epoch FROM %(expressions)s))::bigint"
    output_field = Field()  # of a BigIntegerField, Django would make an int again


def zulu(field: str) -> Func:
    """A moment in UTC as the API writes it."""
    return _Zulu(_Local(F(field), Value("UTC")))


def dutch_text(field: str) -> Func:
    """A moment in the time zone of the register as people write it, to the second."""
    return _DutchText(_Local(F(field), Value(settings.TIME_ZONE)))


def local_seconds(field: str) -> Func:
    """What the clock in the time zone of the register shows, in seconds since 1970 began on it."""
    return Seconds(_Local(F(field), Value(settings.TIME_ZONE)))
