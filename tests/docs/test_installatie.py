"""The handbook names every environment variable that the code reads, and no other."""

import re

from tests.conftest import ROOT

READERS = {
    **{
        str(file.relative_to(ROOT)): r'\b(?:text|names|flag)\("([A-Z_]+)"'
        for file in (ROOT / "kiss_details/settings").glob("*.py")
    },
    "kiss_details/tryout/__main__.py": r'os\.environ\.get\("([A-Z_]+)"',
    "kiss_details/tryout/environment.py": r'os\.environ\.get\("([A-Z_]+)"',
}


def test_every_environment_variable_is_described_and_no_other() -> None:
    read = {
        name
        for file, pattern in READERS.items()
        for name in re.findall(pattern, (ROOT / file).read_text())
    }
    handbook = (ROOT / "docs/installatie.md").read_text()
    described = set(re.findall(r"^\| `([A-Z_]+)`", handbook, re.MULTILINE))

    assert {"HOST", "DATABASE_URL", "SECRET_KEY"} <= read
    assert described == read - {"KISS_CLIENT_ID_FILE"}


def test_nothing_else_in_the_code_reads_the_environment() -> None:
    allowed = {*READERS, "kiss_details/wsgi.py", "bin/checks.py"}
    for folder in ("kiss_details", "contactmomenten", "bin"):
        for file in (ROOT / folder).rglob("*.py"):
            name = str(file.relative_to(ROOT))
            if name not in allowed:
                assert not re.search(r"os\.environ|getenv", file.read_text()), name
