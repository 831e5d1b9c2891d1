"""PUTs per second, against pgbench that does the same SQL without anything around it."""

import json
import re
import time
import uuid
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

from kiss_details.embedded_postgres import EmbeddedPostgres
from tests.dienst.conftest import Dienst
from tests.factories import DETAILS_URL, body

CALLERS = 8
SECONDS = 6
BRONNEN = 2

# What one PUT of a new contactmoment with two bronnen does, in one transaction.
PGBENCH = """
BEGIN;
INSERT INTO contactmomenten_contactmomentdetail
  (contactmoment, startdatum, einddatum, vraag, specifieke_vraag, gespreksresultaat,
   verantwoordelijke_afdeling, emailadres_kcm)
VALUES ('https://openklant.gemeente.example/klantcontacten/' || gen_random_uuid(), now(), now(),
  'Vraag 1', 'Specifieke vraag 1', 'Zelfstandig afgehandeld', 'Burgerzaken', 'kcm@gemeente.example')
ON CONFLICT (contactmoment) DO NOTHING RETURNING id \\gset
INSERT INTO contactmomenten_bron (contactmomentdetail_id, volgorde, soort, titel, url)
VALUES (:id, 0, 'kennisartikel', 'Artikel 0', 'https://www.gemeente.example/artikel/0'),
       (:id, 1, 'kennisartikel', 'Artikel 1', 'https://www.gemeente.example/artikel/1');
COMMIT;
"""


def floor(postgres: EmbeddedPostgres) -> float:
    script = Path("/tmp") / f"kiss-pgbench-{uuid.uuid4()}.sql"  # noqa: S108 - readable to postgres
    script.write_text(PGBENCH)
    arguments = ["-h", str(postgres.socket_folder), "-U", "postgres", "-n", "-f", str(script)]
    arguments += ["-c", str(CALLERS), "-j", "2", "-T", str(SECONDS), "kiss_details"]
    said = postgres.run_program("pgbench", *arguments).stdout.decode()
    script.unlink()
    match = re.search(r"tps = ([\d.]+)", said)
    assert match, said
    return float(match[1])


def puts(service: Dienst, prefix: str, *, known: bool) -> float:
    """PUTs per second of callers that each keep one connection."""
    counts = [0] * CALLERS
    end = time.monotonic() + SECONDS

    def call(caller: int) -> None:
        http = HTTPConnection("127.0.0.1", service.port)
        while time.monotonic() < end:
            nummer = counts[caller] % 100 if known else counts[caller]
            data = body(
                nummer,
                bronnen=BRONNEN,
                id=f"{prefix}/{caller}/{nummer}",
                specifiekevraag=f"Versie {counts[caller]}",
            )
            http.request("PUT", DETAILS_URL, json.dumps(data), service.headers)
            response = http.getresponse()
            response.read()
            assert response.status == 200
            counts[caller] += 1
        http.close()

    callers = [Thread(target=call, args=[caller]) for caller in range(CALLERS)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    return sum(counts) / SECONDS


def test_puts(postgres: EmbeddedPostgres, service: Dienst) -> None:
    prefix = f"https://openklant.gemeente.example/klantcontacten/{uuid.uuid4()}"
    bare = floor(postgres)
    new = puts(service, prefix, known=False)
    known = puts(service, f"{prefix}-bekend", known=True)

    print(f"\n{CALLERS} callers, {BRONNEN} bronnen; per second, and pgbench as a multiple of it")
    for name, rate in (("pgbench", bare), ("PUT of new ids", new), ("PUT of known ids", known)):
        print(f"{name:>18} {rate:8.0f} {bare / rate:6.1f}")
