"""Nobody who follows the log misses an entry, however transactions interleave; nobody waits."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from contactmomenten.models import Contactmomentdetail, Wijziging
from contactmomenten.models.wijziging import LOCK_CLASS, settled
from tests.database import session
from tests.models.volgen import Volger, ask, make, numbers

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 4
SEQUENCE = "contactmomenten_wijziging_nummer_seq"

# The steps of the trigger (models/triggers.py), for what can happen between them.
KEY = f"{LOCK_CLASS}::bigint << 40 | last_value"
LOCK = f"SELECT pg_advisory_xact_lock_shared({KEY}) FROM {SEQUENCE}"  # noqa: S608 - constants
NUMBER = f"SELECT nextval('{SEQUENCE}')"
ENTRY = (
    "INSERT INTO contactmomenten_wijziging (nummer, uuid, soort, moment) "
    "OVERRIDING SYSTEM VALUE VALUES (%s, gen_random_uuid(), 'gewijzigd', now())"
)


def before_looking_at_locks(call: Callable[[], object]) -> AbstractContextManager[None]:
    """Do something between the two queries of `settled`."""

    def wrapper(execute: Any, statement: str, *rest: Any) -> Any:
        if "pg_locks" in statement:
            call()
        return execute(statement, *rest)

    return connection.execute_wrapper(wrapper)


@pytest.fixture
def a() -> Iterator[psycopg.Connection]:
    """A session with a transaction that stays open until it is told otherwise."""
    with session() as own:
        yield own


@pytest.fixture
def b() -> Iterator[psycopg.Connection]:
    """Another one, of which every statement is a transaction, that may not wait for anybody."""
    with session(autocommit=True) as own:
        own.execute("SET lock_timeout = 1; SET statement_timeout = 5000")
        yield own


@pytest.fixture
def volger(b: psycopg.Connection) -> Volger:
    """Somebody who has seen all that there is."""
    make(b, "begin")
    who = Volger()
    who.look()
    assert who.seen == numbers()
    return who


def test_a_lower_number_that_commits_later_is_not_skipped(
    a: psycopg.Connection, b: psycopg.Connection, volger: Volger
) -> None:
    make(a, "lower")
    make(b, "higher")
    assert volger.look() == 0, "the higher one is there already, the lower one is still to come"
    a.commit()

    assert volger.look() == 2
    assert volger.seen == numbers()


def test_a_lower_number_that_never_comes_is_not_waited_for(
    a: psycopg.Connection, b: psycopg.Connection, volger: Volger
) -> None:
    make(a, "lower")
    make(b, "higher")
    a.rollback()

    assert volger.look() == 1
    assert volger.seen == numbers()


def test_between_any_two_steps_of_a_writer_nothing_is_skipped(
    a: psycopg.Connection, b: psycopg.Connection, volger: Volger
) -> None:
    a.execute(LOCK)
    make(b, "after the lock")
    volger.look()
    (nummer,) = a.execute(NUMBER).fetchone() or (0,)
    make(b, "after the number")
    volger.look()
    a.execute(ENTRY, [nummer])
    make(b, "after the entry")
    volger.look()
    a.commit()
    volger.look()

    assert nummer in volger.seen
    assert volger.seen == numbers()


def test_a_writer_that_begins_while_we_look_is_not_skipped(
    a: psycopg.Connection, b: psycopg.Connection, volger: Volger
) -> None:
    """Between the two queries of `settled`: its number is above what was given out before."""

    def begin() -> None:
        make(a, "in between")
        make(b, "in between too")

    with before_looking_at_locks(begin):
        volger.look()
    volger.look()
    a.commit()
    volger.look()

    assert volger.seen == numbers()


def test_a_writer_that_ends_while_we_look_is_not_skipped(
    a: psycopg.Connection, b: psycopg.Connection, volger: Volger
) -> None:
    make(a, "lower")
    make(b, "higher")

    with before_looking_at_locks(a.commit):
        volger.look()

    assert volger.seen == numbers()


def test_the_first_entry_of_an_empty_log_is_not_skipped(
    a: psycopg.Connection, b: psycopg.Connection
) -> None:
    b.execute(f"ALTER SEQUENCE {SEQUENCE} RESTART")
    volger = Volger()
    volger.look()
    make(a, "first")
    assert settled() == 0, "the sequence says 1 before it has given out any"
    make(b, "second")
    volger.look()
    assert volger.seen == []
    a.commit()
    volger.look()

    assert volger.seen == numbers() == [1, 2]


def test_a_savepoint_that_is_rolled_back_keeps_nobody_waiting(
    a: psycopg.Connection, b: psycopg.Connection, volger: Volger
) -> None:
    a.execute("SAVEPOINT one")
    make(a, "never")
    a.execute("ROLLBACK TO one")
    make(b, "higher")
    assert volger.look() == 1

    make(a, "later")
    make(b, "highest")
    assert volger.look() == 0
    a.commit()
    volger.look()

    assert volger.seen == numbers()


def test_a_savepoint_that_is_rolled_back_after_an_earlier_write_lets_go_of_nothing(
    a: psycopg.Connection, b: psycopg.Connection, volger: Volger
) -> None:
    make(a, "outer")
    a.execute("SAVEPOINT one")
    make(a, "never")
    a.execute("ROLLBACK TO one")
    make(b, "higher")
    assert volger.look() == 0
    a.commit()
    volger.look()

    assert volger.seen == numbers()


def test_a_write_in_a_savepoint_that_is_kept_is_not_skipped(
    a: psycopg.Connection, b: psycopg.Connection, volger: Volger
) -> None:
    a.execute("SAVEPOINT one")
    a.execute("SAVEPOINT two")
    make(a, "inner")
    a.execute("RELEASE two")
    make(b, "higher")
    volger.look()
    a.execute("RELEASE one")
    make(a, "outer")
    volger.look()
    a.commit()
    volger.look()

    assert volger.seen == numbers()


def test_an_exception_that_is_caught_in_the_database_lets_go_of_nothing(
    a: psycopg.Connection, b: psycopg.Connection, volger: Volger
) -> None:
    """A block with an exception handler in PL/pgSQL is a savepoint."""
    a.execute("""
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
    make(b, "higher")
    assert volger.look() == 0
    a.commit()
    volger.look()

    assert volger.seen == numbers()


def test_a_writer_in_two_phases_is_not_skipped(
    a: psycopg.Connection, b: psycopg.Connection, volger: Volger
) -> None:
    """Its session is gone, and what it wrote is still to come."""
    if b.execute("SHOW max_prepared_transactions").fetchone() == ("0",):
        pytest.skip("this PostgreSQL has no prepared transactions")
    make(a, "lower")
    a.execute("PREPARE TRANSACTION 'volgen'")
    a.commit()
    make(b, "higher")
    assert volger.look() == 0
    b.execute("COMMIT PREPARED 'volgen'")
    volger.look()

    assert volger.seen == numbers()


@pytest.mark.parametrize("level", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
def test_a_writer_with_an_old_snapshot_is_not_skipped(
    a: psycopg.Connection, b: psycopg.Connection, volger: Volger, level: str
) -> None:
    a.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
    a.execute("SELECT 1")
    make(b, "higher")
    assert volger.look() == 1
    make(a, "lower")
    make(b, "highest")
    volger.look()
    a.commit()
    volger.look()

    assert volger.seen == numbers()


def test_copying_many_rows_is_not_skipped(
    a: psycopg.Connection, b: psycopg.Connection, volger: Volger
) -> None:
    columns = "contactmoment, startdatum, einddatum"
    with a.cursor().copy(
        f"COPY contactmomenten_contactmomentdetail ({columns}) FROM STDIN"
    ) as copy:
        for nummer in range(200):
            copy.write_row((f"copied {nummer}", "2026-02-03 10:00Z", "2026-02-03 10:04Z"))
    make(b, "higher")
    assert volger.look() == 0
    a.commit()

    assert volger.look() == 201
    a.execute("UPDATE contactmomenten_contactmomentdetail SET vraag = 'Anders'")
    make(b, "highest")
    assert volger.look() == 0
    a.commit()
    assert volger.look() == 203
    assert volger.seen == numbers()


def test_a_writer_takes_one_lock_however_much_it_writes(a: psycopg.Connection) -> None:
    for nummer in range(20):
        make(a, f"{nummer}")
        ask(a, f"{nummer}")

    held = a.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").fetchone()

    assert held == (1,)


def test_a_writer_that_stands_still_delays_those_who_follow_and_nobody_else(
    a: psycopg.Connection, b: psycopg.Connection, volger: Volger
) -> None:
    make(a, "stands still")
    for nummer in range(5):
        make(b, f"others {nummer}")
        ask(b, f"others {nummer}")
        ask(b, "begin")
        assert volger.look() == 0

    assert Contactmomentdetail.objects.count() == 6
    a.rollback()
    assert volger.look() == 15


def test_whoever_follows_holds_nobody_up(
    a: psycopg.Connection, b: psycopg.Connection, volger: Volger
) -> None:
    with transaction.atomic():
        volger.look()
        make(a, "one")
        make(b, "two")
        a.commit()
        volger.look()

    assert volger.seen == numbers()


def test_locks_of_others_are_none_of_ours(
    a: psycopg.Connection, b: psycopg.Connection, volger: Volger
) -> None:
    number = LOCK_CLASS << 40
    for key in ("1", "1, 2", f"{LOCK_CLASS}, 0", f"{number - 1}", f"{number + (1 << 40)}"):
        a.execute(f"SELECT pg_advisory_xact_lock({key})")
    with session(database="postgres") as elsewhere:  # another database of the same server
        elsewhere.execute("SELECT pg_advisory_xact_lock_shared(%s::bigint)", [number])
        make(b, "higher")

        assert volger.look() == 1


def test_numbers_that_a_crash_skipped_are_not_waited_for(
    b: psycopg.Connection, volger: Volger
) -> None:
    """After a crash PostgreSQL goes on up to 32 numbers later."""
    b.execute(f"SELECT setval('{SEQUENCE}', nextval('{SEQUENCE}') + 32)")
    volger.look()
    make(b, "after the crash")
    volger.look()

    assert volger.seen == numbers()


def test_no_session_keeps_numbers_for_later(b: psycopg.Connection) -> None:
    """One that cached numbers would give them out below what was given out before its lock."""
    cached = b.execute("SELECT cache_size FROM pg_sequences WHERE sequencename = %s", [SEQUENCE])

    assert cached.fetchone() == (1,)


def test_what_is_settled_grows_to_the_last_number(b: psycopg.Connection) -> None:
    for nummer in range(3):
        make(b, f"{nummer}")
        last = Wijziging.objects.order_by("nummer").last()
        assert last is not None
        assert settled() == last.nummer


@pytest.mark.parametrize("seed", range(3))
def test_in_a_crowd_nothing_is_skipped_or_repeated(seed: int) -> None:
    """Writers with transactions of any length and end, savepoints included."""

    def write(writer: int) -> None:
        chance = random.Random(f"{seed} {writer}")  # noqa: S311 - no secret
        with session() as own:
            for nummer in range(60):
                for step in range(chance.randint(1, 4)):
                    own.execute("SAVEPOINT one")
                    make(own, f"{writer} {nummer} {step}")
                    if chance.random() < 0.4:
                        ask(own, f"{writer} {chance.randint(0, nummer)} 0")
                    own.execute("SELECT pg_sleep(%s)", [chance.random() / 500])
                    own.execute(chance.choice(["ROLLBACK TO one", "RELEASE one", "RELEASE one"]))
                chance.choice([own.commit, own.commit, own.rollback])()

    volger = Volger()
    with ThreadPoolExecutor(WRITERS) as pool:
        writers = [pool.submit(write, writer) for writer in range(WRITERS)]
        while not all(writer.done() for writer in writers):
            volger.look()
    for writer in writers:
        writer.result()
    volger.look()

    assert len(volger.seen) > 200
    assert volger.seen == numbers()
