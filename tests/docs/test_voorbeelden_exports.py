"""The programs of docs/exports.md run, also after a download that broke off."""

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contactmomenten import services
from contactmomenten.models import Contactmomentdetail, Export
from tests.dienst.conftest import database_url_of_tests, start_dienst
from tests.docs.handboek import examples, page
from tests.docs.shell import Shell
from tests.factories import HERKOMST, contactmomentdetail

pytestmark = [
    pytest.mark.dienst,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(shutil.which("curl") is None, reason="curl ontbreekt"),
]

API, EXPORTS = (examples(page(f"{name}.md")) for name in ("api", "exports"))


def block(blocks: list[tuple[str, str]], part: str) -> str:
    """The one example with this in it."""
    (found,) = (text for _, text in blocks if part in text)
    return found


@pytest.fixture
def shell(transactional_db: None, tmp_path: Path) -> Iterator[Shell]:
    """With the service, and with the token that the page about the API makes."""
    with start_dienst(database_url_of_tests()) as dienst:
        running = Shell(tmp_path, dienst.port)
        running.sh(block(API, "applicatie token"))
        running.export(block(API, "export TOKEN"))
        yield running


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_bytes().splitlines()]


def stored() -> list[str]:
    records = Contactmomentdetail.objects.newest_first()
    return [str(uuid) for uuid in records.values_list("uuid", flat=True)]


def test_curl_gets_a_month_compressed(shell: Shell) -> None:
    for nummer in range(50):
        contactmomentdetail(nummer, bronnen=2)
    example = block(EXPORTS, "--compressed")

    shell.sh(example)
    shell.sh(example.replace("--compressed", '-H "Accept-Encoding: gzip"').replace(".ndj", ".gz"))

    found = lines(shell.folder / "februari.ndjson")
    assert [record["uuid"] for record in found] == stored()
    packed = (shell.folder / "februari.gzson").read_bytes()
    assert gzip.decompress(packed) == (shell.folder / "februari.ndjson").read_bytes()


def test_python_goes_on_where_it_was(shell: Shell) -> None:
    for nummer in range(6):
        contactmomentdetail(nummer)
    (shell.folder / "haal.py").write_text(block(EXPORTS, "import json, os"))
    file = shell.folder / "details.ndjson"

    assert shell.sh("python3 haal.py") == "6\n"
    assert [record["uuid"] for record in lines(file)] == stored()

    whole = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(whole[:3]) + whole[3][:40])
    services.remove(uuid=Contactmomentdetail.objects.get(vraag="Vraag 3").uuid, herkomst=HERKOMST)
    Export.objects.all().delete()
    assert shell.sh("python3 haal.py") == "5\n"
    assert [record["uuid"] for record in lines(file)] == stored()
    made = Export.objects.get()
    assert (made.aantal, made.filters) == (3, "vervolg van een afgebroken bestand")

    file.write_bytes(whole[0] + b'{"onvolledig":"LET OP"}\n')
    assert shell.sh("python3 haal.py") == "5\n"
    assert [record["uuid"] for record in lines(file)] == stored()


def test_there_is_no_example_that_does_not_run() -> None:
    assert [language for language, _ in EXPORTS] == ["sh", "python", "text"]
