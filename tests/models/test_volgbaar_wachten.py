"""Following the log holds nobody up: writers do not wait, and whoever follows only for them."""

import psycopg
import pytest
from django.db import transaction

from contactmomenten.models import Contactmomentdetail
from contactmomenten.models.wijziging import LOCK_CLASS
from tests.database import session
from tests.models.volgen import Volger, ask, make, numbers

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_writer_takes_one_lock_however_much_it_writes(slow: psycopg.Connection) -> None:
    for nummer in range(20):
        make(slow, f"{nummer}")
        ask(slow, f"{nummer}")

    held = slow.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").fetchone()

    assert held == (1,)


def test_a_writer_that_stands_still_delays_those_who_follow_and_nobody_else(
    slow: psycopg.Connection, quick: psycopg.Connection, volger: Volger
) -> None:
    make(slow, "stands still")
    for nummer in range(5):
        make(quick, f"others {nummer}")
        ask(quick, f"others {nummer}")
        ask(quick, "begin")
        assert volger.look() == 0

    assert Contactmomentdetail.objects.count() == 6
    slow.rollback()
    assert volger.look() == 15


def test_whoever_follows_holds_nobody_up(
    slow: psycopg.Connection, quick: psycopg.Connection, volger: Volger
) -> None:
    with transaction.atomic():
        volger.look()
        make(slow, "one")
        make(quick, "two")
        slow.commit()
        volger.look()

    assert volger.seen == numbers()


def test_locks_of_others_are_none_of_ours(
    slow: psycopg.Connection, quick: psycopg.Connection, volger: Volger
) -> None:
    number = LOCK_CLASS << 40
    for key in ("1", "1, 2", f"{LOCK_CLASS}, 0", f"{number - 1}", f"{number + (1 << 40)}"):
        slow.execute(f"SELECT pg_advisory_xact_lock({key})")
    with session(database="postgres") as elsewhere:  # another database of the same server
        elsewhere.execute("SELECT pg_advisory_xact_lock_shared(%s::bigint)", [number])
        make(quick, "higher")

        assert volger.look() == 1
