"""Callers of the versioned API."""

import pytest
from django.test import Client

from contactmomenten.models import Scope
from tests.factories import client_with


@pytest.fixture
def lezer(db: None) -> Client:
    """An application that may read, but not know which employee it was."""
    return client_with(Scope.LEZEN)


@pytest.fixture
def lezer_met_medewerkers(db: None) -> Client:
    """An application that may read all there is."""
    return client_with(Scope.LEZEN, Scope.MEDEWERKERS)


@pytest.fixture
def rapporteur(db: None) -> Client:
    """An application that may ask for figures, and nothing else."""
    return client_with(Scope.RAPPORTAGES)
