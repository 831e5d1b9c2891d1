"""Whatever the descriptions of the APIs allow or forbid, the service answers as described.

Schemathesis makes requests from the documents, in good faith and in bad, one by one and in
sequences along their links. Every check is on, but for one at KISS (schemathesis_kiss.toml).

    SCHEMATHESIS_EXAMPLES=1000 .venv/bin/python -m pytest -s tests/fuzz
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from contactmomenten.api import BASIS
from contactmomenten.toegang import applicaties
from tests.api.statistieken import VAN_EEN_TIJDVAK
from tests.conftest import ROOT
from tests.dienst.conftest import database_url_of_tests, start_dienst
from tests.factories import (
    DETAILS_URL,
    FAQ_URL,
    RAPPORT_URL,
    applicatie,
    claims,
    contactmomentdetail,
    extern_token,
    medewerker_token,
)

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

EXAMPLES = os.environ.get("SCHEMATHESIS_EXAMPLES", "50")  # for each operation
PROGRAM = Path(sys.executable).with_name("schemathesis")

Answers = Counter[tuple[str, str, int]]  # by method, route and status


class Proef:
    """A running service with a filled register, its log, and Schemathesis beside it."""

    def __init__(self, origin: str, log: Path, config: str, tokens: dict[str, str]) -> None:
        self.origin = origin
        self.log = log
        self.config = ROOT / "tests/fuzz" / config
        self.tokens = tokens

    def run(self, document: str, *options: str) -> str:
        """Make requests of all kinds; what Schemathesis says of them if there is no fault."""
        command = [PROGRAM, "--config-file", self.config, "run", document, *options]
        command += ["--max-examples", EXAMPLES, "--continue-on-failure", "--no-color"]
        done = subprocess.run(
            [str(part) for part in command],
            cwd=self.log.parent,  # it keeps files of its own
            env=os.environ | {"PYTHONPATH": str(ROOT)} | self.tokens,
            capture_output=True,
            text=True,
            check=False,
        )
        print(done.stdout)  # noqa: T201 - pytest shows it where this fails, and with -s
        assert done.returncode == 0, done.stderr
        return done.stdout

    def answers(self) -> Answers:
        """How often the service answered what, without an error."""
        lines = [json.loads(line) for line in self.log.read_text().splitlines()]
        assert [line for line in lines if line["level"] in {"error", "critical"}] == []
        requests = [line for line in lines if line["gebeurtenis"] == "verzoek"]
        return Counter((line["methode"], f"/{line['route']}", line["status"]) for line in requests)


@contextmanager
def proef(folder: Path, config: str, **tokens: str) -> Iterator[Proef]:
    """Start the service; the tokens are variables of the configuration."""
    for nummer in range(30):
        contactmomentdetail(nummer, bronnen=nummer % 4, verantwoordelijke_afdeling="Burgerzaken")
    log, info = folder / "log", {"LOG_LEVEL": "INFO"}
    with start_dienst(database_url_of_tests(), log=log, environment=info) as dienst:
        yield Proef(dienst.origin, log, config, tokens)


def lacking(answers: Answers, least: dict[tuple[str, str, int], int]) -> Answers:
    """What was not reached often enough: a run that only meets the validation would pass too."""
    return Counter({key: answers[key] for key, least in least.items() if answers[key] < least})


def test_the_versioned_api(tmp_path: Path) -> None:
    token = applicaties.issue_token(applicatie=applicatie(), door={})
    with proef(tmp_path, "schemathesis.toml", TOKEN=token) as running:
        document = f"{running.origin}{BASIS}/openapi.json"
        running.run(document, "--phases", "examples,coverage,fuzzing", "--generation-deterministic")
        # Hypothesis gives up once the same beginning of a sequence goes on in another way, because
        # others have changed the register meanwhile. So many short runs, instead of a long one.
        seed = sequences = 0
        while sequences < int(EXAMPLES):
            seed += 1
            said = running.run(document, "--phases", "stateful", "--seed", str(seed))
            sequences += int(re.findall(r"Scenarios: +(\d+)", said)[0])

    answers = running.answers()
    several_times_as_often_is_usual = {
        ("GET", f"{BASIS}/contactmomentdetails", 200): 50,
        ("GET", f"{BASIS}/contactmomentdetails/_exporteer", 200): 10,
        ("POST", f"{BASIS}/contactmomentdetails", 201): 10,
        ("GET", f"{BASIS}/contactmomentdetails/<kenmerk:uuid>", 200): 15,
        ("PUT", f"{BASIS}/contactmomentdetails/<kenmerk:uuid>", 200): 10,
        ("PUT", f"{BASIS}/contactmomentdetails/<kenmerk:uuid>", 201): 1,
        ("PATCH", f"{BASIS}/contactmomentdetails/<kenmerk:uuid>", 200): 20,
        ("DELETE", f"{BASIS}/contactmomentdetails/<kenmerk:uuid>", 204): 3,
        ("GET", f"{BASIS}/contactmomentdetails/<kenmerk:uuid>/wijzigingen", 200): 10,
        ("GET", f"{BASIS}/wijzigingen", 200): 10,
        **{("GET", f"{BASIS}/statistieken/{name}", 200): 15 for name in VAN_EEN_TIJDVAK},
        ("GET", f"{BASIS}/statistieken/veelgestelde-vragen", 200): 1,
    }
    assert lacking(answers, several_times_as_often_is_usual) == {}
    statuses = {status for _, _, status in answers}
    assert {200, 201, 204, 304, 400, 401, 404, 405, 409, 410, 412, 415} <= statuses


def test_the_kiss_endpoints(tmp_path: Path) -> None:
    exp = claims()["exp"].replace(year=9999)
    tokens = {"MEDEWERKER": medewerker_token(exp=exp), "EXTERN": extern_token(exp=exp)}
    with proef(tmp_path, "schemathesis_kiss.toml", **tokens) as running:
        document = str(ROOT / "docs/openapi-kiss.yaml")
        running.run(document, "--url", running.origin, "--generation-deterministic")

    answers = running.answers()
    several_times_as_often_is_usual = {
        ("PUT", DETAILS_URL, 200): 20,
        ("GET", DETAILS_URL, 200): 5,
        ("GET", RAPPORT_URL, 200): 15,
        ("GET", FAQ_URL, 200): 1,
    }
    assert lacking(answers, several_times_as_often_is_usual) == {}
    assert {200, 400, 401, 404, 405, 415} <= {status for _, _, status in answers}
