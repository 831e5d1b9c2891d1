"""How each kind of file wants moments and bronnen.

PostgreSQL and Python work at once, so each does what it is quickest at, and both take about as
long (decision record 0008).
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, Field, Func, OuterRef, Subquery, TextField, Value
from django.db.models.expressions import Combinable

from contactmomenten.models import Bron
from contactmomenten.models.bron import AS_JSON


class _Local(Func):
    """A moment as the clock on the wall shows it in a time zone."""

    template = "(%(expressions)s)"
    arg_joiner = " AT TIME ZONE "
    output_field = Field()


class Seconds(Func):
    """Whole seconds: of an interval, or since 1970 of what the clock on the wall shows."""

    template = "floor(extract(epoch FROM %(expressions)s))"
    output_field = Field()  # nothing makes a number of it


class _BronnenAsObjects(Subquery):
    """As the API writes them: ``[{"soort": ..., "titel": ..., "url": ...}, ...]``."""

    template = (
        f"(SELECT coalesce(json_agg({AS_JSON}), '[]')::text "  # noqa: S608 - of constants
        "FROM (%(subquery)s) bron)"
    )
    output_field = TextField()


# Between the texts of bronnen. Nobody could have written a text with this in it: each process draws
# one at random, and tells only PostgreSQL. To escape a character in each text instead would take as
# long as reading the bronnen.
_GRENS = secrets.token_urlsafe(12)


class _BronnenAsTexts(Subquery):
    """Soort, titel and url of each, with `_GRENS` between all; NULL if there are none."""

    template = (
        "(SELECT string_agg("  # noqa: S608 - of constants
        f"soort || '{_GRENS}' || titel || '{_GRENS}' || url, '{_GRENS}') "
        "FROM (%(subquery)s) bron)"
    )
    output_field = TextField()


def texts_of_bronnen(written: str) -> list[str]:
    """Soort, titel and url of each, of what `_BronnenAsTexts` gives."""
    return written.split(_GRENS)


_IN_ORDER = (
    Bron.objects.filter(contactmomentdetail=OuterRef("pk"))
    .order_by("volgorde")
    .values("soort", "titel", "url")
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Notatie:
    """How a file has moments and bronnen.

    Attributes:
        timezone, datestyle: of moments as PostgreSQL writes them, which is what costs it least.
        rewrite: makes what it has to be of such moments; None where it needs nothing more.
        moment: from the name of a date-time to its expression.
        bronnen: their expression, a text.
    """

    timezone: str = settings.TIME_ZONE
    datestyle: str
    rewrite: Callable[[Sequence[str]], list[str]] | None = None
    moment: Callable[[str], Combinable] = F
    bronnen: Subquery


def zulu(written: Sequence[str]) -> list[str]:
    """Moments as the API has them, of what PostgreSQL writes in UTC.

    >>> zulu(["2026-02-03 09:17:02.04+00"])
    ['2026-02-03T09:17:02.04Z']
    """
    return [f"{moment[:10]}T{moment[11:-3]}Z" for moment in written]


def dutch(written: Sequence[str]) -> list[str]:
    """Moments as people write them, to the second, of what PostgreSQL writes in ``SQL, DMY``.

    >>> dutch(["03/02/2026 10:17:02.044 CET"])
    ['03-02-2026 10:17:02']
    """
    # What ends the year 9999 in UTC is in the year 10000 here.
    return [moment[: 19 if moment[10] == " " else 20].replace("/", "-") for moment in written]


AS_THE_API = Notatie(
    timezone="UTC", datestyle="ISO", rewrite=zulu, bronnen=_BronnenAsObjects(_IN_ORDER)
)
DUTCH = Notatie(datestyle="SQL, DMY", rewrite=dutch, bronnen=_BronnenAsTexts(_IN_ORDER))
IN_SECONDS = Notatie(
    datestyle="ISO",
    moment=lambda field: Seconds(_Local(F(field), Value(settings.TIME_ZONE))),
    bronnen=_BronnenAsTexts(_IN_ORDER),
)
