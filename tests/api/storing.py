"""A database that refuses, for real, what every request needs."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

UNEXPECTED = "XX000"  # internal_error: 500
STOPPING = "57P01"  # admin_shutdown: 503


@contextmanager
def failing(sqlstate: str) -> Iterator[None]:
    """Let PostgreSQL answer every query for a token with this error. There must be a token."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE contactmomenten_token RENAME TO tokens")
            cursor.execute(
                "CREATE FUNCTION weiger() RETURNS boolean LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION 'geweigerd' USING ERRCODE = '{sqlstate}'; END $$"
            )
            cursor.execute(
                "CREATE VIEW contactmomenten_token AS SELECT * FROM tokens WHERE weiger()"
            )
        yield
        transaction.set_rollback(True)
