"""The examples of the pages about the API run, and give the answers that stand beside them."""

import json
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from contactmomenten import services
from contactmomenten.api import voorbeelden
from contactmomenten.api.datumtijd import read
from contactmomenten.models import Contactmomentdetail
from contactmomenten.services import Bronvermelding, Gegevens, Herkomst, Kanaal
from tests.conftest import ROOT
from tests.dienst.conftest import database_url_of_tests, start_dienst
from tests.docs.handboek import examples, page
from tests.docs.shell import Shell
from tests.factories import HERKOMST, KCM, contactmomentdetail, gegevens

pytestmark = [
    pytest.mark.dienst,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(shutil.which("curl") is None, reason="curl ontbreekt"),
]

API, GEBRUIKEN, KOPPELEN = (
    examples(page(f"{name}.md")) for name in ("api", "api-gebruiken", "api-koppelen")
)
REGISTER = "http://127.0.0.1:8000/contactmomentdetails/api/v1"
# What is another one every time.
VOLATILE = {"aangemaaktOp", "gewijzigdOp", "moment", "instance", "cursor", "next"}
NODE_MODULES = ROOT / "tests" / "openapi" / "node_modules"
GONE = UUID("0d6c1f1a-9b7e-4c51-8d0a-2f8f6f5b1c33")


@pytest.fixture
def shell(transactional_db: None, tmp_path: Path) -> Iterator[Shell]:
    """With the service, and with the token that the first page makes."""
    with start_dienst(database_url_of_tests()) as dienst:
        running = Shell(tmp_path, dienst.port)
        get_token(running, API)
        yield running


@pytest.fixture
def lezend(shell: Shell) -> Shell:
    """With the token of the programs instead, which may only read."""
    get_token(shell, KOPPELEN)
    return shell


def get_token(shell: Shell, blocks: list[tuple[str, str]]) -> None:
    """As the page of these examples says."""
    shell.sh(block(blocks, "applicatie token"))
    shell.export(block(blocks, "export TOKEN"))


def block(blocks: list[tuple[str, str]], part: str) -> str:
    """The one example with this in it."""
    (found,) = (text for _, text in blocks if part in text)
    return found


def comparable(value: Any) -> Any:
    """An answer without what is another one every time."""
    match value:
        case dict():
            return {
                name: "…" if name in VOLATILE and nested is not None else comparable(nested)
                for name, nested in value.items()
            }
        case list():
            return [comparable(nested) for nested in value]
        case _:
            return value


def remember_the_examples() -> None:
    """A record that came and went, and that of the description, as KISS stored it."""
    services.replace(uuid=GONE, gegevens=gegevens(1), herkomst=HERKOMST)
    services.remove(uuid=GONE, herkomst=HERKOMST)
    shown = voorbeelden.CONTACTMOMENTDETAILS
    stored = Gegevens(
        contactmoment=shown["contactmoment"],
        startdatum=read(shown["startdatum"]),
        einddatum=read(shown["einddatum"]),
        vraag=shown["vraag"],
        specifieke_vraag=shown["specifiekeVraag"],
        gespreksresultaat=shown["gespreksresultaat"],
        verantwoordelijke_afdeling=shown["verantwoordelijkeAfdeling"],
        emailadres_kcm=shown["emailadresKcm"],
        bronnen=[Bronvermelding(**bron) for bron in shown["bronnen"]],
    )
    kiss = Herkomst(wie=KCM, kanaal=Kanaal.KISS, applicatie="KISS")
    services.replace(uuid=UUID(shown["uuid"]), gegevens=stored, herkomst=kiss)


# --- curl --------------------------------------------------------------------------------------

# Of examples whose answer does not stand beside them: part of it, and the status line.
STATUSES = {
    "-i -X POST": "HTTP/1.1 201",
    "-i -X PUT": "HTTP/1.1 201",
    "-i -X DELETE": "HTTP/1.1 204",
    'curl -i "$REGISTER': "HTTP/1.1 200",
}


def test_every_curl_line_gives_the_answer_beside_it(shell: Shell) -> None:
    remember_the_examples()
    ran = 0
    for blocks in (API, GEBRUIKEN):
        for place, (language, text) in enumerate(blocks):
            if language != "sh" or "curl" not in text:
                continue
            answer, ran = shell.sh(text), ran + 1
            status = next((line for part, line in STATUSES.items() if part in text), None)
            if status:
                assert answer.startswith(status), text
                assert ("\netag: " in answer.lower()) is ("-X DELETE" not in text)
            elif "-X PATCH" in text:
                assert json.loads(answer)["verantwoordelijkeAfdeling"] == "Publiekszaken"
            else:
                language, beside = blocks[place + 1]
                assert language == "json"
                assert comparable(json.loads(answer)) == comparable(json.loads(shell.here(beside)))
    assert ran == 9


# --- Python ------------------------------------------------------------------------------------


@contextmanager
def copy_of(shell: Shell) -> Iterator[sqlite3.Connection]:
    kopie = sqlite3.connect(shell.folder / "kcc.sqlite3")
    with kopie:
        yield kopie
    kopie.close()


def copied(shell: Shell) -> dict[str, tuple[str, list[str]]]:
    """By uuid: the onderwerp and the titles of the bronnen."""
    with copy_of(shell) as kopie:
        found = kopie.execute("SELECT uuid, onderwerp, bronnen FROM details").fetchall()
    return {
        uuid: (onderwerp, [bron["titel"] for bron in json.loads(bronnen)])
        for uuid, onderwerp, bronnen in found
    }


def stored() -> dict[str, tuple[str | None, list[str]]]:
    return {
        str(record.uuid): (record.onderwerp, [bron.titel for bron in record.bronnen.all()])
        for record in Contactmomentdetail.objects.prefetch_related("bronnen")
    }


def test_the_copy_in_python_follows_the_register(lezend: Shell) -> None:
    program = block(KOPPELEN, "import sqlite3").replace("PER_PAGINA = 1000", "PER_PAGINA = 2")
    (lezend.folder / "kopie.py").write_text(program)
    command = block(KOPPELEN, "python3 kopie.py")
    first, second, third, *_ = [contactmomentdetail(n, bronnen=2) for n in range(5)]

    assert lezend.sh(command) == "5\n"
    assert copied(lezend) == stored()
    assert lezend.sh(command) == "5\n"

    contactmomentdetail(0, vraag="Iets anders")
    contactmomentdetail(1, bronnen=1)
    services.remove(uuid=third.uuid, herkomst=HERKOMST)
    for nummer in range(5, 9):
        contactmomentdetail(nummer)
    assert lezend.sh(command) == "8\n"
    assert copied(lezend) == stored()
    assert copied(lezend)[str(first.uuid)] == ("Iets anders", [])
    assert copied(lezend)[str(second.uuid)][1] == ["Artikel 0"]
    assert str(third.uuid) not in copied(lezend)

    with copy_of(lezend) as kopie:  # as after a backup was put back
        kopie.execute("UPDATE gelezen_tot SET cursor = '999999-0123456789ab'")
        kopie.execute("INSERT INTO details (uuid) VALUES ('weg')")
    assert lezend.sh(command) == "8\n"
    assert copied(lezend) == stored()

    if shutil.which("sqlite3"):
        lezend.sh(block(KOPPELEN, "sqlite3 -csv"))
        header, *lines = (lezend.folder / "kcc.csv").read_text().splitlines()
        assert header.startswith("url,uuid,contactmoment,")
        assert len(lines) == 8


# --- Generated clients -------------------------------------------------------------------------


def test_the_generated_client_in_python(lezend: Shell) -> None:
    contactmomentdetail(1, verantwoordelijke_afdeling="Burgerzaken")
    contactmomentdetail(2, verantwoordelijke_afdeling="Afval")
    lezend.sh(block(KOPPELEN, "openapi-python-client generate"))
    lezend.environment["PYTHONPATH"] = str(lezend.folder / "contactmomentdetails-client")

    answer = lezend.run(sys.executable, "-c", block(KOPPELEN, "AuthenticatedClient"))

    assert answer == "2026-02-03 09:18:02.044000+00:00 Vraag 1\n"


@pytest.mark.skipif(
    not (NODE_MODULES / ".bin" / "openapi-typescript").exists() or shutil.which("node") is None,
    reason="openapi-typescript is niet geïnstalleerd: npm ci --prefix tests/openapi",
)
def test_the_generated_types_in_typescript(lezend: Shell) -> None:
    contactmomentdetail(1, verantwoordelijke_afdeling="Burgerzaken")
    contactmomentdetail(2, verantwoordelijke_afdeling="Afval")
    (lezend.folder / "node_modules").symlink_to(NODE_MODULES)
    lezend.environment["PATH"] = f"{NODE_MODULES / '.bin'}:{lezend.environment['PATH']}"
    lezend.sh(block(KOPPELEN, "npx openapi-typescript").replace("npx ", ""))
    (lezend.folder / "lezen.mts").write_text(block(KOPPELEN, "openapi-fetch"))

    lezend.run("tsc", "--strict", "--target", "es2022", "--module", "nodenext", "lezen.mts")

    assert lezend.run("node", "lezen.mjs") == "2026-02-03T09:18:02.044Z Vraag 1\n"


# --- All of them -------------------------------------------------------------------------------


def test_there_is_no_example_that_does_not_run() -> None:
    source = Path(__file__).read_text()
    used = {
        block(blocks, part)
        for name, part in re.findall(r'block\((API|KOPPELEN|blocks), "([^"]+)"\)', source)
        for blocks in ({"API": [API], "KOPPELEN": [KOPPELEN]}.get(name, [API, KOPPELEN]))
    }
    used |= {text for blocks in (API, GEBRUIKEN) for _, text in blocks if "curl" in text}
    runnable = {
        text
        for blocks in (API, GEBRUIKEN, KOPPELEN)
        for language, text in blocks
        if language in {"sh", "python", "typescript"}
    }

    assert runnable <= used
