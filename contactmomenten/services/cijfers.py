"""Counting days beforehand, and again where something changed (models/cijfer.py)."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from contactmomenten.models import Cijfer, Contactmomentdetail, Geteld
from contactmomenten.models.cijfer import Schaal
from contactmomenten.models.dagen import ZONE, of_days, sql_day_of
from contactmomenten.models.tellen import Dimensie, Uitsplitsing, counting
from contactmomenten.models.wijziging import LOCK_CLASS

# Changes of today's records leave no mark. They are committed long before their day is counted, if
# no transaction takes as long as this.
DAYS_OPEN = 2
LONGEST_TRANSACTION = "12 hours"

COUNT_LOCK = 0x6B6366  # "kcf": only one process counts at a time

_TODAY = f"SELECT (clock_timestamp() AT TIME ZONE '{ZONE}')::date"
# Whether it is our turn, and whether somebody has been writing for too long. Nobody knows when a
# prepared transaction began, nor one of a role that we may not see.
_MAY_COUNT = f"""
    SELECT pg_try_advisory_xact_lock({COUNT_LOCK}), EXISTS (
        SELECT FROM pg_locks LEFT JOIN pg_stat_activity AS session ON session.pid = pg_locks.pid
        WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 8 = {LOCK_CLASS}
          AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND (pg_locks.pid IS NULL OR (session.pid IS NOT NULL AND session.state IS NULL)
            OR session.xact_start < now() - %s::interval)
    )
"""  # noqa: S608 - built from constants
# Of the records from each month to the next in the index; and of what has to be counted again.
_MONTHS = f"""
    WITH RECURSIVE maand (begin) AS (
        SELECT date_trunc('month', min({sql_day_of("startdatum")})::timestamp)::date
        FROM contactmomenten_contactmomentdetail
        UNION ALL
        SELECT (
            SELECT date_trunc('month', min({sql_day_of("startdatum")})::timestamp)::date
            FROM contactmomenten_contactmomentdetail
            WHERE startdatum >= ((maand.begin + interval '1 month') AT TIME ZONE '{ZONE}')
        ) FROM maand WHERE maand.begin < %s
    )
    SELECT begin FROM maand WHERE begin <= %s
    UNION SELECT date_trunc('month', dag::timestamp)::date FROM contactmomenten_hertellen
    WHERE dag <= %s ORDER BY begin
"""  # noqa: S608 - built from constants
_TAKE_MARKS = "DELETE FROM contactmomenten_hertellen WHERE dag BETWEEN %s AND %s RETURNING dag"
# So that what this transaction changes after this leaves a mark again (models/triggers.py).
_FORGET_NOTE = "SELECT set_config('contactmomenten.hertellen', '', true)"
_INSERT = """
    INSERT INTO contactmomenten_cijfer (
        dimensie, begin, waarde, sleutel, aantal, gemeten, seconden, schaal, uitsplitsing
    )
"""
_STORE = f"""
    {_INSERT} SELECT telling.*, 'dag', '' FROM ({{counting}}) AS telling
"""  # noqa: S608 - built from constants
_STORE_MONTH = f"""
    {_INSERT}
    SELECT dimensie, %s, '', sleutel, sum(aantal), sum(gemeten), sum(seconden), 'maand', ''
    FROM contactmomenten_cijfer
    WHERE schaal = 'dag' AND uitsplitsing = '' AND begin >= %s AND begin < %s
      AND dimensie <> 'uur'
    GROUP BY dimensie, sleutel
"""  # noqa: S608 - built from constants
# The hours are of a day.
_STORE_SPLIT = f"""
    {_INSERT}
    SELECT dimensie, coalesce(dag, %s), waarde, sleutel, aantal, gemeten, seconden,
        CASE WHEN dag IS NULL THEN 'maand' ELSE 'dag' END, %s
    FROM ({{counting}}) AS telling (dimensie, dag, waarde, sleutel, aantal, gemeten, seconden)
"""  # noqa: S608 - built from constants


class CountingBusyError(Exception):
    """Another process counts, or somebody has been writing for too long to count beside that."""


def count_days() -> Iterator[tuple[date, int]]:
    """Count the days that were not, or of which something changed since.

    A transaction for each month: what was counted stays if it is stopped halfway. Who saves a
    record never waits for it; who removes one, at most until its month is counted.

    Returns:
        The first day of each month that has records, and how many of its days were counted now.

    Raises:
        CountingBusyError: try again later.
    """
    for month in _months():
        with transaction.atomic():
            yield month, _count_month(month)


def _months() -> list[date]:
    """The first days of the months that have records, or had them when they were counted."""
    with connection.cursor() as cursor:
        last = _last_day(cursor)
        cursor.execute(_MONTHS, [last, last, last])
        return [month for (month,) in cursor.fetchall()]


def _last_day(cursor: CursorWrapper) -> date:
    cursor.execute(_TODAY)
    today: date = cursor.fetchone()[0]
    return today - timedelta(days=DAYS_OPEN)


def _count_month(month: date) -> int:
    """Count what is needed of this month; how many days that were."""
    next_month = (month + timedelta(days=31)).replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute(_MAY_COUNT, [LONGEST_TRANSACTION])
        if cursor.fetchone() != (True, False):
            raise CountingBusyError
        last = min(next_month - timedelta(days=1), _last_day(cursor))
        # The marks go first: what they stand for is committed, so it is counted below. A change
        # that is committed after this leaves a mark that stays.
        cursor.execute(_TAKE_MARKS, [month, last])
        marked = {day for (day,) in cursor.fetchall()}
        cursor.execute(_FORGET_NOTE)
        days = _days(month, last)
        counted = set(Geteld.objects.filter(dag__in=days).values_list("dag", flat=True)) - marked
        wanted = [day for day in days if day not in counted]
        if wanted:
            _replace(cursor, month, wanted)
            if last.month != (last + timedelta(days=1)).month:
                cursor.execute(_STORE_MONTH, [month, month, next_month])
                for uitsplitsing in Uitsplitsing:
                    _split(cursor, month, last, uitsplitsing)
        return len(wanted)


def _replace(cursor: CursorWrapper, month: date, days: list[date]) -> None:
    """Count these days of a month anew, and forget the figures of the whole month."""
    Geteld.objects.filter(dag__in=days).delete()  # first, as a removal does (models/triggers.py)
    Cijfer.objects.of_all().covering([month], days).delete()
    records = Contactmomentdetail.objects.filter(of_days("startdatum", days))
    statement, parameters = counting(records, Dimensie, per_dag=True)
    cursor.execute(_STORE.format(counting=statement), parameters)
    Geteld.objects.bulk_create(Geteld(dag=day) for day in days)


def _split(cursor: CursorWrapper, month: date, last: date, uitsplitsing: Uitsplitsing) -> None:
    """Count a whole month anew, per value of this."""
    old = Cijfer.objects.filter(schaal__in=Schaal.values, begin__gte=month, begin__lte=last)
    old.filter(uitsplitsing=uitsplitsing).delete()
    records = Contactmomentdetail.objects.on_days(month, last)
    statement, parameters = counting(records, Dimensie, uitsplitsing=uitsplitsing)
    split = _STORE_SPLIT.format(counting=statement)
    cursor.execute(split, [month, uitsplitsing.value, *parameters])


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
