"""The program of docs/api-koppelen.md that keeps a copy: what it keeps, and when it waits."""

import json
import sqlite3
import time
from contextlib import closing
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler

import pytest

from contactmomenten.api import BASIS
from contactmomenten.models import Scope
from tests.docs.shell import Shell
from tests.docs.test_voorbeelden_api import KOPPELEN, block
from tests.docs.test_voorbeelden_api import lezend as lezend
from tests.docs.test_voorbeelden_api import shell as shell
from tests.factories import V1_URL, client_with, contactmomentdetail
from tests.toegang.server import serve_anything

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]


def pass_on(handler: BaseHTTPRequestHandler, port: int) -> None:
    """As a proxy does."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as http:
        http.request("GET", handler.path, headers=dict(handler.headers))
        answer = http.getresponse()
        handler.send_response(answer.status)
        handler.end_headers()
        handler.wfile.write(answer.read())


def test_it_waits_as_long_as_it_is_told_and_keeps_all_that_it_may_read(lezend: Shell) -> None:
    (lezend.folder / "kopie.py").write_text(block(KOPPELEN, "import sqlite3"))
    record = contactmomentdetail(1, bronnen=2)
    refusals = [503, 429]

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if refusals:
            handler.send_response(refusals.pop(0))
            handler.send_header("Retry-After", "1")
            handler.end_headers()
        else:
            pass_on(handler, lezend.port)

    with serve_anything() as proxy:
        proxy.answer = answer
        host = f"127.0.0.1:{proxy.port}"
        lezend.environment["REGISTER"] = f"http://{host}{BASIS}"
        began = time.monotonic()
        assert lezend.sh("python3 kopie.py") == "1\n"
    assert time.monotonic() - began > 2

    with closing(sqlite3.connect(lezend.folder / "kcc.sqlite3")) as kopie:
        kopie.row_factory = sqlite3.Row
        kept = dict(kopie.execute("SELECT * FROM details").fetchone())
    kept["bronnen"] = json.loads(kept["bronnen"])
    shown = client_with(Scope.LEZEN).get(f"{V1_URL}/{record.uuid}", headers={"Host": host})
    assert kept == shown.json()
