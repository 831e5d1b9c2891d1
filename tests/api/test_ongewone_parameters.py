"""Queries and cursors as nobody means them: a clear refusal, or it works."""

from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from contactmomenten.api.cursor import InvalidCursorError, Lijstcursor
from contactmomenten.api.paginering import LONGEST_QUERY
from contactmomenten.toegang import versleuteling
from tests.factories import BEGIN, V1_URL, WIJZIGINGEN_URL, bearer, contactmomentdetail
from tests.toegang.tokens import issue

pytestmark = pytest.mark.django_db

PROXY = 8 * 1024  # bytes of a request line that every proxy takes


@pytest.fixture
def client() -> Client:
    """An application with every scope."""
    return bearer(issue())


def get(client: Client, raw: bytes, url: str = V1_URL) -> Any:
    """Ask with a query of just these bytes."""
    return client.get(url, QUERY_STRING=raw.decode("latin-1"))


def fault_of(response: Any) -> tuple[str, str]:
    """The only fault in a request: its name and code."""
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    (fault,) = response.json()["invalidParams"]
    return fault["name"], fault["code"]


# --- Queries -----------------------------------------------------------------------------


@pytest.mark.parametrize("raw", ["vraag=café", "vraag=caf%C3%A9", "vraag=caf%c3%a9&"])
def test_a_query_in_utf_8_encoded_or_not(client: Client, raw: str) -> None:
    contactmomentdetail(1, vraag="café")
    contactmomentdetail(2)

    assert get(client, raw.encode()).json()["count"] == 1


@pytest.mark.parametrize("raw", [b"vraag=caf\xe9", b"vraag=caf%E9", b"vraag=%ED%A0%80", b"%ff=x"])
@pytest.mark.parametrize("url", [V1_URL, WIJZIGINGEN_URL])
def test_a_query_that_is_not_in_utf_8(client: Client, raw: bytes, url: str) -> None:
    response = get(client, raw, url)

    assert response.status_code == 400
    assert "UTF-8" in response.json()["detail"]


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"vraag=a%00b", ("vraag", "unreadable")),
        (b"%00=x", ("\0", "unknown")),
        (b"=x", ("", "unknown")),
        (b"vraag", ("vraag", "blank")),
        (b"bronSoort=vac&bronSoort=", ("bronSoort", "blank")),
        (b"vraag=a&vraag=a", ("vraag", "repeated")),
        (b"ZOEK=a", ("ZOEK", "unknown")),
        (b"pageSize=" + b"9" * 1999, ("pageSize", "invalid")),
        ("pageSize=١".encode(), ("pageSize", "invalid")),
        (b"gespreksduurVanaf=2147483648", ("gespreksduurVanaf", "invalid")),
        (b"startdatumVanaf=0001-01-01T00:00:00%2B14:00", ("startdatumVanaf", "invalid")),
        (b"startdatumTot=9999-12-31T23:59:59-14:00", ("startdatumTot", "invalid")),
    ],
)
def test_values_that_mean_nothing(client: Client, raw: bytes, fault: tuple[str, str]) -> None:
    assert fault_of(get(client, raw)) == fault


@pytest.mark.parametrize(
    "tekst",
    [
        *('"', "'", "\\", ":*", "a:*b", "(", "!a", "<->", "a & | b", "%", "-", "- -a"),
        *('a "b', 'a" b"', "de het een", "-de", "or", "a or", "or or or", "²", "½", "ª", "١"),
        *("\ufeff", "a\u200b", "🙂", "a\x01b", "a" * 2000, "a " * 999 + "ab"),
        " or ".join(f"w{n}" for n in range(200)),
        " ".join(f"-w{n}" for n in range(300)),
    ],
)
def test_any_text_can_be_sought(client: Client, tekst: str) -> None:
    contactmomentdetail(1, vraag="Paspoort aanvragen")

    response = client.get(V1_URL, {"zoek": tekst})

    assert response.status_code == 200
    assert response.json()["count"] in {0, 1}


# --- Long queries ------------------------------------------------------------------------


def incompressible(length: int) -> str:
    """A query of just this length, in which nothing occurs twice."""
    random = Random(length)  # noqa: S311 - no secret
    characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$'()*,;:@/?"
    query = "telling=nee"
    while len(query) < length:
        value = "".join(random.choices(characters, k=1900))
        query += f"&gespreksresultaat={value}"
    return query[:length]


def test_the_longest_query_has_a_next_page_that_every_proxy_takes(client: Client) -> None:
    query = incompressible(LONGEST_QUERY)
    cursor = Lijstcursor(
        query=query, value=BEGIN, id=2**63 - 1, back=False, few=False, telling=None
    ).write()

    assert get(client, query.encode()).status_code == 200
    assert len(f"GET {V1_URL}?cursor={cursor} HTTP/1.1") < PROXY
    assert client.get(V1_URL, {"cursor": cursor}).status_code == 200


def test_a_query_that_is_longer(client: Client) -> None:
    response = get(client, incompressible(LONGEST_QUERY + 1).encode())

    assert (response.status_code, response["Content-Type"]) == (414, "application/problem+json")
    assert str(LONGEST_QUERY) in response.json()["detail"]


# --- Cursors -----------------------------------------------------------------------------


@pytest.fixture
def cursor(client: Client) -> str:
    """The cursor of a second page."""
    for nummer in range(3):
        contactmomentdetail(nummer)
    link = client.get(V1_URL, {"pageSize": "1", "ordering": "startdatum"}).json()["next"]
    query: str = urlsplit(link).query
    return parse_qs(query)["cursor"][0]


def seen(response: Any) -> list[str]:
    return [record["vraag"] for record in response.json()["results"]]


def test_a_cursor_outlives_its_secret_key_as_a_fallback(
    client: Client, cursor: str, settings: Settings
) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-secret-key-0123456789-abcdefghijklmnopqrstuvwxyz"

    assert seen(client.get(V1_URL, {"cursor": cursor})) == ["Vraag 1"]

    settings.SECRET_KEY_FALLBACKS = []
    assert fault_of(client.get(V1_URL, {"cursor": cursor})) == ("cursor", "invalid")


@pytest.mark.parametrize("made", ["", "x", "\0", "é", "gAAAAA", "=" * 50_000])
def test_a_cursor_that_is_made_up(client: Client, made: str) -> None:
    assert fault_of(client.get(V1_URL, {"cursor": made})) == ("cursor", "invalid")


def test_a_cursor_that_is_changed_or_cut(client: Client, cursor: str) -> None:
    other = "A" if cursor[40] != "A" else "B"

    for changed in (cursor[:40] + other + cursor[41:], cursor[:-4], cursor[4:]):
        assert fault_of(client.get(V1_URL, {"cursor": changed})) == ("cursor", "invalid")


def test_a_cursor_does_not_go_with_anything_else(client: Client, cursor: str) -> None:
    for raw in (f"cursor={cursor}&ordering=einddatum", f"cursor={cursor}&cursor={cursor}"):
        assert fault_of(get(client, raw.encode())) == ("cursor", "not_alone")


def test_no_other_secret_passes_for_a_cursor(client: Client) -> None:
    secret = versleuteling.encrypt_client_secret("x" * 40)

    with pytest.raises(InvalidCursorError):
        Lijstcursor.read(secret)


def test_a_cursor_of_which_the_question_is_no_longer_right(client: Client) -> None:
    """Of an earlier version, say, that had another parameter."""
    cursor = Lijstcursor(
        query="ordering=kleur", value=BEGIN, id=1, back=False, few=False, telling=None
    ).write()

    assert fault_of(client.get(V1_URL, {"cursor": cursor})) == ("ordering", "invalid_choice")


@pytest.mark.parametrize(
    ("na", "status"),
    [
        ("00", 400),
        ("NU", 400),
        ("1", 400),
        ("1-", 400),
        ("-1-000000000000", 400),
        ("١-000000000000", 400),
        (f"{2**63}-000000000000", 400),
        ("1-000000000000", 410),
        (f"{10**18 - 1}-000000000000", 410),
    ],
)
def test_a_place_in_the_log_that_is_made_up(client: Client, na: str, status: int) -> None:
    response = client.get(WIJZIGINGEN_URL, {"na": na})

    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
