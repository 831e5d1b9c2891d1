"""Making, replacing and changing one record by its uuid. Removing: test_verwijderen.py."""

from dataclasses import replace as with_
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from contactmomenten.models import (
    Bronversie,
    Contactmomentdetail,
    Contactmomentdetailversie,
    Wijziging,
)
from contactmomenten.services import (
    Bronvermelding,
    ContactmomentExistsError,
    Gegevens,
    Herkomst,
    Kanaal,
    Uitkomst,
    VersionConflictError,
    change,
    create,
    replace,
)
from tests.database import (
    dump,
    let_others_break_deadlocks,
    meanwhile,
    session,
    wait_until_blocked,
)
from tests.factories import BEGIN, bron, contactmomentdetail, gegevens

pytestmark = pytest.mark.django_db(transaction=True)

HERKOMST = Herkomst(wie="Zaaksysteem", kanaal=Kanaal.API, reden="Overgezet")
UUID_1 = UUID("00000000-0000-4000-8000-000000000001")
UUID_2 = UUID("00000000-0000-4000-8000-000000000002")


def put(uuid: UUID, invoer: Gegevens, **more: Any) -> Uitkomst:
    return replace(uuid=uuid, gegevens=invoer, herkomst=HERKOMST, **more)


def stored(uuid: UUID = UUID_1) -> Gegevens:
    """The record as it went in."""
    found: list[Gegevens] = []

    def look(record: Gegevens) -> Gegevens:
        found.append(record)
        return record

    assert change(uuid=uuid, correct=look, herkomst=HERKOMST) is Uitkomst.ONGEWIJZIGD
    return found[0]


def log() -> list[str]:
    return list(Wijziging.objects.order_by("nummer").values_list("soort", flat=True))


def bronnen(*nummers: int) -> list[Bronvermelding]:
    return [Bronvermelding(**bron(nummer)) for nummer in nummers]


FULL = gegevens(
    1,
    bronnen=3,
    specifieke_vraag=" Een vraag \n met\twitruimte ",
    gespreksresultaat="Onbekend",
    verantwoordelijke_afdeling="Burgerzaken",
    emailadres_kcm="kcm@gemeente.example",
)


def test_create_makes_the_record_as_it_was_given() -> None:
    uuid = create(gegevens=FULL, herkomst=HERKOMST)

    assert stored(uuid) == FULL
    assert log() == ["aangemaakt"]
    assert not Contactmomentdetailversie.objects.exists()
    assert not Bronversie.objects.exists()


def test_replace_makes_a_record_with_the_uuid_that_was_chosen() -> None:
    assert put(UUID_1, FULL) is Uitkomst.NIEUW

    assert stored() == FULL
    assert Contactmomentdetail.objects.get().uuid == UUID_1


def test_replace_changes_everything_but_who_had_the_contact() -> None:
    put(UUID_1, FULL)
    other = gegevens(2, bronnen=1, emailadres_kcm="ander@gemeente.example")

    assert put(UUID_1, other) is Uitkomst.GEWIJZIGD

    assert stored() == with_(other, emailadres_kcm="kcm@gemeente.example")
    assert log() == ["aangemaakt", "gewijzigd"]


def test_replace_with_the_same_leaves_nothing_at_all() -> None:
    put(UUID_1, FULL)
    before = dump()

    assert put(UUID_1, FULL) is Uitkomst.ONGEWIJZIGD
    assert put(UUID_1, with_(FULL, emailadres_kcm=None)) is Uitkomst.ONGEWIJZIGD

    assert dump() == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("contactmoment", "https://elders.example/klantcontacten/9"),
        ("startdatum", BEGIN),
        ("einddatum", BEGIN),
        ("vraag", None),
        ("specifieke_vraag", None),
        ("gespreksresultaat", ""),
        ("verantwoordelijke_afdeling", "Parkeren"),
        ("bronnen", []),
        ("bronnen", bronnen(2, 0, 1)),
        ("bronnen", bronnen(0, 1, 2, 2)),
    ],
)
def test_change_of_one_thing_leaves_one_version_and_one_entry(name: str, value: Any) -> None:
    put(UUID_1, FULL)
    before = Contactmomentdetail.objects.get()

    uitkomst = change(
        uuid=UUID_1, correct=lambda old: with_(old, **{name: value}), herkomst=HERKOMST
    )

    assert uitkomst is Uitkomst.GEWIJZIGD
    assert stored() == with_(FULL, **{name: value})
    after = Contactmomentdetail.objects.get()
    assert after.gewijzigd_op > before.gewijzigd_op
    assert after.aangemaakt_op == before.aangemaakt_op
    version = Contactmomentdetailversie.objects.get()
    assert version.pgh_context == {
        "wie": "Zaaksysteem",
        "kanaal": "api",
        "reden": "Overgezet",
    }
    assert log() == ["aangemaakt", "gewijzigd"]


def test_change_does_not_change_who_had_the_contact() -> None:
    put(UUID_1, FULL)

    change(
        uuid=UUID_1,
        correct=lambda old: with_(old, vraag="Anders", emailadres_kcm="ander@gemeente.example"),
        herkomst=HERKOMST,
    )

    assert stored() == with_(FULL, vraag="Anders")


def test_change_of_what_does_not_exist() -> None:
    with pytest.raises(Contactmomentdetail.DoesNotExist):
        change(uuid=UUID_1, correct=lambda old: old, herkomst=HERKOMST)

    assert log() == []


def test_what_the_correction_raises_comes_through_and_nothing_is_written() -> None:
    put(UUID_1, FULL)
    before = dump()

    def refuse(_: Gegevens) -> Gegevens:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change(uuid=UUID_1, correct=refuse, herkomst=HERKOMST)

    assert dump() == before


def test_a_contactmoment_of_another_record_is_refused_and_nothing_is_written() -> None:
    known = contactmomentdetail(1)
    put(UUID_2, gegevens(2, bronnen=1))
    before = dump()

    with pytest.raises(ContactmomentExistsError) as made:
        create(gegevens=gegevens(1), herkomst=HERKOMST)
    with pytest.raises(ContactmomentExistsError) as put_new:
        put(UUID_1, gegevens(1, bronnen=2))
    with pytest.raises(ContactmomentExistsError) as put_known:
        put(UUID_2, gegevens(1))
    with pytest.raises(ContactmomentExistsError) as changed:
        change(
            uuid=UUID_2,
            correct=lambda old: with_(old, contactmoment=known.contactmoment),
            herkomst=HERKOMST,
        )

    for refused in (made, put_new, put_known, changed):
        assert refused.value.uuid == known.uuid
    assert dump() == before


def test_in_a_transaction_of_the_callers_own_a_refusal_is_the_same() -> None:
    """And ends that transaction: a savepoint would hide from the triggers whose change it is."""
    known = contactmomentdetail(1)

    @transaction.atomic
    def make_two() -> None:
        create(gegevens=gegevens(2), herkomst=HERKOMST)
        create(gegevens=gegevens(1), herkomst=HERKOMST)

    with pytest.raises(ContactmomentExistsError) as refused:
        make_two()

    assert refused.value.uuid == known.uuid
    assert Contactmomentdetail.objects.get() == known


def test_several_changes_in_a_transaction_of_the_callers_own_are_whole_or_not_at_all() -> None:
    put(UUID_1, FULL)
    before = dump()

    @transaction.atomic
    def write_some() -> None:
        put(UUID_1, with_(FULL, vraag="Anders"))
        put(UUID_2, gegevens(2, bronnen=1))
        change(uuid=uuid4(), correct=lambda old: old, herkomst=HERKOMST)

    with pytest.raises(Contactmomentdetail.DoesNotExist):
        write_some()

    assert dump() == before


@pytest.mark.parametrize("exists", [True, False])
def test_a_condition_hears_what_is_stored_and_decides(exists: bool) -> None:
    if exists:
        put(UUID_1, FULL)
    known = Contactmomentdetail.objects.values_list("gewijzigd_op", flat=True).first()
    before = dump()
    heard: list[Any] = []

    def listen(moment: datetime | None) -> bool:
        heard.append(moment)
        return False

    with pytest.raises(VersionConflictError):
        put(UUID_1, gegevens(2), condition=listen)

    assert heard == [known]
    assert dump() == before
    assert put(UUID_1, gegevens(2), condition=lambda moment: moment == known)


def test_what_is_read_afterwards_is_what_was_written() -> None:
    seen: list[Any] = []

    def look(uuid: UUID) -> None:
        with session() as other:  # the row is still ours
            held = other.execute(
                "SELECT FROM contactmomenten_contactmomentdetail FOR UPDATE SKIP LOCKED"
            )
            assert held.fetchall() == []
        record = Contactmomentdetail.objects.get(uuid=uuid)
        seen.append((record.vraag, record.bronnen.count(), record.gewijzigd_op))

    put(UUID_1, FULL, afterwards=look)
    put(UUID_1, with_(FULL, vraag="Anders", bronnen=[]), afterwards=look)
    change(
        uuid=UUID_1,
        correct=lambda old: with_(old, bronnen=bronnen(1)),
        herkomst=HERKOMST,
        afterwards=look,
    )

    assert [(vraag, count) for vraag, count, _ in seen] == [
        ("Vraag 1", 3),
        ("Anders", 0),
        ("Anders", 1),
    ]
    assert Contactmomentdetail.objects.get().gewijzigd_op == seen[-1][2]


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


# A record that is new:
#   1 SELECT ... FOR UPDATE: there is none with this uuid
#   2 INSERT: the record
#   3 INSERT: all bronnen
# One that is there already, with other values and bronnen:
#   1 SELECT ... FOR UPDATE: the record
#   2 UPDATE: the record
#   3 SELECT: its bronnen
#   4 DELETE: its bronnen
#   5 INSERT: all bronnen
# The same again:
#   1 SELECT ... FOR UPDATE: the record
#   2 SELECT: its bronnen
# Another contactmoment:
#   1 SELECT ... FOR UPDATE: the record
#   2 SELECT: who has that contactmoment
#   3 UPDATE: the record
#   4 SELECT: its bronnen
@pytest.mark.parametrize("number", [2, 3, 50])
def test_the_number_of_queries_is_the_same_for_any_number_of_bronnen(number: int) -> None:
    def queries(invoer: Gegevens) -> int:
        with CaptureQueriesContext(connection) as captured:
            put(UUID_1, invoer)
        return len([query for query in captured if query["sql"] not in {"BEGIN", "COMMIT"}])

    assert queries(gegevens(1, bronnen=number)) == 3
    assert queries(gegevens(1, bronnen=number + 1, vraag="Anders")) == 5
    assert queries(gegevens(1, bronnen=number + 1, vraag="Anders")) == 2
    assert queries(gegevens(2, bronnen=number + 1, vraag="Anders")) == 4


# As above, with the bronnen read once for the one who corrects and once to compare them.
@pytest.mark.parametrize("number", [2, 3, 50])
def test_the_number_of_queries_of_a_change_is_the_same_too(number: int) -> None:
    put(UUID_1, gegevens(1, bronnen=number))

    with CaptureQueriesContext(connection) as captured:
        change(
            uuid=UUID_1,
            correct=lambda old: with_(old, vraag="Anders", bronnen=[*old.bronnen, *bronnen(99)]),
            herkomst=HERKOMST,
        )

    assert len([query for query in captured if query["sql"] not in {"BEGIN", "COMMIT"}]) == 6
