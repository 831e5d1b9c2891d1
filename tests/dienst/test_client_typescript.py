"""A TypeScript client with the types of ``docs/openapi.yaml``, on a running service: client.ts."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from contactmomenten.api import BASIS
from tests.dienst.conftest import Dienst
from tests.factories import KLANTCONTACTEN
from tests.openapi import node
from tests.openapi.document import V1
from tests.toegang.tokens import issue

pytestmark = [
    pytest.mark.dienst,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("node_programs"),
]

CLIENT = Path(__file__).with_name("client.ts")
STRICT = {
    "strict": True,
    "exactOptionalPropertyTypes": True,
    "noUncheckedIndexedAccess": True,
    "noUnusedLocals": True,
    "module": "nodenext",
    "target": "es2022",
    "lib": ["es2022", "dom"],
    "types": [],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with the client and the types that were made for it."""
    made = node.run("openapi-typescript", V1, "--output", tmp_path / "v1.d.ts")
    assert made.returncode == 0, made.stderr
    assert "warn" not in (made.stdout + made.stderr).lower()
    shutil.copy(CLIENT, tmp_path)
    (tmp_path / "node_modules").symlink_to(node.MODULES)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "tsconfig.json").write_text(json.dumps({"compilerOptions": STRICT}))
    return tmp_path


def compiled(folder: Path) -> subprocess.CompletedProcess[str]:
    return node.run("tsc", "--project", folder)


def test_it_does_what_a_consumer_does(folder: Path, dienst: Dienst) -> None:
    checked = compiled(folder)
    assert checked.returncode == 0, checked.stdout
    done = subprocess.run(
        ["node", folder / "client.js", dienst.origin + BASIS, issue(), KLANTCONTACTEN],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    assert found == {
        "read": 30,
        "taken": [409, True],
        "paged": [["Vraag 1", "Vraag 2"], ["Vraag 3"]],
        "changed": None,
        "tooLate": [412, "precondition_failed"],
        "history": [["vraag", "Vraag 1", None]],
        "followed": ["aangemaakt", "aangemaakt", "aangemaakt", "gewijzigd"],
        "removed": 204,
        "later": [["verwijderd", None]],
    }


def test_its_types_refuse_what_the_document_does_not_have(folder: Path) -> None:
    wrong = (
        (folder / "client.ts").read_text().replace('ordering: "startdatum"', 'ordering: "vraag"')
    )
    (folder / "client.ts").write_text(wrong)

    assert '"vraag"\' is not assignable to type' in compiled(folder).stdout
