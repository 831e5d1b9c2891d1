"""Going to the identity provider and coming back, as a browser does."""

from typing import Any

from django.test import Client
from django.urls import reverse

from tests.identityprovider.aanmelden import log_in, new_session
from tests.identityprovider.proces import Medewerker

TERUG = "http://testserver/oidc/terug/"


def employee(*rollen: str, sub: str = "b-1", name: str = "b.heer") -> Medewerker:
    return Medewerker(sub, name, rollen, f"{name}@gemeente.example")


def to_provider(client: Client, next_page: str = "") -> str:
    """The address at the provider to which our button leads."""
    response = client.get(reverse("oidc-aanmelden"), {"next": next_page} if next_page else None)
    assert response.status_code == 302
    return str(response["Location"])


def come_back(client: Client, sub: str, *, next_page: str = "") -> Any:
    """Log in at the provider, in a new browser, and follow it back to us."""
    with new_session() as session:
        back = log_in(session, to_provider(client, next_page), sub)
    return client.get(back)


def may_see(client: Client, url: str) -> bool:
    return client.get(url).status_code == 200
