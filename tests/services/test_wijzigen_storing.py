"""Making and changing while the database is in the way: whole, or not at all."""

from dataclasses import replace as with_

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection

from contactmomenten.services import (
    Bronvermelding,
    Uitkomst,
    create,
)
from tests.database import (
    dump,
    let_others_break_deadlocks,
    meanwhile,
    session,
    wait_until_blocked,
)
from tests.factories import contactmomentdetail, gegevens
from tests.services.wijziging import FULL, HERKOMST, UUID_1, UUID_2, bronnen, log, put, stored

pytestmark = pytest.mark.django_db(transaction=True)


# In the middle of a write: the record and its bronnen are there already.
BREAK_BRONNEN = (
    "ALTER TABLE contactmomenten_bron ADD CONSTRAINT geen_werkinstructie "
    "CHECK (soort <> 'werkinstructie')"
)


def test_an_error_halfway_leaves_nothing() -> None:
    put(UUID_1, FULL)
    before = dump()
    bad = [*bronnen(0), Bronvermelding(soort="werkinstructie", titel="t", url="u")]
    with connection.cursor() as cursor:
        cursor.execute(BREAK_BRONNEN)
    try:
        for uuid in (UUID_1, UUID_2):
            with pytest.raises(DatabaseError):
                put(uuid, with_(gegevens(2, vraag="Anders"), bronnen=bad))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE contactmomenten_bron DROP CONSTRAINT geen_werkinstructie")

    assert dump() == before


def test_a_rule_of_the_database_that_is_not_about_the_contactmoment_is_an_error() -> None:
    put(UUID_1, FULL)
    before = dump()
    table = "contactmomenten_contactmomentdetail"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT niet_zo CHECK (vraag <> 'Verboden')")
    try:
        with pytest.raises(IntegrityError, match="niet_zo"):
            put(UUID_1, with_(FULL, vraag="Verboden"))
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT niet_zo")

    assert dump() == before


def test_a_deadlock_with_sql_by_hand_is_survived() -> None:
    """Somebody holds a bron and wants its record; we hold the record and want the bron."""
    put(UUID_1, gegevens(1, bronnen=1))

    with session() as by_hand:
        let_others_break_deadlocks(by_hand)
        by_hand.execute("SELECT id FROM contactmomenten_bron FOR UPDATE")
        with meanwhile(lambda: put(UUID_1, gegevens(1, vraag="Anders"))) as ours:
            wait_until_blocked(by_hand)
            by_hand.execute("UPDATE contactmomenten_contactmomentdetail SET vraag = 'Met de hand'")
            by_hand.commit()
    assert ours.result() is Uitkomst.GEWIJZIGD

    assert stored() == gegevens(1, vraag="Anders")
    assert log() == ["aangemaakt", "gewijzigd", "gewijzigd"]


def test_a_record_that_somebody_holds_for_too_long_is_an_error() -> None:
    put(UUID_1, FULL)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 100")
    try:
        with session() as other:
            other.execute("SELECT id FROM contactmomenten_contactmomentdetail FOR UPDATE")
            with pytest.raises(OperationalError):
                put(UUID_1, gegevens(2))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")

    assert stored() == FULL


def test_ids_that_were_taken_past_the_sequence_are_an_error_and_no_endless_attempts() -> None:
    """As after rows that were copied with their ids: every new id is there already."""
    for nummer in range(20):
        contactmomentdetail(nummer)
    sequence = "contactmomenten_contactmomentdetail_id_seq"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT setval('{sequence}', min(id)) FROM {sequence[:-7]}")  # noqa: S608
        with pytest.raises(OperationalError):
            create(gegevens=gegevens(99), herkomst=HERKOMST)
        cursor.execute(f"SELECT setval('{sequence}', max(id)) FROM {sequence[:-7]}")  # noqa: S608

    assert create(gegevens=gegevens(99), herkomst=HERKOMST)
