"""The Node.js programs that the tests of the OpenAPI documents use: linters and generators."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
MODULES = FOLDER / "node_modules"
NOT_INSTALLED = (
    "de programma's voor de OpenAPI-beschrijving zijn niet geïnstalleerd: "
    "npm ci --ignore-scripts --prefix tests/openapi (met Node.js 20.19 of nieuwer)"
)
_QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}


def is_installed() -> bool:
    """Whether they can run here."""
    return shutil.which("node") is not None and (MODULES / ".bin" / "spectral").exists()


def run(
    program: str, *arguments: str | Path, cwd: Path = FOLDER
) -> subprocess.CompletedProcess[str]:
    """Run one of the programs that package.json names."""
    return subprocess.run(
        [MODULES / ".bin" / program, *arguments],
        cwd=cwd,
        env=os.environ | _QUIET,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def spectral(document: Path, ruleset: Path) -> list[dict[str, Any]]:
    """What Spectral has to say about a document, hints included."""
    done = run("spectral", "lint", "--quiet", "--format=json", "--ruleset", ruleset, document)
    assert done.returncode in {0, 1}, done.stderr  # 1 where there is an error
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def redocly(document: Path) -> list[dict[str, Any]]:
    """What Redocly has to say about a document, by its recommended rules; none can be ignored."""
    done = run("redocly", "lint", "--extends=recommended", "--format=json", document)
    assert done.returncode in {0, 1}, done.stderr
    result = json.loads(done.stdout)
    assert result["totals"]["ignored"] == 0
    found: list[dict[str, Any]] = result["problems"]
    return found
