"""What a body tells of citizens is forgotten (contract section 1): not stored, logged or echoed."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.conftest import ROOT
from tests.database import dump
from tests.factories import DETAILS_URL, opslaan

pytestmark = pytest.mark.django_db

# What the register keeps of these bodies; everything else must be gone.
OURS = {"id", "startdatum", "einddatum", "gespreksresultaat", "vraag", "specifiekevraag"} | {
    "verantwoordelijkeAfdeling",
    "bronnen",
}
# Texts that are in our own data or our own words as well.
SHARED = {"", "klant", "Wijkbeheer", "afdeling", "Telefoon", "E-mail", "e-mailadres", "email"}
BODIES = ["put-body-anoniem", "put-body-contactverzoek"]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for nested in value.values():
            yield from texts(nested)
    elif isinstance(value, list):
        for nested in value:
            yield from texts(nested)
    elif isinstance(value, str):
        yield value


def body_and_secrets(name: str) -> tuple[dict[str, Any], set[str]]:
    data = json.loads((ROOT / f"tests/kiss/{name}.json").read_text())
    ours = {key: value for key, value in data.items() if key in OURS}
    theirs = {key: value for key, value in data.items() if key not in OURS}
    secrets = set(texts(theirs)) - set(texts(ours)) - SHARED
    return data, {secret for secret in secrets if len(secret) > 3}  # "el" is in many a word


@pytest.fixture
def all_log_lines() -> Iterator[io.StringIO]:
    """Every line that any logger writes, at the lowest level."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    levels = {
        logger: logger.level
        for logger in [root, *map(logging.getLogger, logging.root.manager.loggerDict)]
    }
    for logger in levels:
        logger.setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)
    for logger, level in levels.items():
        logger.setLevel(level)


@pytest.mark.parametrize("name", BODIES)
def test_nothing_of_a_citizen_is_stored_or_logged(
    medewerker: Client, name: str, all_log_lines: io.StringIO
) -> None:
    data, secrets = body_and_secrets(name)
    assert len(secrets) > 3

    connection.force_debug_cursor = True  # Django logs every query then
    try:
        assert opslaan(medewerker, data).status_code == 200
        assert opslaan(medewerker, data | {"vraag": "Anders"}).status_code == 200
        medewerker.get(DETAILS_URL, {"id": data["id"]})
    finally:
        connection.force_debug_cursor = False

    database, log = dump(), all_log_lines.getvalue()
    assert data["specifiekevraag"] in database
    assert data["specifiekevraag"] in log  # the queries are in it, so the test looks at something
    for secret in secrets:
        assert secret not in database
        assert secret not in log


@pytest.mark.parametrize("name", BODIES)
def test_nothing_of_a_citizen_is_in_an_error_or_its_log_line(
    medewerker: Client, name: str, all_log_lines: io.StringIO
) -> None:
    data, secrets = body_and_secrets(name)
    whole = json.dumps(data)

    for faulty in (
        data | {"id": None, "startdatum": "x", "bronnen": [data]},
        whole[:-1],
        whole.replace('"tekst"', '"tekst'),
        [data],
        json.dumps(whole),
        whole.encode("utf-16")[:-3],
    ):
        response = opslaan(medewerker, faulty)
        assert response.status_code == 400
        for secret in secrets:
            assert secret not in response.content.decode()
            assert secret not in all_log_lines.getvalue()
