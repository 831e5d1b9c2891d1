"""The first page with each filter: for a value that many records have, few, or none.

.venv/bin/python -m pytest tests/benchmarks/test_lijst_filters.py --records 2000000 -s
"""

import re
from collections.abc import Iterator
from statistics import median
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
from django.db.models import Value
from django.http import QueryDict

from contactmomenten.api.filters import ContactmomentdetailsFilter
from contactmomenten.api.paginering import FEW
from contactmomenten.api.rows import COLUMNS
from contactmomenten.models import Contactmomentdetail
from kiss_details.embedded_postgres import EmbeddedPostgres
from tests.benchmarks.meten import in_turns
from tests.dienst.conftest import Dienst
from tests.factories import V1_URL

ZELDZAAM = """
    WITH nieuw AS (
        INSERT INTO contactmomenten_contactmomentdetail (
            contactmoment, startdatum, einddatum, vraag, specifieke_vraag, gespreksresultaat,
            verantwoordelijke_afdeling, emailadres_kcm)
        SELECT 'https://openklant.gemeente.example/zeldzaam/' || n, begin, begin + interval '5 h',
            'Zeldzaam', 'Zeldzaamheid', 'Zeldzaam', 'Zeldzaam', 'Zeldzaam'
        FROM generate_series(1, 20) AS n,
            LATERAL (SELECT '2023-12-01Z'::timestamptz + n * interval '36 d') AS moment (begin)
        ON CONFLICT DO NOTHING RETURNING id)
    INSERT INTO contactmomenten_bron (contactmomentdetail_id, volgorde, soort, titel, url)
    SELECT id, 0, 'Zeldzaam', 'Zeldzaam', 'Zeldzaam' FROM nieuw
"""
MAAND = {"startdatumVanaf": "2025-05-01T00:00:00Z", "startdatumTot": "2025-06-01T00:00:00Z"}
JAAR = {"startdatumVanaf": "2025-01-01T00:00:00Z", "startdatumTot": "2026-01-01T00:00:00Z"}
TEXTS = {
    "verantwoordelijkeAfdeling": "verantwoordelijke_afdeling",
    "gespreksresultaat": "gespreksresultaat",
    "vraag": "vraag",
    "emailadresKcm": "emailadres_kcm",
}
OTHERS: list[dict[str, str]] = [
    {},
    MAAND,
    JAAR,
    {"einddatumVanaf": MAAND["startdatumVanaf"], "einddatumTot": MAAND["startdatumTot"]},
    {"gewijzigdVanaf": "2020-01-01T00:00:00Z"},
    {"gewijzigdVanaf": "2090-01-01T00:00:00Z"},
    {"contactmoment": "https://openklant.gemeente.example/zeldzaam/1"},
    {"zonderVraag": "true"},
    {"zonderVraag": "false"},
    *({"zoek": tekst} for tekst in ("paspoort", "p", "zeldzaamheid", "xyzzy", "-paspoort")),
    {"gespreksduurVanaf": "3600"},
    {"gespreksduurVanaf": "200"},
    {"gespreksduurTot": "30"},
    {"gespreksduurVanaf": "200000"},
    {"bronSoort": "vac", "bronUrl": "Zeldzaam"},
]


@pytest.fixture
def connection(postgres: EmbeddedPostgres) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute(ZELDZAAM)
        connection.execute("VACUUM ANALYZE contactmomenten_contactmomentdetail")
        connection.execute("VACUUM ANALYZE contactmomenten_bron")
        yield connection


def most_common(connection: psycopg.Connection, table: str, column: str) -> str:
    found = connection.execute(
        f"SELECT {column} FROM contactmomenten_{table} WHERE {column} IS NOT NULL "
        f"GROUP BY {column} ORDER BY count(*) DESC LIMIT 1".encode()
    )
    ((value,),) = found.fetchall()
    return str(value)


def questions(connection: psycopg.Connection) -> Iterator[dict[str, str]]:
    yield from OTHERS
    common = {
        parameter: most_common(connection, "contactmomentdetail", column)
        for parameter, column in TEXTS.items()
    }
    common |= {
        "bronSoort": most_common(connection, "bron", "soort"),
        "bronUrl": most_common(connection, "bron", "url"),
    }
    for parameter, value in common.items():
        for tekst in (value, "Zeldzaam", "Bestaat niet"):
            for periode in ({}, MAAND, JAAR):
                yield {parameter: tekst} | periode
    pair = ("verantwoordelijkeAfdeling", "gespreksresultaat")
    yield {parameter: common[parameter] for parameter in pair}
    yield {parameter: common[parameter] for parameter in pair} | JAAR
    yield {pair[0]: common[pair[0]], pair[1]: "Zeldzaam"}
    yield {"zoek": "paspoort"} | MAAND
    yield {"zoek": "paspoort"} | JAAR


def scans(connection: psycopg.Connection, sql: str, parameters: tuple[Any, ...]) -> str:
    """Which tables and indexes a query reads, and how."""
    plan = connection.execute(f"EXPLAIN {sql}".encode(), parameters).fetchall()
    found = (
        re.search(
            r"((?:Bitmap Index|Index Only|Index|Seq) Scan).*?(?: using (\S+))? on (\S+)", line
        )
        for (line,) in plan
    )
    return ", ".join(
        f"{match[1]} {match[2] or match[3]}".replace("contactmomenten_", "").replace(" Scan", "")
        for match in found
        if match
    )


def plans(connection: psycopg.Connection, query: str, count: int) -> str:
    filters = ContactmomentdetailsFilter(QueryDict(query), Contactmomentdetail.objects.all())
    assert filters.is_valid()
    few = filters.narrows("startdatum") and count <= FEW
    page = filters.qs.in_order("startdatum", descending=True, sort=few).values_list(*COLUMNS)
    counting = filters.qs.annotate(one=Value(1)).values_list("one")
    of_count, of_page = (
        scans(connection, *records.query.sql_with_params()) for records in (counting, page[:101])
    )
    return f"{of_count} | {of_page}"


def test_each_filter(service: Dienst, connection: psycopg.Connection) -> None:
    print("\nThe first page of 100 with each filter, in ms, and what is read for count | page")
    print(f"{'found':>8} {'counted':>8} {'no count':>8}")
    for question in questions(connection):
        query = urlencode(question)
        urls = [f"{V1_URL}?{query}", f"{V1_URL}?{query}&telling=nee"]
        status, body = service.call("GET", urls[0])
        assert status == 200, body
        match = re.match(rb'{"count":(\d+)', body)
        count = int(match[1]) if match else 0
        calls = [lambda url=url: service.call("GET", url) for url in urls]
        counted, uncounted = map(median, in_turns(*calls, rounds=3))
        print(f"{count:8} {counted:8.0f} {uncounted:8.0f}   {query[:70]}")
        print(f"{'':29} {plans(connection, query, count)}")
