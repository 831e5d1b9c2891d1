"""Exports of the API over a real connection: whole, compressed, broken off, and gone on with."""

import gzip
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPResponse
from threading import Barrier

import pytest

from contactmomenten.models import Contactmomentdetail, Export, Scope
from contactmomenten.models.export import running_exports
from contactmomenten.toegang import applicaties
from tests.dienst.conftest import Dienst
from tests.exports.lastig import store_many
from tests.factories import EXPORT_URL, applicatie, body

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def headers(transactional_db: None) -> dict[str, str]:
    """What an application that may read sends."""
    made = applicatie(scopes=[Scope.LEZEN])
    return {"Authorization": f"Bearer {applicaties.issue_token(applicatie=made, door={})}"}


def ask(dienst: Dienst, headers: dict[str, str], query: str) -> HTTPResponse:
    """Ask for a file, of which nothing has been read."""
    http = HTTPConnection("127.0.0.1", dienst.port, timeout=60)
    http.request("GET", f"{EXPORT_URL}?{query}", headers=headers)
    return http.getresponse()


def eventually(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_file_that_broke_off_and_the_rest_of_it_are_the_whole(
    dienst: Dienst, headers: dict[str, str]
) -> None:
    number = store_many(2000, characters=25_000)  # 50 MB: far more than the network holds
    response = ask(dienst, headers, "formaat=ndjson&kolommen=uuid,specifiekeVraag")
    begun = response.read(2_000_000)
    response.close()
    eventually(lambda: not running_exports())
    begun = begun[: begun.rindex(b"\n") + 1]
    last = json.loads(begun.splitlines()[-1])["uuid"]

    rest = ask(dienst, headers, f"formaat=ndjson&kolommen=uuid,specifiekeVraag&na={last}").read()

    uuids = [json.loads(line)["uuid"] for line in (begun + rest).splitlines()]
    stored = Contactmomentdetail.objects.newest_first().values_list("uuid", flat=True)
    assert uuids == [str(uuid) for uuid in stored]
    assert len(uuids) == number
    eventually(lambda: Export.objects.filter(uitkomst=Export.Uitkomst.VOLTOOID).count() == 1)
    assert Export.objects.filter(uitkomst=Export.Uitkomst.AFGEBROKEN).count() == 1


def test_compressed_and_broken_off_leaves_nothing_behind(
    dienst: Dienst, headers: dict[str, str]
) -> None:
    store_many(20_000, characters=100)
    gzipped = headers | {"Accept-Encoding": "gzip"}

    whole = ask(dienst, gzipped, "formaat=csv")
    assert whole.getheader("Content-Encoding") == "gzip"
    assert gzip.decompress(whole.read()).count(b"\r\n") == 20_001
    eventually(lambda: Export.objects.filter(uitkomst=Export.Uitkomst.VOLTOOID).count() == 1)

    for _ in range(10):
        response = ask(dienst, gzipped, "formaat=ndjson")
        assert response.read(100)
        response.close()
        eventually(lambda: not running_exports())
    eventually(lambda: not Export.objects.filter(uitkomst="").exists())


def test_of_six_that_begin_at_once_two_are_sent(dienst: Dienst, headers: dict[str, str]) -> None:
    """Nobody reads them to the end: more than two would take all threads from KISS."""
    store_many(2000, characters=25_000)

    together = Barrier(6)

    def ask_together(_: int) -> HTTPResponse:
        http = HTTPConnection("127.0.0.1", dienst.port, timeout=60)
        http.connect()
        together.wait()
        http.request("GET", f"{EXPORT_URL}?formaat=csv", headers=headers)
        return http.getresponse()

    with ThreadPoolExecutor(6) as pool:
        asked = list(pool.map(ask_together, range(6)))

    assert sorted(response.status for response in asked) == [200] * 2 + [503] * 4
    assert dienst.opslaan(body(1)) == 200
    for response in asked:
        response.close()
    eventually(lambda: not Export.objects.filter(uitkomst="").exists())


def test_only_the_headers(dienst: Dienst, headers: dict[str, str]) -> None:
    http = HTTPConnection("127.0.0.1", dienst.port, timeout=60)
    http.request("HEAD", f"{EXPORT_URL}?formaat=csv", headers=headers)
    response = http.getresponse()

    assert (response.status, response.read()) == (200, b"")
    assert not Export.objects.exists()
