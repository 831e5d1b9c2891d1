"""The database of the tests past the ORM: all that is in it, and what others do meanwhile."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from threading import Barrier
from typing import Any, TypeVar

import psycopg
import pytest
from django.db import connection

from tests.dienst.conftest import database_url_of_tests

T = TypeVar("T")

PATIENCE = 20.0  # seconds, for what takes none


def dump() -> str:
    """Every row of every table, history included, as text."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT x::text FROM "{table}" x')  # noqa: S608 - our own tables
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows)


@contextmanager
def session(
    *, autocommit: bool = False, database: str | None = None
) -> Iterator[psycopg.Connection]:
    """A session of somebody else; what is not committed at the end never was."""
    name = database or connection.settings_dict["NAME"]
    with psycopg.connect(database_url_of_tests(), autocommit=autocommit, dbname=name) as own:
        yield own
        own.rollback()


def wait_until(condition: Callable[[], bool]) -> None:
    """Look until it holds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.01)


def wait_until_blocked(seen_by: psycopg.Connection, sessions: int = 1) -> None:
    """Look until so many sessions wait for a lock of another one."""
    waiting = "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted"
    wait_until(lambda: seen_by.execute(waiting).fetchone() == (sessions,))


def let_others_break_deadlocks(own: psycopg.Connection) -> None:
    """Make this session the one that survives a deadlock; the tests are skipped without the right.

    PostgreSQL ends the transaction that looked first, after its own ``deadlock_timeout``.
    """
    try:
        own.execute("SET deadlock_timeout = '1min'")
    except psycopg.errors.InsufficientPrivilege:
        pytest.skip("only a superuser can set deadlock_timeout")


def just_before(part: str, call: Callable[[], object]) -> AbstractContextManager[None]:
    """Do something once, right before the first query that has this in it."""
    to_do = [call]

    def wrapper(execute: Any, statement: str, *rest: Any) -> Any:
        if part in statement and to_do:
            to_do.pop()()
        return execute(statement, *rest)

    return connection.execute_wrapper(wrapper)


@contextmanager
def meanwhile(call: Callable[[], T]) -> Iterator[Future[T]]:
    """Do it in a thread with a database connection of its own, until the end of the block."""
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(_with_own_connection, call)


def all_at_once(*calls: Callable[[], T]) -> list[T | Exception]:
    """What each call gave or raised, each with a database connection of its own."""
    start = Barrier(len(calls))

    def wait_and(call: Callable[[], T]) -> T:
        connection.ensure_connection()
        start.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        futures = [pool.submit(_with_own_connection, wait_and, call) for call in calls]
        return [future.exception() or future.result() for future in futures]  # type: ignore[misc]


def _with_own_connection(call: Callable[..., T], *arguments: object) -> T:
    try:
        return call(*arguments)
    finally:
        connection.close()
