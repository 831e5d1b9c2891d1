"""Who uses the admin in its tests."""

import pytest
from django.contrib.auth.models import User
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


@pytest.fixture
def zonder_rechten(db: None) -> Client:
    """A browser in which somebody is logged in who is in no group."""
    client = Client()
    client.force_login(User.objects.create_user("iemand", is_staff=True))
    return client
