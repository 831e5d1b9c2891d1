"""docs/api.md names every code of a problem and of a fault in a request, and no other."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest
from rest_framework.exceptions import APIException

from contactmomenten.models import Scope
from contactmomenten.problem_details import MOST_FAULTS
from tests.conftest import ROOT
from tests.docs.handboek import names, page, rows, section
from tests.factories import (
    EXPORT_URL,
    STATISTIEKEN_URL,
    V1_URL,
    bearer,
    client_with,
    invoer,
    medewerker_token,
)

FOUTEN = section(page("api.md"), "Fouten")
OF_KISS = {"medewerker_required"}
# Of REST framework's exceptions: nobody raises the first, the others always say more precisely.
NOT_ANSWERED = {"throttled", "conflict", "gone"}
SOURCES = [
    *(ROOT / "contactmomenten" / "api").rglob("*.py"),
    *(ROOT / "contactmomenten" / "toegang").rglob("*.py"),
    *(ROOT / "contactmomenten" / name for name in ("problem_details.py", "media.py", "velden.py")),
]
IN_A_REQUEST = {"ValidationError", "ErrorDetail"}


def literal(node: ast.expr | None) -> list[str]:
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def written() -> tuple[set[str], set[str]]:
    """The codes of problems and of faults that the code writes."""
    problems: set[str] = set()
    faults: set[str] = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text())):
            match node:
                case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                    codes = [
                        code
                        for key in node.keywords
                        if key.arg == "code"
                        for code in literal(key.value)
                    ]
                    (faults if name in IN_A_REQUEST else problems).update(codes)
                    if name == "_fault":
                        faults.update(literal(node.args[-1]))
                case ast.Assign(targets=[ast.Name(id="default_error_messages")]):
                    assert isinstance(node.value, ast.Dict)
                    faults.update(code for key in node.value.keys for code in literal(key))
    return problems, faults


def kinds_of(kind: type[APIException]) -> Iterator[type[APIException]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from kinds_of(narrower)


def test_every_code_of_a_problem_and_no_other() -> None:
    defaults = {kind.default_code for kind in kinds_of(APIException)}
    described = {
        names(code)[0]
        for _status, code, _when in (
            line.split(" | ")
            for line in re.findall(r"^\| (\d{3} \| `.*) \|$", FOUTEN, re.MULTILINE)
        )
    }

    assert described == (defaults | written()[0]) - NOT_ANSWERED - OF_KISS


def test_how_many_faults_are_named() -> None:
    for fouten in (FOUTEN, section(page("kiss.md"), "Fouten")):
        assert f"meer dan {MOST_FAULTS}, dan" in fouten


def described_faults() -> set[str]:
    return {names(cells[0])[0] for cells in rows(FOUTEN)}


def test_every_code_of_a_fault_and_no_other() -> None:
    assert described_faults() == written()[1]


@pytest.mark.django_db
def test_every_code_of_a_fault_occurs() -> None:
    caller = bearer(medewerker_token())

    def codes(response: Any) -> set[str]:
        assert response.status_code == 400
        return {fault["code"] for fault in response.json()["invalidParams"]}

    def post(**changes: Any) -> set[str]:
        return codes(caller.post(V1_URL, invoer(**changes), content_type="application/json"))

    once = post(
        contactmoment="geen adres",
        startdatum="2026-02-03T10:00:00Z",
        einddatum="2026-02-03T09:00:00Z",
        vraag="",
        gespreksresultaat="x" * 201,
        verantwoordelijkeAfdeling="\0",
        bronnen=[{"soort": "boek", "titel": "", "url": 1}],
        uuid="ander",
        kleur="rood",
    )
    absent = post(startdatum=..., einddatum=None, bronnen="geen lijst")
    query = f"{V1_URL}?vraag=a&vraag=b&{'&'.join(f'bronUrl={n}' for n in range(101))}"
    cursor = codes(caller.get(V1_URL, {"cursor": "x", "pageSize": "1"}))

    reports = client_with(Scope.RAPPORTAGES)
    period = {"van": "2026-02-03", "totEnMet": "2026-02-02"}
    backwards = codes(reports.get(f"{STATISTIEKEN_URL}/drukte", period))
    years = {"van": "1926-02-03", "totEnMet": "2026-02-02"}
    hours = codes(reports.get(f"{STATISTIEKEN_URL}/aantallen", years | {"per": "uur"}))

    na = {"formaat": "xlsx", "na": "0d6c1f1a-9b7e-4c51-8d0a-2f8f6f5b1c33"}
    halfway = codes(caller.get(EXPORT_URL, na))

    found = once | absent | codes(caller.get(query)) | cursor | backwards | hours | halfway
    assert found == described_faults()
