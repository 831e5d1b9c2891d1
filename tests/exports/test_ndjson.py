"""NDJSON, which has what the API answers."""

import json
from typing import Any

import orjson
import pytest

from contactmomenten.api import rows
from contactmomenten.models import Contactmomentdetail, Export
from tests.exports.lastig import ADRES, ALLE, exported, store_moments, store_texts
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db

NDJSON = Export.Formaat.NDJSON


def read(file: bytes) -> list[dict[str, Any]]:
    assert file.endswith(b"\n") or not file
    lines = file.split(b"\n")[:-1]  # whatever else a reader may take for the end of a line
    return [json.loads(line) for line in lines]


def answered(*, with_medewerker: bool = True) -> list[dict[str, Any]]:
    """The same records as the API answers them."""
    page = rows.of_page(
        Contactmomentdetail.objects.newest_first(),
        address_of=lambda uuid: f"{ADRES}/{uuid}",
        with_medewerker=with_medewerker,
    )
    found: list[dict[str, Any]] = json.loads(orjson.dumps(page))
    return found


def test_every_record_is_what_the_api_answers() -> None:
    store_texts()
    store_moments()

    found = read(exported(NDJSON))

    assert len(found) == Contactmomentdetail.objects.count()
    for record, answer in zip(found, answered(), strict=True):
        assert record == answer
        assert list(record) == list(answer)


def test_columns_that_are_not_asked_for_are_absent() -> None:
    contactmomentdetail(1, bronnen=2)
    without = [naam for naam in ALLE if naam != "emailadresKcm"]

    assert read(exported(NDJSON, kolommen=without)) == answered(with_medewerker=False)
    (record,) = read(exported(NDJSON, kolommen=["vraag"]))
    assert record == {"vraag": "Vraag 1"}


@pytest.mark.parametrize("naam", ALLE)
def test_each_column_alone(naam: str) -> None:
    contactmomentdetail(1, bronnen=1, specifieke_vraag="Specifiek")
    (answer,) = answered()

    assert read(exported(NDJSON, kolommen=[naam])) == [{naam: answer[naam]}]


def test_nothing_to_export_is_an_empty_file() -> None:
    assert exported(NDJSON) == b""
