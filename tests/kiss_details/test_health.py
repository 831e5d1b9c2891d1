"""Health checks, as KISS has them, and liveness and readiness apart."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db

READINESS = ["/healthz", "/healthz/ready"]
ALL = [*READINESS, "/healthz/live"]


@pytest.mark.parametrize("path", ALL)
def test_healthy(anoniem: Client, path: str) -> None:
    response = anoniem.get(path)

    assert (response.status_code, response.content) == (200, b"Healthy")
    assert response["Content-Type"] == "text/plain"


@pytest.mark.parametrize("path", READINESS)
def test_a_migration_that_is_not_applied_is_unhealthy(anoniem: Client, path: str) -> None:
    MigrationRecorder(connection).record_unapplied("contactmomenten", "0001_register")

    response = anoniem.get(path)

    assert (response.status_code, response.content) == (503, b"Unhealthy")
    assert anoniem.get("/healthz/live").status_code == 200


@pytest.mark.parametrize("path", ALL)
def test_a_probe_needs_no_host_name_and_no_https(
    anoniem: Client, settings: Settings, path: str
) -> None:
    settings.SECURE_SSL_REDIRECT = True

    assert anoniem.get(path, headers={"Host": "10.1.2.3:8000"}).status_code == 200


@pytest.mark.parametrize("path", ALL)
def test_only_get_and_head(anoniem: Client, path: str) -> None:
    assert anoniem.head(path).status_code == 200
    assert anoniem.post(path).status_code == 405
