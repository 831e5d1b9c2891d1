"""Who uses the admin in its tests."""

import pytest
from django.test import Client

from tests.admin.lijst import client_of


@pytest.fixture
def beheerder(db: None) -> Client:
    """A browser in which a beheerder is logged in."""
    return client_of("Beheerders")


@pytest.fixture
def redacteur(db: None) -> Client:
    """A browser in which a redacteur is logged in."""
    return client_of("Redacteuren")


@pytest.fixture
def rapportage(db: None) -> Client:
    """A browser in which somebody of the group Rapportage is logged in."""
    return client_of("Rapportage")
