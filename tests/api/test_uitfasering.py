"""Operations that will disappear say so, in their answers and in the description."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings

from contactmomenten.api.openapi import SETTINGS
from contactmomenten.api.uitfasering import UITFASERING, Uitfasering
from tests.factories import V1_URL, WIJZIGINGEN_URL, bearer, contactmomentdetail, medewerker_token

AFSCHEID = Uitfasering(verouderd_sinds=date(2027, 1, 1), vervalt_op=date(2028, 1, 1))
HEADERS = {"Deprecation": "@1798761600", "Sunset": "Sat, 01 Jan 2028 00:00:00 GMT"}
OPERATIONS = (("GET", "/wijzigingen"), ("PATCH", "/contactmomentdetails/{uuid}"))


@pytest.fixture
def two_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for operation in OPERATIONS:
        monkeypatch.setitem(UITFASERING, operation, AFSCHEID)


@pytest.fixture
def caller() -> Client:
    return bearer(medewerker_token())


def document() -> dict[str, Any]:
    """The description, made anew."""
    with patched_settings(SETTINGS):
        generator: Any = SchemaGenerator(urlconf="contactmomenten.api.urls")  # type: ignore[no-untyped-call]
        made: dict[str, Any] = generator.get_schema(request=None, public=True)
    return made


def said(response: Any) -> dict[str, str]:
    """What an answer says of its end."""
    return {name: response.headers[name] for name in HEADERS if name in response.headers}


@pytest.mark.django_db
def test_its_answers_say_so_and_those_of_others_do_not(two_of_them: None, caller: Client) -> None:
    url = f"{V1_URL}/{contactmomentdetail().uuid}"

    assert said(caller.get(WIJZIGINGEN_URL)) == HEADERS
    assert said(caller.get(WIJZIGINGEN_URL, {"kleur": "rood"})) == HEADERS
    assert said(Client().get(WIJZIGINGEN_URL)) == HEADERS
    assert said(caller.patch(url, {}, content_type="application/json")) == HEADERS
    for response in (caller.get(url), caller.get(V1_URL), caller.get(f"{WIJZIGINGEN_URL}/nergens")):
        assert said(response) == {}


def test_the_description_says_so_of_these_and_of_no_others(two_of_them: None) -> None:
    described = document()

    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            deprecated = (method.upper(), path) in OPERATIONS
            assert operation.get("deprecated", False) is deprecated
            for response in operation["responses"].values():
                assert (set(HEADERS) <= set(response["headers"])) is deprecated
    assert set(HEADERS) <= set(described["components"]["headers"])


def test_it_stays_for_a_year() -> None:
    with pytest.raises(ValueError, match="a year"):
        Uitfasering(verouderd_sinds=date(2027, 1, 1), vervalt_op=date(2027, 12, 31))


def test_all_of_them_exist_and_none_means_no_word_of_it() -> None:
    described = document()
    operations = {
        (method.upper(), path) for path, methods in described["paths"].items() for method in methods
    }

    assert UITFASERING.keys() <= operations
    assert {*OPERATIONS} <= operations
    if not UITFASERING:
        assert not set(HEADERS) & set(described["components"]["headers"])
