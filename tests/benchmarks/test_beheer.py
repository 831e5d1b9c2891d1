"""The admin: each filter, each kind of search and each order of the list, and the other pages.

What a browser waits for, measured on the real service: the middle and the worst of 20 times, in
milliseconds, and how many records the page says that there are.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median
from urllib.parse import urlencode

import psycopg
import pytest
import requests

from contactmomenten.models import Bron, Datakwaliteit
from kiss_details.embedded_postgres import EmbeddedPostgres
from tests.conftest import ROOT
from tests.dienst.conftest import Dienst

LIST = "/admin/contactmomenten/contactmomentdetail/"
CIJFERS = "/admin/managementinformatie/"
MAAND, DRIE_JAAR = (
    "van=01-10-2026&tot_en_met=31-10-2026",
    "van=21-11-2023&tot_en_met=20-11-2026",
)
PAGES = (
    f"{CIJFERS}?{MAAND}",
    f"{CIJFERS}?{DRIE_JAAR}",
    f"{CIJFERS}?{MAAND}&afdeling=Burgerzaken",
    f"{CIJFERS}?{DRIE_JAAR}&afdeling=Burgerzaken",
    f"{CIJFERS}?{DRIE_JAAR}&gespreksresultaat=Zelfstandig+afgehandeld",
    f"{CIJFERS}?{MAAND}&soort=kennisartikel",
    f"{CIJFERS}?{DRIE_JAAR}&soort=kennisartikel",
    "/admin/",
    "/admin/contactmomenten/correctie/",
    "/admin/contactmomenten/export/",
    "/admin/contactmomenten/samenvoeging/",
    f"{LIST}exporteren/",
    f"{LIST}samenvoegen/verantwoordelijke_afdeling/",
)
ROUNDS = 20
NAAM, WACHTWOORD = "snelheidsmeter", "een wachtwoord van de benchmarks"

Query = dict[str, str | list[str]]

SOORTEN: list[Query] = [{"soort": soort} for soort in (*Bron.Soort.values, "andere")]
SIGNALEN: list[Query] = [{"signaal": signaal} for signaal in Datakwaliteit.values]
ORDERS: list[Query] = [
    {},
    {"p": "2"},
    {"p": "200"},
    {"o": "moment"},
    {"o": "-duur"},
    {"o": "duur", "p": "200"},
]
FILTERS: list[Query] = [
    {"periode": "vandaag"},
    {"periode": "vorige-maand"},
    {"periode": "dit-jaar"},
    {"periode": "vorig-jaar", "p": "200"},
    {"van": "01-02-2025", "tot_en_met": "03-02-2025"},
    {"gespreksresultaat": "Zelfstandig afgehandeld"},
    {"gespreksresultaat": "Onbekend"},
    {"gespreksresultaat": "Verbinding verbroken", "o": "-duur"},
    {"afdeling": "Burgerzaken"},
    {"afdeling": "WMO"},
    {"afdeling": "WMO", "o": "-duur"},
    {"afdeling": "Komt niet voor"},
    {"afdeling": ["Parkeren", "WMO", "burgerzaken"]},
    {"afdeling": "Belastingen", "p": "200"},
    {"afdeling": "Belastingen", "gespreksresultaat": "Onbekend", "periode": "vorig-jaar"},
    *SOORTEN,
    {"soort": "nieuwsbericht", "p": "200"},
    {"zonder_vraag": "ja"},
    *SIGNALEN,
]
SEARCHES: list[Query] = [
    {"q": "paspoort"},  # a fifth of the records
    {"q": "zelfstandig"},  # more than half
    {"q": "sticker"},  # 1%
    {"q": "wmo"},  # 1 in 1000
    {"q": "werkinstructie"},  # none
    {"q": "paspoort sticker"},
    {"q": "paspoort parkeren"},  # each common, never together
    {"q": "onbekend parkeren grofvuil"},
    {"q": '"paspoort aanvragen"'},
    {"q": "paspoort or grofvuil"},
    {"q": "-zelfstandig"},
    {"q": "b"},
    {"q": "ver"},
    {"q": "12345"},
    {"q": "sticker", "p": "200"},
    {"q": "sticker", "o": "-duur"},
    {"q": "sticker", "periode": "vorige-maand"},
    {"q": "paspoort", "soort": "vac"},
]


@pytest.fixture(scope="module")
def beheerder(postgres: EmbeddedPostgres, service: Dienst) -> Iterator[requests.Session]:
    """Somebody who is logged in."""
    environment = os.environ | {
        "DATABASE_URL": postgres.url,
        "DJANGO_SUPERUSER_PASSWORD": WACHTWOORD,
    }
    command = [sys.executable, str(ROOT / "manage.py"), "createsuperuser", "--noinput"]
    command += ["--username", NAAM, "--email", "snelheid@gemeente.example"]
    # It is there already after an earlier run.
    subprocess.run(command, env=environment, check=False, capture_output=True)
    with requests.Session() as session:
        session.trust_env = False  # no proxy
        login = f"{service.origin}/admin/login/"
        form = session.get(login).text
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
        assert token
        account = {"username": NAAM, "password": WACHTWOORD, "csrfmiddlewaretoken": token[1]}
        answer = session.post(login, account, headers={"Referer": login})
        assert answer.url.endswith("/admin/")
        yield session


def kenmerken(postgres: EmbeddedPostgres) -> list[Query]:
    """What finds one contactmoment, somewhere in the middle."""
    with psycopg.connect(postgres.url) as connection:
        ((url, uuid),) = connection.execute(
            "SELECT contactmoment, uuid::text FROM contactmomenten_contactmomentdetail "
            "WHERE id >= (SELECT max(id) / 2 FROM contactmomenten_contactmomentdetail) "
            "ORDER BY id LIMIT 1"
        ).fetchall()
    return [{"q": url}, {"q": url.rsplit("/", 1)[1]}, {"q": uuid}]


def test_list(postgres: EmbeddedPostgres, service: Dienst, beheerder: requests.Session) -> None:
    print(f"\n{'middle':>7} {'worst':>6}  {'records':>18}  of {ROUNDS} times, in milliseconds")
    for query in (*ORDERS, *FILTERS, *SEARCHES, *kenmerken(postgres)):
        address = urlencode(query, doseq=True)
        times, page = visit(beheerder, f"{service.origin}{LIST}?{address}")
        aantal = re.search(r'class="aantal">(.*) contactmoment', page)
        assert aantal, address
        print(f"{median(times):7.0f} {max(times):6.0f}  {aantal[1]:>18}  {address[:70]}")


def test_other_pages(
    postgres: EmbeddedPostgres, service: Dienst, beheerder: requests.Session
) -> None:
    print(f"\n{'middle':>7} {'worst':>6}  of {ROUNDS} times, in milliseconds")
    for page in (*PAGES, *pages_of_a_record(postgres)):
        times, _ = visit(beheerder, f"{service.origin}{page}")
        print(f"{median(times):7.0f} {max(times):6.0f}  {page}")


def visit(beheerder: requests.Session, url: str) -> tuple[list[float], str]:
    """How long a page takes each time, in milliseconds, and what it says."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        response = beheerder.get(url)
        times.append((time.perf_counter() - start) * 1000)
        assert response.status_code == 200, url
    return times[1:], response.text  # the first one warms up


def pages_of_a_record(postgres: EmbeddedPostgres) -> list[str]:
    """Its form, its history, and what asks whether to remove it; somewhere in the middle."""
    with psycopg.connect(postgres.url) as connection:
        ((pk,),) = connection.execute(
            "SELECT id FROM contactmomenten_contactmomentdetail "
            "WHERE id >= (SELECT max(id) / 2 FROM contactmomenten_contactmomentdetail) "
            "ORDER BY id LIMIT 1"
        ).fetchall()
    return [f"{LIST}{pk}/{page}/" for page in ("change", "history", "delete")]
