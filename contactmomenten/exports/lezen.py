"""Reading the records of an export: one query, one moment, and never more than a few in memory.

PostgreSQL puts the bronnen of a record together, and goes on with the next records while Python
finishes these and writes them to the file. Decision record 0008 has what that costs, and what
other ways cost.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, F, TextField, Value, When
from django.db.models.expressions import Combinable
from psycopg.types.string import TextLoader

from contactmomenten.exports.kolommen import Kolom, Soort
from contactmomenten.exports.notaties import Notatie, Seconds
from contactmomenten.models.contactmomentdetail import onderwerp_of
from contactmomenten.models.contactmomentdetail_queryset import (
    GESPREKSDUUR,
    ContactmomentdetailQuerySet,
)
from contactmomenten.models.export import EXPORT_LOCK
from contactmomenten.models.snapshot import snapshot

AT_ONCE = 50  # rows; each is 1 kB mostly
LARGEST = 1024**2  # characters of texts in so many rows; of more, each row goes on its own
LONGEST_EXPORT = "1h"  # it keeps PostgreSQL from clearing away what others replace meanwhile

# Compiling the query takes longer than it saves, and the first row waits for it.
_PREPARE = """
    SELECT set_config('statement_timeout', %s, true), set_config('jit', 'off', true),
        set_config('TimeZone', %s, true), set_config('DateStyle', %s, true),
        pg_advisory_xact_lock(%s, %s)
"""
# For whatever comes next in a transaction that had begun before; of others it is the end.
_RESTORE = "SELECT set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true)"
# What PostgreSQL writes in the notation of the file stays as it is. To make a text of it there
# (::text) takes several times as long.
_KEPT_AS_TEXT = ("timestamptz", "uuid", "numeric")

# No limit, but PostgreSQL does not know that when it plans: it sees to it that the first rows are
# there soon, instead of sorting all of them on disk before it gives one.
_ALL = "LIMIT (SELECT NULL::bigint)"

Kolomwaarden = Sequence[str | None]
Blok = list[Kolomwaarden]  # of each column the values in a few rows: working on these takes least

_ABSENT = Value(None, TextField())  # only its place: Python puts the value there
_EXPRESSIONS: dict[str, Combinable] = {
    "url": _ABSENT,
    "uuid": F("uuid"),
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
) -> Generator[Blok, None, None]:
    """The values of these columns of all records, newest first, all from one moment.

    Texts, also of numbers, and None for what is absent. No block is without rows. Close it to stop
    halfway: the query is then cancelled. Until it is read to the end or closed, the connection of
    this thread can do nothing else.

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
    place = {naam: number for number, naam in enumerate([*namen, *also])}
    moments = [n for n, kolom in enumerate(kolommen) if kolom.soort is Soort.MOMENT]
    texts = [n for n, kolom in enumerate(kolommen) if kolom.soort in (Soort.TEKST, Soort.BRONNEN)]
    texts += range(len(namen), len(place))  # what others are made of
    with closing(_stream(*query, export_id=export_id, notatie=notatie)) as rows:
        for blok in _blokken(rows, texts):
            if notatie.rewrite:
                for number in moments:
                    blok[number] = notatie.rewrite(cast(Sequence[str], blok[number]))
            _add_made(blok, place, adres=adres)
            yield blok[: len(namen)]


def _blokken(rows: Iterator[tuple[str | None, ...]], texts: list[int]) -> Iterator[Blok]:
    """Some rows at a time; of large ones only one, because each text is copied a few times.

    Args:
        texts: the places of what can be large.
    """
    while some := list(islice(rows, AT_ONCE)):
        blok: Blok = list(zip(*some, strict=True))
        written = chain.from_iterable([blok[number] for number in texts])
        if sum(map(len, filter(None, written))) <= LARGEST:
            yield blok
            continue
        for row in some:
            yield [[value] for value in row]


def _expression(kolom: Kolom, *, notatie: Notatie) -> Combinable:
    if kolom.soort is Soort.MOMENT:
        return notatie.moment(_MOMENTEN[kolom.naam])
    if kolom.soort is Soort.BRONNEN:
        return notatie.bronnen
    return _EXPRESSIONS[kolom.naam]


def _add_made(blok: Blok, place: dict[str, int], *, adres: str) -> None:
    """What Python makes of other columns: url and onderwerp, if they have a place."""
    if "url" in place:
        blok[place["url"]] = [f"{adres}/{uuid}" for uuid in blok[place["uuid"]]]
    if "onderwerp" in place:
        texts = blok[place["vraag"]], blok[place["specifiekeVraag"]]
        blok[place["onderwerp"]] = list(map(onderwerp_of, *texts))


def _stream(
    sql: str, parameters: Sequence[Any], *, export_id: int, notatie: Notatie
) -> Generator[tuple[str | None, ...], None, None]:
    """What the query gives, a few rows at a time, in a transaction of its own."""
    with snapshot(), connection.cursor() as cursor:
        session = [LONGEST_EXPORT, notatie.timezone, notatie.datestyle]
        cursor.execute(_PREPARE, [*session, EXPORT_LOCK, export_id])
        for kind in _KEPT_AS_TEXT:
            cursor.adapters.register_loader(kind, TextLoader)
        with connection.wrap_database_errors:
            yield from cursor.stream(f"{sql} {_ALL}", parameters, size=AT_ONCE)
        cursor.execute(_RESTORE)
