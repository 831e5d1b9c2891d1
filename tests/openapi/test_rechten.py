"""The OpenAPI documents name which scopes each operation needs: those of the matrix of access."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from contactmomenten.api import BASIS
from contactmomenten.models import Scope
from tests.openapi.document import KISS, V1, operations
from tests.toegang import matrix


def described(file: Path, basis: str) -> dict[tuple[str, str], set[str]]:
    """By route and method, as the matrix writes them."""
    document: dict[str, Any] = yaml.safe_load(file.read_text())
    found = {}
    for path, methods in document["paths"].items():
        route = f"{basis}{path}".lstrip("/").replace("{uuid}", "<kenmerk:uuid>")
        for method, operation in methods.items():
            (requirement,) = operation["security"]
            assert requirement.keys() == {"token"}
            found[route, method.upper()] = set(requirement["token"])
    return found


@pytest.mark.parametrize(("file", "basis"), [(V1, BASIS), (KISS, "")], ids=["v1", "kiss"])
def test_an_operation_needs_a_token_with_the_scopes_of_the_matrix(file: Path, basis: str) -> None:
    expected = {
        (route, method): {scopes} if isinstance(scopes, Scope) else scopes
        for route, methods in matrix.API.items()
        for method, (scopes, _status) in methods.items()
        if route.startswith(matrix.V1) == (file == V1)
    }

    assert described(file, basis) == expected


def test_an_operation_of_the_versioned_api_says_so_in_words_too() -> None:
    needed = {
        operation.id: operation.described["description"].rpartition("\n\n")[2]
        for operation in operations()
    }

    assert needed["contactmomentdetails_lijst"] == "Nodig: het recht contactmomentdetails.lezen."
    assert needed["contactmomentdetails_aanpassen"] == (
        "Nodig: de rechten contactmomentdetails.schrijven en contactmomentdetails.lezen."
    )
    assert all(text.startswith("Nodig: ") for text in needed.values())
