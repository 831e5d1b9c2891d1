"""Nobody who follows the log misses an entry, however transactions interleave."""

import random
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from contactmomenten.models.wijziging import LOCK_CLASS
from tests.database import just_before, session
from tests.models.volgen import SEQUENCE, Volger, ask, make, numbers

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 4

# The steps of the trigger (models/triggers.py), for what can happen between them.
KEY = f"{LOCK_CLASS}::bigint << 40 | last_value"
LOCK = f"SELECT pg_advisory_xact_lock_shared({KEY}) FROM {SEQUENCE}"  # noqa: S608 - constants
NUMBER = f"SELECT nextval('{SEQUENCE}')"
ENTRY = (
    "INSERT INTO contactmomenten_wijziging (nummer, uuid, soort, moment) "
    "OVERRIDING SYSTEM VALUE VALUES (%s, gen_random_uuid(), 'gewijzigd', now())"
)


def test_a_lower_number_that_commits_later_is_not_skipped(
    slow: psycopg.Connection, quick: psycopg.Connection, volger: Volger
) -> None:
    make(slow, "lower")
    make(quick, "higher")
    assert volger.look() == 0, "the higher one is there already, the lower one is still to come"
    slow.commit()

    assert volger.look() == 2
    assert volger.seen == numbers()


def test_a_lower_number_that_never_comes_is_not_waited_for(
    slow: psycopg.Connection, quick: psycopg.Connection, volger: Volger
) -> None:
    make(slow, "lower")
    make(quick, "higher")
    slow.rollback()

    assert volger.look() == 1
    assert volger.seen == numbers()


def test_between_any_two_steps_of_a_writer_nothing_is_skipped(
    slow: psycopg.Connection, quick: psycopg.Connection, volger: Volger
) -> None:
    slow.execute(LOCK)
    make(quick, "after the lock")
    volger.look()
    (nummer,) = slow.execute(NUMBER).fetchone() or (0,)
    make(quick, "after the number")
    volger.look()
    slow.execute(ENTRY, [nummer])
    make(quick, "after the entry")
    volger.look()
    slow.commit()
    volger.look()

    assert nummer in volger.seen
    assert volger.seen == numbers()


def test_a_writer_that_begins_while_we_look_is_not_skipped(
    slow: psycopg.Connection, quick: psycopg.Connection, volger: Volger
) -> None:
    """Between the two queries of `settled`: its number is above what was given out before."""

    def begin() -> None:
        make(slow, "in between")
        make(quick, "in between too")

    with just_before("pg_locks", begin):
        volger.look()
    volger.look()
    slow.commit()
    volger.look()

    assert volger.seen == numbers()


def test_a_writer_that_ends_while_we_look_is_not_skipped(
    slow: psycopg.Connection, quick: psycopg.Connection, volger: Volger
) -> None:
    make(slow, "lower")
    make(quick, "higher")

    with just_before("pg_locks", slow.commit):
        volger.look()

    assert volger.seen == numbers()


def test_a_writer_in_two_phases_is_not_skipped(
    slow: psycopg.Connection, quick: psycopg.Connection, volger: Volger
) -> None:
    """Its session is gone, and what it wrote is still to come."""
    if quick.execute("SHOW max_prepared_transactions").fetchone() == ("0",):
        pytest.skip("this PostgreSQL has no prepared transactions")
    make(slow, "lower")
    slow.execute("PREPARE TRANSACTION 'volgen'")
    slow.commit()
    make(quick, "higher")
    assert volger.look() == 0
    quick.execute("COMMIT PREPARED 'volgen'")
    volger.look()

    assert volger.seen == numbers()


@pytest.mark.parametrize("level", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
def test_a_writer_with_an_old_snapshot_is_not_skipped(
    slow: psycopg.Connection, quick: psycopg.Connection, volger: Volger, level: str
) -> None:
    slow.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
    slow.execute("SELECT 1")
    make(quick, "higher")
    assert volger.look() == 1
    make(slow, "lower")
    make(quick, "highest")
    volger.look()
    slow.commit()
    volger.look()

    assert volger.seen == numbers()


def test_copying_many_rows_is_not_skipped(
    slow: psycopg.Connection, quick: psycopg.Connection, volger: Volger
) -> None:
    columns = "contactmoment, startdatum, einddatum"
    with slow.cursor().copy(
        f"COPY contactmomenten_contactmomentdetail ({columns}) FROM STDIN"
    ) as copy:
        for nummer in range(200):
            copy.write_row((f"copied {nummer}", "2026-02-03 10:00Z", "2026-02-03 10:04Z"))
    make(quick, "higher")
    assert volger.look() == 0
    slow.commit()

    assert volger.look() == 201
    slow.execute("UPDATE contactmomenten_contactmomentdetail SET vraag = 'Anders'")
    make(quick, "highest")
    assert volger.look() == 0
    slow.commit()
    assert volger.look() == 203
    assert volger.seen == numbers()


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
