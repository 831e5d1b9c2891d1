"""The figures of a month and of three years, counted beforehand and from the records.

    .venv/bin/python -m pytest tests/benchmarks/test_rapportages.py --records 2000000 -s

The floor is reading the records of the period once, with nothing but ``count(*)`` and a sum.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date
from statistics import median
from typing import Any

import dj_database_url
import pytest
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from contactmomenten.models import Cijfer
from contactmomenten.rapportages import Selectie, Tijdvak, Uitsplitsing, Waarden, overzicht
from contactmomenten.services import count_days
from kiss_details.embedded_postgres import EmbeddedPostgres

ROUNDS = 7
MAAND = Tijdvak(date(2026, 10, 1), date(2026, 10, 31))
LOPEND = Tijdvak(date(2026, 11, 1), date(2026, 11, 20))
JAAR = Tijdvak(date(2025, 1, 1), date(2025, 12, 31))
DRIE_JAAR = Tijdvak(date(2023, 11, 21), date(2026, 11, 20))

# The afdeling, the gespreksresultaat and the soort bron that most have.
BURGERZAKEN = Waarden(Uitsplitsing.AFDELING, ("Burgerzaken",))
ZELFSTANDIG = Waarden(Uitsplitsing.RESULTAAT, ("Zelfstandig afgehandeld",))
KENNISARTIKEL = Waarden(Uitsplitsing.SOORT, ("kennisartikel",))
GEKOZEN = {
    "": None,
    ", an afdeling": BURGERZAKEN,
    ", a gespreksresultaat": ZELFSTANDIG,
    ", a soort bron": KENNISARTIKEL,
    ", an afdeling and a gespreksresultaat": BURGERZAKEN.records & ZELFSTANDIG.records,
}

_FLOOR = """
    SELECT count(*), sum(einddatum - startdatum)
    FROM contactmomenten_contactmomentdetail WHERE startdatum >= %s AND startdatum < %s
"""


@pytest.fixture
def register(postgres: EmbeddedPostgres, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Django's connection, with the register to measure on."""
    own: dict[str, Any] = connection.settings_dict
    before = dict(own)
    with django_db_blocker.unblock():
        connections.close_all()
        own.update(dj_database_url.parse(postgres.url))
        own["OPTIONS"] = before["OPTIONS"]
        yield
        connections.close_all()
    own.update(before)


def timed(what: Callable[[], object]) -> float:
    """The middle of some times, in milliseconds."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        what()
        times.append((time.perf_counter() - start) * 1000)
    return median(times[1:])


def floor(tijdvak: Tijdvak) -> float:
    def read() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_FLOOR, [tijdvak.van, tijdvak.tot_en_met])

    return timed(read)


def test_figures(register: None) -> None:
    with connection.cursor() as cursor:  # what is only deleted still takes room
        cursor.execute("TRUNCATE contactmomenten_geteld, contactmomenten_cijfer")
    start = time.perf_counter()
    days = sum(aantal for _, aantal in count_days())
    seconds = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE contactmomenten_cijfer")
        cursor.execute("SELECT pg_total_relation_size('contactmomenten_cijfer')")
        ((size,),) = cursor.fetchall()
    rows = Cijfer.objects.count()
    print(f"\n{days} days counted in {seconds:.1f} s: {rows} rows, {size >> 20} MB")

    print("everything of a period, in ms; and as a multiple of reading its records once")
    for name, tijdvak in (
        ("month", MAAND),
        ("this month", LOPEND),
        ("year", JAAR),
        ("three years", DRIE_JAAR),
    ):
        lowest = floor(tijdvak)
        for how, van in GEKOZEN.items():
            took = timed(lambda t=tijdvak, v=van: overzicht(Selectie(t, v)))  # type: ignore[misc]
            print(f"{name + how:>50} {took:7.0f} {took / lowest:6.1f}")
