"""The documentation page of the API, before a browser draws the rest of it."""

import re
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.factories import V1_URL

pytestmark = pytest.mark.django_db

DOCS = "/contactmomentdetails/api/v1/docs"
INDEX = reverse("admin:index")


def logged_in(groep: str = "", **fields: Any) -> Client:
    """The browser of somebody with an account, in this group."""
    account = User.objects.create_user("iemand", "iemand@gemeente.example", **fields)
    account.groups.set(Group.objects.filter(name=groep))
    client = Client()
    client.force_login(account)
    return client


def html_of(client: Client) -> str:
    """The page."""
    response = client.get(DOCS)
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_may_read_it(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get(DOCS)

    html = response.content.decode()
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert f'href="/admin/login/?next={DOCS}"' in html
    assert 'data-openapi="/contactmomentdetails/api/v1/openapi.json"' in html
    assert "csrf" not in html
    assert response.cookies == {}


def test_somebody_of_the_admin_gets_a_csrf_token(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = logged_in("Beheerders", is_staff=True)

    # The session, the account, its own permissions and those of its groups.
    with django_assert_num_queries(4):
        html = html_of(client)

    assert "U bent aangemeld als <strong>iemand@gemeente.example</strong>." in html
    assert "contactmomentdetails lezen, contactmomentdetails opslaan en wijzigen," in html
    token = re.search(r'data-csrf-token="(\w{64})"', html)
    assert token
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    post = partial(strict.post, V1_URL, {}, content_type="application/json")
    assert post().json()["code"] == "csrf_failed"
    assert post(headers={"X-CSRFToken": token[1]}).json()["code"] == "invalid"


@pytest.mark.parametrize(
    "fields", [{}, {"is_staff": True, "is_active": False}], ids=["no staff", "closed"]
)
def test_another_account_is_nobody(fields: dict[str, bool]) -> None:
    html = html_of(logged_in("Beheerders", **fields))

    assert "aangemeld als" not in html
    assert "csrf" not in html


def test_without_a_group_there_are_no_rights() -> None:
    assert "Uw rechten: geen." in html_of(logged_in(is_staff=True))


def test_a_name_is_text() -> None:
    client = logged_in(is_staff=True)
    User.objects.update(email="", username="<b>iemand</b>")

    assert "<strong>&lt;b&gt;iemand&lt;/b&gt;</strong>" in html_of(client)


def test_nobody_may_keep_or_frame_it(client: Client) -> None:
    response = client.get(DOCS)

    assert response["Cache-Control"] == "no-store"
    assert response["X-Frame-Options"] == "DENY"
    assert response["API-Version"] == "1.1.0"
    policy = set(response["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    }


def test_it_has_no_slash_at_the_end(client: Client) -> None:
    response = client.get(f"{DOCS}/")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("groep", "shown"),
    [("Beheerders", True), ("Redacteuren", True), ("Rapportage", True), ("", False)],
)
def test_the_admin_links_to_it_for_who_may_read(groep: str, shown: bool) -> None:
    html = logged_in(groep, is_staff=True).get(INDEX).content.decode()

    assert (f'<a href="{DOCS}">API-documentatie</a>' in html) == shown
