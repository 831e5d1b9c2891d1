"""Files of the whole register: time against a raw COPY of the same rows, first byte, and memory.

    .venv/bin/python -m pytest tests/benchmarks/test_export.py --records 1000000 -s

The service is the real one, and curl takes what it sends.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from threading import Event, Thread
from urllib.parse import urlencode

import psycopg
import pytest

from kiss_details.embedded_postgres import EmbeddedPostgres
from tests.conftest import ROOT
from tests.dienst.conftest import Dienst
from tests.exports.lastig import ALLE
from tests.factories import body

PAGE = "/admin/contactmomenten/contactmomentdetail/exporteren/"
API = "/contactmomentdetails/api/v1/contactmomentdetails/_exporteer"
LOGIN = "/admin/login/"
ACCOUNT, PASSWORD = "benchmark", "een wachtwoord van de benchmark"
ROUNDS = 3
MEBIBYTE = 1024 * 1024

DETAILS = """
    SELECT uuid, contactmoment, startdatum, einddatum, vraag, specifieke_vraag, gespreksresultaat,
        verantwoordelijke_afdeling, emailadres_kcm, aangemaakt_op, gewijzigd_op
    FROM contactmomenten_contactmomentdetail ORDER BY startdatum DESC, id DESC
"""
BRONNEN = """
    SELECT contactmomentdetail_id, soort, titel, url
    FROM contactmomenten_bron ORDER BY contactmomentdetail_id, volgorde
"""


def floor(url: str) -> float:
    """Seconds of a raw COPY of the records, and one of the bronnen."""
    with psycopg.connect(url) as connection:
        begin = time.perf_counter()
        for query in (DETAILS, BRONNEN):
            with connection.cursor().copy(f"COPY ({query}) TO STDOUT") as rows:
                for _ in rows:
                    pass
        return time.perf_counter() - begin


@pytest.fixture(scope="module")
def cookie(postgres: EmbeddedPostgres, service: Dienst) -> str:
    """The cookies of a superuser who has logged in."""
    own = {"DATABASE_URL": postgres.url, "DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    create = [sys.executable, str(ROOT / "manage.py"), "createsuperuser", "--noinput"]
    subprocess.run(
        [*create, "--username", ACCOUNT, "--email", "benchmark@gemeente.example"],
        env=os.environ | own,
        check=False,  # it is there after an earlier run
        stderr=subprocess.DEVNULL,
    )
    http = HTTPConnection("127.0.0.1", service.port)
    http.request("GET", LOGIN)
    token = _cookie(http.getresponse().getheader("Set-Cookie", ""), "csrftoken")
    form = {"csrfmiddlewaretoken": token, "username": ACCOUNT, "password": PASSWORD}
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"csrftoken={token}",
    }
    http = HTTPConnection("127.0.0.1", service.port)
    http.request("POST", LOGIN, urlencode(form), headers)
    answer = http.getresponse()
    assert answer.status == 302
    cookies = ", ".join(answer.headers.get_all("Set-Cookie", []))
    return f"csrftoken={_cookie(cookies, 'csrftoken')}; sessionid={_cookie(cookies, 'sessionid')}"


def _cookie(header: str, name: str) -> str:
    match = re.search(rf"{name}=(\w+)", header)
    assert match, f"no cookie {name}"
    return match[1]


def form_of(cookie: str, formaat: str) -> str:
    token = _cookie(cookie, "csrftoken")
    form = {"csrfmiddlewaretoken": token, "formaat": formaat, "kolommen": ALLE}
    return urlencode(form, doseq=True)


def download(service: Dienst, cookie: str, formaat: str) -> tuple[float, int]:
    """Seconds, and bytes."""
    return curl("-H", f"Cookie: {cookie}", "-d", form_of(cookie, formaat), service.origin + PAGE)


def download_by_api(service: Dienst, cookie: str, formaat: str, *options: str) -> tuple[float, int]:
    """Seconds, and bytes: the same columns, for somebody who is logged in."""
    query = urlencode({"formaat": formaat, "kolommen": ",".join(ALLE)})
    return curl("-H", f"Cookie: {cookie}", *options, f"{service.origin}{API}?{query}")


def curl(*options: str) -> tuple[float, int]:
    """Seconds, and bytes as they were sent."""
    measure = "%{http_code} %{time_total} %{size_download}"
    done = subprocess.run(
        ["curl", "-sS", "-o", "/dev/null", "-w", measure, *options],
        capture_output=True,
        check=True,
        text=True,
    )
    status, seconds, size = done.stdout.split()
    assert status == "200"
    return float(seconds), int(size)


def first_bytes(service: Dienst, cookie: str, formaat: str, query: str = "") -> tuple[float, float]:
    """Seconds to the first byte of the file, and to the second part, which has records."""
    http = HTTPConnection("127.0.0.1", service.port)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    begin = time.perf_counter()
    http.request("POST", PAGE + query, form_of(cookie, formaat), headers)
    response = http.getresponse()
    response.read(1)
    first = time.perf_counter() - begin
    response.read(8192)
    second = time.perf_counter() - begin
    response.close()
    http.close()
    wait_until_idle(service)
    return first, second


def wait_until_idle(service: Dienst) -> None:
    """Give what was broken off the time to stop."""
    time.sleep(0.5)
    assert service.call("GET", "/healthz/ready")[0] == 200


def workers(service: Dienst) -> list[Path]:
    """The processes of the service, in /proc."""
    port = f"--port\0{service.port}\0".encode()
    found = []
    for cmdline in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if port in cmdline.read_bytes():
                found.append(cmdline.parent)
        except OSError:
            continue
    return found


def memory(process: Path) -> int:
    """Bytes that a process holds."""
    match = re.search(r"VmRSS:\s+(\d+) kB", (process / "status").read_text())
    assert match
    return int(match[1]) * 1024


@contextmanager
def watched(service: Dienst) -> Iterator[list[float]]:
    """By how many MiB the memory of the process that needed most grew, at its highest."""
    processes = workers(service)
    before = {process: memory(process) for process in processes}
    highest = dict(before)
    stop = Event()

    def watch() -> None:
        while not stop.wait(0.05):
            for process in processes:
                highest[process] = max(highest[process], memory(process))

    watcher = Thread(target=watch)
    watcher.start()
    grown: list[float] = []
    try:
        yield grown
    finally:
        stop.set()
        watcher.join()
        grown.append(max(highest[process] - before[process] for process in processes) / MEBIBYTE)


@pytest.mark.parametrize("formaat", ["ndjson", "csv", "xlsx"])
def test_the_whole_register(
    postgres: EmbeddedPostgres, service: Dienst, cookie: str, formaat: str
) -> None:
    floors, times, first, records, size = [], [], [], [], 0
    with watched(service) as grown:
        for _ in range(5):
            begins = first_bytes(service, cookie, formaat)
            first.append(begins[0])
            records.append(begins[1])
        for _ in range(ROUNDS if formaat != "xlsx" else 1):
            floors.append(floor(postgres.url))
            seconds, size = download(service, cookie, formaat)
            times.append(seconds)
    base = median(floors)
    print(f"\n{formaat}: {size / MEBIBYTE:.0f} MiB")
    for name, found in (("raw COPY", floors), ("export", times)):
        each = ", ".join(f"{second:.2f}" for second in found)
        print(f"  {name:<15} {median(found):7.2f} s   of {each}")
    print(f"  ratio           {median(times) / base:7.2f}")
    print(
        f"  ratios by round {', '.join(f'{t / f:.2f}' for t, f in zip(times, floors, strict=True))}"
    )
    print(
        f"  first byte      {median(first) * 1000:7.0f} ms, records {median(records) * 1000:.0f} ms"
    )
    print(f"  memory grew by  {grown[0]:7.1f} MiB at most")


@pytest.mark.parametrize("formaat", ["ndjson", "csv"])
def test_the_whole_register_through_the_api(
    postgres: EmbeddedPostgres, service: Dienst, cookie: str, formaat: str
) -> None:
    """Plain, and compressed; in turns with the raw COPY."""
    found: dict[str, list[float]] = {"raw COPY": [], "plain": [], "gzip": []}
    sizes = {}
    with watched(service) as grown:
        for _ in range(ROUNDS):
            found["raw COPY"].append(floor(postgres.url))
            for name, options in {"plain": [], "gzip": ["-H", "Accept-Encoding: gzip"]}.items():
                seconds, sizes[name] = download_by_api(service, cookie, formaat, *options)
                found[name].append(seconds)
    print(f"\n{formaat} through the API")
    for name, times in found.items():
        each = ", ".join(
            f"{time / base:.2f}" for time, base in zip(times, found["raw COPY"], strict=True)
        )
        print(
            f"  {name:<10} {sizes.get(name, 0) / MEBIBYTE:6.0f} MiB {median(times):7.2f} s, "
            f"ratios by round {each}"
        )
    print(f"  memory grew by {grown[0]:.1f} MiB at most")


def test_the_first_byte_of_a_part(service: Dienst, cookie: str) -> None:
    print("\nfirst byte, and first records, in ms")
    for query in ("?q=paspoort", "?q=verhuizing", "?q=afval+-grof"):
        first, records = first_bytes(service, cookie, "ndjson", query)
        print(f"{query:>20} {first * 1000:7.0f} {records * 1000:7.0f}")


@pytest.mark.parametrize("formaat", ["ndjson", "xlsx"])
def test_saving_meanwhile(service: Dienst, cookie: str, formaat: str) -> None:
    """How long a PUT of KISS takes, without an export and with two."""

    def puts(seconds: float) -> list[float]:
        found, end, nummer = [], time.monotonic() + seconds, 0
        while time.monotonic() < end:
            nummer += 1
            data = json.dumps(body(nummer % 50, vraag=f"Versie {nummer}")).encode()
            begin = time.perf_counter()
            assert service.call("PUT", "/api/contactmomentdetails", data)[0] == 200
            found.append((time.perf_counter() - begin) * 1000)
            time.sleep(0.01)
        return found

    alone = puts(4)
    exports = [Thread(target=download, args=[service, cookie, formaat]) for _ in range(2)]
    for export in exports:
        export.start()
    time.sleep(0.5)
    beside = puts(6)
    for export in exports:
        export.join()
    print(f"\nPUT in ms (median, 95%): alone, and beside two exports as {formaat}")
    for found in (alone, beside):
        print(f"  {median(found):6.1f} {quantiles(found, n=20)[-1]:6.1f}")
