"""Conditional writes: nobody writes over what somebody else wrote meanwhile (RFC 9110)."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from contactmomenten.models import Contactmomentdetail, Scope
from tests.api.schrijven import UUID_1, assert_problem, delete, faults, patch, post, put, url_of
from tests.database import all_at_once, dump, meanwhile, session, wait_until_blocked
from tests.factories import V1_URL, client_with, invoer

pytestmark = pytest.mark.django_db(transaction=True)

Write = Callable[..., Any]

OTHER = '"een-andere-versie"'
WRITES: dict[str, Write] = {
    "PUT": lambda client, uuid, **headers: put(client, uuid, invoer(1, vraag="Anders"), **headers),
    "PATCH": lambda client, uuid, **headers: patch(client, uuid, {"vraag": "Anders"}, **headers),
    "DELETE": delete,
}
every_write = pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)


def read(client: Client, uuid: UUID = UUID_1) -> tuple[dict[str, Any], str]:
    """A record, and its ETag."""
    response = client.get(url_of(uuid))
    return response.json(), response["ETag"]


def copy_of(client: Client) -> Client:
    """The same caller, for another thread."""
    defaults: dict[str, Any] = client.defaults
    return Client(**defaults)


@every_write
def test_if_match_with_the_etag_that_was_read(schrijver: Client, write: Write) -> None:
    put(schrijver, UUID_1, invoer(1))
    _, etag = read(schrijver)

    assert write(schrijver, UUID_1, If_Match=etag).status_code in {200, 204}
    record = Contactmomentdetail.objects.first()
    assert record is None or record.vraag == "Anders"


@every_write
@pytest.mark.parametrize("header", [OTHER, f"{OTHER}, W/{OTHER}", "onzin", "", 'W/"*"', "*,"])
def test_if_match_with_another_etag(schrijver: Client, write: Write, header: str) -> None:
    put(schrijver, UUID_1, invoer(1, bronnen=1))
    before = dump()

    assert_problem(write(schrijver, UUID_1, If_Match=header), 412, "precondition_failed")

    assert dump() == before


@every_write
def test_if_match_compares_strongly(schrijver: Client, write: Write) -> None:
    put(schrijver, UUID_1, invoer(1))
    _, etag = read(schrijver)

    assert_problem(write(schrijver, UUID_1, If_Match=f"W/{etag}"), 412)


@every_write
@pytest.mark.parametrize("header", ["*", "{etag}", f"{OTHER}, {{etag}}", f"{OTHER},{{etag}}"])
def test_if_match_with_one_of_several(schrijver: Client, write: Write, header: str) -> None:
    put(schrijver, UUID_1, invoer(1))
    _, etag = read(schrijver)

    response = write(schrijver, UUID_1, If_Match=header.format(etag=etag))

    assert response.status_code in {200, 204}


@every_write
def test_after_somebody_elses_change_the_etag_is_old(schrijver: Client, write: Write) -> None:
    put(schrijver, UUID_1, invoer(1, bronnen=1))
    _, old = read(schrijver)
    patch(schrijver, UUID_1, {"bronnen": []})
    before = dump()

    assert_problem(write(schrijver, UUID_1, If_Match=old), 412, "precondition_failed")

    assert dump() == before


def test_after_a_change_by_hand_too(schrijver: Client) -> None:
    put(schrijver, UUID_1, invoer(1, bronnen=1))
    _, old = read(schrijver)
    with session(autocommit=True) as by_hand:
        by_hand.execute("UPDATE contactmomenten_bron SET titel = 'Anders'")

    assert_problem(patch(schrijver, UUID_1, {"vraag": "x"}, If_Match=old), 412)


def test_if_match_of_a_record_that_is_not_there(schrijver: Client) -> None:
    for header in ("*", OTHER):
        assert_problem(put(schrijver, UUID_1, invoer(1), If_Match=header), 412)
        assert_problem(patch(schrijver, UUID_1, {}, If_Match=header), 404)
        assert_problem(delete(schrijver, UUID_1, If_Match=header), 404)
    assert not Contactmomentdetail.objects.exists()


def test_if_none_match_star_only_makes(schrijver: Client) -> None:
    assert put(schrijver, UUID_1, invoer(1), If_None_Match="*").status_code == 201
    before = dump()

    assert_problem(put(schrijver, UUID_1, invoer(2), If_None_Match="*"), 412)

    assert dump() == before


@every_write
def test_if_none_match_with_the_etag_of_now(schrijver: Client, write: Write) -> None:
    put(schrijver, UUID_1, invoer(1))
    _, etag = read(schrijver)

    assert_problem(write(schrijver, UUID_1, If_None_Match=etag), 412)
    assert write(schrijver, UUID_1, If_None_Match=OTHER).status_code in {200, 204}


def test_both_conditions_have_to_hold(schrijver: Client) -> None:
    put(schrijver, UUID_1, invoer(1))
    _, etag = read(schrijver)

    assert_problem(put(schrijver, UUID_1, invoer(2), If_Match=etag, If_None_Match="*"), 412)
    assert_problem(put(schrijver, UUID_1, invoer(2), If_Match=OTHER, If_None_Match=OTHER), 412)
    response = put(schrijver, UUID_1, invoer(2), If_Match=etag, If_None_Match=OTHER)
    assert response.status_code == 200


def test_the_etag_of_a_write_is_good_for_the_next(schrijver: Client) -> None:
    made = post(schrijver, invoer(1))
    uuid = made.json()["uuid"]
    changed = patch(schrijver, uuid, {"vraag": "Anders"}, If_Match=made["ETag"])
    replaced = put(schrijver, uuid, invoer(1, bronnen=2), If_Match=changed["ETag"])
    same = put(schrijver, uuid, invoer(1, bronnen=2), If_Match=replaced["ETag"])

    assert same["ETag"] == replaced["ETag"]
    assert delete(schrijver, uuid, If_Match=same["ETag"]).status_code == 204


def test_the_etag_of_a_write_is_that_of_what_it_wrote(schrijver: Client) -> None:
    """Somebody who waited for our write writes as soon as that is possible."""
    made = put(schrijver, UUID_1, invoer(1))
    theirs_is_done = Event()

    def write_too() -> None:
        with session(autocommit=True) as other:
            other.execute("UPDATE contactmomenten_contactmomentdetail SET gespreksresultaat = 'x'")
        theirs_is_done.set()

    def wait_before_reading(execute: Any, statement: str, *rest: Any) -> Any:
        if "to_json" in statement:  # the record as it is answered
            theirs_is_done.wait(0.5)
        return execute(statement, *rest)

    def write() -> Any:
        with connection.execute_wrapper(wait_before_reading):
            return patch(schrijver, UUID_1, {"vraag": "Van ons"})

    with session() as holding:
        holding.execute("SELECT FROM contactmomenten_contactmomentdetail FOR UPDATE")
        with meanwhile(write) as ours:
            wait_until_blocked(holding)
            with meanwhile(write_too) as theirs:
                wait_until_blocked(holding, 2)
                holding.rollback()
    theirs.result()

    answer = ours.result()
    assert answer.json()["vraag"] == "Van ons"
    assert answer.json()["gespreksresultaat"] == made.json()["gespreksresultaat"]
    assert_problem(patch(schrijver, UUID_1, {"vraag": "Nog eens"}, If_Match=answer["ETag"]), 412)


def test_who_sees_another_record_has_another_etag(schrijver: Client) -> None:
    """One without the employee: an ETag says what the caller saw."""
    put(schrijver, UUID_1, invoer(1))
    blind = client_with(Scope.LEZEN, Scope.SCHRIJVEN)
    _, etag = read(schrijver)
    _, own = read(blind)

    assert_problem(patch(blind, UUID_1, {"vraag": "Anders"}, If_Match=etag), 412)
    assert patch(blind, UUID_1, {"vraag": "Anders"}, If_Match=own).status_code == 200


def test_of_many_writers_with_one_etag_one_wins(schrijver: Client) -> None:
    put(schrijver, UUID_1, invoer(1))
    _, etag = read(schrijver)
    clients = [copy_of(schrijver) for _ in range(8)]

    results = all_at_once(
        *(
            partial(patch, client, UUID_1, {"vraag": f"Versie {n}"}, If_Match=etag)
            for n, client in enumerate(clients)
        )
    )

    answers = [result for result in results if not isinstance(result, Exception)]
    assert Counter(answer.status_code for answer in answers) == {200: 1, 412: 7}
    (winner,) = (answer for answer in answers if answer.status_code == 200)
    assert read(schrijver) == (winner.json(), winner["ETag"])


def test_of_many_that_only_make_one_wins(schrijver: Client) -> None:
    clients = [copy_of(schrijver) for _ in range(8)]

    results = all_at_once(
        *(
            partial(put, client, UUID_1, invoer(1, vraag=f"Versie {n}"), If_None_Match="*")
            for n, client in enumerate(clients)
        )
    )

    statuses = Counter(
        result.status_code for result in results if not isinstance(result, Exception)
    )
    assert statuses == {201: 1, 412: 7}


def test_a_faulty_body_comes_before_a_condition(schrijver: Client) -> None:
    put(schrijver, UUID_1, invoer(1))

    assert faults(patch(schrijver, UUID_1, {"vraag": ""}, If_Match=OTHER)) == [("vraag", "blank")]


def test_a_condition_on_making_is_not_known(schrijver: Client) -> None:
    """POST makes what there is not yet: any condition but that there is one holds."""
    assert post(schrijver, invoer(1), If_None_Match="*").status_code == 201
    assert schrijver.get(V1_URL).json()["count"] == 1
