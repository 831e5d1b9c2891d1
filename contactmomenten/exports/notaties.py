"""How each kind of file wants moments and bronnen.

PostgreSQL writes them that way, in a fraction of the time that Python takes to read and write them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, Field, Func, OuterRef, Subquery, TextField, Value

from contactmomenten.models import Bron
from contactmomenten.models.bron import AS_JSON


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


class _BronnenAsObjects(Subquery):
    """As the API writes them: ``[{"soort": ..., "titel": ..., "url": ...}, ...]``."""

    template = (
        f"(SELECT coalesce(json_agg({AS_JSON}), '[]')::text "  # noqa: S608 - of constants
        "FROM (%(subquery)s) bron)"
    )
    output_field = TextField()


def _lines(column: str) -> str:
    """Of each bron on a line of its own; what has line breaks itself gets spaces there."""
    return rf"string_agg(replace(replace({column}, E'\n', ' '), E'\r', ' '), E'\n')"


class _BronnenAsLines(Subquery):
    """As a table has them: ``[2, "vac\\nwebsite", "Titel 1\\nTitel 2", ...]``."""

    template = (
        f"(SELECT json_build_array(count(*), {_lines('soort')}, "  # noqa: S608 - of constants
        f"{_lines('titel')}, {_lines('url')})::text FROM (%(subquery)s) bron)"
    )
    output_field = TextField()


_IN_ORDER = (
    Bron.objects.filter(contactmomentdetail=OuterRef("pk"))
    .order_by("volgorde")
    .values("soort", "titel", "url")
)


@dataclass(frozen=True, slots=True)
class Notatie:
    """Expressions for a file: of the name of a date-time a text or a number; of bronnen JSON."""

    moment: Callable[[str], Func]
    bronnen: Subquery


def _local(field: str) -> _Local:
    return _Local(F(field), Value(settings.TIME_ZONE))


AS_THE_API = Notatie(
    lambda field: _Zulu(_Local(F(field), Value("UTC"))), _BronnenAsObjects(_IN_ORDER)
)
# Moments in the time zone of the register, to the second.
DUTCH = Notatie(lambda field: _DutchText(_local(field)), _BronnenAsLines(_IN_ORDER))
# Moments as what the clock in that time zone shows, in seconds since 1970 began on it.
IN_SECONDS = Notatie(lambda field: Seconds(_local(field)), _BronnenAsLines(_IN_ORDER))
