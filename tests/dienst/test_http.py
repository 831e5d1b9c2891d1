"""What only a real connection shows."""

import json
import subprocess
from http.client import HTTPConnection

import pytest

from contactmomenten.models import Contactmomentdetail
from tests.dienst.conftest import Dienst
from tests.factories import DETAILS_URL, body

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


def test_a_body_over_http_2_has_no_length_and_is_stored(dienst: Dienst) -> None:
    if "HTTP2" not in subprocess.check_output(["curl", "--version"], text=True):
        pytest.skip("this curl speaks no HTTP/2")
    url = f"http://127.0.0.1:{dienst.port}{DETAILS_URL}"
    headers = [f"-H{name}: {value}" for name, value in dienst.headers.items()]
    curl = ["curl", "-sS", "--http2-prior-knowledge", *headers, "-T", "-", url]

    subprocess.run(curl, input=json.dumps(body(1)).encode(), check=True)

    assert Contactmomentdetail.objects.get().vraag == "Vraag 1"


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
