"""Whatever comes in, the answer is 2xx, or 4xx with a problem document; never 5xx."""

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import DETAILS_URL, FAQ_URL, RAPPORT_URL, body, opslaan

pytestmark = pytest.mark.django_db

unhurried = settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

# NUL, half characters and everything else that Unicode has
texts = st.text(st.characters(exclude_categories=())) | st.sampled_from(
    ["\0", "\ud800", "\udfff\ud800", "x" * 600, "\u202e", "é", "  ", "1", "null"]
)
moments = (
    st.datetimes().map(lambda moment: moment.isoformat() + "Z")
    | st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat())
    | st.sampled_from(
        [
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-14:00",
            "10000-01-01T00:00:00Z",
            "2016-12-31T23:59:60Z",
            "2024-02-30T00:00:00Z",
            "-2024-01-01T00:00:00Z",
            "2024-01-01T00:00:00+99:99",
        ]
    )
)
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | numbers | texts | moments,
    lambda nested: st.lists(nested, max_size=4) | st.dictionaries(texts, nested, max_size=4),
    max_leaves=8,
)
names = st.sampled_from([*body(), "Vraag", "BRONNEN", "soort", "titel", "url", ""]) | texts
bronnen = st.lists(
    st.fixed_dictionaries({}, optional=dict.fromkeys(("soort", "titel", "url"), values))
)


def assert_answered(response: Any) -> None:
    assert 200 <= response.status_code < 500, response.status_code
    if response.status_code >= 400:
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["status"] == response.status_code


@pytest.mark.parametrize(
    "number", ["9" * 5000, "-" + "9" * 5000, "1e999999999", "1e-999999999", "0." + "1" * 5000, "-0"]
)
@pytest.mark.parametrize("name", ["id", "vraag", "bronnen", "iets"])
def test_huge_numbers(medewerker: Client, name: str, number: str) -> None:
    raw = json.dumps(body(1, **{name: "getal"})).replace('"getal"', number)

    response = opslaan(medewerker, raw)

    assert_answered(response)
    assert (response.status_code == 200) is (name == "iets"), "no property of ours is a number"


@unhurried
@given(data=values)
def test_any_json(medewerker: Client, data: Any) -> None:
    assert_answered(opslaan(medewerker, json.dumps(data)))


@unhurried
@given(changes=st.dictionaries(names, values | bronnen, max_size=5))
def test_a_real_body_with_anything_in_it(medewerker: Client, changes: dict[str, Any]) -> None:
    assert_answered(opslaan(medewerker, json.dumps(body(1) | changes)))


@unhurried
@given(start=moments, end=moments)
def test_any_moment(medewerker: Client, extern: Client, start: str, end: str) -> None:
    response = opslaan(medewerker, body(1, startdatum=start, einddatum=end))
    assert_answered(response)
    if response.status_code == 200:
        assert medewerker.get(DETAILS_URL, {"id": body(1)["id"]}).status_code == 200
    assert_answered(extern.get(RAPPORT_URL, {"from": start, "to": end}))


@unhurried
@given(first=texts, second=texts, names_=st.lists(names, min_size=2, max_size=6))
def test_duplicate_names(medewerker: Client, first: str, second: str, names_: list[str]) -> None:
    pairs = ",".join(
        f"{json.dumps(name)}:{json.dumps(text)}" for name in names_ for text in (first, second)
    )
    assert_answered(opslaan(medewerker, f"{{{pairs}}}"))


@unhurried
@given(raw=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode()))
def test_any_bytes(medewerker: Client, raw: bytes) -> None:
    assert_answered(opslaan(medewerker, raw))


@unhurried
@given(depth=st.integers(1, 200_000), opening=st.sampled_from(["[", '{"vraag":', '[{"x":']))
def test_deep_nesting(medewerker: Client, depth: int, opening: str) -> None:
    assert_answered(opslaan(medewerker, '{"x":' + opening * min(depth, 900_000 // len(opening))))


@unhurried
@given(
    query=st.binary(max_size=200)
    | st.lists(
        st.tuples(
            st.sampled_from([b"id", b"from", b"TO", b"page", b"pageSize", b"format", b"%00"]),
            st.binary(max_size=40)
            | st.sampled_from(
                [b"%00", b"%ED%A0%80", b"%", b"1", b"9" * 30, b"2026-01-01T00:00:00Z"]
            ),
        ),
        max_size=5,
    ).map(lambda pairs: b"&".join(name + b"=" + value for name, value in pairs))
)
@pytest.mark.parametrize("url", [DETAILS_URL, RAPPORT_URL, FAQ_URL])
def test_any_query_string(medewerker: Client, extern: Client, url: str, query: bytes) -> None:
    client = extern if url == RAPPORT_URL else medewerker
    assert_answered(client.get(url, QUERY_STRING=query.decode("latin-1")))


@unhurried
@given(header=st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"])))
def test_any_content_type(medewerker: Client, header: str) -> None:
    assert_answered(medewerker.put(DETAILS_URL, b"{}", content_type=header))
    assert_answered(medewerker.generic("GET", f"{DETAILS_URL}?id=x", content_type=header))


@unhurried
@given(header=st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"])))
def test_any_credential(anoniem: Client, header: str) -> None:
    for value in (header, f"Bearer {header}"):
        assert_answered(anoniem.get(FAQ_URL, headers={"Authorization": value}))
