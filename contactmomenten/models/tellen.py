"""Counting records, in one pass over them, by everything that the figures are about.

The figures that are stored are counted with the same statement as those that are not: that is why
they are equal.
"""

from collections.abc import Collection
from typing import Any

from django.db import models

from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet
from contactmomenten.models.dagen import ZONE, sql_day_of


class Dimensie(models.TextChoices):
    """What records are counted by. The key of each, in texts that can be NULL."""

    UUR = "uur"  # the hour of the clock on the wall
    UITKOMST = "uitkomst"  # verantwoordelijke afdeling, gespreksresultaat
    DUUR = "duur"  # whole seconds; NULL where einddatum lies before startdatum
    VRAAG = "vraag"
    BRON = "bron"  # soort, titel, url: once a record
    SOORT = "soort"  # once a record
    MET_BRON = "met_bron"  # no key: records that have any


VAN_MOMENTEN = (Dimensie.UUR, Dimensie.UITKOMST, Dimensie.DUUR, Dimensie.VRAAG)
VAN_BRONNEN = (Dimensie.BRON, Dimensie.SOORT, Dimensie.MET_BRON)

# A text of white space alone says nothing.
_TEXTS = ("vraag", "gespreksresultaat", "verantwoordelijke_afdeling")
_COLUMNS = ("id", "startdatum", "einddatum", *_TEXTS)

_SAID = r"CASE WHEN {0} ~ '\S' THEN {0} END AS {0}"

_GESPREK = f"""
    SELECT id, {sql_day_of("startdatum")} AS dag,
        extract(hour FROM startdatum AT TIME ZONE '{ZONE}')::int AS uur,
        CASE WHEN einddatum >= startdatum
            THEN floor(extract(epoch FROM einddatum - startdatum))::bigint END AS seconden,
        {", ".join(map(_SAID.format, _TEXTS))}
    FROM ({{records}}) AS record
"""  # noqa: S608 - built from constants

# In the sets of GROUP BY, what each groups by and the text of its key.
_GROUPS = {
    Dimensie.UUR: ("uur", "ARRAY[uur::text]"),
    Dimensie.UITKOMST: (
        "verantwoordelijke_afdeling, gespreksresultaat",
        "ARRAY[verantwoordelijke_afdeling, gespreksresultaat]",
    ),
    Dimensie.DUUR: ("seconden", "ARRAY[seconden::text]"),
    Dimensie.VRAAG: ("vraag", "ARRAY[vraag]"),
}
_CONSULTED = {
    Dimensie.BRON: ("id, dag, soort, titel, url", "ARRAY[soort, titel, url]", "soort, titel, url"),
    Dimensie.SOORT: ("id, dag, soort", "ARRAY[soort]", "soort"),
    Dimensie.MET_BRON: ("id, dag", "ARRAY[]::text[]", ""),
}


def counting(
    records: ContactmomentdetailQuerySet, dimensies: Collection[Dimensie], *, per_dag: bool
) -> tuple[str, tuple[Any, ...]]:
    """A statement, and its parameters, that counts these records by these dimensions.

    Its rows: dimensie, day (None unless ``per_dag`` or by hour), sleutel, aantal, gemeten,
    seconden. It reads the records once, and their bronnen only where asked for.

    Raises:
        EmptyResultSet: no record can be meant.
    """
    sql, parameters = records.order_by().values_list(*_COLUMNS).query.sql_with_params()
    parts = []
    if asked := [d for d in VAN_MOMENTEN if d in dimensies]:
        parts.append(_of_moments(asked, per_dag=per_dag))
    parts += [_of_bronnen(d, per_dag=per_dag) for d in VAN_BRONNEN if d in dimensies]
    with_ = f"WITH gesprek AS ({_GESPREK.format(records=sql)})"
    if any(d in dimensies for d in VAN_BRONNEN):
        with_ += """, geraadpleegd AS (
            SELECT gesprek.id, dag, soort, titel, url FROM gesprek
            JOIN contactmomenten_bron AS bron ON bron.contactmomentdetail_id = gesprek.id
        )"""
    return f"{with_} {' UNION ALL '.join(parts)}", parameters


def _of_moments(asked: Collection[Dimensie], *, per_dag: bool) -> str:
    """One pass for all of them: each is a set of its own to group by."""
    sets, when, key = [], [], []
    for dimensie in asked:
        columns, text = _GROUPS[dimensie]
        with_day = per_dag or dimensie is Dimensie.UUR
        sets.append(f"({f'dag, {columns}' if with_day else columns})")
        # The first column of each set tells, by not being grouped by, that a row is of another one.
        this = f"WHEN GROUPING({columns.split(',')[0]}) = 0 THEN"
        when.append(f"{this} '{dimensie.value}'")
        key.append(f"{this} {text}")
    day = "dag" if per_dag or Dimensie.UUR in asked else "NULL::date"
    return f"""
        SELECT CASE {" ".join(when)} END, {day}, CASE {" ".join(key)} END,
            count(*), count(seconden), sum(seconden)::bigint
        FROM gesprek GROUP BY GROUPING SETS ({", ".join(sets)})
    """  # noqa: S608 - built from constants


def _of_bronnen(dimensie: Dimensie, *, per_dag: bool) -> str:
    """Each record counts once."""
    distinct, key, columns = _CONSULTED[dimensie]
    groups = ", ".join(filter(None, ["dag" if per_dag else "", columns])) or "()"
    return f"""
        SELECT '{dimensie.value}', {"dag" if per_dag else "NULL::date"}, {key},
            count(*), NULL::bigint, NULL::bigint
        FROM (SELECT DISTINCT {distinct} FROM geraadpleegd) AS eens GROUP BY {groups}
    """  # noqa: S608 - built from constants
