"""``bin/start``, once the packages are there: what it prints works when it is pasted."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.conftest import ROOT

pytestmark = pytest.mark.dienst

KEPT_FROM_THE_SHELL = ("PATH", "HOME", "LANG")


class Tryout:
    """A running try-out and what it printed up to the last line of its welcome."""

    def __init__(self, folder: Path, **changes: str) -> None:
        environment = {k: os.environ[k] for k in KEPT_FROM_THE_SHELL if k in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kiss_details.tryout"],
            cwd=ROOT,
            env=environment | {"DATA_DIR": str(folder)} | changes,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if line.startswith("Stoppen"):
                break

    def curl(self, nummer: int) -> str:
        command = [line for line in self.lines if line.startswith("curl")][nummer]
        return subprocess.run(
            ["/bin/sh", "-c", command], capture_output=True, text=True, check=True
        ).stdout

    def line(self, begin: str) -> str:
        return next(line for line in self.lines if line.strip().startswith(begin))

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=30)
        return self.process.returncode


@pytest.fixture
def port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def folder() -> Iterator[Path]:
    folder = Path(settings.DATA_DIR).resolve() / "tryout"
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder)


def test_what_it_prints_works_and_is_kept_for_the_next_time(folder: Path, port: str) -> None:
    first = Tryout(folder, PORT=port)
    assert first.line("Het register staat klaar") == (
        f"Het register staat klaar op http://127.0.0.1:{port}/"
    )
    assert first.curl(0).startswith("HTTP/1.1 200 OK")
    shown = json.loads(first.curl(1))
    assert shown["specifiekeVraag"] == "Mag de foto van vorig jaar zijn?"
    assert shown["emailadresKcm"] == "kcm@gemeente.example"
    assert json.loads(first.curl(2))["count"] > 1000
    assert len(json.loads(first.curl(3))["results"]) == 2
    assert (folder / "geheimen.json").stat().st_mode & 0o077 == 0
    login = first.line("gebruikersnaam")
    assert first.stop() == 0

    second = Tryout(folder, PORT=port)
    assert second.line("gebruikersnaam") == login
    assert json.loads(second.curl(1)) == shown
    assert "contactmomenten toegevoegd" not in "\n".join(second.lines)
    assert second.stop() == 0


def test_the_sample_login_opens_the_admin(folder: Path, port: str) -> None:
    running = Tryout(folder, PORT=port)
    name = running.line("gebruikersnaam").split()[1].strip(",")
    password = running.line("gebruikersnaam").split()[-1]
    jar = folder / "cookies"
    admin = f"http://127.0.0.1:{port}/admin/"
    login = f"{admin}login/?next=/admin/"
    curl = ["curl", "-sS", "-c", str(jar), "-b", str(jar), "-o", "/dev/null", "-w", "%{http_code}"]

    assert subprocess.check_output([*curl, login], text=True) == "200"
    token = jar.read_text().split("csrftoken")[1].split()[0]
    form = f"username={name}&password={password}&csrfmiddlewaretoken={token}"
    assert subprocess.check_output([*curl, "-d", form, login], text=True) == "302"
    assert subprocess.check_output([*curl, admin], text=True) == "200"
    assert (
        subprocess.check_output([*curl, f"{admin}../static/admin/css/base.css"], text=True) == "200"
    )
    assert running.stop() == 0


def test_a_port_that_is_taken_is_said_at_once(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        folder.mkdir(parents=True)

        running = Tryout(folder, PORT=str(number))

        assert running.process.wait(timeout=30) == 1
        assert f"poort {number}" in running.lines[0]
        assert len(running.lines) == 1


def test_secrets_that_cannot_be_read_are_said_in_dutch(folder: Path, port: str) -> None:
    folder.mkdir(parents=True)
    (folder / "geheimen.json").write_text('{"SECRET_KEY": "hal')

    running = Tryout(folder, PORT=port)

    assert running.process.wait(timeout=30) == 1
    assert "geheimen.json kan niet worden gelezen" in running.lines[-1]
    assert "Traceback" not in "".join(running.lines)


def test_a_database_that_does_not_answer_is_said_in_dutch(folder: Path, port: str) -> None:
    running = Tryout(folder, PORT=port, DATABASE_URL="postgresql://x:y@127.0.0.1:1/kiss")

    assert running.process.wait(timeout=30) == 1
    assert running.lines[-1].startswith("De database antwoordt niet.")
    assert "Traceback" not in "".join(running.lines)
