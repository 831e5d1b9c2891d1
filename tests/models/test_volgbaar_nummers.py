"""Whoever follows the log may take the numbers of PostgreSQL as they are given out."""

import psycopg
import pytest

from contactmomenten.models import Wijziging
from contactmomenten.models.wijziging import settled
from tests.models.volgen import SEQUENCE, Volger, make, numbers

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_first_entry_of_an_empty_log_is_not_skipped(
    slow: psycopg.Connection, quick: psycopg.Connection
) -> None:
    quick.execute(f"ALTER SEQUENCE {SEQUENCE} RESTART")
    volger = Volger()
    volger.look()
    make(slow, "first")
    assert settled() == 0, "the sequence says 1 before it has given out any"
    make(quick, "second")
    volger.look()
    assert volger.seen == []
    slow.commit()
    volger.look()

    assert volger.seen == numbers() == [1, 2]


def test_numbers_that_a_crash_skipped_are_not_waited_for(
    quick: psycopg.Connection, volger: Volger
) -> None:
    """After a crash PostgreSQL goes on up to 32 numbers later."""
    quick.execute(f"SELECT setval('{SEQUENCE}', nextval('{SEQUENCE}') + 32)")
    volger.look()
    make(quick, "after the crash")
    volger.look()

    assert volger.seen == numbers()


def test_no_session_keeps_numbers_for_later(quick: psycopg.Connection) -> None:
    """One that cached numbers would give them out below what was given out before its lock."""
    cached = quick.execute(
        "SELECT cache_size FROM pg_sequences WHERE sequencename = %s", [SEQUENCE]
    )

    assert cached.fetchone() == (1,)


def test_what_is_settled_grows_to_the_last_number(quick: psycopg.Connection) -> None:
    for nummer in range(3):
        make(quick, f"{nummer}")
        last = Wijziging.objects.order_by("nummer").last()
        assert last is not None
        assert settled() == last.nummer
