"""Nobody who follows the log misses an entry of a transaction with savepoints in it."""

import psycopg
import pytest

from tests.models.volgen import Volger, make, numbers

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_savepoint_that_is_rolled_back_keeps_nobody_waiting(
    slow: psycopg.Connection, quick: psycopg.Connection, volger: Volger
) -> None:
    slow.execute("SAVEPOINT one")
    make(slow, "never")
    slow.execute("ROLLBACK TO one")
    make(quick, "higher")
    assert volger.look() == 1

    make(slow, "later")
    make(quick, "highest")
    assert volger.look() == 0
    slow.commit()
    volger.look()

    assert volger.seen == numbers()


def test_a_savepoint_that_is_rolled_back_after_an_earlier_write_lets_go_of_nothing(
    slow: psycopg.Connection, quick: psycopg.Connection, volger: Volger
) -> None:
    make(slow, "outer")
    slow.execute("SAVEPOINT one")
    make(slow, "never")
    slow.execute("ROLLBACK TO one")
    make(quick, "higher")
    assert volger.look() == 0
    slow.commit()
    volger.look()

    assert volger.seen == numbers()


def test_a_write_in_a_savepoint_that_is_kept_is_not_skipped(
    slow: psycopg.Connection, quick: psycopg.Connection, volger: Volger
) -> None:
    slow.execute("SAVEPOINT one")
    slow.execute("SAVEPOINT two")
    make(slow, "inner")
    slow.execute("RELEASE two")
    make(quick, "higher")
    volger.look()
    slow.execute("RELEASE one")
    make(slow, "outer")
    volger.look()
    slow.commit()
    volger.look()

    assert volger.seen == numbers()


def test_an_exception_that_is_caught_in_the_database_lets_go_of_nothing(
    slow: psycopg.Connection, quick: psycopg.Connection, volger: Volger
) -> None:
    """A block with an exception handler in PL/pgSQL is a savepoint."""
    slow.execute("""
        DO $$ BEGIN
            INSERT INTO contactmomenten_contactmomentdetail (contactmoment, startdatum, einddatum)
            VALUES ('kept', now(), now());
            BEGIN
                UPDATE contactmomenten_contactmomentdetail SET vraag = 'never'
                WHERE contactmoment = 'kept';
                RAISE division_by_zero;
            EXCEPTION WHEN division_by_zero THEN NULL;
            END;
        END $$
    """)
    make(quick, "higher")
    assert volger.look() == 0
    slow.commit()
    volger.look()

    assert volger.seen == numbers()
