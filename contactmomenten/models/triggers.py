"""Database triggers that keep ``gewijzigd_op``, whoever writes and however.

``gewijzigd_op`` of a record moves on when one of its columns or one of its bronnen changes, once a
transaction, and never backwards. It is the moment of the write after the row lock was taken, not of
the start of the transaction: of two transactions on one record the later one gets the later moment.
"""

import pgtrigger

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


def _touch(name: str, operation: pgtrigger.Operation, **rows: str) -> pgtrigger.Trigger:
    """After a statement on bronnen: move ``gewijzigd_op`` of the records they belong to.

    A row of which this transaction wrote the current version (its xmin) has moved already. Seen
    from inside a savepoint it has not, and moves once more: one entry too many in the history, and
    never one too few.
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
            RETURN NULL;
        """,  # noqa: S608 - built from constants
    )


BRONNEN = (
    _touch("gewijzigd_op_bij_nieuwe_bron", pgtrigger.Insert, new="nieuw"),
    _touch("gewijzigd_op_bij_andere_bron", pgtrigger.Update, old="oud", new="nieuw"),
    _touch("gewijzigd_op_bij_minder_bron", pgtrigger.Delete, old="oud"),
)
