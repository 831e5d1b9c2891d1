"""Removing a record: only that it happened stays, with who, when, through which channel and why."""

from dataclasses import replace as with_
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contactmomenten.models import (
    Bron,
    Bronversie,
    Contactmomentdetail,
    Contactmomentdetailversie,
    Wijziging,
)
from contactmomenten.services import (
    Bronvermelding,
    Herkomst,
    Kanaal,
    VersionConflictError,
    register,
    remove,
    replace,
)
from tests.database import dump
from tests.factories import contactmomentdetail, gegevens

pytestmark = pytest.mark.django_db(transaction=True)

UUID_1 = UUID("00000000-0000-4000-8000-000000000001")
HERKOMST = Herkomst(
    wie="redacteur@gemeente.example", kanaal=Kanaal.API, reden="Verzoek van de inwoner"
)
EARLIER = Herkomst(wie="eerder@gemeente.example", kanaal=Kanaal.API, reden="Reden-van-eerder")
FULL = gegevens(
    1,
    vraag="Geheim-vraag",
    specifieke_vraag="Geheim-specifiek",
    gespreksresultaat="Geheim-resultaat",
    verantwoordelijke_afdeling="Geheim-afdeling",
    emailadres_kcm="geheim-kcm@gemeente.example",
    contactmoment="https://openklant.example/geheim-contactmoment",
    bronnen=[Bronvermelding(soort="vac", titel="Geheim-titel", url="https://geheim.example/url")],
)


def live_a_life() -> None:
    """Made through one channel, changed through others, with bronnen that came and went."""
    replace(uuid=UUID_1, gegevens=FULL, herkomst=EARLIER)
    changed = with_(FULL, vraag="Geheim-andere-vraag", bronnen=[])
    replace(uuid=UUID_1, gegevens=changed, herkomst=EARLIER)
    register(gegevens=with_(FULL, vraag="Geheim-derde-vraag"), herkomst=EARLIER)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE contactmomenten_bron SET titel = 'Geheim-met-de-hand'")


def test_nothing_of_the_record_is_left_in_any_table() -> None:
    live_a_life()
    other = contactmomentdetail(2, bronnen=1)
    contactmomentdetail(2, vraag="Anders")
    before = dump()
    for text in ("Geheim-andere-vraag", "Geheim-titel", "eerder@gemeente.example"):
        assert text in before

    remove(uuid=UUID_1, herkomst=HERKOMST)

    left = dump().casefold()
    for text in ("geheim", "eerder@", "reden-van-eerder"):
        assert text not in left
    # that of others is left alone
    assert Contactmomentdetail.objects.get().pk == other.pk
    assert Contactmomentdetailversie.objects.get().pgh_obj_id == other.pk
    assert Bronversie.objects.get().contactmomentdetail_id == other.pk


def test_the_log_tells_that_it_was_removed_by_whom_and_why() -> None:
    live_a_life()
    moment = Contactmomentdetail.objects.values_list("gewijzigd_op", flat=True).get()

    remove(uuid=UUID_1, herkomst=HERKOMST)

    entries = list(Wijziging.objects.order_by("nummer"))
    assert {entry.uuid for entry in entries} == {UUID_1}
    assert [entry.soort for entry in entries] == [
        "aangemaakt",
        "gewijzigd",
        "gewijzigd",
        "gewijzigd",
        "verwijderd",
    ]
    assert [entry.context for entry in entries[:-1]] == [None] * 4
    assert entries[-1].context == {
        "wie": "redacteur@gemeente.example",
        "kanaal": "api",
        "reden": "Verzoek van de inwoner",
    }
    assert entries[-1].moment > moment


def test_a_record_that_is_made_again_and_removed_again_keeps_both_reasons() -> None:
    for reden in ("Eerste keer", "Tweede keer"):
        replace(uuid=UUID_1, gegevens=FULL, herkomst=EARLIER)
        remove(uuid=UUID_1, herkomst=with_(HERKOMST, reden=reden))

    kept = Wijziging.objects.exclude(context=None).order_by("nummer")
    redenen = list(kept.values_list("context__reden", flat=True))
    assert redenen == ["Eerste keer", "Tweede keer"]
    assert not Contactmomentdetailversie.objects.exists()


def test_what_does_not_exist_cannot_be_removed() -> None:
    contactmomentdetail(1)
    before = dump()

    with pytest.raises(Contactmomentdetail.DoesNotExist):
        remove(uuid=uuid4(), herkomst=HERKOMST)

    assert dump() == before


def test_a_condition_that_does_not_hold_removes_nothing() -> None:
    record = contactmomentdetail(1, bronnen=1)
    before = dump()

    with pytest.raises(VersionConflictError):
        remove(uuid=record.uuid, herkomst=HERKOMST, condition=lambda _: False)
    assert dump() == before

    remove(
        uuid=record.uuid,
        herkomst=HERKOMST,
        condition=lambda moment: moment == record.gewijzigd_op,
    )
    assert not Contactmomentdetail.objects.exists()


# 1 SELECT ... FOR UPDATE: the record
# 2 DELETE: the record
# 3 DELETE: its bronnen
# 4 DELETE: its versions
# 5 DELETE: those of its bronnen
# 6 UPDATE: the contexts of its earlier entries in the log
@pytest.mark.parametrize("length", [1, 10])
def test_the_number_of_queries_is_the_same_for_any_life(length: int) -> None:
    for nummer in range(length):
        record = contactmomentdetail(1, bronnen=nummer, vraag=f"Versie {nummer}")

    with CaptureQueriesContext(connection) as captured:
        remove(uuid=record.uuid, herkomst=HERKOMST)

    statements = [query["sql"] for query in captured]
    assert statements[0] == "BEGIN"
    assert statements[-1] == "COMMIT"
    assert len(statements[1:-1]) == 6
    assert not Bron.objects.exists()
