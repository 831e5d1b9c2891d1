"""Counting beforehand while others write."""

from datetime import UTC, datetime, timedelta
from random import Random
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from contactmomenten.models import Contactmomentdetail, Hertellen
from contactmomenten.models.snapshot import snapshot
from contactmomenten.rapportages import Dimensie, Selectie, Tijdvak, Uitsplitsing, Waarden, tel
from contactmomenten.services import cijfers, count_days
from tests.database import session
from tests.factories import contactmomentdetail
from tests.rapportages.vergelijken import check

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
MAART = Tijdvak(BEGIN.date().replace(day=1), BEGIN.date().replace(day=31))
BURGERZAKEN = Waarden(Uitsplitsing.AFDELING, ("Burgerzaken",))
CHANGE = "UPDATE contactmomenten_contactmomentdetail SET vraag = %s"


@pytest.fixture
def records(transactional_db: None) -> None:
    """A few, on as many days."""
    for nummer in range(8):
        moment = BEGIN + timedelta(days=nummer)
        contactmomentdetail(nummer, startdatum=moment, einddatum=moment, bronnen=nummer % 3)


def count() -> int:
    return sum(days for _, days in count_days())


def test_what_is_committed_after_the_count_is_not_missed(records: None) -> None:
    with session() as other:
        other.execute(CHANGE, ["Anders"])
        count()
        assert "Anders" not in vragen()
        other.commit()

    assert vragen() == {"Anders": 8}
    check(MAART)
    assert count() == 8
    check(MAART)


def test_what_is_rolled_back_changes_nothing(records: None) -> None:
    with session() as other:
        other.execute(CHANGE, ["Anders"])
        count()

    check(MAART)
    assert count() == 0


def test_a_savepoint_that_is_rolled_back_takes_no_mark_along(records: None) -> None:
    count()
    with transaction.atomic(), connection.cursor() as cursor:
        savepoint = transaction.savepoint()
        cursor.execute(CHANGE, ["Anders"])
        transaction.savepoint_rollback(savepoint)
        cursor.execute(CHANGE, ["Weer anders"])

    assert vragen() == {"Weer anders": 8}
    assert Hertellen.objects.values("dag").distinct().count() == 8


def test_all_that_one_page_shows_is_of_one_moment(records: None) -> None:
    count()
    with snapshot():
        before = vragen()
        with session(autocommit=True) as other:
            other.execute(CHANGE, ["Anders"])
            other.execute("DELETE FROM contactmomenten_hertellen")

        assert vragen() == before


def test_one_counts_at_a_time(records: None) -> None:
    with session() as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [cijfers.COUNT_LOCK])

        with pytest.raises(CommandError, match="Er loopt al een telling"):
            call_command("cijfers")
    check(MAART)


def test_beside_a_writer_who_began_long_ago_nothing_is_counted(
    records: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cijfers, "LONGEST_TRANSACTION", "0 seconds")
    with session() as other:
        other.execute(CHANGE, ["Anders"])

        with pytest.raises(cijfers.CountingBusyError):
            count()
    assert count() == 31


def test_while_many_write_it_ends_with_what_the_register_has(records: None) -> None:
    stop = Event()
    faults: list[Exception] = []
    writers = [Thread(target=write, args=[seed, stop, faults]) for seed in range(3)]
    for writer in writers:
        writer.start()
    try:
        for _ in range(25):
            count()
            for van in (None, BURGERZAKEN):
                tel(Selectie(MAART, van), list(Dimensie))
    finally:
        stop.set()
        for writer in writers:
            writer.join()

    assert faults == []
    for _ in range(2):
        check(MAART)
        check(MAART, BURGERZAKEN)
        count()


def write(seed: int, stop: Event, faults: list[Exception]) -> None:
    """Change, move, remove and add records until it is enough, each in a transaction of its own."""
    chance = Random(seed)  # noqa: S311 - nothing here is secret
    nummer = 1000 * (seed + 1)
    try:
        while not stop.is_set():
            nummer += 1
            moment = BEGIN + timedelta(days=chance.randrange(8), seconds=nummer)
            contactmomentdetail(
                nummer,
                startdatum=moment,
                einddatum=moment,
                bronnen=1,
                verantwoordelijke_afdeling=chance.choice(["Burgerzaken", "Belastingen"]),
            )
            some = list(Contactmomentdetail.objects.order_by("?").values_list("pk", flat=True)[:2])
            chosen = Contactmomentdetail.objects.filter(pk__in=some[:1])
            chosen.update(vraag=f"Vraag {chance.randrange(5)}")
            later = BEGIN + timedelta(days=chance.randrange(8))
            chosen.update(startdatum=later, einddatum=later)
            Contactmomentdetail.objects.filter(pk__in=some[1:]).delete()
    except Exception as error:
        faults.append(error)
    finally:
        connection.close()


def vragen() -> dict[str | None, int]:
    return dict(tel(Selectie(MAART), [Dimensie.VRAAG]).vragen)
