"""Pages of 5000 of the report: first, middle and last, against a raw COPY of the same rows."""

import json
import time
from math import ceil
from statistics import median

import psycopg

from contactmomenten.kiss.datumtijd import read_periodegrens
from contactmomenten.kiss.rows import COLUMNS
from contactmomenten.models import Contactmomentdetail
from kiss_details.embedded_postgres import EmbeddedPostgres
from tests.benchmarks.meten import ROUNDS, milliseconds, show_plan
from tests.dienst.conftest import Dienst
from tests.factories import RAPPORT_URL, extern_token

FROM, TO = "2000-01-01T00:00:00Z", "2030-01-01T00:00:00Z"
PAGE_SIZE = 5000

_PAGE = """
    SELECT * FROM contactmomenten_contactmomentdetail
    WHERE (startdatum, id) <= (%(startdatum)s, %(id)s)
    ORDER BY startdatum DESC, id DESC LIMIT 5000
"""
FLOOR = (
    "COPY (SELECT id, contactmoment, startdatum, einddatum, gespreksresultaat, vraag, "
    "specifieke_vraag, emailadres_kcm, verantwoordelijke_afdeling "
    f"FROM ({_PAGE}) page) TO STDOUT",
    "COPY (SELECT contactmomentdetail_id, soort, titel, url FROM contactmomenten_bron "
    f"WHERE contactmomentdetail_id IN (SELECT id FROM ({_PAGE}) page) "
    "ORDER BY contactmomentdetail_id, volgorde) TO STDOUT",
)


def test_pages(postgres: EmbeddedPostgres, service: Dienst) -> None:
    headers = {"Authorization": f"Bearer {extern_token()}"}
    query = f"{RAPPORT_URL}?from={FROM}&to={TO}&pageSize={PAGE_SIZE}"

    def fetch(page: int) -> bytes:
        status, body = service.call("GET", f"{query}&page={page}", b"", **headers)
        assert status == 200
        return body

    count = json.loads(fetch(1))["count"]
    pages = ceil(count / PAGE_SIZE)
    with psycopg.connect(postgres.url) as connection:

        def copy(page: int) -> None:
            (place,) = connection.execute(
                "SELECT startdatum, id FROM contactmomenten_contactmomentdetail "
                "ORDER BY startdatum DESC, id DESC OFFSET %s LIMIT 1",
                [(page - 1) * PAGE_SIZE],
            ).fetchall()
            values = {"startdatum": place[0], "id": place[1]}
            times.append(time.perf_counter())
            for statement in FLOOR:
                with connection.cursor().copy(statement, values) as rows:
                    for _ in rows:
                        pass
            times[-1] = time.perf_counter() - times[-1]

        print(f"\n{count} contactmomenten, pages of {PAGE_SIZE}; medians in ms")
        print(f"{'page':>8} {'service':>9} {'COPY':>7} {'ratio':>6} {'bytes':>9}")
        for page in (1, pages // 2, pages):
            times: list[float] = []
            for _ in range(ROUNDS):
                copy(page)
            floor = median(times) * 1000
            served = milliseconds(lambda page=page: fetch(page))  # type: ignore[misc]
            print(f"{page:8} {served:9.0f} {floor:7.0f} {served / floor:6.1f} {len(fetch(page)):9}")
        show_plans(connection, (pages // 2 - 1) * PAGE_SIZE)


def show_plans(connection: psycopg.Connection, skipped: int) -> None:
    """The plan of each query of the middle page; count and bronnen are written out here."""
    periode = Contactmomentdetail.objects.in_periode(read_periodegrens(FROM), read_periodegrens(TO))
    seek = periode.newest_first().values_list("startdatum", "id")[skipped : skipped + 1]
    sql, parameters = seek.query.sql_with_params()
    ((startdatum, id_),) = connection.execute(sql.encode(), parameters).fetchall()
    page = periode.from_place(startdatum, id_).newest_first()[:PAGE_SIZE]
    rows = page.values_list(*COLUMNS)
    sql, parameters = rows.query.sql_with_params()
    ids = [row[0] for row in connection.execute(sql.encode(), parameters).fetchall()]
    bronnen = (
        "SELECT contactmomentdetail_id, soort, titel, url FROM contactmomenten_bron "
        "WHERE contactmomentdetail_id = ANY(%s) ORDER BY contactmomentdetail_id, volgorde"
    )
    range_ = "startdatum >= %s AND startdatum <= %s"
    counting = f"SELECT count(*) FROM contactmomenten_contactmomentdetail WHERE {range_}"
    queries = {
        "count": (counting, (FROM, TO)),
        "place of the middle page": seek.query.sql_with_params(),
        "records of the page": rows.query.sql_with_params(),
        "bronnen of the page": (bronnen, (ids,)),
    }
    for name, (statement, values) in queries.items():
        show_plan(connection, name, statement, values)
