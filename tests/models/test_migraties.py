"""The log gets the records from before there was one, while others write; and it can be undone."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection

from contactmomenten.models import Contactmomentdetail, Wijziging
from tests.database import meanwhile, session, wait_until_blocked
from tests.factories import contactmomentdetail
from tests.models.volgen import ask, make

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = "0002_access"
LOG = "0003_log_of_changes"
FILLED = "0004_log_of_older_records"


def migrate(*to: str) -> None:
    call_command("migrate", *(["contactmomenten", *to] if to else []), verbosity=0)


@pytest.fixture(autouse=True)
def all_migrations() -> Iterator[None]:
    """What comes after this test finds everything there again."""
    yield
    migrate()


def log() -> list[tuple[str | None, str]]:
    """What happened to which contactmoment, None for one that is no longer there."""
    migrate()  # the models are those of now
    names = dict(Contactmomentdetail.objects.values_list("uuid", "contactmoment"))
    entries = Wijziging.objects.order_by("nummer").values_list("uuid", "soort")
    return [(names.get(uuid), soort) for uuid, soort in entries]


def test_every_record_from_before_is_in_the_log_once_in_the_order_of_making() -> None:
    migrate(BEFORE)
    with session(autocommit=True) as own:
        for nummer in range(5):
            make(own, f"{nummer}")
        ask(own, "2")
        migrate(LOG)
        make(own, "new")
        ask(own, "3")
    migrate(FILLED)

    assert log() == [
        ("new", "aangemaakt"),
        ("3", "gewijzigd"),
        *((f"{nummer}", "aangemaakt") for nummer in range(5)),
    ]
    moments = Wijziging.objects.filter(soort="aangemaakt").values_list("uuid", "moment")
    made = dict(Contactmomentdetail.objects.values_list("uuid", "aangemaakt_op"))
    for uuid, moment in moments:
        assert abs((moment - made[uuid]).total_seconds()) < 1


def test_filling_it_again_adds_nothing() -> None:
    contactmomentdetail(1)
    migrate(LOG)
    migrate(FILLED)

    assert Wijziging.objects.count() == 1


def test_a_record_that_is_removed_while_the_log_is_filled_is_not_made_after_that() -> None:
    migrate(BEFORE)
    with session(autocommit=True) as own:
        make(own, "kept")
        make(own, "removed")
    migrate(LOG)

    with session() as other:
        other.execute(
            "DELETE FROM contactmomenten_contactmomentdetail WHERE contactmoment = 'removed'"
        )
        with meanwhile(lambda: migrate(FILLED)) as filling:
            wait_until_blocked(other)
            other.commit()
        filling.result()

    assert log() == [(None, "verwijderd"), ("kept", "aangemaakt")]


def test_nobody_who_writes_waits_until_the_log_is_filled() -> None:
    migrate(BEFORE)
    with session(autocommit=True) as own:
        make(own, "one")
        make(own, "two")
    migrate(LOG)

    with session() as holding, session(autocommit=True) as writing:
        holding.execute(
            "DELETE FROM contactmomenten_contactmomentdetail WHERE contactmoment = 'two'"
        )
        with meanwhile(lambda: migrate(FILLED)) as filling:
            wait_until_blocked(holding)
            writing.execute("SET lock_timeout = 1")
            make(writing, "three")
            ask(writing, "one")
            holding.rollback()
        filling.result()

    assert sorted(log()) == [
        ("one", "aangemaakt"),
        ("one", "gewijzigd"),
        ("three", "aangemaakt"),
        ("two", "aangemaakt"),
    ]


def test_it_can_be_undone_and_the_register_still_works() -> None:
    contactmomentdetail(1, bronnen=1)

    migrate(BEFORE)

    assert "contactmomenten_wijziging" not in connection.introspection.table_names()
    with session(autocommit=True) as own:
        own.execute("UPDATE contactmomenten_bron SET titel = 'Anders'")
        make(own, "new")
        ask(own, "new")
        stored = own.execute("SELECT contactmoment FROM contactmomenten_contactmomentdetail")
        assert len(stored.fetchall()) == 2
