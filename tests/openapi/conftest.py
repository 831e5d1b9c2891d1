"""The OpenAPI documents, whole and broken."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.openapi.document import V1

Change = Callable[[dict[str, Any]], object]
Broken = Callable[[Change], Path]


@pytest.fixture
def broken(tmp_path: Path) -> Broken:
    """Makes a copy of the document of the versioned API that a change has broken."""

    def write(change: Change) -> Path:
        document = yaml.safe_load(V1.read_text())
        change(document)
        copy = tmp_path / "openapi.yaml"
        copy.write_text(yaml.safe_dump(document, sort_keys=False))
        return copy

    return write
