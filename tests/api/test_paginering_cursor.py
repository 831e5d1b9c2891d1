"""The cursor of the list: ours, whole, and alone."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from tests.api.lijst import faults, get, numbers
from tests.factories import V1_URL, contactmomentdetail

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(lezer: Client) -> str:
    for nummer in range(3):
        contactmomentdetail(nummer)
    url: str = get(lezer, pageSize=1)["next"]
    return url


@pytest.mark.parametrize(
    "also", ["pageSize=1", "telling=nee", "zoek=x", "kleur=rood", "cursor=x", "startdatumTot="]
)
def test_a_cursor_goes_alone(lezer: Client, link: str, also: str) -> None:
    for url in (f"{link}&{also}", link.replace("?", f"?{also}&")):
        assert faults(lezer.get(url)) == [("cursor", "not_alone")]


@pytest.mark.parametrize("cursor", ["", "0", "x", "é", "gAAAAA", "1042-0d6c1f1a9b7e", "\x00"])
def test_a_cursor_of_somebody_else(lezer: Client, cursor: str) -> None:
    response = lezer.get(V1_URL, {"cursor": cursor})

    assert faults(response) == [("cursor", "invalid")]


def test_a_cursor_that_was_tampered_with(lezer: Client, link: str) -> None:
    (cursor,) = parse_qs(urlsplit(link).query)["cursor"]
    for changed in (cursor[:-8], cursor[1:], cursor.swapcase(), f"x{cursor}"):
        assert faults(lezer.get(V1_URL, {"cursor": changed})) == [("cursor", "invalid")]


def test_a_cursor_outlives_a_new_secret_key(lezer: Client, link: str, settings: Settings) -> None:
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "x" * 50, [old]
    assert numbers(get(lezer, link)) == [1]

    settings.SECRET_KEY_FALLBACKS = []
    assert faults(lezer.get(link)) == [("cursor", "invalid")]
