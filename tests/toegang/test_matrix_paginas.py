"""Every route of the admin and of logging in, for everybody who can be logged in.

As test_matrix.py does for the routes of the APIs. A route without a row here or in matrix.py fails
the test, and so does a row without a route.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import URLPattern, get_resolver

from contactmomenten.models import Wijziging
from contactmomenten.toegang import applicaties
from tests.factories import (
    applicatie,
    applicatie_jwt,
    bearer,
    contactmomentdetail,
    export,
    samenvoeging,
)
from tests.toegang.matrix import API, OPEN
from tests.toegang.uitgever import Uitgever

pytestmark = pytest.mark.django_db

WHO = ("nobody", "no role", "Rapportage", "Redacteuren", "Beheerders", "superuser")
Statuses = tuple[int, int, int, int, int, int]  # for each of WHO, in this order

ALL_200: Statuses = (200, 200, 200, 200, 200, 200)
ALL_302: Statuses = (302, 302, 302, 302, 302, 302)
ALL_403: Statuses = (403, 403, 403, 403, 403, 403)
ALL_405: Statuses = (405, 405, 405, 405, 405, 405)
# 302 for whoever has to log in first:
STAFF: Statuses = (302, 302, 200, 200, 200, 200)
STAFF_403: Statuses = (302, 302, 403, 403, 403, 403)
STAFF_404: Statuses = (302, 302, 404, 404, 404, 404)
STAFF_405: Statuses = (302, 302, 405, 405, 405, 405)
SUPERUSER: Statuses = (302, 302, 403, 403, 403, 200)
REDACTEUREN: Statuses = (302, 302, 403, 200, 200, 200)
REDACTEUREN_302: Statuses = (302, 302, 403, 302, 302, 302)
BEHEERDERS: Statuses = (302, 302, 403, 403, 200, 200)
# Without what the form asks: back to it, or no such token.
BEHEERDERS_302: Statuses = (302, 302, 403, 403, 302, 302)
BEHEERDERS_404: Statuses = (302, 302, 403, 403, 404, 404)

_USER = "admin/auth/user/"
_APPLICATIE = "admin/contactmomenten/applicatie/"
_DETAIL = "admin/contactmomenten/contactmomentdetail/"
_CORRECTIE = "admin/contactmomenten/correctie/"
_SAMENVOEGING = "admin/contactmomenten/samenvoeging/"
_EXPORT = "admin/contactmomenten/export/"
_OBJECT = "<path:object_id>/"
# The statuses of a GET, and of a POST with a CSRF token and nothing else in it.
PAGES: dict[str, tuple[Statuses, Statuses]] = {
    "": (ALL_302, ALL_302),
    "admin/": (STAFF, STAFF),
    "admin/login/": ((200, 200, 302, 302, 302, 302), ALL_200),
    "admin/logout/": (STAFF_405, STAFF),
    "admin/password_change/": (STAFF, STAFF),
    "admin/password_change/done/": (STAFF, STAFF_405),
    "admin/autocomplete/": (STAFF_403, STAFF_405),
    "admin/jsi18n/": (STAFF, STAFF_405),
    "admin/r/<path:content_type_id>/<path:object_id>/": (STAFF_404, STAFF_404),
    "admin/^(?P<app_label>contactmomenten|auth)/$": (STAFF, STAFF),
    "admin/(?P<url>.*)$": (STAFF_404, STAFF_404),
    "admin/managementinformatie/": (STAFF, STAFF_405),
    _USER: (SUPERUSER, SUPERUSER),
    f"{_USER}add/": (SUPERUSER, SUPERUSER),
    f"{_USER}<id>/password/": (SUPERUSER, SUPERUSER),
    f"{_USER}{_OBJECT}": (ALL_302, ALL_302),
    f"{_USER}{_OBJECT}change/": (SUPERUSER, SUPERUSER),
    f"{_USER}{_OBJECT}delete/": (SUPERUSER, SUPERUSER),
    f"{_USER}{_OBJECT}history/": (SUPERUSER, SUPERUSER),
    _APPLICATIE: (BEHEERDERS, BEHEERDERS),
    f"{_APPLICATIE}add/": (BEHEERDERS, BEHEERDERS),
    f"{_APPLICATIE}<int:pk>/token/": (ALL_302, BEHEERDERS_302),
    f"{_APPLICATIE}<int:pk>/token/intrekken/": (ALL_302, BEHEERDERS_404),
    f"{_APPLICATIE}<int:pk>/geheim/": (ALL_302, BEHEERDERS_302),
    f"{_APPLICATIE}<int:pk>/geheim/intrekken/": (ALL_302, BEHEERDERS_302),
    f"{_APPLICATIE}{_OBJECT}": (ALL_302, ALL_302),
    f"{_APPLICATIE}{_OBJECT}change/": (BEHEERDERS, BEHEERDERS),
    f"{_APPLICATIE}{_OBJECT}delete/": (BEHEERDERS, BEHEERDERS),
    f"{_APPLICATIE}{_OBJECT}history/": (BEHEERDERS, BEHEERDERS),
    _DETAIL: (STAFF, STAFF),
    f"{_DETAIL}exporteren/": (STAFF, STAFF),
    f"{_DETAIL}add/": (STAFF_403, STAFF_403),
    f"{_DETAIL}samenvoegen/verantwoordelijke_afdeling/": (REDACTEUREN, REDACTEUREN),
    f"{_DETAIL}samenvoegen/gespreksresultaat/": (REDACTEUREN, REDACTEUREN),
    f"{_DETAIL}{_OBJECT}": (ALL_302, ALL_302),
    f"{_DETAIL}{_OBJECT}change/": (STAFF, REDACTEUREN),
    f"{_DETAIL}{_OBJECT}delete/": (BEHEERDERS, BEHEERDERS),
    f"{_DETAIL}{_OBJECT}history/": (STAFF, STAFF),
    _CORRECTIE: (STAFF, STAFF),
    f"{_CORRECTIE}add/": (STAFF_403, STAFF_403),
    f"{_CORRECTIE}{_OBJECT}": (ALL_302, ALL_302),
    f"{_CORRECTIE}{_OBJECT}change/": (ALL_302, ALL_302),
    f"{_CORRECTIE}{_OBJECT}delete/": (STAFF_403, STAFF_403),
    f"{_CORRECTIE}{_OBJECT}history/": (ALL_302, ALL_302),
    _SAMENVOEGING: (REDACTEUREN, REDACTEUREN),
    f"{_SAMENVOEGING}add/": (STAFF_403, STAFF_403),
    f"{_SAMENVOEGING}{_OBJECT}": (ALL_302, ALL_302),
    f"{_SAMENVOEGING}{_OBJECT}change/": (REDACTEUREN, REDACTEUREN_302),
    f"{_SAMENVOEGING}{_OBJECT}delete/": (STAFF_403, STAFF_403),
    f"{_SAMENVOEGING}{_OBJECT}history/": (REDACTEUREN, REDACTEUREN),
    "contactmomentdetails/api/v1/docs": (ALL_200, ALL_405),
    _EXPORT: (BEHEERDERS, BEHEERDERS),
    f"{_EXPORT}add/": (STAFF_403, STAFF_403),
    f"{_EXPORT}{_OBJECT}": (ALL_302, ALL_302),
    f"{_EXPORT}{_OBJECT}change/": (BEHEERDERS, STAFF_403),
    f"{_EXPORT}{_OBJECT}delete/": (STAFF_403, STAFF_403),
    f"{_EXPORT}{_OBJECT}history/": (BEHEERDERS, BEHEERDERS),
    "oidc/aanmelden/": (ALL_302, ALL_405),
    "oidc/terug/": (ALL_403, ALL_405),
    "oidc/afmelden/": (ALL_302, ALL_405),
}


def all_routes(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from all_routes(pattern.url_patterns, route)


def test_every_route_of_the_url_map_has_a_row() -> None:
    assert set(all_routes(get_resolver().url_patterns)) == API.keys() | OPEN | PAGES.keys()


@pytest.fixture
def address() -> Callable[[str], str]:
    """The path of a page, with an object that exists."""
    named = {
        _USER: User.objects.create_user("iemand").pk,
        _APPLICATIE: applicatie().pk,
        _DETAIL: contactmomentdetail(1).pk,
        _CORRECTIE: Wijziging.objects.latest("nummer").pk,
        _SAMENVOEGING: samenvoeging().pk,
        _EXPORT: export().pk,
    }
    content_type = ContentType.objects.get_for_model(User).pk

    def fill_in(route: str) -> str:
        found = next((pk for prefix, pk in named.items() if route.startswith(prefix)), 1)
        values = {
            "content_type_id": content_type,
            "app_label": "contactmomenten",
            "url": "onbekend",
        }
        plain = re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", route).translate({ord("^"): "", ord("$"): ""})
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(values.get(m[1], found)), plain)

    return fill_in


def page_client(who: str, *, csrf: bool = True) -> Client:
    """A browser in which somebody of `WHO` is logged in."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=not csrf)
    if who != "nobody":
        account, _ = User.objects.get_or_create(
            username=who, is_staff=who != "no role", is_superuser=who == "superuser"
        )
        account.groups.set(Group.objects.filter(name=who))
        client.force_login(account)
    return client


@pytest.mark.parametrize("route", PAGES)
def test_a_page_is_for_whom_it_is_meant(
    route: str, address: Callable[[str], str], uitgever: Uitgever
) -> None:
    path = address(route)
    got, posted = (
        tuple(getattr(page_client(who), method)(path).status_code for who in WHO)
        for method in ("get", "post")
    )

    assert (got, posted) == PAGES[route]


@pytest.mark.parametrize("route", PAGES)
def test_without_a_csrf_token_nothing_can_be_changed(
    route: str, address: Callable[[str], str], uitgever: Uitgever
) -> None:
    path = address(route)
    for who in WHO:
        client = page_client(who, csrf=False)
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)(path).status_code == 403, (who, method)


@pytest.mark.parametrize("route", PAGES)
def test_a_credential_of_the_api_is_none_in_the_admin(
    route: str, address: Callable[[str], str], uitgever: Uitgever
) -> None:
    path = address(route)
    everything = applicatie("Alles", client_id="alles")
    credentials = [
        applicaties.issue_token(applicatie=everything, door={}),
        applicatie_jwt(everything, user_id="kcm@gemeente.example"),
        uitgever.token(roles=["Beheerder"]),
    ]

    for credential in credentials:
        client = bearer(credential)
        assert client.get(path).status_code == PAGES[route][0][0]
        assert client.post(path).status_code == PAGES[route][1][0]
