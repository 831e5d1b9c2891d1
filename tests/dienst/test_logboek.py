"""The log of the real service, as it is configured, at its lowest level."""

import json
from pathlib import Path

import pytest
from django.db import connection

from tests.conftest import ROOT
from tests.dienst.conftest import database_url_of_tests, start_dienst
from tests.factories import DETAILS_URL, body

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

SECRET = "Geheim-0612345678"


def test_an_unexpected_error_is_logged_without_a_value(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE contactmomenten_contactmomentdetail "
            "ADD CONSTRAINT geen_vraag CHECK (vraag IS NULL)"
        )
    try:
        with start_dienst(database_url_of_tests(), log=log) as dienst:
            data = json.dumps(body(1, vraag=SECRET)).encode()
            status, answer = dienst.call("PUT", DETAILS_URL, data)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE contactmomenten_contactmomentdetail DROP CONSTRAINT geen_vraag"
            )

    lines = log.read_text()
    assert status == 500
    assert json.loads(answer)["instance"] in lines
    assert "psycopg.errors.CheckViolation 23514 geen_vraag" in lines
    assert SECRET not in lines


def test_the_server_itself_writes_json_too(tmp_path: Path) -> None:
    log = tmp_path / "log"

    with start_dienst(database_url_of_tests(), log=log) as dienst:
        assert dienst.call("GET", "/healthz/live")[0] == 200

    lines = [json.loads(line) for line in log.read_text().splitlines()]
    of_server = [line for line in lines if line["logger"] == "_granian"]
    assert len(of_server) < len(lines)
    assert "Shutting down granian" in {line["gebeurtenis"] for line in of_server}


@pytest.mark.parametrize("name", ["put-body-anoniem", "put-body-contactverzoek"])
def test_a_body_leaves_nothing_in_the_log(tmp_path: Path, name: str) -> None:
    log = tmp_path / "log"
    data = json.loads((ROOT / f"tests/kiss/{name}.json").read_text())

    with start_dienst(database_url_of_tests(), log=log) as dienst:
        assert dienst.opslaan(data) == 200
        assert dienst.opslaan(data | {"id": None}) == 400

    lines = log.read_text()
    for value in data.values():
        assert not isinstance(value, str) or len(value) < 4 or value not in lines
