"""The log has an entry for every change, whoever makes it and however."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from contactmomenten.models import (
    Bron,
    Bronversie,
    Contactmomentdetail,
    Contactmomentdetailversie,
    Wijziging,
)
from contactmomenten.services import Herkomst, Kanaal, register
from contactmomenten.services.gegevens import FIELDS
from tests.factories import HERKOMST, contactmomentdetail, gegevens

pytestmark = pytest.mark.django_db(transaction=True)

Write = Callable[[Contactmomentdetail], object]


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def copy(_: Contactmomentdetail) -> None:
    statement = (
        "COPY contactmomenten_contactmomentdetail (contactmoment, startdatum, einddatum) FROM STDIN"
    )
    with connection.cursor() as cursor, cursor.copy(statement) as rows:
        rows.write("copied\t2026-02-03 10:00+01\t2026-02-03 10:04+01\n")


def merge(_: Contactmomentdetail) -> None:
    """New in PostgreSQL 15."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0])
    if version < 150000:
        pytest.skip("PostgreSQL 14 has no MERGE")
    sql(
        "MERGE INTO contactmomenten_contactmomentdetail USING (VALUES (1)) AS one ON true "
        "WHEN MATCHED THEN UPDATE SET vraag = 'Samen'"
    )


def save(record: Contactmomentdetail) -> None:
    record.vraag = "Anders"
    record.save()


CHANGES: dict[str, Write] = {
    "save": save,
    "update": lambda record: Contactmomentdetail.objects.update(vraag="Anders"),
    "SQL by hand": lambda record: sql("UPDATE contactmomenten_contactmomentdetail SET vraag = 'x'"),
    "MERGE": merge,
    "new bron": lambda record: Bron.objects.create(
        contactmomentdetail=record, volgorde=9, soort="vac", titel="t", url="u"
    ),
    "other bron": lambda record: Bron.objects.filter(volgorde=0).update(titel="Anders"),
    "bron less": lambda record: sql("DELETE FROM contactmomenten_bron WHERE volgorde = 1"),
    "KISS": lambda record: register(gegevens=gegevens(1, vraag="Anders"), herkomst=HERKOMST),
}
CREATIONS: dict[str, Write] = {
    "SQL by hand": lambda _: sql(
        "INSERT INTO contactmomenten_contactmomentdetail (contactmoment, startdatum, einddatum) "
        "VALUES ('nieuw', now(), now())"
    ),
    "COPY": copy,
    "bulk_create": lambda record: Contactmomentdetail.objects.bulk_create(
        [
            Contactmomentdetail(
                contactmoment="c", startdatum=record.startdatum, einddatum=record.einddatum
            )
        ]
    ),
    "KISS": lambda _: register(gegevens=gegevens(2, bronnen=3), herkomst=HERKOMST),
}


@pytest.mark.parametrize("write", CHANGES.values(), ids=CHANGES)
def test_every_change_is_one_entry(write: Write) -> None:
    record = contactmomentdetail(1, bronnen=2)

    write(record)

    made, changed = Wijziging.objects.order_by("nummer")
    assert (made.uuid, made.soort, made.moment) == (record.uuid, "aangemaakt", record.gewijzigd_op)
    after = Contactmomentdetail.objects.get()
    assert (changed.uuid, changed.soort) == (record.uuid, "gewijzigd")
    assert changed.moment == after.gewijzigd_op > made.moment


@pytest.mark.parametrize("field", FIELDS)
def test_a_change_names_the_field(field: str) -> None:
    record = contactmomentdetail(1, bronnen=1)
    stored = getattr(record, field)

    other = stored + timedelta(hours=1) if isinstance(stored, datetime) else "Anders"
    Contactmomentdetail.objects.update(**{field: other})

    assert Wijziging.objects.latest("nummer").velden == [field]


def test_a_change_names_all_fields_and_the_bronnen() -> None:
    record = contactmomentdetail(1, bronnen=2)

    with transaction.atomic():
        Contactmomentdetail.objects.update(vraag="Anders", gespreksresultaat="Anders")
        record.bronnen.all().delete()
    contactmomentdetail(1, vraag="Anders", gespreksresultaat="Anders", bronnen=1)

    both, bronnen = Wijziging.objects.order_by("nummer").values_list("velden", flat=True)[1:]
    assert both == ["vraag", "gespreksresultaat", "bronnen"]
    assert bronnen == ["bronnen"]


@pytest.mark.parametrize("write", CREATIONS.values(), ids=CREATIONS)
def test_every_creation_is_one_entry(write: Write) -> None:
    first = contactmomentdetail(1)

    write(first)

    record = Contactmomentdetail.objects.exclude(pk=first.pk).get()
    entry = Wijziging.objects.get(uuid=record.uuid)
    assert (entry.soort, entry.moment) == ("aangemaakt", record.gewijzigd_op)


def test_every_removal_is_the_last_entry() -> None:
    by_hand, by_django = contactmomentdetail(1), contactmomentdetail(2, bronnen=1)

    sql(f"DELETE FROM contactmomenten_contactmomentdetail WHERE id = {by_hand.pk}")  # noqa: S608
    by_django.delete()

    for uuid in (by_hand.uuid, by_django.uuid):
        last = Wijziging.objects.filter(uuid=uuid).order_by("nummer").last()
        assert last is not None
        assert last.soort == "verwijderd"


def test_a_write_that_changes_nothing_is_no_entry() -> None:
    record = contactmomentdetail(1, bronnen=1)

    record.save()
    Contactmomentdetail.objects.update(vraag="Vraag 1")
    register(gegevens=gegevens(1, bronnen=1), herkomst=HERKOMST)
    Bron.objects.filter(volgorde=99).delete()

    assert Wijziging.objects.count() == 1


def test_a_record_that_is_made_and_changed_in_one_transaction_tells_both() -> None:
    with transaction.atomic():
        record = contactmomentdetail(1)
        Contactmomentdetail.objects.update(vraag="Anders")
        Bron.objects.create(contactmomentdetail=record, volgorde=0, soort="vac", titel="t", url="u")

    assert [entry.soort for entry in Wijziging.objects.order_by("nummer")] == [
        "aangemaakt",
        "gewijzigd",
    ]


def test_many_rows_in_one_statement_are_as_many_entries() -> None:
    for nummer in range(50):
        contactmomentdetail(nummer)

    Contactmomentdetail.objects.update(vraag="Anders")

    changed = Wijziging.objects.filter(soort="gewijzigd")
    assert changed.count() == changed.values("uuid").distinct().count() == 50


def test_it_tells_who_through_which_channel_and_why() -> None:
    herkomst = Herkomst(
        wie="iemand@gemeente.example", kanaal=Kanaal.API, reden="Daarom", applicatie="Zaaksysteem"
    )
    register(gegevens=gegevens(1), herkomst=herkomst)
    sql("UPDATE contactmomenten_contactmomentdetail SET vraag = 'x'")

    made, by_hand = Wijziging.objects.order_by("nummer")
    assert made.context == {
        "wie": "iemand@gemeente.example",
        "kanaal": "api",
        "reden": "Daarom",
        "applicatie": "Zaaksysteem",
    }
    assert by_hand.context is None


def test_what_one_transaction_of_sql_by_hand_does_is_one_change() -> None:
    contactmomentdetail(1, bronnen=2)

    with transaction.atomic():
        sql("UPDATE contactmomenten_contactmomentdetail SET vraag = 'x'")
        sql("DELETE FROM contactmomenten_bron WHERE volgorde = 0")
        sql("UPDATE contactmomenten_bron SET titel = 'x'")
    sql("UPDATE contactmomenten_contactmomentdetail SET vraag = 'y'")

    fields = ("pgh_context_id", "pgh_label")
    first, second = Contactmomentdetailversie.objects.order_by("pgh_id").values_list(*fields)
    assert None not in {first[0], second[0]}
    assert first[0] != second[0]
    assert list(Bronversie.objects.order_by("pgh_id").values_list(*fields)) == [
        (first[0], "verwijderd"),
        (first[0], "gewijzigd"),
    ]


def test_the_uuid_of_a_record_cannot_be_changed() -> None:
    record = contactmomentdetail(1)

    with pytest.raises(DatabaseError, match="verandert nooit"):
        sql("UPDATE contactmomenten_contactmomentdetail SET uuid = gen_random_uuid()")
    sql("UPDATE contactmomenten_contactmomentdetail SET uuid = uuid, vraag = 'x'")

    assert Contactmomentdetail.objects.get().uuid == record.uuid
