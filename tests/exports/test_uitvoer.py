"""The record of each export, however it ends."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import orjson
import psycopg
import pytest
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from contactmomenten.exports import TooManyExportsError, start_export
from contactmomenten.models import Contactmomentdetail, Export
from contactmomenten.models.export import BEGINNING, EXPORT_LOCK
from contactmomenten.services import Herkomst, Kanaal
from tests.dienst.conftest import database_url_of_tests
from tests.exports.lastig import ADRES, exported, start, store_many
from tests.factories import KCM, contactmomentdetail, export

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other() -> Iterator[psycopg.Connection]:
    """Another connection with the database of the tests."""
    with psycopg.connect(database_url_of_tests(), autocommit=True) as opened:
        yield opened


def open_transactions(other: psycopg.Connection) -> list[tuple[str, str]]:
    """What the connections of the tests are in the middle of."""
    return other.execute(
        "SELECT state, query FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
    ).fetchall()


def test_an_export_is_recorded_with_who_and_what() -> None:
    contactmomentdetail(1)
    contactmomentdetail(2)
    uitvoer = start_export(
        Contactmomentdetail.objects.all(),
        formaat=Export.Formaat.CSV,
        kolommen=["vraag", "startdatum"],
        herkomst=Herkomst(wie=KCM, kanaal=Kanaal.API, applicatie="Dataplatform"),
        filters="Periode: dit jaar",
        adres=ADRES,
    )
    running = Export.objects.get()
    assert (running.uitkomst, running.beeindigd_op) == ("", None)
    for _ in uitvoer:
        pass
    uitvoer.close()

    made = Export.objects.get()

    assert (made.wie, made.applicatie, made.kanaal) == (KCM, "Dataplatform", "api")
    assert (made.formaat, made.kolommen) == ("csv", ["startdatum", "vraag"])
    assert made.filters == "Periode: dit jaar"
    assert (made.uitkomst, made.aantal) == (Export.Uitkomst.VOLTOOID, 2)
    assert made.beeindigd_op
    assert timedelta() <= made.beeindigd_op - made.begonnen_op < timedelta(minutes=1)
    assert timezone.now() - made.beeindigd_op < timedelta(minutes=1)


@pytest.mark.parametrize("formaat", Export.Formaat)
def test_one_that_is_stopped_halfway_leaves_nothing_open(
    formaat: Export.Formaat, other: psycopg.Connection
) -> None:
    number = store_many()
    uitvoer = start(formaat)
    next(uitvoer)
    next(uitvoer)
    assert len(open_transactions(other)) == 1

    uitvoer.close()

    assert open_transactions(other) == []
    made = Export.objects.get()
    assert made.uitkomst == Export.Uitkomst.AFGEBROKEN
    assert 0 < made.aantal < number
    assert Contactmomentdetail.objects.count() == number, "the connection can still be used"


def test_one_of_which_nothing_was_taken_is_broken_off() -> None:
    start(Export.Formaat.CSV).close()

    made = Export.objects.get()
    assert (made.uitkomst, made.aantal) == (Export.Uitkomst.AFGEBROKEN, 0)


def test_closing_again_changes_nothing() -> None:
    uitvoer = start(Export.Formaat.CSV)
    for _ in uitvoer:
        pass
    uitvoer.close()
    uitvoer.close()

    assert Export.objects.get().uitkomst == Export.Uitkomst.VOLTOOID


@pytest.mark.parametrize("formaat", [Export.Formaat.CSV, Export.Formaat.NDJSON])
def test_a_file_says_that_the_database_went_away(
    formaat: Export.Formaat, other: psycopg.Connection
) -> None:
    store_many()
    uitvoer = start(formaat)
    file = next(uitvoer) + next(uitvoer)
    other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    file += b"".join(uitvoer)
    uitvoer.close()

    last = file.splitlines()[-1].decode()
    assert "niet compleet" in last
    assert Export.objects.get().uitkomst == Export.Uitkomst.AFGEBROKEN
    if formaat == Export.Formaat.NDJSON:
        assert set(orjson.loads(last)) == {"onvolledig"}


def test_an_xlsx_has_no_end_if_the_database_went_away(other: psycopg.Connection) -> None:
    store_many()
    uitvoer = start(Export.Formaat.XLSX)
    file = next(uitvoer)
    other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    file += b"".join(uitvoer)
    uitvoer.close()

    assert b"PK\x05\x06" not in file, "what every archive ends with"
    assert Export.objects.get().uitkomst == Export.Uitkomst.AFGEBROKEN


def test_no_more_than_two_at_once(other: psycopg.Connection) -> None:
    other.execute("SELECT pg_advisory_lock(%s, 1001)", [EXPORT_LOCK])
    exported(Export.Formaat.CSV)
    other.execute("SELECT pg_advisory_lock(%s, 1002)", [EXPORT_LOCK])

    with pytest.raises(TooManyExportsError):
        start(Export.Formaat.CSV)

    assert Export.objects.count() == 1
    other.execute("SELECT pg_advisory_unlock_all()")
    exported(Export.Formaat.CSV)


def test_one_that_is_about_to_send_counts_too() -> None:
    begun = [start(Export.Formaat.CSV) for _ in range(2)]

    with pytest.raises(TooManyExportsError):
        start(Export.Formaat.CSV)

    assert Export.objects.count() == 2
    begun[0].close()
    start(Export.Formaat.CSV).close()


def test_one_of_a_process_that_was_killed_counts_only_for_a_while(
    other: psycopg.Connection,
) -> None:
    for _ in range(2):
        export(begonnen_op=Now() - BEGINNING)

    exported(Export.Formaat.CSV)
    for made in Export.objects.filter(uitkomst=""):
        other.execute("SELECT pg_advisory_lock(%s, %s)", [EXPORT_LOCK, made.pk])
    with pytest.raises(TooManyExportsError):
        start(Export.Formaat.CSV)


def with_loopt() -> list[Any]:
    return list(Export.objects.with_loopt())


def test_it_is_known_which_exports_run(other: psycopg.Connection) -> None:
    """One of a process that was killed has no end, and no lock."""
    running, _killed = export(), export(begonnen_op=Now() - BEGINNING)
    exported(Export.Formaat.CSV)
    other.execute("SELECT pg_advisory_lock(%s, %s)", [EXPORT_LOCK, running.pk])

    assert {made.pk for made in with_loopt() if made.loopt} == {running.pk}
    other.execute("SELECT pg_advisory_unlock_all()")
    assert not any(made.loopt for made in with_loopt())
    assert len(with_loopt()) == 3
