"""A register of any size to measure on, kept between runs under ``.data/benchmarks``.

    .venv/bin/python -m pytest tests/benchmarks --records 2000000 -s

Each benchmark prints what it measured as ratios to a floor that was measured in the same run.
"""

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest

from kiss_details.embedded_postgres import EmbeddedPostgres
from tests.conftest import ROOT
from tests.dienst.conftest import Dienst, start_dienst

PERIODE = "1095"  # days
TOT = "2026-11-20"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the size of the register."""
    parser.addoption("--records", type=int, default=200_000, help="contactmomenten to measure on")


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[EmbeddedPostgres]:
    """PostgreSQL with this many contactmomenten."""
    records: int = request.config.getoption("--records")
    folder = ROOT / ".data" / "benchmarks" / str(records)
    folder.parent.mkdir(parents=True, exist_ok=True)
    server = EmbeddedPostgres(folder)
    server.start()
    environment = os.environ | {"DATABASE_URL": server.url}
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "migrate", "-v", "0"], env=environment, check=True)
    with psycopg.connect(server.url) as connection:
        row = connection.execute("SELECT count(*) FROM contactmomenten_contactmomentdetail")
        (present,) = row.fetchone() or (0,)
    if not present:
        load = ["voorbeelddata", "--aantal", str(records), "--periode", PERIODE, "--tot", TOT]
        subprocess.run([*manage, *load], env=environment, check=True)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def service(postgres: EmbeddedPostgres) -> Iterator[Dienst]:
    """The real service on that register."""
    with start_dienst(postgres.url) as running:
        yield running
