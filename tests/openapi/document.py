"""The OpenAPI documents in docs/, as the tests read them."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from tests.conftest import ROOT

V1 = ROOT / "docs" / "openapi.yaml"
KISS = ROOT / "docs" / "openapi-kiss.yaml"


@dataclass(frozen=True, kw_only=True)
class Operation:
    """A method of a path."""

    id: str
    method: str
    path: str
    described: dict[str, Any]

    def __str__(self) -> str:
        return self.id


@cache
def v1() -> dict[str, Any]:
    """The document of the versioned API."""
    document: dict[str, Any] = yaml.safe_load(V1.read_text())
    return document


def operations() -> list[Operation]:
    """Every operation of the versioned API."""
    return [
        Operation(id=described["operationId"], method=method, path=path, described=described)
        for path, methods in v1()["paths"].items()
        for method, described in methods.items()
    ]


def contents(operation: Operation) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every body of an operation: ``request`` or the status, the media type, and its content."""
    bodies = {"request": operation.described.get("requestBody", {})}
    for where, body in (bodies | operation.described["responses"]).items():
        for media_type, content in body.get("content", {}).items():
            yield where, media_type, content


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    """Holds a value to a schema of the document, and to the properties that it names."""
    components = deepcopy(v1()["components"])
    for component in components["schemas"].values():
        component["additionalProperties"] = False
    return Draft202012Validator(
        {**schema, "components": components}, format_checker=Draft202012Validator.FORMAT_CHECKER
    )
