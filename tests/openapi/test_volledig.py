"""The document of the versioned API leaves nothing out: texts in Dutch, examples and headers."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from contactmomenten.api import VERSIE
from contactmomenten.exports import SOORTEN
from tests.openapi.document import Operation, contents, operations, v1, validator

each = pytest.mark.parametrize("operation", operations(), ids=str)
# Words that are English and not Dutch: of a docstring that got in, say.
ENGLISH = re.compile(r"\b(the|and|this|which|that|with|whether|who|an)\b", re.IGNORECASE)


def texts(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every description, summary and title of a part of the document, and where it is."""
    if isinstance(value, dict):
        for name, nested in value.items():
            if name != "value":  # of an example
                yield from texts(nested, f"{place}/{name}")
    elif isinstance(value, list):
        for number, nested in enumerate(value):
            yield from texts(nested, f"{place}/{number}")
    elif place.endswith(("/description", "/summary", "/title")):
        yield place, value


def test_every_text_is_dutch() -> None:
    found = dict(texts(v1()))

    assert len(found) > 100
    assert {place: text for place, text in found.items() if ENGLISH.search(text)} == {}


@each
def test_an_operation_says_what_it_does(operation: Operation) -> None:
    assert operation.described["summary"]
    assert operation.described["description"].endswith(".")
    assert set(operation.described["tags"]) <= {tag["name"] for tag in v1()["tags"]}
    for parameter in operation.described.get("parameters", []):
        assert parameter["description"].endswith("."), parameter["name"]


@each
def test_every_body_has_an_example_and_every_example_is_right(operation: Operation) -> None:
    for where, media_type, content in contents(operation):
        if content["schema"].get("format") == "binary":
            continue  # nobody could read it
        examples = content.get("examples", {})
        assert examples, (where, media_type)
        for example in examples.values():
            validator(content["schema"]).validate(example["value"])


@each
def test_every_answer_has_its_text_its_headers_and_its_media_type(operation: Operation) -> None:
    for status, response in operation.described["responses"].items():
        assert response["description"], status
        assert "API-Version" in response["headers"], status
        media_types = set(response.get("content", {}))
        if status in {"204", "304"}:
            assert not media_types
        else:
            expected = {"application/json"} if status < "400" else {"application/problem+json"}
            if operation.id == "contactmomentdetails_exporteren" and status == "200":
                expected = {soort.media_type for soort in SOORTEN.values()}
            assert media_types == expected, status


@each
def test_an_operation_says_what_can_go_wrong(operation: Operation) -> None:
    expected = {"400", "401", "403", "406", "500", "503"}
    if "{uuid}" in operation.path and operation.method != "put":
        expected |= {"404"}
    if "requestBody" in operation.described:
        expected |= {"409", "413", "415"}
        assert operation.described["requestBody"]["required"]

    assert expected <= set(operation.described["responses"])


@pytest.mark.parametrize("name", v1()["components"]["schemas"])
def test_every_property_is_described(name: str) -> None:
    schema = v1()["components"]["schemas"][name]

    assert schema["description"].endswith(".")
    for of_property, described in schema["properties"].items():
        assert described.get("description", "").endswith("."), of_property


def test_no_default_is_in_a_schema_for_a_client_to_send_along_with_a_cursor() -> None:
    for operation in operations():
        for parameter in operation.described.get("parameters", []):
            assert "default" not in parameter["schema"], parameter["name"]


def test_it_says_whose_it_is_and_which_version() -> None:
    info = v1()["info"]

    assert info["version"] == VERSIE
    assert info["license"] == {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}
    assert set(info["contact"]) == {"name", "email", "url"}
    assert [server["url"] for server in v1()["servers"]] == [
        "https://kcc.gemeente.example/contactmomentdetails/api/v1"
    ]
    assert set(v1()["components"]["securitySchemes"]) == {"token"}
