"""Counting records, in one pass over them, by everything that the figures are about.

The figures that are stored are counted with the same statement as those that are not: that is why
they are equal.
"""

from collections.abc import Collection
from typing import Any

from django.db import models

from contactmomenten.models.bron import Soort
from contactmomenten.models.contactmomentdetail_queryset import (
    LONGEST_INDEXED,
    ContactmomentdetailQuerySet,
)
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


class Uitsplitsing(models.TextChoices):
    """What figures are asked of a value of: a text of the record, or the soort of a bron of it.

    Of a text longer than `LONGEST_INDEXED`, and of a soort that KISS does not have, nothing is
    counted. A record with bronnen of several soorten counts for each of these.
    """

    AFDELING = "verantwoordelijke_afdeling", "verantwoordelijke afdeling"
    RESULTAAT = "gespreksresultaat", "gespreksresultaat"
    SOORT = "soort", "soort bron"

    def tells_of(self, waarden: Collection[str]) -> bool:
        """Whether what is counted tells of the records with one of these values."""
        if self is Uitsplitsing.SOORT:  # of two, nobody knows how many records have both
            return len(set(waarden)) == 1 and set(waarden) <= set(Soort.values)
        return all(len(waarde) <= LONGEST_INDEXED for waarde in waarden)


VAN_MOMENTEN = (Dimensie.UUR, Dimensie.UITKOMST, Dimensie.DUUR, Dimensie.VRAAG)
VAN_BRONNEN = (Dimensie.BRON, Dimensie.SOORT, Dimensie.MET_BRON)

# A text of white space alone says nothing.
_TEXTS = ("vraag", "gespreksresultaat", "verantwoordelijke_afdeling")
_COLUMNS = ("id", "startdatum", "einddatum", *_TEXTS)

_SAID = r"CASE WHEN {0} ~ '\S' THEN {0} END AS {0}"

_GESPREK = f"""
    SELECT id, {sql_day_of("startdatum")} AS dag, {{waarde}} AS waarde,
        extract(hour FROM startdatum AT TIME ZONE '{ZONE}')::int AS uur,
        CASE WHEN einddatum >= startdatum
            THEN floor(extract(epoch FROM einddatum - startdatum))::bigint END AS seconden,
        {", ".join(map(_SAID.format, _TEXTS))}
    FROM ({{records}}) AS record {{uitsplitsing}}
"""  # noqa: S608 - built from constants

# Lateral, because otherwise the soorten of all bronnen there are would be found first.
_HAS_SOORT = f"""
    CROSS JOIN LATERAL (
        SELECT DISTINCT soort FROM contactmomenten_bron
        WHERE contactmomentdetail_id = record.id
          AND soort IN ({", ".join(f"'{soort}'" for soort in Soort.values)})
    ) AS bron
"""  # noqa: S608 - built from constants


def _split(uitsplitsing: Uitsplitsing | None) -> tuple[str, str]:
    """The value of a record, and what has to be added to the records for that."""
    match uitsplitsing:
        case None:
            return "''", ""
        case Uitsplitsing.SOORT:
            return "bron.soort", _HAS_SOORT
        case text:
            return text.value, f"WHERE length({text.value}) <= {LONGEST_INDEXED}"


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
# Each record counts once for a bron and for a soort, however often it has it.
_GERAADPLEEGD = """, bron_eens AS MATERIALIZED (
        SELECT DISTINCT gesprek.id, dag, waarde, soort, titel, url FROM gesprek
        JOIN contactmomenten_bron AS bron ON bron.contactmomentdetail_id = gesprek.id
    ), soort_eens AS MATERIALIZED (SELECT DISTINCT id, dag, waarde, soort FROM bron_eens)
"""
_CONSULTED = {
    Dimensie.BRON: ("bron_eens", "soort, titel, url", "ARRAY[soort, titel, url]", "*"),
    Dimensie.SOORT: ("soort_eens", "soort", "ARRAY[soort]", "*"),
    Dimensie.MET_BRON: ("soort_eens", "", "ARRAY[]::text[]", "DISTINCT id"),
}


def counting(
    records: ContactmomentdetailQuerySet,
    dimensies: Collection[Dimensie],
    *,
    per_dag: bool = False,
    uitsplitsing: Uitsplitsing | None = None,
) -> tuple[str, tuple[Any, ...]]:
    """A statement, and its parameters, that counts these records by these dimensions.

    Its rows: dimensie, day (None unless ``per_dag`` or by hour), value of the ``uitsplitsing`` (""
    without one), sleutel, aantal, gemeten, seconden. It reads the records once, and their bronnen
    only where asked for.

    Raises:
        EmptyResultSet: no record can be meant.
    """
    sql, parameters = records.order_by().values_list(*_COLUMNS).query.sql_with_params()
    per = ["dag"] * per_dag + ["waarde"] * (uitsplitsing is not None)
    parts = []
    if asked := [d for d in VAN_MOMENTEN if d in dimensies]:
        parts.append(_of_moments(asked, per))
    parts += [_of_bronnen(d, per) for d in VAN_BRONNEN if d in dimensies]
    waarde, split = _split(uitsplitsing)
    gesprek = _GESPREK.format(records=sql, waarde=waarde, uitsplitsing=split)
    with_ = f"WITH gesprek AS ({gesprek})"
    if any(d in dimensies for d in VAN_BRONNEN):
        with_ += _GERAADPLEEGD
    return f"{with_} {' UNION ALL '.join(parts)}", parameters


def _of_moments(asked: Collection[Dimensie], per: list[str]) -> str:
    """One pass for all of them: each is a set of its own to group by."""
    sets, when, key = [], [], []
    for dimensie in asked:
        columns, text = _GROUPS[dimensie]
        with_day = ["dag"] if dimensie is Dimensie.UUR and "dag" not in per else []
        sets.append(f"({', '.join([*with_day, *per, columns])})")
        # The first column of each set tells, by not being grouped by, that a row is of another one.
        this = f"WHEN GROUPING({columns.split(',')[0]}) = 0 THEN"
        when.append(f"{this} '{dimensie.value}'")
        key.append(f"{this} {text}")
    day, value = _day_and_value([*per, "dag"] if Dimensie.UUR in asked else per)
    return f"""
        SELECT CASE {" ".join(when)} END, {day}, {value}, CASE {" ".join(key)} END,
            count(*), count(seconden), sum(seconden)::bigint
        FROM gesprek GROUP BY GROUPING SETS ({", ".join(sets)})
    """  # noqa: S608 - built from constants


def _of_bronnen(dimensie: Dimensie, per: list[str]) -> str:
    """Each record counts once."""
    source, columns, key, counted = _CONSULTED[dimensie]
    day, value = _day_and_value(per)
    groups = ", ".join(filter(None, [*per, columns])) or "()"
    return f"""
        SELECT '{dimensie.value}', {day}, {value}, {key},
            count({counted}), NULL::bigint, NULL::bigint
        FROM {source} GROUP BY {groups}
    """  # noqa: S608 - built from constants


def _day_and_value(per: list[str]) -> tuple[str, str]:
    return (
        "dag" if "dag" in per else "NULL::date",
        "waarde" if "waarde" in per else "''",
    )
