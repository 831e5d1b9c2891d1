"""Pages of 5000 of the list: first, middle and last, against a raw COPY of the same rows."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from contactmomenten.api.cursor import Lijstcursor
from contactmomenten.api.rows import COLUMNS
from contactmomenten.api.telling import Telling
from contactmomenten.models import Contactmomentdetail
from kiss_details.embedded_postgres import EmbeddedPostgres
from tests.benchmarks.meten import in_turns, show_plan
from tests.dienst.conftest import Dienst
from tests.factories import V1_URL

PAGE_SIZE = 5000

_PAGE = """
    SELECT * FROM contactmomenten_contactmomentdetail
    WHERE startdatum <= %(value)s AND (startdatum < %(value)s OR id < %(id)s)
    ORDER BY startdatum DESC, id DESC LIMIT 5000
"""
FLOOR = (
    "COPY (SELECT id, uuid, contactmoment, startdatum, einddatum, vraag, specifieke_vraag, "
    "gespreksresultaat, verantwoordelijke_afdeling, emailadres_kcm, aangemaakt_op, gewijzigd_op "
    f"FROM ({_PAGE}) page) TO STDOUT",
    "COPY (SELECT contactmomentdetail_id, soort, titel, url FROM contactmomenten_bron "
    "WHERE contactmomentdetail_id = ANY(%(ids)s) ORDER BY contactmomentdetail_id, volgorde) "
    "TO STDOUT",
)


def cursor_of(link: str) -> Lijstcursor:
    (cursor,) = parse_qs(urlsplit(link).query)["cursor"]
    return Lijstcursor.read(cursor)


def fetch(service: Dienst, url: str) -> dict[str, Any]:
    status, body = service.call("GET", url)
    assert status == 200, body
    answer: dict[str, Any] = json.loads(body)
    return answer


@pytest.fixture
def links(service: Dienst) -> list[str]:
    """The links to the second page, a middle one and the last, found by following all of them."""
    start, found, records = time.perf_counter(), [], 0
    url: str | None = f"{V1_URL}?pageSize={PAGE_SIZE}&telling=nee"
    while url:
        page = fetch(service, url)
        records += len(page["results"])
        url = page["next"]
        if url:
            url = f"{V1_URL}?{urlsplit(url).query}"
            found.append(url)
    took = time.perf_counter() - start
    print(f"\n{records} contactmomenten on {len(found) + 1} pages in {took:.0f} s")
    assert records == fetch(service, f"{V1_URL}?pageSize=1")["count"]
    return [found[0], found[len(found) // 2], found[-1]]


@pytest.fixture
def connection(postgres: EmbeddedPostgres) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        yield connection


def test_pages(service: Dienst, connection: psycopg.Connection, links: list[str]) -> None:
    count = fetch(service, f"{V1_URL}?pageSize=1")["count"]
    telling = cursor_of(fetch(service, f"{V1_URL}?pageSize=1")["next"]).telling
    assert telling == Telling(aantal=count, stand=telling.stand if telling else None)

    print(f"pages of {PAGE_SIZE}; medians in ms, and as a multiple of COPY")
    print(f"{'page':>8} {'COPY':>6} {'no count':>13} {'count known':>13} {'counted':>13}")
    for name, link in zip(("second", "middle", "last"), links, strict=True):
        place = cursor_of(link)
        counted = replace(place, query=f"pageSize={PAGE_SIZE}")
        known = replace(counted, telling=telling)
        urls = [link, *(f"{V1_URL}?cursor={cursor.write()}" for cursor in (known, counted))]
        ids = [row[0] for row in connection.execute(f"SELECT id FROM ({_PAGE}) p", _values(place))]

        def copy(place: Lijstcursor = place, ids: list[int] = ids) -> None:
            for statement in FLOOR:
                with connection.cursor().copy(statement, _values(place) | {"ids": ids}) as rows:
                    for _ in rows:
                        pass

        calls = [lambda url=url: service.call("GET", url) for url in urls]
        floor, *served = in_turns(copy, *calls)
        cells = " ".join(f"{ms:7.0f} {ms / floor:5.1f}" for ms in served)
        print(f"{name:>8} {floor:6.0f} {cells}")
    show_plans(connection, cursor_of(links[1]))


def _values(place: Lijstcursor) -> dict[str, Any]:
    return {"value": place.value, "id": place.id}


def show_plans(connection: psycopg.Connection, place: Lijstcursor) -> None:
    """The plan of each query of the middle page; count and bronnen are written out here."""
    records = Contactmomentdetail.objects.after_place(
        "startdatum", place.value, place.id, descending=True
    )
    page = records.in_order("startdatum", descending=True).values_list(*COLUMNS)
    sql, parameters = page[: PAGE_SIZE + 1].query.sql_with_params()
    ids = [row[0] for row in connection.execute(sql.encode(), parameters).fetchall()]
    bronnen = (
        "SELECT contactmomentdetail_id, soort, titel, url FROM contactmomenten_bron "
        "WHERE contactmomentdetail_id = ANY(%s) ORDER BY contactmomentdetail_id, volgorde"
    )
    show_plan(connection, "records of the page", sql, parameters)
    show_plan(connection, "bronnen of the page", bronnen, (ids,))
    show_plan(connection, "newest change", "SELECT max(nummer) FROM contactmomenten_wijziging", ())
    counting = "SELECT count(*) FROM contactmomenten_contactmomentdetail"
    show_plan(connection, "count", counting, ())
