"""Local accounts for an emergency: a lock-out, and passwords that are hard to guess."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from contactmomenten.toegang.noodaccounts import address_of, checking_a_password

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"
PASSWORD = "een-lang-wachtwoord-voor-nood"


@pytest.fixture
def account() -> User:
    return User.objects.create_superuser("nood", password=PASSWORD)


def log_in(password: str, *, username: str = "nood", address: str = "192.0.2.1") -> int:
    client = Client(REMOTE_ADDR=address)
    response = client.post(LOGIN, {"username": username, "password": password})
    return response.status_code


def test_the_password_is_kept_with_argon2(account: User) -> None:
    assert account.password.startswith("argon2")
    assert log_in(PASSWORD) == 302


def test_a_password_of_an_earlier_version_works_and_is_renewed(account: User) -> None:
    hasher = PBKDF2PasswordHasher()
    User.objects.update(password=hasher.encode(PASSWORD, hasher.salt()))

    assert log_in(PASSWORD) == 302
    assert User.objects.get().password.startswith("argon2")


def test_after_five_wrong_passwords_the_right_one_does_not_help_either(account: User) -> None:
    assert [log_in("fout") for _ in range(5)] == [200, 200, 200, 200, 429]
    assert log_in(PASSWORD) == 429


def test_another_account_is_not_locked_out(account: User) -> None:
    for _ in range(6):
        log_in("fout", username="iemand")

    assert log_in(PASSWORD) == 302


def test_nothing_is_kept_of_who_came_in(account: User) -> None:
    assert log_in(PASSWORD) == 302

    assert not AccessLog.objects.exists()
    assert not AccessAttempt.objects.exists()


def test_somebody_elsewhere_is_not_locked_out(account: User) -> None:
    for _ in range(6):
        log_in("fout")

    assert log_in(PASSWORD, address="192.0.2.2") == 302


def test_after_a_quarter_of_an_hour_it_is_over(account: User) -> None:
    for _ in range(6):
        log_in("fout")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert log_in(PASSWORD) == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    assert log_in(PASSWORD) == 302


def test_the_right_password_starts_the_count_again(account: User) -> None:
    for _ in range(3):
        assert [log_in("fout") for _ in range(4)] == [200] * 4
        assert log_in(PASSWORD) == 302


def test_one_password_is_checked_at_a_time(account: User) -> None:
    """Each takes a thread for half a second, which whoever has no account could ask for all of."""
    with checking_a_password():
        response = Client().post(LOGIN, {"username": "nood", "password": PASSWORD})
        assert Client().get(LOGIN).status_code == 200

    assert (response.status_code, response["Retry-After"]) == (503, "2")
    assert "Probeer het over een paar seconden opnieuw" in response.content.decode()
    assert not AccessAttempt.objects.exists()
    assert log_in(PASSWORD) == 302


def test_the_page_says_what_to_do(account: User) -> None:
    for _ in range(5):
        log_in("fout")
    response = Client(REMOTE_ADDR="192.0.2.1").post(
        LOGIN, {"username": "nood", "password": PASSWORD}
    )

    assert "Wacht een kwartier zonder" in response.content.decode()


def test_no_password_is_kept_of_a_failed_login(account: User) -> None:
    """Not in the wrong field either, where people type it now and then."""
    log_in("een-verkeerd-wachtwoord", username="een-wachtwoord-als-naam")

    attempt = str(AccessAttempt.objects.values().get())
    assert "een-verkeerd-wachtwoord" not in attempt
    assert "een-wachtwoord-als-naam" not in attempt


def test_no_page_that_was_asked_for_is_kept_of_a_failed_login(account: User) -> None:
    """It can be a search for somebody's name."""
    asked = {"next": "/admin/contactmomenten/contactmomentdetail/?q=Jansen"}
    address = f"{LOGIN}?{urlencode(asked)}"
    Client().post(address, {"username": "nood", "password": "fout", **asked})

    assert "Jansen" not in str(AccessAttempt.objects.values().get())


@pytest.mark.parametrize("username", ["x" * 5000, "\0", "é" * 300, " "])
def test_any_user_name_can_be_typed(username: str) -> None:
    assert log_in("fout", username=username) == 200


@pytest.mark.parametrize(
    ("trusted", "forwarded", "expected"),
    [
        (False, "198.51.100.7", "192.0.2.1"),
        (True, "198.51.100.7", "198.51.100.7"),
        (True, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (True, "198.51.100.7:5512", "198.51.100.7"),
        (True, "[2001:db8:0:7::1]:443", "2001:db8:0:7::"),
        (True, "[2001:db8:0:7::1]", "2001:db8:0:7::"),
        (True, "2001:db8:0:7:ffff::1", "2001:db8:0:7::"),
        (True, "::ffff:198.51.100.7", "198.51.100.7"),
        (True, "fe80::1%eth0", "fe80::"),
        (True, "unknown", "192.0.2.1"),
        (True, "198.51.100.7, geheim", "192.0.2.1"),
        (True, None, "192.0.2.1"),
        (True, " ", "192.0.2.1"),
    ],
)
def test_the_address_of_a_login(
    trusted: bool, forwarded: str | None, expected: str, settings: Settings
) -> None:
    settings.VERTROUWDE_PROXY = trusted
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="192.0.2.1")

    assert address_of(request) == expected
