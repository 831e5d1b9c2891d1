"""The real service in a process of its own, on loopback."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from tests.conftest import ROOT
from tests.factories import DETAILS_URL, medewerker_token

Answer = tuple[int, bytes]


class Dienst:
    """A running service; each call uses a connection of its own."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.origin = f"http://127.0.0.1:{port}"
        self.headers = {
            "Authorization": f"Bearer {medewerker_token()}",
            "Content-Type": "application/json",
        }

    def call(self, method: str, url: str, body: bytes = b"", **headers: str) -> Answer:
        """Make one request."""
        http = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            http.request(method, url, body, self.headers | headers)
            response = http.getresponse()
            return response.status, response.read()
        finally:
            http.close()

    def opslaan(self, data: dict[str, Any]) -> int:
        """PUT a body; the status."""
        return self.call("PUT", DETAILS_URL, json.dumps(data).encode())[0]


@contextmanager
def start_dienst(
    database_url: str, *, log: Path | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[Dienst]:
    """Serve on a free port until the end of the block.

    With every log line into a file if asked, and with these environment variables besides those of
    the tests.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"]
    command += ["--workers", "2"]
    command += ["--blocking-threads", "4", "--port", str(port)]
    command += ["--workers-kill-timeout", "5"]  # one that is still starting does not hear SIGTERM
    command += ["--log-config", "kiss_details/granian.json"]
    command += ["--log-level", "info" if log else "warning", "kiss_details.wsgi:application"]
    own = {"DATABASE_URL": database_url, "LOG_LEVEL": "DEBUG" if log else "CRITICAL"}
    variables = os.environ | own | dict(environment or {})
    output = log.open("wb") if log else None
    process = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=output, stderr=output)
    dienst = Dienst(port)
    try:
        deadline = time.monotonic() + 60
        while not answers(dienst):
            assert process.poll() is None, "the service did not start"
            assert time.monotonic() < deadline, "the service does not answer"
            time.sleep(0.1)
        yield dienst
    finally:
        process.terminate()
        process.wait(timeout=20)


def put_all_at_once(dienst: Dienst, bodies: list[dict[str, Any]]) -> list[int]:
    """The statuses of PUTs that leave at the same moment."""
    start, statuses = Barrier(len(bodies)), [0] * len(bodies)

    def put(place: int) -> None:
        start.wait()
        statuses[place] = dienst.opslaan(bodies[place])

    callers = [Thread(target=put, args=[place]) for place in range(len(bodies))]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    return statuses


def answers(dienst: Dienst) -> bool:
    """Whether the service is ready."""
    try:
        return dienst.call("GET", "/healthz/ready")[0] == 200
    except OSError:
        return False


def database_url_of_tests() -> str:
    """The database of this test run, as another process reaches it."""
    own = connection.settings_dict
    secret = f":{quote(own['PASSWORD'], safe='')}" if own["PASSWORD"] else ""
    host = quote(own["HOST"] or "localhost", safe="")
    port = f":{own['PORT']}" if own["PORT"] else ""
    return f"postgresql://{own['USER']}{secret}@{host}{port}/{own['NAME']}"


@pytest.fixture
def dienst(transactional_db: None) -> Iterator[Dienst]:
    """The service on the database of the tests."""
    with start_dienst(database_url_of_tests()) as running:
        yield running
