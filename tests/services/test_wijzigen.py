"""Making, replacing and changing one record by its uuid. Removing: test_verwijderen.py."""

from dataclasses import replace as with_
from typing import Any
from uuid import UUID

import pytest

from contactmomenten.models import (
    Bronversie,
    Contactmomentdetail,
    Contactmomentdetailversie,
)
from contactmomenten.services import (
    Uitkomst,
    change,
    create,
)
from tests.database import (
    dump,
    session,
)
from tests.factories import BEGIN, gegevens
from tests.services.wijziging import FULL, HERKOMST, UUID_1, bronnen, log, put, stored

pytestmark = pytest.mark.django_db(transaction=True)


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
