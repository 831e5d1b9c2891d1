"""Which records are in a file, in which order, and what it costs to read them."""

from collections.abc import Sequence
from datetime import timedelta

import orjson
import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from contactmomenten.exports.kolommen import KOLOMMEN, Kolom, kolommen_of
from contactmomenten.exports.lezen import AT_ONCE, read
from contactmomenten.exports.notaties import AS_THE_API
from contactmomenten.models import Bron, Contactmomentdetail, Export
from tests.dienst.conftest import database_url_of_tests
from tests.exports.lastig import ADRES, exported, start, store_many
from tests.factories import BEGIN, contactmomentdetail

pytestmark = pytest.mark.django_db

NDJSON = Export.Formaat.NDJSON


def vragen(file: bytes) -> list[str]:
    return [orjson.loads(line)["vraag"] for line in file.splitlines()]


def test_newest_first_whatever_order_the_records_had() -> None:
    for nummer in (2, 3, 1):
        contactmomentdetail(nummer)
    contactmomentdetail(4, startdatum=BEGIN + timedelta(minutes=3))  # with the next as its equal

    file = exported(NDJSON, records=Contactmomentdetail.objects.order_by("vraag"))

    assert vragen(file) == ["Vraag 4", "Vraag 3", "Vraag 2", "Vraag 1"]


def test_only_the_records_that_are_asked_for() -> None:
    contactmomentdetail(1, vraag="Paspoort aanvragen 100% zeker", bronnen=2)
    contactmomentdetail(2, vraag="Afvalpas")
    records = Contactmomentdetail.objects

    assert vragen(exported(NDJSON, records=records.search("paspoorten"))) == [
        "Paspoort aanvragen 100% zeker"
    ]
    assert vragen(exported(NDJSON, records=records.filter(vraag__contains="100%"))) == [
        "Paspoort aanvragen 100% zeker"
    ]
    assert vragen(exported(NDJSON, records=records.with_bron(soort=["kennisartikel"]))) == [
        "Paspoort aanvragen 100% zeker"
    ]
    assert vragen(exported(NDJSON, records=records.none())) == []


# 1 and 6 SAVEPOINT and RELEASE, for a transaction otherwise
# 2 its turn to begin, 3 which exports run, 4 and which are about to, 5 the record of this one
# 7 SELECT set_config, and the lock
# 8 SELECT set_config: as it was
# 9 how it ended
# The SELECT of the records is not counted: the driver streams it.
@pytest.mark.parametrize("records", [3, 4])
@pytest.mark.parametrize("formaat", Export.Formaat)
def test_any_number_of_records_takes_as_many_queries(
    django_assert_num_queries: DjangoAssertNumQueries, records: int, formaat: Export.Formaat
) -> None:
    for nummer in range(records):
        contactmomentdetail(nummer, bronnen=records)

    with django_assert_num_queries(9):
        exported(formaat)


@pytest.mark.django_db(transaction=True)
def test_all_is_read_in_one_transaction_that_changes_nothing() -> None:
    contactmomentdetail(1)

    with CaptureQueriesContext(connection) as captured:
        exported(NDJSON)

    statements = [query["sql"].strip() for query in captured]
    set_ = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    begin = statements.index(set_) - 1
    assert (statements.count(set_), statements[begin]) == (1, "BEGIN")
    assert "pg_advisory_xact_lock" in statements[begin + 2]
    assert "set_config" in statements[begin + 3]
    assert statements[begin + 4] == "COMMIT"


@pytest.mark.django_db(transaction=True)
def test_what_others_write_meanwhile_is_not_in_it() -> None:
    number = store_many()
    uitvoer = start(NDJSON)
    file = next(uitvoer)
    assert len(vragen(file)) < number // 2

    with psycopg.connect(database_url_of_tests()) as other:
        other.execute("UPDATE contactmomenten_contactmomentdetail SET vraag = 'Anders'")
        other.execute("DELETE FROM contactmomenten_bron")
    file += b"".join(uitvoer)
    uitvoer.close()

    assert not Bron.objects.exists()
    records = [orjson.loads(line) for line in file.splitlines()]
    assert len(records) == number
    assert {record["vraag"] for record in records} == {"Lang"}
    assert {len(record["bronnen"]) for record in records} == {1}


@pytest.mark.parametrize("kolommen", [KOLOMMEN, kolommen_of(["onderwerp"])])
@pytest.mark.parametrize(("characters", "together"), [(1000, AT_ONCE), (30_000, 1)])
def test_large_records_go_one_at_a_time(
    characters: int, together: int, kolommen: Sequence[Kolom]
) -> None:
    """Each text is copied a few times on its way, so not too many may be in memory at once."""
    store_many(2 * AT_ONCE, characters=characters)
    uitvoer = start(NDJSON)

    blokken = read(
        Contactmomentdetail.objects.all(),
        kolommen,
        export_id=uitvoer.export.pk,
        notatie=AS_THE_API,
        adres=ADRES,
    )

    assert {len(column) for blok in blokken for column in blok} == {together}
