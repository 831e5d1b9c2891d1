"""Pages of 5000 of the list: first, middle and last, against a raw COPY of the same rows."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from statistics import median
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
def links(service: Dienst) -> dict[str, str]:
    """The links to the second page, a middle one and one at the end, of all that there are."""
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
    return {"begin": found[0], "middle": found[len(found) // 2], "end": found[-2]}


@pytest.fixture
def connection(postgres: EmbeddedPostgres) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        yield connection


def test_pages(service: Dienst, connection: psycopg.Connection, links: dict[str, str]) -> None:
    count = fetch(service, f"{V1_URL}?pageSize=1")["count"]
    telling = cursor_of(fetch(service, f"{V1_URL}?pageSize=1")["next"]).telling
    assert telling == Telling(aantal=count, stand=telling.stand if telling else None)

    calls: dict[str, Callable[[], object]] = {}
    for place, link in links.items():
        cursor = cursor_of(link)
        counted = replace(cursor, query=f"pageSize={PAGE_SIZE}")
        known = replace(counted, telling=telling)
        calls[f"{place}: COPY"] = copy_of(connection, cursor)
        for name, asked in (("no count", cursor), ("known", known), ("counted", counted)):
            calls[f"{place}: {name}"] = partial(
                service.call, "GET", f"{V1_URL}?cursor={asked.write()}"
            )
    found = dict(zip(calls, in_turns(*calls.values()), strict=True))
    print(f"pages of {PAGE_SIZE}, in ms; as a multiple of COPY, and of the same at the begin")
    heads = f"{'COPY':>6} {'begin':>6}"
    print(f"{'':>20} {'median':>8} {heads} {'fastest':>8} {heads}")
    for name, times in found.items():
        place, _, what = name.partition(": ")
        copy, begin = found[f"{place}: COPY"], found[f"begin: {what}"]
        cells = (
            f"{of(times):8.0f} {of(times) / of(copy):6.1f} {of(times) / of(begin):6.2f}"
            for of in (median, min)
        )
        print(f"{name:>20}", *cells)
    show_plans(connection, cursor_of(links["middle"]))


def copy_of(connection: psycopg.Connection, place: Lijstcursor) -> Callable[[], None]:
    """Makes a raw COPY of the records at a place, and of their bronnen."""
    values = {"value": place.value, "id": place.id}
    ids = [row[0] for row in connection.execute(f"SELECT id FROM ({_PAGE}) page", values)]

    def copy() -> None:
        for statement in FLOOR:
            with connection.cursor().copy(statement, values | {"ids": ids}) as rows:
                for _ in rows:
                    pass

    return copy


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
