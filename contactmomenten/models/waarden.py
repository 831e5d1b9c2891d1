"""The values that a text of the records has, and how many records there are about.

Neither reads the records themselves, however many there are.
"""

from django.db import connection

from contactmomenten.models.contactmomentdetail import Contactmomentdetail
from contactmomenten.models.contactmomentdetail_queryset import LONGEST_INDEXED

_TABLE = Contactmomentdetail._meta.db_table
# Jumps from each value to the next in the index (a loose index scan).
_VALUES = """
    WITH RECURSIVE waarde (tekst) AS (
        SELECT min({column}) FROM {table} WHERE length({column}) <= {longest}
        UNION ALL
        SELECT (
            SELECT min({column}) FROM {table}
            WHERE length({column}) <= {longest} AND {column} > waarde.tekst
        )
        FROM waarde WHERE waarde.tekst IS NOT NULL
    )
    SELECT tekst FROM waarde WHERE tekst ~ '\\S' LIMIT %s
"""


def values_in_use(field: str, *, most: int) -> list[str]:
    """The values that are not blank, and not too long for the index: at most this many.

    In the order of a dictionary, in which capitals make no difference.
    """
    column = connection.ops.quote_name(field)
    statement = _VALUES.format(column=column, table=_TABLE, longest=LONGEST_INDEXED)
    with connection.cursor() as cursor:
        cursor.execute(statement, [most])
        found = [tekst for (tekst,) in cursor.fetchall()]
    return sorted(found, key=lambda tekst: (tekst.casefold(), tekst))


def estimated_total() -> int:
    """About how many records the register has, as PostgreSQL last estimated; 0 if it never did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [_TABLE])
        ((estimate,),) = cursor.fetchall()
    return max(0, int(estimate))
