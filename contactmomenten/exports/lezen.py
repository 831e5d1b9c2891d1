"""Reading the records of an export: one query, one moment, and never more than a few in memory.

PostgreSQL puts the bronnen of a record together and writes the moments, and goes on with the next
records while Python writes these to the file. Decision record 0008 has what that costs, and what
other ways cost.
"""

from collections.abc import Generator, Sequence
from contextlib import closing
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, F, Func, TextField, Value, When
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
        pg_advisory_xact_lock(%s, %s)
"""

# No limit, but PostgreSQL does not know that when it plans: it sees to it that the first rows are
# there soon, instead of sorting all of them on disk before it gives one.
_ALL = "LIMIT (SELECT NULL::bigint)"

Row = tuple[Any, ...]
Rows = Generator[Row, None, None]


class _Joined(Func):
    """Texts after each other."""

    template = "%(expressions)s"
    arg_joiner = " || "
    output_field = TextField()


_UUID = Cast("uuid", TextField())
_EXPRESSIONS: dict[str, Combinable] = {
    "uuid": _UUID,
    "contactmoment": F("contactmoment"),
    "gespreksduur": Case(When(einddatum__gte=F("startdatum"), then=Seconds(GESPREKSDUUR))),
    "vraag": F("vraag"),
    "specifiekeVraag": F("specifieke_vraag"),
    "onderwerp": Value(None, TextField()),  # only its place: `_with_onderwerp` puts it there
    "gespreksresultaat": F("gespreksresultaat"),
    "verantwoordelijkeAfdeling": F("verantwoordelijke_afdeling"),
    "emailadresKcm": F("emailadres_kcm"),
}
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
    onderwerp = next((n for n, kolom in enumerate(kolommen) if kolom.naam == "onderwerp"), None)
    fields: list[Combinable] = [
        _expression(kolom, notatie=notatie, adres=adres) for kolom in kolommen
    ]
    if onderwerp is not None:
        fields += [F("vraag"), F("specifieke_vraag")]
    try:
        query = records.newest_first().values_list(*fields).query.sql_with_params()
    except EmptyResultSet:
        return
    rows = _stream(*query, export_id=export_id)
    yield from rows if onderwerp is None else _with_onderwerp(rows, onderwerp)


def _expression(kolom: Kolom, *, notatie: Notatie, adres: str) -> Combinable:
    if kolom.soort is Soort.MOMENT:
        return notatie.moment(_MOMENTEN[kolom.naam])
    if kolom.soort is Soort.BRONNEN:
        return notatie.bronnen
    if kolom.naam == "url":
        return _Joined(Value(f"{adres}/"), _UUID)
    return _EXPRESSIONS[kolom.naam]


def _with_onderwerp(rows: Rows, place: int) -> Rows:
    """Put the onderwerp in its place, made of the last two values, which are left out."""
    with closing(rows):
        for row in rows:
            yield (*row[:place], onderwerp_of(row[-2], row[-1]), *row[place + 1 : -2])


def _stream(sql: str, parameters: Sequence[Any], *, export_id: int) -> Rows:
    """What the query gives, a few rows at a time, in a transaction of its own."""
    with snapshot(), connection.cursor() as cursor:
        cursor.execute(_PREPARE, [LONGEST_EXPORT, EXPORT_LOCK, export_id])
        with connection.wrap_database_errors:
            yield from cursor.stream(f"{sql} {_ALL}", parameters, size=AT_ONCE)
