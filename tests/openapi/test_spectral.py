"""The versioned API by the official ruleset of the NLGov REST API Design Rules.

That ruleset is no part of this project: ADR_RULESET is where it is.
"""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.openapi.conftest import Broken, Change
from tests.openapi.document import V1
from tests.openapi.node import spectral
from tests.programs import need

pytestmark = pytest.mark.usefixtures("node_programs")

RULESET = Path(os.environ.get("ADR_RULESET") or ROOT.parent / "shared" / "adr" / "ruleset.yaml")
ERROR, WARNING = 0, 1


@pytest.fixture(autouse=True, scope="module")
def _ruleset() -> None:
    reason = f"de linterregels van de API Design Rules zijn er niet: {RULESET} (zet ADR_RULESET)"
    need(RULESET.is_file(), otherwise=reason)


def test_it_finds_nothing() -> None:
    assert spectral(V1, RULESET) == []


def without_version_header(document: dict[str, Any]) -> None:
    del document["paths"]["/wijzigingen"]["get"]["responses"]["200"]["headers"]["API-Version"]


def with_a_slash_at_the_end(document: dict[str, Any]) -> None:
    document["paths"]["/wijzigingen/"] = document["paths"].pop("/wijzigingen")


def with_errors_in_plain_json(document: dict[str, Any]) -> None:
    content = document["paths"]["/wijzigingen"]["get"]["responses"]["410"]["content"]
    content["application/json"] = content.pop("application/problem+json")


def without_https(document: dict[str, Any]) -> None:
    document["servers"][0]["url"] = document["servers"][0]["url"].replace("https:", "http:")


@pytest.mark.parametrize(
    ("change", "rule", "severity"),
    [
        (without_version_header, "nlgov:missing-version-header", ERROR),
        (with_a_slash_at_the_end, "path-keys-no-trailing-slash", ERROR),
        (with_errors_in_plain_json, "nlgov:use-problem-schema", ERROR),
        (without_https, "nlgov:servers-use-https", WARNING),
    ],
)
def test_it_finds_what_is_broken(broken: Broken, change: Change, rule: str, severity: int) -> None:
    found = spectral(broken(change), RULESET)

    assert {(problem["code"], problem["severity"]) for problem in found} == {(rule, severity)}
