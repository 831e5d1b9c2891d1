"""``docs/openapi-kiss.yaml`` tells the truth."""

import json
from typing import Any

import pytest
import yaml
from django.test import Client
from jsonschema import Draft202012Validator

from tests.factories import (
    ALLES,
    DETAILS_URL,
    FAQ_URL,
    RAPPORT_URL,
    body,
    contactmomentdetail,
    opslaan,
)
from tests.openapi.document import KISS


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(KISS.read_text())
    return loaded


def check(document: dict[str, Any], method: str, response: Any) -> None:
    """The answer is one that the document describes, in its shape and media type."""
    operation = document["paths"][response.request["PATH_INFO"]][method]
    described = operation["responses"][str(response.status_code)]
    if "content" not in described:
        assert response.content == b""
        return
    schema = described["content"][response["Content-Type"]]["schema"]
    whole = {**schema, "components": document["components"]}
    Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(
        response.json()
    )


@pytest.mark.django_db
def test_real_answers_are_as_described(
    document: dict[str, Any], medewerker: Client, extern: Client, anoniem: Client
) -> None:
    contactmomentdetail(1, bronnen=2, vraag=None)
    contactmomentdetail(2)

    check(document, "put", opslaan(medewerker, body(3, bronnen=1)))
    check(document, "put", opslaan(medewerker, body(3, id=..., bronnen=[{}])))
    check(document, "put", opslaan(medewerker, "x" * 2_000_000))
    check(document, "put", medewerker.put(DETAILS_URL, b"", content_type="text/plain"))
    check(document, "get", medewerker.get(DETAILS_URL, {"id": body(1)["id"]}))
    check(document, "get", medewerker.get(DETAILS_URL, {"id": "onbekend"}))
    check(document, "get", medewerker.get(DETAILS_URL))
    check(document, "get", medewerker.get(FAQ_URL))
    check(document, "get", extern.get(FAQ_URL))
    check(document, "get", extern.get(RAPPORT_URL, ALLES | {"pageSize": 1}))
    check(document, "get", extern.get(RAPPORT_URL, ALLES | {"pageSize": 1, "page": 9}))
    check(document, "get", extern.get(RAPPORT_URL))
    check(document, "get", anoniem.get(RAPPORT_URL))


@pytest.mark.django_db
def test_the_example_body_is_accepted(document: dict[str, Any], medewerker: Client) -> None:
    content = document["paths"][DETAILS_URL]["put"]["requestBody"]["content"]
    (example,) = content["application/json"]["examples"].values()

    assert opslaan(medewerker, json.dumps(example["value"])).status_code == 200
