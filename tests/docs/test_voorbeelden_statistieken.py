"""The examples of figures through the API run, and give the answers that stand beside them."""

import json
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from contactmomenten.api.statistieken.parameters import DEFAULT_AANTAL, MOST_AANTAL, MOST_DAYS
from contactmomenten.rapportages import Stap
from contactmomenten.rapportages.kennisgaten import BEKEKEN
from tests.api.statistieken import register_of_the_examples
from tests.dienst.conftest import database_url_of_tests, start_dienst
from tests.docs.handboek import examples, names, page, rows, section
from tests.docs.shell import Shell
from tests.factories import STATISTIEKEN_URL

(CIJFERS,) = re.findall(
    r"^## Cijfers via de API\n(.*?)(?=^## |\Z)",
    page("managementinformatie.md"),
    re.DOTALL | re.MULTILINE,
)
EXAMPLES = examples(CIJFERS)
DOCUMENT: dict[str, Any] = yaml.safe_load(page("openapi.yaml"))
OPERATIONS: dict[str, dict[str, Any]] = {
    path: methods["get"]
    for path, methods in DOCUMENT["paths"].items()
    if path.startswith("/statistieken/")
}


def block(part: str) -> str:
    """The one example with this in it."""
    (found,) = (text for _, text in EXAMPLES if part in text)
    return found


def parameters(path: str) -> dict[str, Any]:
    return {found["name"]: found for found in OPERATIONS[path].get("parameters", [])}


def properties(schema: dict[str, Any]) -> Iterator[str]:
    """The names of all that an answer has, however deep."""
    for part in (schema, *schema.get("allOf", []), *schema.get("oneOf", [])):
        if "$ref" in part:
            part = DOCUMENT["components"]["schemas"][part["$ref"].rpartition("/")[2]]
        for name, nested in part.get("properties", {}).items():
            yield name
            yield from properties(nested)
        if "items" in part:
            yield from properties(part["items"])


@pytest.fixture
def shell(transactional_db: None, tmp_path: Path) -> Iterator[Shell]:
    """With the service, and with the token that the page makes."""
    with start_dienst(database_url_of_tests()) as dienst:
        running = Shell(tmp_path, dienst.port)
        running.sh(block("applicatie token"))
        running.export(block("export TOKEN"))
        register_of_the_examples()
        yield running


@pytest.mark.dienst
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(shutil.which("curl") is None, reason="curl ontbreekt")
def test_every_curl_line_gives_the_answer_beside_it(shell: Shell) -> None:
    ran = 0
    for (language, text), (_, beside) in pairwise(EXAMPLES):
        if language == "sh" and "curl" in text:
            assert json.loads(shell.sh(text)) == json.loads(beside)
            ran += 1
    assert ran == 2


@pytest.mark.dienst
@pytest.mark.django_db(transaction=True)
def test_the_program_in_python(shell: Shell) -> None:
    (shell.folder / "cijfers.py").write_text(block("import requests"))

    assert shell.sh(block("python3 cijfers.py")) == "Zelfstandig afgehandeld: 80.0% (doel 80%)\n"
    table = (shell.folder / "per-maand.csv").read_text().splitlines()
    assert table[:3] == ["maand,aantal", "2026-01,0", "2026-02,6"]
    assert len(table) == 13
    empty = block("python3 cijfers.py").replace("2026", "2024")
    assert shell.sh(empty) == "Zelfstandig afgehandeld: onbekend\n"


@pytest.mark.parametrize("column", ["datum", "gespreksresultaat"])
def test_the_queries_for_power_bi_and_excel_ask_for_what_exists(column: str) -> None:
    query = block(f'{{"{column}", type')
    (path,) = re.findall(r'RelativePath = "contactmomentdetails/api/v1([^"]+)"', query)
    (asked,) = re.findall(r"Query = \[(.*?)\]", query)
    given = set(re.findall(r"(\w+) = ", asked))
    (rows_of,) = re.findall(r"Antwoord\[(\w+)\]", query)
    (columns,) = re.findall(r"Antwoord\[\w+\],\s+\{(.*?)\}", query, re.DOTALL)

    required = {name for name, found in parameters(path).items() if found.get("required")}
    assert required <= given <= parameters(path).keys()
    content = OPERATIONS[path]["responses"]["200"]["content"]["application/json"]
    assert {rows_of, *re.findall(r'"(\w+)"', columns)} <= set(properties(content["schema"]))
    assert f"/contactmomentdetails/api/v1{path}".startswith(STATISTIEKEN_URL)


def test_every_example_is_tried() -> None:
    languages = [language for language, _ in EXAMPLES]

    assert {language: languages.count(language) for language in set(languages)} == {
        "sh": 5,
        "json": 2,
        "python": 1,
        "text": 2,
    }


def test_every_address_parameter_and_property_is_named() -> None:
    table = {name for cells in rows(CIJFERS) for name in names(cells[0]) if "GET" in name}
    asked = {cells[0].strip("`") for cells in rows(section(CIJFERS, "Wat u vraagt"))}
    filters = {
        found["name"] for found in DOCUMENT["paths"]["/contactmomentdetails"]["get"]["parameters"]
    }
    described = {part for name in names(CIJFERS) for part in re.split(r"\W+", name)}
    described |= {word for _, text in EXAMPLES for word in re.findall(r'"(\w+)"', text)}

    assert table == {f"GET {path}" for path in OPERATIONS}
    assert asked == {name for path in OPERATIONS for name in parameters(path)} - filters
    for path, operation in OPERATIONS.items():
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert set(properties(schema)) <= described, path


def test_every_bound() -> None:
    text = " ".join(section(CIJFERS, "Wat u vraagt").split())

    assert f"Per uur kan over hoogstens {MOST_DAYS[Stap.UUR]} dagen" in text
    assert f"per dag over {MOST_DAYS[Stap.DAG]} dagen" in text
    assert f"per week en per maand over {MOST_DAYS[Stap.MAAND]:,} dagen".replace(",", ".") in text
    assert MOST_DAYS[Stap.WEEK] == MOST_DAYS[Stap.MAAND]
    assert f"van 1 tot en met {MOST_AANTAL}. Standaard {DEFAULT_AANTAL}" in text
    assert f"nieuwste {BEKEKEN} contactmomenten" in CIJFERS.replace("\n", " ")
