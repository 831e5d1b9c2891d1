"""What tests of every subject share."""

from pathlib import Path

import pytest
from django.test import Client

from tests.factories import extern_token, medewerker_token

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
