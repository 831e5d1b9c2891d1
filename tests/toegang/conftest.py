"""An identity provider that the settings name."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from contactmomenten.toegang.oidc.provider import provider_of
from tests.identityprovider.proces import CLIENT_ID, CLIENT_SECRET, IdentityProvider
from tests.toegang.aanmelding import TERUG
from tests.toegang.server import Server, serve_anything
from tests.toegang.uitgever import Uitgever, serve


@pytest.fixture
def uitgever(settings: Settings) -> Iterator[Uitgever]:
    """One that nobody has asked anything yet."""
    with serve() as running:
        settings.OIDC_AUTHORITY = running.authority
        settings.OIDC_AUDIENCE = [CLIENT_ID]
        provider_of.cache_clear()
        yield running
        provider_of.cache_clear()


@pytest.fixture
def idp(identityprovider: IdentityProvider, settings: Settings) -> Iterator[IdentityProvider]:
    """The identity provider, which the register trusts, and that sends people back to it."""
    identityprovider.set_redirects(TERUG, na_uitloggen=("http://testserver/admin/login/",))
    settings.OIDC_AUTHORITY = identityprovider.authority
    settings.OIDC_CLIENT_ID = settings.OIDC_RP_CLIENT_ID = CLIENT_ID
    settings.OIDC_CLIENT_SECRET = settings.OIDC_RP_CLIENT_SECRET = CLIENT_SECRET
    settings.OIDC_AUDIENCE = [CLIENT_ID]
    provider_of.cache_clear()
    yield identityprovider
    provider_of.cache_clear()


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that answers what the test says."""
    with serve_anything() as running:
        yield running
