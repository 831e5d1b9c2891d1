"""``gewijzigd_op`` and the history follow every write, however it is made."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from contactmomenten.models import Bron, Bronversie, Contactmomentdetail, Contactmomentdetailversie
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db(transaction=True)

Write = Callable[[Contactmomentdetail], object]


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def save(record: Contactmomentdetail) -> None:
    record = Contactmomentdetail.objects.get(pk=record.pk)
    record.vraag = "Anders"
    record.save()


def bulk_update(record: Contactmomentdetail) -> None:
    record = Contactmomentdetail.objects.get(pk=record.pk)
    record.vraag = "Anders"
    Contactmomentdetail.objects.bulk_update([record], ["vraag"])


def save_bron(record: Contactmomentdetail) -> None:
    bron = record.bronnen.get(volgorde=0)
    bron.titel = "Anders"
    bron.save()


def move_bron(record: Contactmomentdetail) -> None:
    other = contactmomentdetail(2)
    record.bronnen.filter(volgorde=0).update(contactmomentdetail=other)


WRITES: dict[str, Write] = {
    "save": save,
    "update": lambda record: Contactmomentdetail.objects.update(vraag="Anders"),
    "bulk_update": bulk_update,
    "SQL by hand": lambda record: sql("UPDATE contactmomenten_contactmomentdetail SET vraag = 'x'"),
    "bron: save": save_bron,
    "bron: create": lambda record: Bron.objects.create(
        contactmomentdetail=record, volgorde=9, soort="vac", titel="t", url="u"
    ),
    "bron: bulk_create": lambda record: Bron.objects.bulk_create(
        [Bron(contactmomentdetail=record, volgorde=9, soort="vac", titel="t", url="u")]
    ),
    "bron: update": lambda record: Bron.objects.update(titel="Anders"),
    "bron: delete": lambda record: record.bronnen.filter(volgorde=1).delete(),
    "bron: SQL by hand": lambda record: sql("DELETE FROM contactmomenten_bron"),
    "bron: moved to another record": move_bron,
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_every_write_moves_it_and_leaves_one_version(write: Write) -> None:
    record = contactmomentdetail(1, bronnen=2)

    write(record)

    after = Contactmomentdetail.objects.get(pk=record.pk)
    assert after.gewijzigd_op > record.gewijzigd_op
    version = Contactmomentdetailversie.objects.get(pgh_obj_id=record.pk)
    assert version.pgh_label == "gewijzigd"
    assert version.gewijzigd_op == record.gewijzigd_op
    assert version.vraag == record.vraag


def test_moving_a_bron_touches_both_records() -> None:
    record, other = contactmomentdetail(1, bronnen=1), contactmomentdetail(2)

    record.bronnen.update(contactmomentdetail=other)

    for before in (record, other):
        assert Contactmomentdetail.objects.get(pk=before.pk).gewijzigd_op > before.gewijzigd_op


def test_a_save_that_changes_nothing_leaves_it_alone() -> None:
    record = contactmomentdetail(1, bronnen=1)

    Contactmomentdetail.objects.get().save()

    assert Contactmomentdetail.objects.get().gewijzigd_op == record.gewijzigd_op
    assert not Contactmomentdetailversie.objects.exists()


def test_nobody_can_set_it() -> None:
    old = datetime(2001, 1, 1, tzinfo=UTC)
    record = contactmomentdetail(1)

    Contactmomentdetail.objects.update(gewijzigd_op=old)
    made = Contactmomentdetail.objects.create(
        contactmoment="c", startdatum=old, einddatum=old, gewijzigd_op=old
    )

    assert Contactmomentdetail.objects.get(pk=record.pk).gewijzigd_op > record.gewijzigd_op
    assert Contactmomentdetail.objects.get(pk=made.pk).gewijzigd_op > record.gewijzigd_op


def test_it_never_goes_back_when_a_clock_did() -> None:
    record = contactmomentdetail(1)
    future = datetime(2100, 1, 1, tzinfo=UTC)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # the triggers are off
        cursor.execute("UPDATE contactmomenten_contactmomentdetail SET gewijzigd_op = %s", [future])

    Contactmomentdetail.objects.update(vraag="Anders")

    assert Contactmomentdetail.objects.get(pk=record.pk).gewijzigd_op > future


def test_several_statements_in_one_transaction_leave_one_version() -> None:
    record = contactmomentdetail(1, bronnen=3)

    with transaction.atomic():
        Contactmomentdetail.objects.update(vraag="Anders")
        Bron.objects.filter(volgorde=2).delete()
        Bron.objects.update(titel="Anders")

    assert Contactmomentdetailversie.objects.filter(pgh_obj_id=record.pk).count() == 1
    assert Bronversie.objects.count() == 3


def test_a_removed_record_leaves_its_last_version_and_that_of_its_bronnen() -> None:
    record = contactmomentdetail(1, bronnen=2, vraag="Wat was het?")

    record.delete()

    # Django removes the bronnen first, which moves gewijzigd_op
    first, last = Contactmomentdetailversie.objects.order_by("pgh_id")
    assert (first.pgh_label, last.pgh_label) == ("gewijzigd", "verwijderd")
    assert (last.uuid, last.vraag) == (record.uuid, "Wat was het?")
    assert Bronversie.objects.filter(pgh_label="verwijderd").count() == 2


def test_sql_by_hand_has_no_context() -> None:
    contactmomentdetail(1)

    sql("UPDATE contactmomenten_contactmomentdetail SET vraag = 'x'")

    assert Contactmomentdetailversie.objects.get().pgh_context is None
