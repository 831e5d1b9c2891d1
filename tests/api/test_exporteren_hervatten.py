"""Going on with an export whose download broke off."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from contactmomenten import services
from contactmomenten.models import Contactmomentdetail, Export
from tests.api.test_exporteren import ask, content, records
from tests.factories import BEGIN, HERKOMST, contactmomentdetail

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(db: None) -> list[Contactmomentdetail]:
    """Six, newest first; the middle four began at the same moment."""
    minutes = [5, 3, 3, 3, 3, 1]
    made = [
        contactmomentdetail(nummer, startdatum=BEGIN + timedelta(minutes=minute), bronnen=1)
        for nummer, minute in reversed([*enumerate(minutes)])
    ]
    return [*reversed(made)]


def numbers(rows: list[dict[str, Any]]) -> list[int]:
    return [int(row["contactmoment"].rpartition("/")[2]) for row in rows]


def test_ndjson_after_each_row(lezer: Client, stored: list[Contactmomentdetail]) -> None:
    whole = content(ask(lezer)).splitlines(keepends=True)
    assert numbers([json.loads(line) for line in whole]) == [0, 1, 2, 3, 4, 5]

    for place, line in enumerate(whole):
        rest = content(ask(lezer, na=json.loads(line)["uuid"]))
        assert rest == b"".join(whole[place + 1 :])


def test_csv_goes_on_without_headings(lezer: Client, stored: list[Contactmomentdetail]) -> None:
    kolommen = {"kolommen": "vraag,uuid"}
    whole = content(ask(lezer, "csv", **kolommen)).splitlines(keepends=True)

    response = ask(lezer, "csv", na=str(stored[2].uuid), **kolommen)

    assert response["Content-Type"] == "text/csv; charset=utf-8; header=absent"
    assert content(response) == b"".join(whole[4:])
    assert content(ask(lezer, "csv", na=str(stored[-1].uuid))) == b""


def test_the_filters_hold_again_and_the_row_need_not_meet_them(
    lezer: Client, stored: list[Contactmomentdetail]
) -> None:
    Contactmomentdetail.objects.filter(vraag="Vraag 2").update(vraag="Anders")

    rest = content(ask(lezer, na=str(stored[2].uuid), zoek="vraag"))

    assert numbers(records(rest)) == [3, 4, 5]


def test_it_is_recorded_that_it_is_the_rest_of_a_file(
    lezer: Client, stored: list[Contactmomentdetail]
) -> None:
    content(ask(lezer, na=str(stored[2].uuid)))

    made = Export.objects.get()
    assert (made.filters, made.aantal) == ("vervolg van een afgebroken bestand", 3)


def test_what_others_did_meanwhile(lezer: Client, stored: list[Contactmomentdetail]) -> None:
    """What is new or gone shifts nothing, and what changed is as it is now."""
    contactmomentdetail(7)
    contactmomentdetail(0, startdatum=stored[0].startdatum, vraag="Ander")
    contactmomentdetail(4, startdatum=stored[4].startdatum, vraag="Nieuwer")
    services.remove(uuid=stored[1].uuid, herkomst=HERKOMST)
    services.remove(uuid=stored[3].uuid, herkomst=HERKOMST)

    rest = records(content(ask(lezer, na=str(stored[2].uuid))))

    assert [row["vraag"] for row in rest] == ["Nieuwer", "Vraag 5"]


def test_a_row_that_changed_and_stayed_where_it_was(
    lezer: Client, stored: list[Contactmomentdetail]
) -> None:
    contactmomentdetail(2, startdatum=stored[2].startdatum, vraag="Anders")

    assert numbers(records(content(ask(lezer, na=str(stored[2].uuid))))) == [3, 4, 5]


def test_a_row_that_was_removed_or_moved_is_no_place(
    lezer: Client, stored: list[Contactmomentdetail]
) -> None:
    """The row before it is one: what came after that has to be dropped, and comes again."""
    services.remove(uuid=stored[2].uuid, herkomst=HERKOMST)
    contactmomentdetail(3, startdatum=BEGIN + timedelta(days=1))
    contactmomentdetail(4, startdatum=BEGIN + timedelta(days=1))
    contactmomentdetail(4, startdatum=stored[4].startdatum)  # back, but it has been away

    for uuid in (stored[2].uuid, stored[3].uuid, stored[4].uuid, uuid4()):
        refused = ask(lezer, na=str(uuid))
        assert (refused.status_code, refused.json()["code"]) == (410, "row_gone")
    assert not Export.objects.exists()
    assert numbers(records(content(ask(lezer, na=str(stored[1].uuid))))) == [4, 5]
