"""The one way in which a contactmoment is registered."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contactmomenten.models import Bron, Bronversie, Contactmomentdetail, Contactmomentdetailversie
from contactmomenten.services import Bronvermelding, Uitkomst, register
from tests.database import (
    let_others_break_deadlocks,
    meanwhile,
    session,
    wait_until_blocked,
)
from tests.factories import BEGIN, HERKOMST, bron, gegevens

pytestmark = pytest.mark.django_db(transaction=True)


def stored() -> tuple[Any, ...]:
    """Everything of the only record, and the physical versions of its rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin, detail.* FROM contactmomenten_contactmomentdetail detail")
        (detail,) = cursor.fetchall()
        cursor.execute("SELECT xmin, bron.* FROM contactmomenten_bron bron ORDER BY volgorde")
        return detail, cursor.fetchall()


def versions() -> tuple[int, int]:
    """How many were replaced or removed: of records, of bronnen."""
    bronversies = Bronversie.objects.exclude(pgh_label="toegevoegd")
    return Contactmomentdetailversie.objects.count(), bronversies.count()


def put(invoer: Any) -> Uitkomst:
    return register(gegevens=invoer, herkomst=HERKOMST)


def test_new() -> None:
    assert put(gegevens(1, bronnen=2)) is Uitkomst.NIEUW

    record = Contactmomentdetail.objects.get()
    assert record.aangemaakt_op <= record.gewijzigd_op
    assert list(record.bronnen.values_list("volgorde", "titel")) == [
        (0, "Artikel 0"),
        (1, "Artikel 1"),
    ]
    assert versions() == (0, 0)


def test_what_is_stored_already_changes_nothing_at_all() -> None:
    invoer = gegevens(1, bronnen=3)
    put(invoer)
    before = stored()

    assert put(invoer) is Uitkomst.ONGEWIJZIGD

    assert stored() == before
    assert versions() == (0, 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("startdatum", BEGIN),
        ("einddatum", BEGIN),
        ("vraag", None),
        ("specifieke_vraag", ""),
        ("gespreksresultaat", "Onbekend"),
        ("verantwoordelijke_afdeling", "Parkeren"),
        ("emailadres_kcm", "ander@gemeente.example"),
    ],
)
def test_another_value_leaves_one_version_and_the_bronnen_alone(name: str, value: Any) -> None:
    invoer = gegevens(1, bronnen=2)
    put(invoer)
    before = Contactmomentdetail.objects.get()
    bronnen = stored()[1]

    assert put(replace(invoer, **{name: value})) is Uitkomst.GEWIJZIGD

    after = Contactmomentdetail.objects.get()
    assert getattr(after, name) == value
    assert after.gewijzigd_op > before.gewijzigd_op
    assert after.aangemaakt_op == before.aangemaakt_op
    assert stored()[1] == bronnen
    assert versions() == (1, 0)
    assert getattr(Contactmomentdetailversie.objects.get(), name) == getattr(before, name)


@pytest.mark.parametrize(
    "changed",
    [
        [],
        [bron(0)],
        [bron(1), bron(0)],
        [bron(0), bron(1), bron(2)],
        [bron(0), bron(1) | {"titel": "Anders"}],
    ],
)
def test_other_bronnen_alone_also_move_gewijzigd_op_and_leave_versions(
    changed: list[dict[str, str]],
) -> None:
    invoer = gegevens(1, bronnen=2)
    put(invoer)
    before = Contactmomentdetail.objects.get()

    nieuw = [Bronvermelding(**item) for item in changed]
    assert put(replace(invoer, bronnen=nieuw)) is Uitkomst.GEWIJZIGD

    assert list(Bron.objects.order_by("volgorde").values("soort", "titel", "url")) == changed
    assert Contactmomentdetail.objects.get().gewijzigd_op > before.gewijzigd_op
    assert versions() == (1, 2)


def test_values_and_bronnen_together_leave_one_version_of_the_record() -> None:
    put(gegevens(1, bronnen=2))

    put(gegevens(1, bronnen=1, vraag="Anders"))

    assert versions() == (1, 2)


def test_the_first_bronnen_leave_a_version_without_them() -> None:
    put(gegevens(1))

    put(gegevens(1, bronnen=1))

    assert versions() == (1, 0)


# PUT of a contactmoment that is new. BEGIN and COMMIT are none of Django's queries.
#   1 INSERT ... ON CONFLICT ... RETURNING: the record
#   2 INSERT: all bronnen
# One that is known, and changed:
#   1 INSERT ... ON CONFLICT DO UPDATE: the record
#   2 SELECT: its bronnen
#   3 DELETE: its bronnen
#   4 INSERT: all bronnen
# One that is known, with other bronnen only:
#   as above, and SELECT of the record's id, because nothing was updated
# One that is known, and the same:
#   1 INSERT ... ON CONFLICT: locks the record
#   2 SELECT: its id
#   3 SELECT: its bronnen
@pytest.mark.parametrize("bronnen", [1, 2, 50])
def test_the_number_of_queries_is_the_same_for_any_number_of_bronnen(bronnen: int) -> None:
    def queries(invoer: Any) -> int:
        with CaptureQueriesContext(connection) as captured:
            put(invoer)
        return len([q for q in captured if q["sql"] not in {"BEGIN", "COMMIT"}])

    assert queries(gegevens(1, bronnen=bronnen)) == 2
    assert queries(gegevens(1, bronnen=bronnen)) == 3
    assert queries(gegevens(1, bronnen=bronnen + 1, vraag="Anders")) == 4
    assert queries(gegevens(1, bronnen=bronnen, vraag="Anders")) == 5


def test_the_history_tells_who_through_which_channel_and_why() -> None:
    put(gegevens(1, bronnen=1))
    herkomst = replace(HERKOMST, wie="iemand@gemeente.example", reden="Verkeerde vraag")

    register(gegevens=gegevens(1, vraag="Anders"), herkomst=herkomst)

    record, bronversie = Contactmomentdetailversie.objects.get(), Bronversie.objects.get()
    assert record.pgh_context == {
        "wie": "iemand@gemeente.example",
        "kanaal": "kiss",
        "reden": "Verkeerde vraag",
    }
    assert bronversie.pgh_context == record.pgh_context
    assert bronversie.pgh_context_id == record.pgh_context_id


def test_a_deadlock_with_sql_by_hand_is_survived() -> None:
    """Somebody holds a bron and wants its record; we hold the record and want the bron."""
    put(gegevens(1, bronnen=1))

    with session() as by_hand:
        let_others_break_deadlocks(by_hand)
        by_hand.execute("SELECT id FROM contactmomenten_bron FOR UPDATE")
        with meanwhile(lambda: put(gegevens(1, vraag="Anders"))) as ours:
            wait_until_blocked(by_hand)
            by_hand.execute("UPDATE contactmomenten_contactmomentdetail SET vraag = 'Met de hand'")
            by_hand.commit()
    assert ours.result() is Uitkomst.GEWIJZIGD

    assert Contactmomentdetail.objects.get().vraag == "Anders"
    assert not Bron.objects.exists()
    assert Contactmomentdetailversie.objects.filter(vraag="Met de hand").count() == 1
