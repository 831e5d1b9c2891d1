"""The OpenAPI documents are valid, are what the code gives, and each is about its own endpoints."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.factories import DETAILS_URL, FAQ_URL, RAPPORT_URL
from tests.openapi.document import KISS, V1

both = pytest.mark.parametrize("file", [V1, KISS], ids=lambda file: file.stem)


def read(file: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(file.read_text())
    return loaded


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the documents are made anew."""
    folder = tmp_path_factory.mktemp("openapi")
    call_command("openapi", "--map", str(folder))
    return folder


@both
def test_a_document_equals_what_the_code_gives(file: Path, fresh: Path) -> None:
    assert file.read_text() == (fresh / file.name).read_text(), "run: manage.py openapi"


@both
def test_a_document_is_valid(file: Path) -> None:
    document = read(file)

    assert document["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(document).validate()


def test_the_versioned_api_is_in_one_document_and_kiss_in_the_other() -> None:
    described = {
        file: {path: sorted(operations) for path, operations in read(file)["paths"].items()}
        for file in (V1, KISS)
    }

    assert described[V1] == {
        "/contactmomentdetails": ["get", "post"],
        "/contactmomentdetails/_exporteer": ["get"],
        "/contactmomentdetails/{uuid}": ["delete", "get", "patch", "put"],
        "/contactmomentdetails/{uuid}/wijzigingen": ["get"],
        "/wijzigingen": ["get"],
        "/statistieken/aantallen": ["get"],
        "/statistieken/drukte": ["get"],
        "/statistieken/gespreksduur": ["get"],
        "/statistieken/gespreksresultaten": ["get"],
        "/statistieken/afdelingen": ["get"],
        "/statistieken/vragen": ["get"],
        "/statistieken/bronnen": ["get"],
        "/statistieken/kennisgaten": ["get"],
        "/statistieken/veelgestelde-vragen": ["get"],
    }
    assert described[KISS] == {
        DETAILS_URL: ["get", "put"],
        RAPPORT_URL: ["get"],
        FAQ_URL: ["get"],
    }
