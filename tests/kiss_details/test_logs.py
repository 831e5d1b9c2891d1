"""Log lines carry no values."""

import io
import logging

import pytest
from django.db import IntegrityError, connection, transaction

from kiss_details.logs import formatter
from tests.factories import contactmomentdetail

SECRET = "Geheim-0612345678"


@pytest.fixture
def output() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def logger(output: io.StringIO) -> logging.Logger:
    handler = logging.StreamHandler(output)
    handler.setFormatter(formatter())
    logger = logging.Logger("test")
    logger.addHandler(handler)
    return logger


@pytest.mark.django_db
def test_an_error_of_the_database_names_the_constraint_and_no_value(
    logger: logging.Logger, output: io.StringIO
) -> None:
    contactmomentdetail(1, contactmoment=SECRET)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO contactmomenten_contactmomentdetail "
                "(contactmoment, startdatum, einddatum) VALUES (%s, now(), now())",
                [SECRET],
            )
    except IntegrityError:
        logger.exception("Could not store")

    line = output.getvalue()
    assert SECRET not in line
    assert "Could not store" in line
    assert "psycopg.errors.UniqueViolation 23505 contactmomentdetail_contactmoment_uniek" in line
    assert "django.db.utils.IntegrityError" in line
    assert "test_logs.py" in line


def test_the_whole_chain_of_causes_is_there_without_messages(
    logger: logging.Logger, output: io.StringIO
) -> None:
    try:
        try:
            int(SECRET)
        except ValueError:
            dict[str, str]()[SECRET]
    except KeyError:
        logger.exception("Twice")

    line = output.getvalue()
    assert SECRET not in line
    assert line.index("builtins.KeyError") < line.index("builtins.ValueError")
