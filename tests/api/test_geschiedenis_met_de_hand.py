"""The history of what was done with SQL by hand, between what came through the channels."""

import pytest
from django.db import connection
from django.test import Client

from tests.api.schrijven import UUID_1, patch, put
from tests.api.terugzien import by_hand, differences, history
from tests.database import session
from tests.factories import (
    bron,
    contactmomentdetail,
    invoer,
)

pytestmark = pytest.mark.django_db(transaction=True)  # as the triggers know one


def test_one_transaction_by_hand_is_one_change(schrijver: Client) -> None:
    put(schrijver, UUID_1, invoer(1, bronnen=3))
    by_hand(
        "UPDATE contactmomenten_contactmomentdetail SET vraag = 'x'",
        "DELETE FROM contactmomenten_bron WHERE volgorde = 1",
        "UPDATE contactmomenten_bron SET titel = 'Met de hand' WHERE volgorde = 0",
        "UPDATE contactmomenten_contactmomentdetail SET gespreksresultaat = 'y'",
    )
    patch(schrijver, UUID_1, {"vraag": "Later", "bronnen": [bron(2)]})

    later, hand, _ = history(schrijver, UUID_1)

    left = [bron(0) | {"titel": "Met de hand"}, bron(2)]
    assert differences(hand) == {
        "vraag": ("Vraag 1", "x"),
        "gespreksresultaat": ("Zelfstandig afgehandeld", "y"),
        "bronnen": ([bron(0), bron(1), bron(2)], left),
    }
    assert differences(later) == {"vraag": ("x", "Later"), "bronnen": (left, [bron(2)])}


def test_bronnen_by_hand_while_somebody_else_changes_the_record(schrijver: Client) -> None:
    """Each change has its own bronnen, however the moments of the rows lie."""
    put(schrijver, UUID_1, invoer(1, bronnen=2))
    with session() as own:
        own.execute("UPDATE contactmomenten_contactmomentdetail SET vraag = 'x'")
        own.execute("DELETE FROM contactmomenten_bron WHERE volgorde = 0")
        own.commit()
    patch(schrijver, UUID_1, {"vraag": "Later"})

    later, hand, _ = history(schrijver, UUID_1)

    assert differences(later) == {"vraag": ("x", "Later")}
    assert differences(hand).keys() == {"vraag", "bronnen"}


def test_a_bron_that_is_moved_by_hand_is_in_the_history_of_both(schrijver: Client) -> None:
    first = contactmomentdetail(1, bronnen=1)
    second = contactmomentdetail(2)
    by_hand(
        f"UPDATE contactmomenten_bron SET contactmomentdetail_id = {second.pk}"  # noqa: S608
    )

    for record, difference in ((first, ([bron(0)], [])), (second, ([], [bron(0)]))):
        changed, _ = history(schrijver, record.uuid)
        assert differences(changed) == {"bronnen": difference}


def test_a_record_that_is_made_by_hand_in_several_steps(schrijver: Client) -> None:
    with session() as own:
        own.execute(
            "INSERT INTO contactmomenten_contactmomentdetail "
            "(uuid, contactmoment, startdatum, einddatum) VALUES (%s, 'c', now(), now())",
            [UUID_1],
        )
        add = (
            "INSERT INTO contactmomenten_bron (contactmomentdetail_id, volgorde, soort, titel, url)"
            " SELECT id, %s, 'vac', %s, 'u' FROM contactmomenten_contactmomentdetail"
        )
        own.execute(add, [0, "nul"])
        own.execute(add, [1, "een"])
        own.execute("DELETE FROM contactmomenten_bron WHERE volgorde = 0")
        own.commit()
    patch(schrijver, UUID_1, {"bronnen": []})

    changed, made = history(schrijver, UUID_1)

    assert differences(changed) == {"bronnen": ([{"soort": "vac", "titel": "een", "url": "u"}], [])}
    assert made["kanaal"] is None


def test_a_record_from_before_there_was_a_log(schrijver: Client) -> None:
    """Who made it is not known; what changed since is."""
    record = contactmomentdetail(1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE contactmomenten_wijziging SET context = NULL")
    patch(schrijver, record.uuid, {"vraag": "Anders"})

    changed, made = history(schrijver, record.uuid)

    assert (changed["kanaal"], made["kanaal"], made["medewerker"]) == ("api", None, None)
