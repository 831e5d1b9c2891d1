"""The versioned API by the rules that Redocly recommends."""

from typing import Any

import pytest

from tests.openapi.conftest import Broken, Change
from tests.openapi.document import V1
from tests.openapi.node import redocly

pytestmark = pytest.mark.usefixtures("node_programs")


def test_it_finds_nothing() -> None:
    assert redocly(V1) == []


def without_summary(document: dict[str, Any]) -> None:
    del document["paths"]["/wijzigingen"]["get"]["summary"]


def with_a_wrong_example(document: dict[str, Any]) -> None:
    content = document["paths"]["/wijzigingen"]["get"]["responses"]["200"]["content"]
    content["application/json"]["examples"]["Voorbeeld"]["value"]["cursor"] = 1042


@pytest.mark.parametrize(
    ("change", "rule", "severity"),
    [
        (without_summary, "operation-summary", "error"),
        (with_a_wrong_example, "no-invalid-media-type-examples", "warn"),
    ],
)
def test_it_finds_what_is_broken(broken: Broken, change: Change, rule: str, severity: str) -> None:
    found = redocly(broken(change))

    assert {(problem["ruleId"], problem["severity"]) for problem in found} == {(rule, severity)}
