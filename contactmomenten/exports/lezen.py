"""Reading the records of an export: one query, one moment, and never more than a few in memory.

PostgreSQL puts the bronnen of a record together, and goes on with the next records while Python
finishes these and writes them to the file. Decision record 0008 has what that costs, and what
other ways cost.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, F, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from contactmomenten.exports.kolommen import Kolom, Soort
from contactmomenten.exports.notaties import Notatie, Seconds
from contactmomenten.models.contactmomentdetail import onderwerp_of
from contactmomenten.models.contactmomentdetail_queryset import (
    GESPREKSDUUR,
    ContactmomentdetailQuerySet,
)
from contactmomenten.models.export import EXPORT_LOCK
from contactmomenten.models.snapshot import snapshot

AT_ONCE = 50  # rows; each is 1 kB mostly, and may be 1 MB
LONGEST_EXPORT = "1h"  # it keeps PostgreSQL from clearing away what others replace meanwhile

# Compiling the query takes longer than it saves, and the first row waits for it.
_PREPARE = """
    SELECT set_config('statement_timeout', %s, true), set_config('jit', 'off', true),
        set_config('DateStyle', 'ISO', true),
        pg_advisory_xact_lock(%s, %s)
"""

# No limit, but PostgreSQL does not know that when it plans: it sees to it that the first rows are
# there soon, instead of sorting all of them on disk before it gives one.
_ALL = "LIMIT (SELECT NULL::bigint)"

Row = list[Any]  # of whoever takes it, to change
Rows = Generator[Row, None, None]

_ABSENT = Value(None, TextField())  # only its place: Python puts the value there
_EXPRESSIONS: dict[str, Combinable] = {
    "url": _ABSENT,
    "uuid": Cast("uuid", TextField()),
    "contactmoment": F("contactmoment"),
    "gespreksduur": Case(When(einddatum__gte=F("startdatum"), then=Seconds(GESPREKSDUUR))),
    "vraag": F("vraag"),
    "specifiekeVraag": F("specifieke_vraag"),
    "onderwerp": _ABSENT,
    "gespreksresultaat": F("gespreksresultaat"),
    "verantwoordelijkeAfdeling": F("verantwoordelijke_afdeling"),
    "emailadresKcm": F("emailadres_kcm"),
}
# What Python makes of other columns.
_MADE_OF = {"url": ("uuid",), "onderwerp": ("vraag", "specifiekeVraag")}
_MOMENTEN = {
    "startdatum": "startdatum",
    "einddatum": "einddatum",
    "aangemaaktOp": "aangemaakt_op",
    "gewijzigdOp": "gewijzigd_op",
}


def read(
    records: ContactmomentdetailQuerySet,
    kolommen: Sequence[Kolom],
    *,
    export_id: int,
    notatie: Notatie,
    adres: str,
) -> Rows:
    """The values of these columns of each record, newest first, all from one moment.

    Texts and numbers, None for what is absent; JSON for bronnen. Close it to stop halfway: the
    query is then cancelled. Until it is read to the end or closed, the connection of this thread
    can do nothing else.

    Args:
        export_id: whose lock tells that it is being read (models/export.py).
        notatie: how moments and bronnen are written.
        adres: where the API has the records, without a slash at the end.

    Raises:
        django.db.Error: the database gave up.
    """
    namen = [kolom.naam for kolom in kolommen]
    needed = {naam for made in namen for naam in _MADE_OF.get(made, ())}
    also = sorted(needed - set(namen))
    fields = [_expression(kolom, notatie=notatie) for kolom in kolommen]
    fields += [_EXPRESSIONS[naam] for naam in also]
    try:
        query = records.newest_first().values_list(*fields).query.sql_with_params()
    except EmptyResultSet:
        return
    rows = _stream(*query, export_id=export_id)
    place = {naam: number for number, naam in enumerate([*namen, *also])}
    moments = [n for n, kolom in enumerate(kolommen) if kolom.soort is Soort.MOMENT]
    with closing(rows):
        yield from _finished(rows, place, moments, notatie=notatie, adres=adres, size=len(namen))


def _expression(kolom: Kolom, *, notatie: Notatie) -> Combinable:
    if kolom.soort is Soort.MOMENT:
        return notatie.moment(_MOMENTEN[kolom.naam])
    if kolom.soort is Soort.BRONNEN:
        return notatie.bronnen
    return _EXPRESSIONS[kolom.naam]


def _finished(
    rows: Iterable[tuple[Any, ...]],
    place: dict[str, int],
    moments: list[int],
    *,
    notatie: Notatie,
    adres: str,
    size: int,
) -> Iterator[Row]:
    """With what Python makes of the values: moments, url and onderwerp.

    Args:
        place: of each value in a row, also of those that are left out because nobody asked for
            them; only the first ``size`` were asked for.
    """
    url, uuid = place.get("url"), place.get("uuid", 0)
    onderwerp = place.get("onderwerp")
    vraag, specifieke = place.get("vraag", 0), place.get("specifiekeVraag", 0)
    rewrite = notatie.rewrite
    for row in rows:
        values = list(row)
        if rewrite:
            for number in moments:
                values[number] = rewrite(row[number])
        if url is not None:
            values[url] = f"{adres}/{row[uuid]}"
        if onderwerp is not None:
            values[onderwerp] = onderwerp_of(row[vraag], row[specifieke])
        yield values[:size] if len(values) > size else values


def _stream(
    sql: str, parameters: Sequence[Any], *, export_id: int
) -> Generator[tuple[Any, ...], None, None]:
    """What the query gives, a few rows at a time, in a transaction of its own."""
    with snapshot(), connection.cursor() as cursor:
        cursor.execute(_PREPARE, [LONGEST_EXPORT, EXPORT_LOCK, export_id])
        with connection.wrap_database_errors:
            yield from cursor.stream(f"{sql} {_ALL}", parameters, size=AT_ONCE)
