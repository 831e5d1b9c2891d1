"""The private PostgreSQL for trying out and tests."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from kiss_details.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresError
from tests.conftest import ROOT

SERVE = """
import sys, psycopg
from pathlib import Path
from kiss_details.embedded_postgres import serve
url = serve(Path(sys.argv[1]))
with psycopg.connect(url) as connection:
    connection.execute("SELECT pg_advisory_xact_lock(1)")
    connection.execute("CREATE TABLE IF NOT EXISTS bezoek (moment timestamptz)")
    connection.execute("INSERT INTO bezoek VALUES (now())")
    visits = connection.execute("SELECT count(*) FROM bezoek").fetchone()[0]
print(visits, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A fresh folder that the server's user can reach."""
    folder = Path(settings.DATA_DIR).resolve() / "embedded"
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    server = EmbeddedPostgres(folder)
    assert not server.running(), "the last process to leave stops the server"
    for path in (server.folder, server.home, server.socket_folder):
        shutil.rmtree(path, ignore_errors=True)


def visitor(folder: Path) -> subprocess.Popen[str]:
    """A process that uses the database until its standard input closes."""
    return subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder)],
        cwd=ROOT,
        env=os.environ | {"PGPORT": "1", "PGHOST": "elsewhere"},  # of somebody's own server
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def visits(process: subprocess.Popen[str]) -> int:
    assert process.stdout
    return int(process.stdout.readline())


def leave(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_processes_share_one_server_that_the_last_one_stops(folder: Path) -> None:
    first, second = visitor(folder), visitor(folder)
    assert sorted([visits(first), visits(second)]) == [1, 2]

    leave(first)
    assert EmbeddedPostgres(folder).running()
    leave(second)
    assert not EmbeddedPostgres(folder).running()


def test_what_was_stored_is_there_the_next_time_also_after_a_kill(folder: Path) -> None:
    killed = visitor(folder)
    assert visits(killed) == 1
    killed.kill()
    killed.communicate()
    assert EmbeddedPostgres(folder).running()  # nobody was there to stop it

    again = visitor(folder)
    assert visits(again) == 2
    leave(again)


def test_an_installation_that_was_interrupted_is_done_over(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    server.start()
    server.stop()
    (folder / "data").rename(folder / "data.unfinished")
    (folder / "data.unfinished" / "global" / "pg_control").unlink()

    process = visitor(folder)
    assert visits(process) == 1
    leave(process)


def test_a_path_too_long_for_a_socket_works(folder: Path) -> None:
    folder.mkdir(parents=True)
    long = folder / ("x" * 90)

    process = visitor(long)
    assert visits(process) == 1
    server = EmbeddedPostgres(long)
    assert len(str(server.socket_folder)) < 90
    leave(process)
    shutil.rmtree(server.socket_folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to run it as somebody else")
def test_as_root_it_works_in_a_folder_that_nobody_else_can_enter(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True)

    process = visitor(folder / "postgres")
    assert visits(process) == 1
    server = EmbeddedPostgres(folder / "postgres")
    assert server.home != server.folder
    assert folder.stat().st_mode & 0o077 == 0  # and it stays closed
    leave(process)

    again = visitor(folder / "postgres")
    assert visits(again) == 2
    leave(again)
    shutil.rmtree(folder / "postgres")
    anew = visitor(folder / "postgres")
    assert visits(anew) == 1
    leave(anew)
    shutil.rmtree(server.home)


def test_only_its_owner_can_reach_the_socket(folder: Path) -> None:
    process = visitor(folder)
    visits(process)

    server = EmbeddedPostgres(folder)
    assert server.socket_folder.stat().st_mode & 0o077 == 0
    with psycopg.connect(server.url) as connection:
        (addresses,) = connection.execute("SHOW listen_addresses").fetchone() or ()
    assert addresses == ""
    leave(process)


def test_a_failure_shows_what_postgresql_said(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    server.start()
    server.stop()
    with (server.data / "postgresql.conf").open("a") as configuration:
        configuration.write("geen_instelling = 1\n")

    with pytest.raises(EmbeddedPostgresError, match="geen_instelling"):
        server.start()
