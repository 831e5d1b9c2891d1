"""An identity provider that the settings name."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from contactmomenten.toegang.oidc.provider import provider_of
from tests.toegang.uitgever import CLIENT_ID, Uitgever, serve


@pytest.fixture
def uitgever(settings: Settings) -> Iterator[Uitgever]:
    """One that nobody has asked anything yet."""
    with serve() as running:
        settings.OIDC_AUTHORITY = running.authority
        settings.OIDC_AUDIENCE = [CLIENT_ID]
        provider_of.cache_clear()
        yield running
        provider_of.cache_clear()
