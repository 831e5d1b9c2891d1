"""The examples of docs/kiss.md run, and give the answers that stand beside them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.dienst.conftest import database_url_of_tests, start_dienst
from tests.docs.handboek import examples, page

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

SECRETS = {
    "KISS_CLIENT_ID": settings.KISS_CLIENT_ID,
    "KISS_CLIENT_SECRET": settings.KISS_CLIENT_SECRET,
    "MANAGEMENTINFORMATIE_API_KEY": settings.MANAGEMENTINFORMATIE_API_KEY,
}


def blocks() -> list[tuple[str, str]]:
    """The examples in order: (language, text)."""
    return examples(page("kiss.md"))


def check(place: int, text: str, output: str) -> None:
    """The answer is the one that the handbook shows after this curl line."""
    if "-i -X PUT" in text:
        assert output.startswith("HTTP/1.1 200")
    elif "/api/faq" in text:
        assert json.loads(output) == ["Paspoort aanvragen - Wat neem ik mee?"]
    else:
        shown = next(json.loads(text) for language, text in blocks()[place:] if language == "json")
        answer = json.loads(output)
        for document in (answer, shown):
            document.pop("instance", None)
        assert answer == shown


def test_they_all_run(transactional_db: None, tmp_path: Path) -> None:
    python, shell = [], []
    environment = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", **SECRETS}
    with start_dienst(database_url_of_tests()) as dienst:

        def run(*program: str) -> str:
            here = [part.replace("127.0.0.1:8000", f"127.0.0.1:{dienst.port}") for part in program]
            return subprocess.check_output(here, cwd=tmp_path, env=environment, text=True)

        for place, (language, text) in enumerate(blocks()):
            if language == "python":
                python.append(run(sys.executable, "-c", text))
                environment |= dict(re.findall(r"export (\w+)=(\S+)", python[-1]))
            elif language == "sh" and "curl" in text:
                shell.append(run("/bin/sh", "-c", text.replace("curl -", "curl -sS -")))
                check(place, text, shell[-1])

    assert len(shell) == 5
    assert python[1:] == ["1\n"], "the example that reads everything finds the one contactmoment"
