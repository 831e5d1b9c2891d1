"""Where the ID token does not have the role, the provider's userinfo tells it."""

import json
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from contactmomenten.toegang.oidc.provider import provider_of
from tests.toegang.server import Server
from tests.toegang.uitgever import Uitgever

pytestmark = pytest.mark.django_db


class Provider:
    """A provider whose ID tokens and userinfo a test decides on."""

    def __init__(self, uitgever: Uitgever, server: Server) -> None:
        self.uitgever = uitgever
        self.id_token: dict[str, Any] = {"roles": None}
        self.userinfo: tuple[int, Any] = (200, {})
        self.asked: list[str] = []
        self.nonce = ""
        base = server.url.removesuffix("/token")
        uitgever.configuration = {"token_endpoint": server.url, "userinfo_endpoint": f"{base}/me"}
        provider_of.cache_clear()
        server.answer = self.answer

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """What either address gives."""
        status, document = 200, {}
        if handler.path == "/token":
            claims = {"nonce": self.nonce} | self.id_token
            document = {"access_token": "toegang", "id_token": self.uitgever.token(**claims)}
        else:
            self.asked.append(handler.headers["Authorization"])
            status, document = self.userinfo
        handler.send_response(status)
        handler.end_headers()
        handler.wfile.write(json.dumps(document).encode())

    def log_in(self) -> int:
        """The status on coming back to us."""
        client = Client()
        client.get(reverse("oidc-aanmelden"))
        ((state, kept),) = client.session["oidc_states"].items()
        self.nonce = kept["nonce"]
        return client.get(reverse("oidc-terug"), {"code": "x", "state": state}).status_code


@pytest.fixture
def provider(uitgever: Uitgever, server: Server) -> Provider:
    return Provider(uitgever, server)


SUB = "b6b1c9e2"


def groups() -> list[str]:
    return list(User.objects.get().groups.values_list("name", flat=True))


def test_it_is_not_asked_where_the_id_token_has_the_role(provider: Provider) -> None:
    provider.id_token = {"roles": ["Beheerder"]}

    assert provider.log_in() == 302
    assert groups() == ["Beheerders"]
    assert not provider.asked


def test_it_tells_the_role(provider: Provider) -> None:
    told = {"sub": SUB, "roles": ["Rapportage"], "email": "elders@gemeente.example"}
    provider.userinfo = (200, told)

    assert provider.log_in() == 302
    assert groups() == ["Rapportage"]
    assert provider.asked == ["Bearer toegang"]
    assert User.objects.get().email == "kcm@gemeente.example"  # what is signed goes first


def test_of_another_employee_it_is_refused(provider: Provider) -> None:
    provider.userinfo = (200, {"sub": "een-ander", "roles": ["Beheerder"]})

    assert provider.log_in() == 403
    assert not User.objects.exists()


def test_a_refusal_means_that_there_is_no_role(provider: Provider) -> None:
    provider.userinfo = (401, {})

    assert provider.log_in() == 403


@pytest.mark.parametrize("answer", [(500, {}), (503, {}), (429, {}), (200, [])])
def test_its_trouble_is_no_lost_role(provider: Provider, answer: tuple[int, Any]) -> None:
    provider.userinfo = (200, {"sub": SUB, "roles": ["Redacteur"]})
    assert provider.log_in() == 302

    provider.userinfo = answer
    assert provider.log_in() == 503
    assert groups() == ["Redacteuren"]
    assert User.objects.get().is_staff
