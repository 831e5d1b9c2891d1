"""Two sessions that write by hand, and somebody who follows the log meanwhile."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.database import session
from tests.models.volgen import Volger, make, numbers


@pytest.fixture
def slow() -> Iterator[psycopg.Connection]:
    """A session with a transaction that stays open until it is told otherwise."""
    with session() as own:
        yield own


@pytest.fixture
def quick() -> Iterator[psycopg.Connection]:
    """Another one, of which every statement is a transaction, that may not wait for anybody."""
    with session(autocommit=True) as own:
        own.execute("SET lock_timeout = 1; SET statement_timeout = 5000")
        yield own


@pytest.fixture
def volger(quick: psycopg.Connection) -> Volger:
    """Somebody who has seen all that there is."""
    make(quick, "begin")
    who = Volger()
    who.look()
    assert who.seen == numbers()
    return who
