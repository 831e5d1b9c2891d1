"""Sessions of the admin: how long they last, and that a copy of the table is of no use."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from contactmomenten.toegang import sessies

pytestmark = pytest.mark.django_db
ADMIN = "/admin/"


def let_pass(monkeypatch: pytest.MonkeyPatch, **time: float) -> None:
    later = timezone.now() + timedelta(**time)
    monkeypatch.setattr(timezone, "now", lambda: later)


def cookie(client: Client, settings: Settings) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def is_in(client: Client) -> bool:
    return client.get(ADMIN).status_code == 200


def test_the_key_of_a_session_is_not_in_the_database(
    admin_client: Client, settings: Settings
) -> None:
    key = cookie(admin_client, settings)
    stored = Session.objects.get().session_key

    assert stored != key
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = stored
    assert not is_in(thief)
    thief.cookies[settings.SESSION_COOKIE_NAME] = key
    assert is_in(thief)


def test_logging_in_gives_a_new_key_and_logging_out_removes_it(
    admin_user: User, settings: Settings
) -> None:
    client = Client()
    client.get("/admin/login/")
    client.force_login(admin_user)
    first = cookie(client, settings)
    client.force_login(User.objects.create_superuser("ander"))

    assert cookie(client, settings) != first
    client.post("/admin/logout/")
    assert not Session.objects.exists()


def test_after_an_hour_without_a_request_it_ends(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_pass(monkeypatch, minutes=59)
    assert is_in(admin_client)
    let_pass(monkeypatch, minutes=59)  # an hour since then has not passed
    assert is_in(admin_client)
    let_pass(monkeypatch, minutes=61)
    assert not is_in(admin_client)


def test_after_twelve_hours_it_ends_however_busy(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(23):
        let_pass(monkeypatch, minutes=31)
        assert is_in(admin_client)
    let_pass(monkeypatch, minutes=31)

    assert not is_in(admin_client)
    assert not Session.objects.exists()


def test_a_session_that_does_not_tell_when_it_began_ends(
    admin_client: Client, settings: Settings
) -> None:
    session = admin_client.session
    assert datetime.fromisoformat(session["aangemeld_op"])
    del session["aangemeld_op"]
    session.save()

    assert not is_in(admin_client)


def test_the_session_is_written_at_most_once_a_minute(
    admin_client: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    url = "/admin/jsi18n/"
    for _ in range(2):
        # session, account
        with django_assert_num_queries(2):
            admin_client.get(url)
    let_pass(monkeypatch, minutes=2)
    # session, account, savepoint, session (update), release
    with django_assert_num_queries(5):
        admin_client.get(url)


def test_an_unknown_key_starts_no_session(settings: Settings) -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "verzonnen-maar-lang-genoeg-voor-een-sleutel"

    assert client.get("/admin/login/").status_code == 200
    assert not Session.objects.exists()
    assert not sessies.SessionStore().exists("verzonnen")


def test_the_cookie_is_for_the_server_alone(settings: Settings) -> None:
    User.objects.create_superuser("nood", password="een-lang-wachtwoord")
    client = Client()
    client.post("/admin/login/", {"username": "nood", "password": "een-lang-wachtwoord"})
    morsel = client.cookies[settings.SESSION_COOKIE_NAME]

    assert morsel["httponly"]
    assert morsel["samesite"] == "Lax"
    assert morsel["max-age"] == 3600
