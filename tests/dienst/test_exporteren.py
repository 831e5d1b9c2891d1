"""Downloads over a real connection: taken whole, broken off by the browser, or left waiting."""

import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from contactmomenten.models import Export
from contactmomenten.models.export import running_exports
from tests.dienst.conftest import Dienst
from tests.exports.lastig import store_many
from tests.factories import body

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

PAGE = reverse("admin:contactmomentdetail_exporteren")
CSRF = "a" * 32
RECORDS = {"number": 2000, "characters": 25_000}  # 50 MB: far more than the network holds
THREADS = 8  # of the service


@pytest.fixture
def headers(dienst: Dienst) -> dict[str, str]:
    """What the browser of a superuser sends."""
    browser = Client()
    browser.force_login(User.objects.create_superuser("noodbeheerder"))
    session = browser.cookies[settings.SESSION_COOKIE_NAME].value
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={CSRF}",
    }


def ask(dienst: Dienst, headers: dict[str, str], formaat: str) -> HTTPResponse:
    """Ask for a file, of which nothing has been read."""
    form = {
        "csrfmiddlewaretoken": CSRF,
        "formaat": formaat,
        "kolommen": ["specifiekeVraag", "bronnen"],
    }
    http = HTTPConnection("127.0.0.1", dienst.port, timeout=60)
    http.request("POST", PAGE, urlencode(form, doseq=True).encode(), headers)
    return http.getresponse()


def leave(response: HTTPResponse) -> None:
    """As a browser that is closed."""
    response.close()


def eventually(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def open_transactions() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
        )
        number: int = cursor.fetchone()[0]
    return number


@pytest.mark.parametrize("formaat", Export.Formaat.values)
def test_a_file_that_is_taken_whole(dienst: Dienst, headers: dict[str, str], formaat: str) -> None:
    store_many(3000)

    response = ask(dienst, headers, formaat)
    file = response.read()

    assert response.status == 200
    eventually(lambda: Export.objects.get().uitkomst == Export.Uitkomst.VOLTOOID)
    assert Export.objects.get().aantal == 3000
    ends = {"csv": b"\r\n", "ndjson": b"}\n", "xlsx": b"\0\0"}
    assert file.endswith(ends[formaat])


def test_browsers_that_leave_halfway_leave_nothing_behind(
    dienst: Dienst, headers: dict[str, str]
) -> None:
    """Not a thread, not a connection, not a transaction; more of them than there are threads."""
    store_many(**RECORDS)

    for number in range(1, THREADS + 3):
        response = ask(dienst, headers, "ndjson")
        assert response.read(100_000)
        assert running_exports()
        leave(response)
        eventually(lambda: not running_exports())
        eventually(lambda: Export.objects.filter(uitkomst="").count() == 0)
        assert Export.objects.filter(uitkomst=Export.Uitkomst.AFGEBROKEN).count() == number

    eventually(lambda: open_transactions() == 0)
    assert all(0 < export.aantal < RECORDS["number"] for export in Export.objects.all())
    assert dienst.opslaan(body(1)) == 200


def test_browsers_that_stop_reading_do_not_stop_kiss(
    dienst: Dienst, headers: dict[str, str]
) -> None:
    store_many(**RECORDS)
    waiting = [ask(dienst, headers, "csv") for _ in range(2)]
    assert all(response.read(1000) for response in waiting)

    refused = ask(dienst, headers, "csv").read().decode()

    assert "Er lopen al 2 exports." in refused
    assert [dienst.opslaan(body(nummer)) for nummer in range(2 * THREADS)] == [200] * 2 * THREADS
    assert len(running_exports()) == 2
    for response in waiting:
        leave(response)
    eventually(lambda: not running_exports() and open_transactions() == 0)
