"""The database is killed in the middle of a load: what was answered 200 is there, whole."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psycopg
import pytest
from django.conf import settings

from kiss_details.embedded_postgres import EmbeddedPostgres
from tests.conftest import ROOT
from tests.dienst.conftest import Dienst, answers, put_all_at_once, start_dienst
from tests.factories import body, bron

pytestmark = pytest.mark.dienst

CALLERS = 8
BEFORE_KILL = 2.0  # seconds of load
AFTER_RECOVERY = 1.0


@pytest.fixture
def postgres() -> Iterator[EmbeddedPostgres]:
    """A PostgreSQL of our own, to kill."""
    folder = Path(settings.DATA_DIR).resolve() / "herstel"
    shutil.rmtree(folder, ignore_errors=True)
    server = EmbeddedPostgres(folder)
    server.start()
    environment = os.environ | {"DATABASE_URL": server.url}
    migrate = [sys.executable, "manage.py", "migrate", "-v", "0"]
    subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
    yield server
    server.stop()
    shutil.rmtree(folder)


def kill(server: EmbeddedPostgres) -> None:
    """SIGKILL to the postmaster and every process of it."""
    postmaster = int((server.data / "postmaster.pid").read_text().split()[0])
    family = [postmaster]
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == postmaster:
            family.append(int(stat.parent.name))
    for process in family:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue
    while Path(f"/proc/{postmaster}").exists():
        time.sleep(0.05)


def version(caller: int, nummer: int) -> dict[str, Any]:
    """Every third PUT of a caller is of a new id; the others change the id before."""
    bronnen = [bron(nummer * 10 + n) for n in range(nummer % 4)]
    return body(caller * 100_000 + nummer // 3, vraag=f"Versie {nummer}", bronnen=bronnen)


class Caller(Thread):
    """Puts version after version and remembers how each was answered."""

    def __init__(self, dienst: Dienst, caller: int, stop: Event) -> None:
        super().__init__()
        self.dienst, self.caller, self.stop = dienst, caller, stop
        self.answered: list[int] = []

    def run(self) -> None:
        while not self.stop.is_set():
            status = self.dienst.opslaan(version(self.caller, len(self.answered)))
            self.answered.append(status)


def stored(url: str) -> dict[str, tuple[str, list[tuple[str, str, str]]]]:
    with psycopg.connect(url) as connection:
        records = connection.execute(
            "SELECT contactmoment, vraag, id FROM contactmomenten_contactmomentdetail"
        ).fetchall()
        bronnen: dict[int, list[tuple[str, str, str]]] = {}
        for id_, *parts in connection.execute(
            "SELECT contactmomentdetail_id, soort, titel, url FROM contactmomenten_bron "
            "ORDER BY contactmomentdetail_id, volgorde"
        ):
            bronnen.setdefault(id_, []).append((parts[0], parts[1], parts[2]))
    return {moment: (vraag, bronnen.get(id_, [])) for moment, vraag, id_ in records}


def as_stored(data: dict[str, Any]) -> tuple[str, list[tuple[str, str, str]]]:
    return data["vraag"], [(b["soort"], b["titel"], b["url"]) for b in data["bronnen"]]


def test_a_restart_between_two_requests_is_not_noticed(postgres: EmbeddedPostgres) -> None:
    """The connections that are kept open are tried before they are used."""
    with start_dienst(postgres.url) as dienst:
        bodies = [body(nummer) for nummer in range(16)]
        assert put_all_at_once(dienst, bodies) == [200] * 16
        kill(postgres)
        postgres.start()

        assert put_all_at_once(dienst, bodies) == [200] * 16


def test_connections_are_kept(postgres: EmbeddedPostgres) -> None:
    """A new one costs PostgreSQL more than the request does."""
    with start_dienst(postgres.url) as dienst, psycopg.connect(postgres.url) as own:
        backends = (
            "SELECT pid FROM pg_stat_activity "
            "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        used = set()
        for nummer in range(60):
            assert dienst.opslaan(body(nummer)) == 200
            used |= {pid for (pid,) in own.execute(backends).fetchall()}
            own.rollback()

        assert 1 <= len(used) <= 8  # two workers with four threads each


def test_a_database_that_became_read_only_is_503_and_not_ready(
    postgres: EmbeddedPostgres,
) -> None:
    """As after a failover, when a kept connection still leads to the old primary."""
    with (
        start_dienst(postgres.url) as dienst,
        psycopg.connect(postgres.url, autocommit=True) as own,
    ):
        assert put_all_at_once(dienst, [body(nummer) for nummer in range(16)]) == [200] * 16
        own.execute("ALTER SYSTEM SET default_transaction_read_only = on")
        own.execute("SELECT pg_reload_conf()")
        time.sleep(0.5)

        assert dienst.opslaan(body(1, vraag="Anders")) == 503
        assert dienst.call("GET", "/healthz/ready") == (503, b"Unhealthy")

        own.execute("SET default_transaction_read_only = off")
        own.execute("ALTER SYSTEM RESET default_transaction_read_only")
        own.execute("SELECT pg_reload_conf()")
        time.sleep(0.5)
        assert dienst.call("GET", "/healthz/ready") == (200, b"Healthy")
        assert put_all_at_once(dienst, [body(nummer) for nummer in range(16)]) == [200] * 16


def test_nothing_that_was_answered_is_lost_and_nothing_is_half_there(
    postgres: EmbeddedPostgres,
) -> None:
    stop = Event()

    with start_dienst(postgres.url) as dienst:
        callers = [Caller(dienst, nummer, stop) for nummer in range(CALLERS)]
        for caller in callers:
            caller.start()
        time.sleep(BEFORE_KILL)
        kill(postgres)
        time.sleep(0.5)
        assert dienst.call("GET", "/healthz/live")[0] == 200
        assert dienst.call("GET", "/healthz/ready") == (503, b"Unhealthy")
        postgres.start()
        deadline = time.monotonic() + 30
        while not answers(dienst):
            assert time.monotonic() < deadline, "the service did not recover"
            time.sleep(0.1)
        time.sleep(AFTER_RECOVERY)
        stop.set()
        for caller in callers:
            caller.join()

    register = stored(postgres.url)
    statuses = [status for caller in callers for status in caller.answered]
    assert set(statuses) == {200, 503}
    sent_records = 0
    for caller in callers:
        assert caller.answered[-1] == 200, "recovered"
        for first in range(0, len(caller.answered), 3):
            versions = range(first, min(first + 3, len(caller.answered)))
            answered = [n for n in versions if caller.answered[n] == 200]
            found = register.get(version(caller.caller, first)["id"])
            if found is None:
                assert not answered, "a PUT that was answered 200 is lost"
                continue
            sent_records += 1
            # the last that was answered, or a later one of which the answer was lost on the way
            possible = [n for n in versions if n >= max(answered, default=first)]
            assert found in [as_stored(version(caller.caller, n)) for n in possible]
    assert sent_records == len(register)
