"""The cursor of the log: what it is, and what it is not."""

import pytest
from django.test import Client

from contactmomenten.models import Contactmomentdetail, Wijziging
from contactmomenten.services import register
from tests.api.schrijven import (
    UUID_1,
    UUID_2,
    assert_problem,
    delete,
    faults,
    patch,
    put,
)
from tests.api.terugzien import get, told
from tests.factories import (
    HERKOMST,
    WIJZIGINGEN_URL,
    contactmomentdetail,
    gegevens,
    invoer,
)

pytestmark = pytest.mark.django_db(transaction=True)  # as the triggers know one


def test_from_a_cursor_it_tells_what_came_after(schrijver: Client) -> None:
    contactmomentdetail(1)
    first = get(schrijver)
    assert get(schrijver, na=first["cursor"]) == {
        "cursor": first["cursor"],
        "next": None,
        "results": [],
    }
    register(gegevens=gegevens(1, vraag="Anders"), herkomst=HERKOMST)
    contactmomentdetail(2)

    second = get(schrijver, na=first["cursor"])

    assert [soort for _, soort in told(second)] == ["gewijzigd", "aangemaakt"]
    assert get(schrijver, na=second["cursor"])["results"] == []
    # a cursor can be used again
    assert get(schrijver, na=first["cursor"]) == second


def test_na_nu_begins_with_what_is_still_to_come(schrijver: Client) -> None:
    contactmomentdetail(1)

    page = get(schrijver, na="nu")

    assert page["results"] == []
    assert page["next"] is None
    put(schrijver, UUID_2, invoer(2))
    assert told(get(schrijver, na=page["cursor"])) == [(str(UUID_2), "aangemaakt")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("na=", [("na", "blank")]),
        ("na=gisteren", [("na", "invalid")]),
        ("na=1", [("na", "invalid")]),
        ("na=-1", [("na", "invalid")]),
        ("na=1-", [("na", "invalid")]),
        ("na=1-0123456789abc", [("na", "invalid")]),
        ("na=%D9%A1-0123456789ab", [("na", "invalid")]),
        ("na=9999999999999999999-0123456789ab", [("na", "invalid")]),
        ("na=1%00-0123456789ab", [("na", "unreadable")]),
        ("na=nu&na=nu", [("na", "repeated")]),
        ("pageSize=0", [("pageSize", "invalid")]),
        ("pageSize=5001", [("pageSize", "invalid")]),
        (
            "pageSize=veel&kleur=rood&Na=nu",
            [("Na", "unknown"), ("kleur", "unknown"), ("pageSize", "invalid")],
        ),
        ("cursor=1-0123456789ab", [("cursor", "unknown")]),
    ],
)
def test_a_faulty_query_is_refused(
    schrijver: Client, query: str, expected: list[tuple[str, str]]
) -> None:
    assert faults(schrijver.get(f"{WIJZIGINGEN_URL}?{query}")) == expected


@pytest.mark.parametrize("cursor", ["1-0123456789ab", "999999999999999999-0123456789ab"])
def test_a_cursor_of_no_entry_is_of_another_register(schrijver: Client, cursor: str) -> None:
    contactmomentdetail(1)

    assert_problem(schrijver.get(WIJZIGINGEN_URL, {"na": cursor}), 410, "cursor_outdated")


def test_after_a_backup_was_put_back_a_newer_cursor_is_outdated(schrijver: Client) -> None:
    """The numbers after the backup are given out again: to others, or to the same record."""
    put(schrijver, UUID_1, invoer(1))
    kept = get(schrijver)["cursor"]
    patch(schrijver, UUID_1, {"vraag": "Na de back-up"})
    lost = get(schrijver)["cursor"]
    number = int(lost.split("-")[0])
    Contactmomentdetail.objects.all().delete()
    Wijziging.objects.filter(nummer__gte=number).delete()

    assert_problem(schrijver.get(WIJZIGINGEN_URL, {"na": lost}), 410, "cursor_outdated")
    Wijziging.objects.create(
        nummer=number, uuid=UUID_1, soort="gewijzigd", moment="2026-01-01T00:00:00Z"
    )
    assert_problem(schrijver.get(WIJZIGINGEN_URL, {"na": lost}), 410, "cursor_outdated")
    assert get(schrijver, na=kept)["results"][0]["uuid"] == str(UUID_1)


def test_a_cursor_goes_on_being_one_after_its_record_was_removed(schrijver: Client) -> None:
    put(schrijver, UUID_1, invoer(1))
    cursor = get(schrijver)["cursor"]
    delete(schrijver, UUID_1)

    assert told(get(schrijver, na=cursor)) == [(str(UUID_1), "verwijderd")]
