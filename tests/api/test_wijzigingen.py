"""GET /wijzigingen: every change since a cursor, in an order that can be followed."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from contactmomenten.models import Contactmomentdetail, Scope
from contactmomenten.services import register
from tests.api.schrijven import (
    UUID_1,
    UUID_2,
    assert_problem,
    delete,
    patch,
    put,
    url_of,
)
from tests.api.terugzien import get, told
from tests.database import session
from tests.factories import (
    HERKOMST,
    KCM,
    WIJZIGINGEN_URL,
    client_with,
    contactmomentdetail,
    gegevens,
    invoer,
)
from tests.models.volgen import make

pytestmark = pytest.mark.django_db(transaction=True)  # as the triggers know one


def test_from_the_begin_it_tells_all_that_happened(schrijver: Client) -> None:
    put(schrijver, UUID_1, invoer(1, bronnen=1))
    put(schrijver, UUID_2, invoer(2))
    patch(schrijver, UUID_1, {"bronnen": []})
    delete(schrijver, UUID_2)
    now = schrijver.get(url_of(UUID_1)).json()

    page = get(schrijver)

    assert told(page) == [
        (str(UUID_1), "aangemaakt"),
        (str(UUID_2), "aangemaakt"),
        (str(UUID_1), "gewijzigd"),
        (str(UUID_2), "verwijderd"),
    ]
    assert page["next"] is None
    # what it is now, with every entry of it
    shown = [entry["contactmomentdetails"] for entry in page["results"]]
    assert shown == [now, None, now, None]
    moments = [entry["moment"] for entry in page["results"]]
    assert moments == sorted(moments)
    assert moments[2] == now["gewijzigdOp"]


def test_of_what_was_removed_there_is_the_uuid_and_nothing_else(schrijver: Client) -> None:
    put(schrijver, UUID_1, invoer(1, vraag="Geheim"), X_Audit_Toelichting="Geheime reden")
    patch(schrijver, UUID_1, {"vraag": "Geheim 2"})
    delete(schrijver, UUID_1, X_Audit_Toelichting="Geheime reden")

    page = get(schrijver)

    for entry in page["results"]:
        assert entry.keys() == {"soort", "uuid", "moment", "contactmomentdetails"}
        assert entry["contactmomentdetails"] is None
    assert "eheim" not in str(page)
    assert "Dataplatform" not in str(page)


def test_an_empty_register(schrijver: Client) -> None:
    assert get(schrijver) == {"cursor": "0", "next": None, "results": []}
    assert get(schrijver, na="nu") == {"cursor": "0", "next": None, "results": []}
    assert get(schrijver, na="0") == {"cursor": "0", "next": None, "results": []}


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 8])
def test_pages_together_are_the_whole(schrijver: Client, size: int) -> None:
    for nummer in range(7):
        contactmomentdetail(nummer, bronnen=nummer % 3)
    whole = get(schrijver)
    found: list[Any] = []
    pages = 0
    page = get(schrijver, pageSize=size)
    while True:
        pages += 1
        found += page["results"]
        if not page["next"]:
            break
        assert len(page["results"]) == size
        following = get(schrijver, page["next"])
        assert following == get(schrijver, na=page["cursor"], pageSize=size)
        page = following

    assert found == whole["results"]
    assert page["cursor"] == whole["cursor"]
    assert pages == -(-7 // size)


def test_one_record_can_be_on_a_page_many_times(schrijver: Client) -> None:
    for nummer in range(5):
        put(schrijver, UUID_1, invoer(1, vraag=f"Versie {nummer}"))

    page = get(schrijver)

    assert told(page) == [(str(UUID_1), "aangemaakt")] + [(str(UUID_1), "gewijzigd")] * 4
    assert {entry["contactmomentdetails"]["vraag"] for entry in page["results"]} == {"Versie 4"}


def test_a_record_that_is_made_again_after_its_removal(schrijver: Client) -> None:
    put(schrijver, UUID_1, invoer(1))
    delete(schrijver, UUID_1)
    put(schrijver, UUID_1, invoer(1))

    page = get(schrijver)

    assert [soort for _, soort in told(page)] == ["aangemaakt", "verwijderd", "aangemaakt"]
    assert page["results"][-1]["contactmomentdetails"]["uuid"] == str(UUID_1)


def test_what_is_not_final_is_not_told_yet(schrijver: Client) -> None:
    contactmomentdetail(1)
    before = get(schrijver, na="nu")["cursor"]
    with session() as other:
        make(other, "lower")
        contactmomentdetail(2)
        assert get(schrijver, na=before)["results"] == []
        assert get(schrijver, na=before)["cursor"] == before
        other.commit()

    assert len(get(schrijver, na=before)["results"]) == 2


def test_who_may_not_know_sees_no_employee(schrijver: Client) -> None:
    contactmomentdetail(1, emailadres_kcm=KCM)
    register(
        gegevens=gegevens(1, emailadres_kcm="ander@gemeente.example"),
        herkomst=HERKOMST,
    )

    page = get(client_with(Scope.LEZEN))

    assert "emailadresKcm" not in page["results"][0]["contactmomentdetails"]
    assert "@" not in str(page)
    assert "@" in str(get(schrijver))


def test_it_needs_the_right_to_read(db: None, anoniem: Client) -> None:
    assert_problem(anoniem.get(WIJZIGINGEN_URL), 401)
    without = client_with(*(scope for scope in list(Scope)[1:4]))
    assert_problem(without.get(WIJZIGINGEN_URL), 403, "permission_denied")


def test_a_consumer_that_applies_what_it_reads_has_the_register(schrijver: Client) -> None:
    """As the handbook tells: take the cursor of now, read all, then follow."""
    for nummer in range(5):
        contactmomentdetail(nummer, bronnen=nummer)
    cursor = get(schrijver, na="nu")["cursor"]
    first, *others = Contactmomentdetail.objects.order_by("id")
    delete(schrijver, first.uuid)  # while it reads all
    copy = {uuid: schrijver.get(url_of(uuid)).json() for uuid in (record.uuid for record in others)}
    patch(schrijver, others[0].uuid, {"bronnen": []})
    put(schrijver, UUID_2, invoer(9))
    delete(schrijver, others[1].uuid)

    for entry in get(schrijver, na=cursor)["results"]:
        uuid = UUID(entry["uuid"])
        if entry["contactmomentdetails"] is None:
            copy.pop(uuid, None)
        else:
            copy[uuid] = entry["contactmomentdetails"]

    uuids = Contactmomentdetail.objects.values_list("uuid", flat=True)
    assert copy == {uuid: schrijver.get(url_of(uuid)).json() for uuid in uuids}
    assert len(copy) == 4


# 1 SELECT: the token, and that it was used
# 2 SELECT: the last number that was given out
# 3 SELECT: the locks of who is writing
# 4 BEGIN
# 5 SET TRANSACTION: one snapshot
# 6 SELECT: the entry of the cursor
# 7 SELECT: the entries after it
# 8 SELECT: their records
# 9 SELECT: the bronnen of all of those
# 10 COMMIT
@pytest.mark.parametrize("number", [2, 3, 40])
def test_the_number_of_queries_is_the_same_for_any_number_of_entries(
    schrijver: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    contactmomentdetail(100)
    cursor = get(schrijver)["cursor"]
    for nummer in range(number):
        contactmomentdetail(nummer, bronnen=nummer)

    with django_assert_num_queries(10):
        assert len(get(schrijver, na=cursor)["results"]) == number
