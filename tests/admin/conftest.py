"""Who uses the admin in these tests."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client


def in_group(naam: str) -> Client:
    """Somebody of the admin with just the rights of a group."""
    account = User.objects.create_user(
        naam.lower(), f"{naam.lower()}@gemeente.example", is_staff=True
    )
    account.groups.add(Group.objects.get(name=naam))
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def beheerder(db: None) -> Client:
    """Somebody of the group Beheerders."""
    return in_group("Beheerders")


@pytest.fixture
def redacteur(db: None) -> Client:
    """Somebody of the group Redacteuren."""
    return in_group("Redacteuren")


@pytest.fixture
def rapportage(db: None) -> Client:
    """Somebody of the group Rapportage."""
    return in_group("Rapportage")
