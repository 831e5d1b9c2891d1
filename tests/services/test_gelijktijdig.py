"""Several writers of one record at the same moment: whole writes, one after the other."""

from collections import Counter
from dataclasses import replace as with_
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from contactmomenten.models import Contactmomentdetail, Wijziging
from contactmomenten.services import (
    ContactmomentExistsError,
    Gegevens,
    Herkomst,
    Kanaal,
    Uitkomst,
    VersionConflictError,
    change,
    create,
    register,
    remove,
    replace,
)
from tests.database import all_at_once, meanwhile, session, wait_until_blocked
from tests.factories import contactmomentdetail, gegevens

pytestmark = pytest.mark.django_db(transaction=True)

UUID_1 = UUID("00000000-0000-4000-8000-000000000001")
UUID_2 = UUID("00000000-0000-4000-8000-000000000002")
HERKOMST = Herkomst(wie="Zaaksysteem", kanaal=Kanaal.API)
WRITERS = 8


def put(uuid: UUID, invoer: Gegevens, **more: Any) -> Uitkomst:
    return replace(uuid=uuid, gegevens=invoer, herkomst=HERKOMST, **more)


def delete(uuid: UUID) -> str:
    remove(uuid=uuid, herkomst=HERKOMST)
    return "verwijderd"


def kinds(results: list[Any]) -> Counter[Any]:
    """Outcomes, and the kinds of errors."""
    return Counter(type(each) if isinstance(each, Exception) else each for each in results)


def log() -> list[str]:
    return list(Wijziging.objects.order_by("nummer").values_list("soort", flat=True))


def test_puts_of_one_new_uuid_leave_one_of_them_whole() -> None:
    bodies = [gegevens(1, vraag=f"Versie {n}", bronnen=n) for n in range(WRITERS)]

    results = all_at_once(*(partial(put, UUID_1, each) for each in bodies))

    assert kinds(results) == {Uitkomst.NIEUW: 1, Uitkomst.GEWIJZIGD: WRITERS - 1}
    record = Contactmomentdetail.objects.get(uuid=UUID_1)
    assert (record.vraag, record.bronnen.count()) in [
        (each.vraag, len(each.bronnen)) for each in bodies
    ]
    assert log() == ["aangemaakt"] + ["gewijzigd"] * (WRITERS - 1)


def test_of_puts_that_only_make_a_new_uuid_one_wins() -> None:
    only_new = partial(put, UUID_1, condition=lambda stored: stored is None)

    results = all_at_once(*(partial(only_new, gegevens(n)) for n in range(WRITERS)))

    assert kinds(results) == {Uitkomst.NIEUW: 1, VersionConflictError: WRITERS - 1}
    assert log() == ["aangemaakt"]


def test_of_records_that_claim_one_new_contactmoment_one_wins_and_the_others_hear_which() -> None:
    uuids = [UUID(int=number) for number in range(1, WRITERS + 1)]

    results = all_at_once(*(partial(put, uuid, gegevens(1, bronnen=2)) for uuid in uuids))

    record = Contactmomentdetail.objects.get()
    assert kinds(results) == {Uitkomst.NIEUW: 1, ContactmomentExistsError: WRITERS - 1}
    told = {each.uuid for each in results if isinstance(each, ContactmomentExistsError)}
    assert told == {record.uuid}
    assert record.bronnen.count() == 2
    assert log() == ["aangemaakt"]


def test_of_records_that_take_one_contactmoment_one_wins_and_the_others_hear_which() -> None:
    uuids = [contactmomentdetail(number).uuid for number in range(1, WRITERS + 1)]
    wanted = "https://elders.example/klantcontacten/1"

    def take(uuid: UUID) -> Uitkomst:
        return change(
            uuid=uuid, correct=lambda old: with_(old, contactmoment=wanted), herkomst=HERKOMST
        )

    results = all_at_once(*(partial(take, uuid) for uuid in uuids))

    winner = Contactmomentdetail.objects.get(contactmoment=wanted)
    assert kinds(results) == {Uitkomst.GEWIJZIGD: 1, ContactmomentExistsError: WRITERS - 1}
    told = {each.uuid for each in results if isinstance(each, ContactmomentExistsError)}
    assert told == {winner.uuid}


def test_somebody_who_takes_the_contactmoment_after_we_looked_is_named() -> None:
    """The other one looks first, and is not done when we look."""
    put(UUID_1, gegevens(1))
    put(UUID_2, gegevens(2))
    wanted = gegevens(3).contactmoment

    with session() as other:
        other.execute(
            "UPDATE contactmomenten_contactmomentdetail SET contactmoment = %s WHERE uuid = %s",
            [wanted, UUID_2],
        )
        with meanwhile(lambda: put(UUID_1, gegevens(3))) as ours:
            wait_until_blocked(other)
            other.commit()
        with pytest.raises(ContactmomentExistsError) as refused:
            ours.result()

    assert refused.value.uuid == UUID_2


def test_a_contactmoment_that_is_given_up_while_we_wait_is_free() -> None:
    with session() as other:
        other.execute(
            "INSERT INTO contactmomenten_contactmomentdetail "
            "(uuid, contactmoment, startdatum, einddatum) VALUES (%s, %s, now(), now())",
            [UUID_2, gegevens(1).contactmoment],
        )
        with meanwhile(lambda: create(gegevens=gegevens(1), herkomst=HERKOMST)) as ours:
            wait_until_blocked(other)
            other.rollback()

    assert Contactmomentdetail.objects.get().uuid == ours.result()


def test_a_put_that_waits_for_a_removal_makes_the_record_anew() -> None:
    put(UUID_1, gegevens(1, bronnen=2))

    with session() as other:
        other.execute("DELETE FROM contactmomenten_bron")
        other.execute("DELETE FROM contactmomenten_contactmomentdetail")
        with meanwhile(lambda: put(UUID_1, gegevens(1, bronnen=3))) as ours:
            wait_until_blocked(other)
            other.commit()

    assert ours.result() is Uitkomst.NIEUW
    assert Contactmomentdetail.objects.get(uuid=UUID_1).bronnen.count() == 3


@pytest.mark.parametrize("attempt", range(5))
def test_a_put_and_a_removal_leave_a_whole_record_or_none(attempt: int) -> None:
    put(UUID_1, gegevens(1, bronnen=2))
    invoer = gegevens(1, vraag="Anders", bronnen=3)

    stored, removed = all_at_once(partial(put, UUID_1, invoer), partial(delete, UUID_1))

    assert removed == "verwijderd"
    record = Contactmomentdetail.objects.filter(uuid=UUID_1).first()
    if stored is Uitkomst.NIEUW:  # it came after the removal
        assert record is not None
        assert (record.vraag, record.bronnen.count()) == ("Anders", 3)
        assert log() == ["aangemaakt", "verwijderd", "aangemaakt"]
    else:
        assert stored is Uitkomst.GEWIJZIGD
        assert record is None
        assert log() == ["aangemaakt", "gewijzigd", "verwijderd"]


def test_of_removals_one_wins() -> None:
    put(UUID_1, gegevens(1, bronnen=2))

    results = all_at_once(*(partial(delete, UUID_1) for _ in range(WRITERS)))

    assert kinds(results) == {
        "verwijderd": 1,
        Contactmomentdetail.DoesNotExist: WRITERS - 1,
    }


def test_of_writers_that_saw_one_version_one_wins() -> None:
    put(UUID_1, gegevens(1))
    seen = Contactmomentdetail.objects.values_list("gewijzigd_op", flat=True).get()

    def unchanged(stored: datetime | None) -> bool:
        return stored == seen

    writers = [
        partial(put, UUID_1, gegevens(1, vraag=f"Versie {n}", bronnen=n), condition=unchanged)
        for n in range(WRITERS)
    ]
    results = all_at_once(*writers)

    assert kinds(results) == {Uitkomst.GEWIJZIGD: 1, VersionConflictError: WRITERS - 1}
    winner = results.index(Uitkomst.GEWIJZIGD)
    record = Contactmomentdetail.objects.get()
    assert (record.vraag, record.bronnen.count()) == (f"Versie {winner}", winner)
    assert log() == ["aangemaakt", "gewijzigd"]


def test_changes_of_different_properties_are_all_kept() -> None:
    put(UUID_1, gegevens(1))
    names = ["vraag", "specifieke_vraag", "gespreksresultaat", "verantwoordelijke_afdeling"]

    def set_one(name: str) -> Uitkomst:
        new: dict[str, Any] = {name: f"Nieuw {name}"}
        return change(uuid=UUID_1, correct=lambda old: with_(old, **new), herkomst=HERKOMST)

    results = all_at_once(*(partial(set_one, name) for name in names))

    assert kinds(results) == {Uitkomst.GEWIJZIGD: len(names)}
    record = Contactmomentdetail.objects.get()
    for name in names:
        assert getattr(record, name) == f"Nieuw {name}"


def test_kiss_and_the_api_write_one_record_one_after_the_other() -> None:
    put(UUID_1, gegevens(1, bronnen=1))
    bodies = [gegevens(1, vraag=f"Versie {n}", bronnen=n) for n in range(WRITERS)]
    writers = [
        partial(put, UUID_1, each)
        if n % 2
        else partial(register, gegevens=each, herkomst=with_(HERKOMST, kanaal=Kanaal.KISS))
        for n, each in enumerate(bodies)
    ]

    results = all_at_once(*writers)

    assert kinds(results) == {Uitkomst.GEWIJZIGD: WRITERS}
    record = Contactmomentdetail.objects.get(uuid=UUID_1)
    assert (record.vraag, record.bronnen.count()) in [
        (each.vraag, len(each.bronnen)) for each in bodies
    ]
    assert log() == ["aangemaakt"] + ["gewijzigd"] * WRITERS
