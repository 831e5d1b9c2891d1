"""Errors of the register and its database, on the wire and in the log."""

import io
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections
from django.test import Client

from tests.api.schrijven import (
    MEMBERS,
    UUID_1,
    assert_problem,
    patch,
    post,
    put,
    send,
    url_of,
)
from tests.database import session
from tests.factories import (
    V1_URL,
    WIJZIGINGEN_URL,
    contactmomentdetail,
    invoer,
)

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "Geheim-0612345678"


def test_a_problem_has_these_members_and_no_others(schrijver: Client) -> None:
    record = contactmomentdetail(1)
    bodies = [
        (schrijver.get(url_of(UUID_1)), MEMBERS),
        (put(schrijver, record.uuid, {}), MEMBERS | {"invalidParams"}),
        (put(schrijver, record.uuid, {}, If_Match='"x"'), MEMBERS | {"invalidParams"}),
        (patch(schrijver, record.uuid, {}, If_Match='"x"'), MEMBERS),
        (post(schrijver, invoer(1)), MEMBERS | {"contactmomentdetails"}),
    ]

    for response, members in bodies:
        assert response.json().keys() == members


@pytest.fixture
def broken(schrijver: Client) -> Iterator[Client]:
    """A caller, of a register in which something is wrong."""
    statement = (
        "ALTER TABLE contactmomenten_contactmomentdetail "
        "ADD CONSTRAINT geen_vraag CHECK (vraag IS NULL)"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
    yield schrijver
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE contactmomenten_contactmomentdetail DROP CONSTRAINT geen_vraag")


def test_an_unexpected_error_is_500_with_its_mark_in_the_log(
    broken: Client, written_log: io.StringIO
) -> None:
    document = assert_problem(put(broken, UUID_1, invoer(1, vraag=SECRET)), 500, "error")

    assert document["instance"] in written_log.getvalue()
    assert "geen_vraag" in written_log.getvalue()
    assert SECRET not in written_log.getvalue()
    assert SECRET not in str(document)


def test_a_table_that_is_gone_is_500_for_reading_too(schrijver: Client) -> None:
    record = contactmomentdetail(1)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE contactmomenten_bron RENAME TO elders")
    try:
        for path in (
            V1_URL,
            url_of(record.uuid),
            f"{url_of(record.uuid)}/wijzigingen",
            WIJZIGINGEN_URL,
        ):
            assert_problem(schrijver.get(path), 500, "error")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elders RENAME TO contactmomenten_bron")


def test_a_record_that_somebody_holds_for_too_long_is_503(schrijver: Client) -> None:
    put(schrijver, UUID_1, invoer(1))
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 100")
    try:
        with session() as other:
            other.execute("SELECT FROM contactmomenten_contactmomentdetail FOR UPDATE")
            response = patch(schrijver, UUID_1, {"vraag": "Anders"})
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")

    assert_problem(response, 503, "service_unavailable")
    assert response["Retry-After"] == "5"
    assert patch(schrijver, UUID_1, {"vraag": "Anders"}).status_code == 200


@pytest.fixture
def away(schrijver: Client, medewerker: Client) -> Iterator[None]:
    """A database that does not answer: nothing listens there."""
    own = connection.settings_dict
    host, connect_timeout = own["HOST"], own["OPTIONS"]["connect_timeout"]
    connection.close()
    own["HOST"], own["OPTIONS"]["connect_timeout"] = "127.0.0.1", 1
    port = own["PORT"]
    own["PORT"] = "1"
    yield
    connections.close_all()
    own["HOST"], own["PORT"], own["OPTIONS"]["connect_timeout"] = host, port, connect_timeout


def test_a_database_that_is_away_is_503(
    schrijver: Client, medewerker: Client, away: None, written_log: io.StringIO
) -> None:
    for client in (schrijver, medewerker):  # to know the one the database is needed already
        for response in (
            client.get(V1_URL),
            client.get(url_of(UUID_1)),
            put(client, UUID_1, invoer(1, vraag=SECRET)),
        ):
            assert_problem(response, 503, "service_unavailable")
            assert response["Retry-After"] == "5"
    assert SECRET not in written_log.getvalue()


@pytest.fixture
def browser(db: None) -> Client:
    """Somebody who is logged in to the admin."""
    client = Client(raise_request_exception=False)
    client.force_login(
        User.objects.create_superuser("beheerder", "beheerder@gemeente.example"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def test_so_it_is_for_a_session_of_the_admin(browser: Client, away: None) -> None:
    for path in (V1_URL, url_of(UUID_1)):
        response = browser.get(path)
        assert_problem(response, 503, "service_unavailable")
        assert response["Retry-After"] == "5"


def test_nothing_that_was_sent_comes_back_or_into_the_log(
    schrijver: Client, written_log: io.StringIO
) -> None:
    put(schrijver, UUID_1, invoer(1))
    responses = [
        put(schrijver, UUID_1, invoer(1, vraag=[SECRET], startdatum=SECRET, bronnen=[SECRET])),
        put(schrijver, UUID_1, invoer(1, gespreksresultaat=SECRET * 99)),
        patch(schrijver, UUID_1, {"contactmoment": SECRET}),
        patch(schrijver, UUID_1, {}, If_Match=f'"{SECRET}"'),
        patch(schrijver, UUID_1, {}, X_Audit_Toelichting=SECRET * 99),
        send(schrijver, "PUT", url_of(UUID_1), invoer(1), content_type=f"text/{SECRET}"),
        send(schrijver, "PUT", url_of(UUID_1), invoer(1), Accept=f"text/{SECRET}"),
        schrijver.get(url_of(SECRET)),
        schrijver.get(V1_URL, {"zonderVraag": SECRET, "cursor": SECRET}),
        schrijver.get(V1_URL, {"startdatumVanaf": SECRET, "ordering": SECRET}),
        schrijver.get(WIJZIGINGEN_URL, {"na": SECRET}),
        schrijver.get(WIJZIGINGEN_URL, {"na": f"1-{SECRET[:12]}"}),
    ]

    for response in responses:
        assert 400 <= response.status_code < 500
        assert response["Content-Type"] == "application/problem+json"
        assert SECRET[:12] not in response.content.decode()
        assert SECRET[:12] not in str(response.headers)
    assert SECRET[:12] not in written_log.getvalue()
