"""Whatever the descriptions of the APIs allow or forbid, the service answers as described.

Schemathesis makes requests from the documents, in good faith and in bad, one by one and in
sequences along their links. Every check is on, but for one at KISS (schemathesis_kiss.toml).

    SCHEMATHESIS_EXAMPLES=1000 .venv/bin/python -m pytest -s tests/fuzz
"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from contactmomenten.api import BASIS
from contactmomenten.toegang import applicaties
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


def answers_to(document: str, *options: str, config: str, folder: Path, **tokens: str) -> Answers:
    """Try the running service out; how often it answered what.

    Args:
        document: where it is; ``{origin}`` in this and in the options is the service.
        tokens: variables of the configuration.
    """
    for nummer in range(30):
        contactmomentdetail(nummer, bronnen=nummer % 4, verantwoordelijke_afdeling="Burgerzaken")
    log = folder / "log"
    command = [str(PROGRAM), "--config-file", str(ROOT / "tests/fuzz" / config), "run", document]
    command += [*options, "--max-examples", EXAMPLES, "--generation-deterministic"]
    command += ["--continue-on-failure", "--no-color"]
    info = {"LOG_LEVEL": "INFO"}
    with start_dienst(database_url_of_tests(), log=log, environment=info) as dienst:
        done = subprocess.run(
            [part.format(origin=dienst.origin) for part in command],
            cwd=folder,  # it keeps files of its own
            env=os.environ | {"PYTHONPATH": str(ROOT)} | tokens,
            capture_output=True,
            text=True,
            check=False,
        )
    print(done.stdout)  # noqa: T201 - pytest shows it where this fails, and with -s
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line for line in lines if line["level"] in {"error", "critical"}] == []
    requests = [line for line in lines if line["gebeurtenis"] == "verzoek"]
    return Counter((line["methode"], f"/{line['route']}", line["status"]) for line in requests)


def lacking(answers: Answers, least: dict[tuple[str, str, int], int]) -> Answers:
    """What was not reached often enough: a run that only meets the validation would pass too."""
    return Counter({key: answers[key] for key, least in least.items() if answers[key] < least})


def test_the_versioned_api(tmp_path: Path) -> None:
    token = applicaties.issue_token(applicatie=applicatie(), door={})

    answers = answers_to(
        f"{{origin}}{BASIS}/openapi.json", config="schemathesis.toml", folder=tmp_path, TOKEN=token
    )

    several_times_as_often_is_usual = {
        ("GET", f"{BASIS}/contactmomentdetails", 200): 50,
        ("POST", f"{BASIS}/contactmomentdetails", 201): 10,
        ("GET", f"{BASIS}/contactmomentdetails/<kenmerk:uuid>", 200): 15,
        ("PUT", f"{BASIS}/contactmomentdetails/<kenmerk:uuid>", 200): 10,
        ("PUT", f"{BASIS}/contactmomentdetails/<kenmerk:uuid>", 201): 1,
        ("PATCH", f"{BASIS}/contactmomentdetails/<kenmerk:uuid>", 200): 20,
        ("DELETE", f"{BASIS}/contactmomentdetails/<kenmerk:uuid>", 204): 3,
        ("GET", f"{BASIS}/contactmomentdetails/<kenmerk:uuid>/wijzigingen", 200): 10,
        ("GET", f"{BASIS}/wijzigingen", 200): 10,
    }
    assert lacking(answers, several_times_as_often_is_usual) == {}
    statuses = {status for _, _, status in answers}
    assert {200, 201, 204, 304, 400, 401, 404, 405, 409, 410, 412, 415} <= statuses


def test_the_kiss_endpoints(tmp_path: Path) -> None:
    exp = claims()["exp"].replace(year=9999)

    answers = answers_to(
        str(ROOT / "docs/openapi-kiss.yaml"),
        *("--url", "{origin}"),
        config="schemathesis_kiss.toml",
        folder=tmp_path,
        MEDEWERKER=medewerker_token(exp=exp),
        EXTERN=extern_token(exp=exp),
    )

    several_times_as_often_is_usual = {
        ("PUT", DETAILS_URL, 200): 20,
        ("GET", DETAILS_URL, 200): 5,
        ("GET", RAPPORT_URL, 200): 15,
        ("GET", FAQ_URL, 200): 1,
    }
    assert lacking(answers, several_times_as_often_is_usual) == {}
    statuses = {status for _, _, status in answers}
    assert {200, 400, 401, 404, 405, 415} <= statuses
