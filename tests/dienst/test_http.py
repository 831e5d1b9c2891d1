"""What only a real connection shows."""

import json
import socket
from http.client import HTTPConnection

import pytest

from contactmomenten.models import Contactmomentdetail
from tests.dienst.conftest import Dienst
from tests.factories import DETAILS_URL, V1_URL, body

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

MEBIBYTE = 1024 * 1024


def chunked(dienst: Dienst, *chunks: bytes) -> int:
    """PUT without a Content-Length, as .NET's HttpClient does."""
    http = HTTPConnection("127.0.0.1", dienst.port, timeout=60)
    http.request("PUT", DETAILS_URL, iter(chunks), dienst.headers, encode_chunked=True)
    status = http.getresponse().status
    http.close()
    return status


def test_a_body_in_chunks_is_stored(dienst: Dienst) -> None:
    raw = json.dumps(body(1)).encode()

    assert chunked(dienst, raw[:50], raw[50:]) == 200
    assert Contactmomentdetail.objects.get().vraag == "Vraag 1"


@pytest.mark.parametrize("charset", ["rot13", "hex", "bestaat-niet", "idna", "undefined"])
@pytest.mark.parametrize("query", ["?id=%C3%A9a", "?" + "&".join(["a=1"] * 1001)])
def test_no_content_type_breaks_a_query(dienst: Dienst, charset: str, query: str) -> None:
    content_type = {"Content-Type": f"application/json; charset={charset}"}

    status, answer = dienst.call("GET", DETAILS_URL + query, b"", **content_type)

    assert 400 <= status < 500
    assert json.loads(answer)["status"] == status
    assert dienst.call("GET", f"/healthz/live{query}", b"", **content_type)[0] == 200


def test_a_body_is_not_waited_for_before_the_caller_is_known(dienst: Dienst) -> None:
    head = f"PUT {DETAILS_URL} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    stalled = []
    for _ in range(16):  # twice as many as there are threads
        connection = socket.create_connection(("127.0.0.1", dienst.port), timeout=20)
        connection.sendall(f"{head}Content-Type: application/json\r\n\r\n".encode())
        stalled.append(connection)

    assert dienst.call("GET", "/healthz/live")[0] == 200
    assert stalled[0].recv(100).startswith(b"HTTP/1.1 401")
    for connection in stalled:
        connection.close()


def test_a_body_that_is_too_long_is_413_with_and_without_its_length(dienst: Dienst) -> None:
    long = json.dumps(body(1, tekst="x" * MEBIBYTE)).encode()

    status, answer = dienst.call("PUT", DETAILS_URL, long)
    assert (status, json.loads(answer)["status"]) == (413, 413)
    assert chunked(dienst, *[long[:MEBIBYTE], long[MEBIBYTE:]]) == 413


def test_the_problem_media_type_is_on_the_wire(dienst: Dienst) -> None:
    http = HTTPConnection("127.0.0.1", dienst.port, timeout=60)
    http.request("GET", "/api/onbekend")
    response = http.getresponse()

    assert (response.status, response.getheader("Content-Type")) == (
        404,
        "application/problem+json",
    )
    http.close()


def test_an_answer_does_not_say_what_it_runs_on(dienst: Dienst) -> None:
    http = HTTPConnection("127.0.0.1", dienst.port, timeout=60)
    http.request("GET", V1_URL)
    answer = http.getresponse()

    assert answer.status == 401
    assert answer.headers.get_all("Server") == ["contactmomentdetails"]
    assert answer.headers["Content-Type"] == "application/problem+json"
    http.close()
