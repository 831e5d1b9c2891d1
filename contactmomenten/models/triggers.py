"""Database triggers, that work whoever writes and however.

They keep ``gewijzigd_op``, the log of changes, and which days have to be counted again.

``gewijzigd_op`` of a record moves on when one of its columns or one of its bronnen changes, once a
transaction, and never backwards. It is the moment of the write after the row lock was taken, not of
the start of the transaction: of two transactions on one record the later one gets the later moment.
"""

import pgtrigger

from contactmomenten.models.dagen import ZONE, sql_day_of
from contactmomenten.models.wijziging import LOCK_CLASS

_STAMP = "NEW.gewijzigd_op := "

GEWIJZIGD_OP = (
    pgtrigger.Trigger(
        name="gewijzigd_op_bij_aanmaken",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"{_STAMP}clock_timestamp(); RETURN NEW;",
    ),
    pgtrigger.Trigger(
        name="gewijzigd_op_bij_wijzigen",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        # A generated column has no value yet in a BEFORE trigger.
        condition=pgtrigger.AnyChange(exclude=["zoekvector"]),
        func=f"""
            {_STAMP}greatest(clock_timestamp(), OLD.gewijzigd_op + interval '1 microsecond');
            RETURN NEW;
        """,
    ),
)


# What pghistory.context sets; models/geschiedenis.py tells what is in it.
_CONTEXT = "NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb"
_CONTEXT_ID = "NULLIF(current_setting('pghistory.context_id', true), '')::uuid"

# SQL by hand sets nothing. All that one transaction of it does is one change too.
_ONE_CHANGE = pgtrigger.Trigger(
    name="met_de_hand_is_een_wijziging",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    level=pgtrigger.Statement,
    func=f"""
        IF {_CONTEXT_ID} IS NULL THEN
            PERFORM set_config('pghistory.context_id', gen_random_uuid()::text, true);
        END IF;
        RETURN NULL;
    """,
)


# What of a record can change. Its bronnen are rows of their own.
_COLUMNS = (
    "contactmoment",
    "startdatum",
    "einddatum",
    "vraag",
    "specifieke_vraag",
    "gespreksresultaat",
    "verantwoordelijke_afdeling",
    "emailadres_kcm",
)
# Where none of them changed, ``gewijzigd_op`` moved on because the bronnen did.
_CHANGED = f"""
    coalesce(nullif(array_remove(ARRAY[
        {", ".join(f"CASE WHEN OLD.{c} IS DISTINCT FROM NEW.{c} THEN '{c}' END" for c in _COLUMNS)}
    ], NULL), '{{}}'), '{{bronnen}}')
"""


def _mark(row: str) -> str:
    """Mark the day of a row to be counted again (models/cijfer.py), but for today and later.

    Not twice in a row: many are often written in order of time. The note of that ends with a
    savepoint that is rolled back, as the mark does.
    """
    day = sql_day_of(f"{row}.startdatum")
    note = f"concat(pg_current_xact_id(), ' ', {day})"
    return f"""
            IF {day} < (clock_timestamp() AT TIME ZONE '{ZONE}')::date
                AND current_setting('contactmomenten.hertellen', true) IS DISTINCT FROM {note}
            THEN
                INSERT INTO contactmomenten_hertellen (dag) VALUES ({day});
                PERFORM set_config('contactmomenten.hertellen', {note}, true);
            END IF;
    """  # noqa: S608 - built from constants


_MARK_BOTH = f"""
            IF OLD.startdatum IS DISTINCT FROM NEW.startdatum THEN
                {_mark("OLD")}
            END IF;
            {_mark("NEW")}
"""
# What was counted of a removed record has its texts: these go with it. The other days of its month
# stay counted.
_FORGET = f"""
            DELETE FROM contactmomenten_geteld WHERE dag = {sql_day_of("OLD.startdatum")};
            DELETE FROM contactmomenten_cijfer
            WHERE schaal = 'dag' AND begin = {sql_day_of("OLD.startdatum")}
               OR schaal = 'maand'
              AND begin = date_trunc('month', {sql_day_of("OLD.startdatum")}::timestamp)::date;
"""  # noqa: S608 - built from constants


def _log(name: str, operation: pgtrigger.Operation, soort: str, row: str) -> pgtrigger.Trigger:
    """Write a change of a record in the log (models/wijziging.py), and mark its day.

    The first time in a transaction it takes the lock that tells from which number on this
    transaction may still add. Both the lock and the note that it is there end with a savepoint
    that is rolled back.
    """
    moment = "clock_timestamp()" if soort == "verwijderd" else f"{row}.gewijzigd_op"
    velden = _CHANGED if soort == "gewijzigd" else "NULL"
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        condition=pgtrigger.AnyChange("gewijzigd_op") if soort == "gewijzigd" else None,
        func=f"""
            IF current_setting('contactmomenten.wijziging', true)
                IS DISTINCT FROM pg_current_xact_id()::text
            THEN
                PERFORM pg_advisory_xact_lock_shared({LOCK_CLASS}::bigint << 40 | last_value)
                FROM contactmomenten_wijziging_nummer_seq;
                PERFORM set_config(
                    'contactmomenten.wijziging', pg_current_xact_id()::text, true
                );
            END IF;
            INSERT INTO contactmomenten_wijziging (uuid, soort, moment, context, velden)
            VALUES ({row}.uuid, '{soort}', {moment}, {_CONTEXT}, {velden});
            {_MARK_BOTH if soort == "gewijzigd" else _mark(row)}
            {_FORGET if soort == "verwijderd" else ""}
            RETURN NULL;
        """,  # noqa: S608 - built from constants
    )


WIJZIGINGEN = (
    _ONE_CHANGE,
    # Whoever follows the log would keep the old one for ever.
    pgtrigger.Trigger(
        name="uuid_blijft",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("uuid"),  # type: ignore[no-untyped-call]
        condition=pgtrigger.AnyChange("uuid"),
        func="RAISE EXCEPTION 'Het uuid van contactmomentdetails verandert nooit.';",
    ),
    _log("wijziging_aangemaakt", pgtrigger.Insert, "aangemaakt", "NEW"),
    _log("wijziging_gewijzigd", pgtrigger.Update, "gewijzigd", "NEW"),
    _log("wijziging_verwijderd", pgtrigger.Delete, "verwijderd", "OLD"),
)


def _touch(name: str, operation: pgtrigger.Operation, **rows: str) -> pgtrigger.Trigger:
    """After a statement on bronnen: move ``gewijzigd_op`` of the records they belong to.

    A row of which this transaction wrote the current version (its xmin) has moved already: what was
    logged of that gets the bronnen added. Seen from inside a savepoint it has not, and moves once
    more: one entry too many in the history, and never one too few.
    """
    select = "SELECT contactmomentdetail_id FROM"
    changed = " UNION ".join(f"{select} {row}" for row in rows.values())
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        level=pgtrigger.Statement,
        referencing=pgtrigger.Referencing(**rows),  # type: ignore[no-untyped-call]
        func=f"""
            UPDATE contactmomenten_contactmomentdetail AS detail
            SET gewijzigd_op = clock_timestamp()
            FROM ({changed}) AS changed
            WHERE detail.id = changed.contactmomentdetail_id
              AND NOT detail.xmin = pg_current_xact_id()::xid;
            UPDATE contactmomenten_wijziging AS log
            SET velden = log.velden || '{{bronnen}}'
            FROM ({changed}) AS changed JOIN contactmomenten_contactmomentdetail AS detail
                ON detail.id = changed.contactmomentdetail_id
            WHERE log.uuid = detail.uuid AND log.soort = 'gewijzigd'
              AND log.xmin = pg_current_xact_id()::xid AND NOT 'bronnen' = ANY(log.velden);
            RETURN NULL;
        """,  # noqa: S608 - built from constants
    )


def _new_in_list(
    name: str, operation: pgtrigger.Operation, added: str, **rows: str
) -> pgtrigger.Trigger:
    """After a statement on bronnen: keep those that are ``added`` to the list of a record.

    The bronnen that a record is made with are no change of it.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        level=pgtrigger.Statement,
        referencing=pgtrigger.Referencing(**rows),  # type: ignore[no-untyped-call]
        func=f"""
            INSERT INTO contactmomenten_bronversie (
                id, contactmomentdetail_id, volgorde, soort, titel, url,
                pgh_label, pgh_created_at, pgh_context, pgh_context_id
            )
            SELECT nieuw.id, nieuw.contactmomentdetail_id, nieuw.volgorde,
                nieuw.soort, nieuw.titel, nieuw.url,
                'toegevoegd', clock_timestamp(), {_CONTEXT}, {_CONTEXT_ID}
            FROM {added} JOIN contactmomenten_contactmomentdetail AS detail
                ON detail.id = nieuw.contactmomentdetail_id
            WHERE NOT EXISTS (
                SELECT FROM contactmomenten_wijziging AS log
                WHERE log.uuid = detail.uuid AND log.soort = 'aangemaakt'
                  AND log.xmin = pg_current_xact_id()::xid
            )
            ORDER BY nieuw.id;
            RETURN NULL;
        """,  # noqa: S608 - built from constants
    )


_MOVED = """nieuw JOIN oud ON oud.id = nieuw.id
                AND oud.contactmomentdetail_id <> nieuw.contactmomentdetail_id"""

BRONNEN = (
    _ONE_CHANGE,
    _new_in_list("toegevoegd_bij_nieuwe_bron", pgtrigger.Insert, "nieuw", new="nieuw"),
    _new_in_list("toegevoegd_bij_andere_bron", pgtrigger.Update, _MOVED, old="oud", new="nieuw"),
    _touch("gewijzigd_op_bij_nieuwe_bron", pgtrigger.Insert, new="nieuw"),
    _touch("gewijzigd_op_bij_andere_bron", pgtrigger.Update, old="oud", new="nieuw"),
    _touch("gewijzigd_op_bij_minder_bron", pgtrigger.Delete, old="oud"),
)
