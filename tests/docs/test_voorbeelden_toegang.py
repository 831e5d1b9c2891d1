"""The examples of docs/toegang.md run: commands, tokens, a JWT, and calls with them."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from contactmomenten.models import Applicatie, Token
from contactmomenten.toegang import tokens
from contactmomenten.toegang.gebeurtenissen import pseudonym
from tests.dienst.conftest import database_url_of_tests, start_dienst
from tests.docs.handboek import examples, page
from tests.docs.shell import Shell
from tests.factories import KCM

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

# What sets up a machine, or asks a person.
NOT_RUN = ("export OIDC_", "createsuperuser")


def blocks() -> list[tuple[str, str]]:
    """The examples in order: (language, text)."""
    found = examples(page("toegang.md"))
    return [block for block in found if not any(part in block[1] for part in NOT_RUN)]


def block(part: str) -> str:
    """The one example with this in it."""
    (found,) = (text for _, text in blocks() if part in text)
    return found


def status(shell: Shell) -> str:
    """What the call with a token gives."""
    text = block("$TOKEN")
    return shell.sh(text.replace("curl ", "curl -o /dev/null -w '%{http_code}' "))


def datawarehouse() -> Applicatie:
    return Applicatie.objects.get(naam="Datawarehouse")


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl ontbreekt")
def test_they_all_run(transactional_db: None, tmp_path: Path) -> None:
    with start_dienst(database_url_of_tests()) as dienst:
        shell = Shell(tmp_path, dienst.port)

        for _ in range(2):  # it can be repeated
            shell.sh(block("applicatie opslaan Datawarehouse \\"))
        assert datawarehouse().scopes == ["rapportages.lezen"]

        shell.sh(block("applicatie token Datawarehouse > "))
        token = shell.environment["TOKEN"] = shell.secret("datawarehouse-token")
        assert tokens.SHAPE.fullmatch(token)
        assert (tmp_path / "datawarehouse-token").stat().st_mode & 0o077 == 0
        assert status(shell) == "200"

        shell.sh(block("import secrets, string"))
        own = shell.secret("datawarehouse-eigen-token")
        assert Token.objects.filter(digest=tokens.digest_of(own)).count() == 1
        assert Token.objects.count() == 2

        shell.sh(block("applicatie roteren"))
        assert Token.objects.count() == 3
        assert status(shell) == "200", "the old one still works"
        kenmerk = tokens.kenmerk_of(token)
        assert kenmerk
        shell.sh(block("applicatie intrekken").replace("kcd_1a2b3c4d", kenmerk))
        assert status(shell) == "401"

        shell.sh(block("--client-id"))
        shell.environment["CLIENT_GEHEIM"] = shell.secret("datawarehouse-geheim")
        assert shell.run(sys.executable, "-c", block("CLIENT_GEHEIM")) == "200\n"

        assert shell.sh(block("manage.py pseudoniem")) == f"{pseudonym(KCM)}\n"
        shell.sh(block("clearsessions"))
        shell.sh(block("axes_reset"))
        shell.sh(block("applicatie verwijderen"))
        assert not Applicatie.objects.exists()


def test_there_is_no_example_that_does_not_run() -> None:
    source = Path(__file__).read_text()
    used = [block(part.replace("\\\\", "\\")) for part in re.findall(r'block\("([^"]+)"\)', source)]

    assert {text for language, text in blocks() if language in {"sh", "python"}} <= set(used)
