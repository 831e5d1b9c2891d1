"""What tests of every subject share."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from contactmomenten.toegang import applicaties
from kiss_details import logs
from tests.factories import applicatie, bearer, extern_token, medewerker_token
from tests.identityprovider.proces import (
    NOT_INSTALLED,
    IdentityProvider,
    is_installed,
)
from tests.openapi import node
from tests.programs import need

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def anoniem() -> Client:
    """A caller without a credential; an unexpected error is a 500 and not an exception here."""
    return Client(raise_request_exception=False)


@pytest.fixture
def medewerker() -> Client:
    """An employee, for whom the KISS backend signs."""
    return Client(
        raise_request_exception=False,
        headers={"Authorization": f"Bearer {medewerker_token()}"},
    )


@pytest.fixture
def extern() -> Client:
    """An external system that reads management information."""
    return Client(
        raise_request_exception=False,
        headers={"Authorization": f"Bearer {extern_token()}"},
    )


@pytest.fixture
def schrijver(db: None) -> Client:
    """An application that may do everything, for itself."""
    return bearer(applicaties.issue_token(applicatie=applicatie(), door={}))


@pytest.fixture
def written_log() -> Iterator[io.StringIO]:
    """The lines of the log, as the service writes them."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.formatter())
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


@pytest.fixture(scope="session")
def identityprovider_process(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[IdentityProvider]:
    """The identityprovider, one for all tests; what a test sets in it stays."""
    need(is_installed(), otherwise=NOT_INSTALLED)
    with IdentityProvider(tmp_path_factory.mktemp("identityprovider")) as running:
        yield running


@pytest.fixture
def identityprovider(identityprovider_process: IdentityProvider) -> Iterator[IdentityProvider]:
    """The identityprovider, which knows nobody yet; the next test gets it like that too."""
    yield identityprovider_process
    identityprovider_process.reset()
    if not identityprovider_process.runs:
        identityprovider_process.start()


@pytest.fixture(scope="session")
def node_programs() -> None:
    """The linters and generators of tests/openapi can run."""
    need(node.is_installed(), otherwise=node.NOT_INSTALLED)
