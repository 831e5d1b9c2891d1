"""Every route and method of the APIs against every kind of credential.

A route without a row fails test_matrix_paginas.py, and so does a row without a route.
"""

import pytest
from django.test import Client

from contactmomenten.models import Contactmomentdetail, Scope
from tests.factories import bearer, contactmomentdetail
from tests.toegang.credentials import APPLICATIONS, KNOWN, UNKNOWN, Make
from tests.toegang.matrix import DETAILS, METHODS, OPEN, call, expected, statuses
from tests.toegang.uitgever import Uitgever

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", UNKNOWN.values(), ids=UNKNOWN)
def test_what_proves_nothing_is_401_on_every_api_route(make: Make, uitgever: Uitgever) -> None:
    contactmomentdetail(1)

    assert set(statuses(bearer(make(uitgever))).values()) == {401}
    assert Contactmomentdetail.objects.count() == 1


def test_nobody_is_401_on_every_api_route(client: Client) -> None:
    assert set(statuses(client).values()) == {401}
    assert call(client, DETAILS, "GET")["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("basic", ["Basic a2lzczprc3M=", "Token abc", "Bearerabc"])
def test_another_scheme_is_nobody(basic: str) -> None:
    assert set(statuses(Client(headers={"Authorization": basic})).values()) == {401}


@pytest.mark.parametrize(("make", "granted"), KNOWN.values(), ids=KNOWN)
def test_an_employee_may_do_what_was_granted_and_nothing_else(
    make: Make, granted: set[Scope], uitgever: Uitgever
) -> None:
    contactmomentdetail(1)

    assert statuses(bearer(make(uitgever))) == expected(granted, is_employee=True)


@pytest.mark.parametrize(("make", "granted"), APPLICATIONS.values(), ids=APPLICATIONS)
def test_an_application_may_do_what_was_granted_and_nothing_else(
    make: Make, granted: set[Scope], uitgever: Uitgever
) -> None:
    contactmomentdetail(1)

    assert statuses(bearer(make(uitgever))) == expected(granted, is_employee=False)


@pytest.mark.parametrize("route", sorted(OPEN))
def test_the_description_is_for_everybody_to_read(route: str, client: Client) -> None:
    for caller in (client, bearer("garbage")):
        found = {method: call(caller, route, method).status_code for method in METHODS}
        assert found == dict.fromkeys(METHODS, 405) | {"GET": 200, "HEAD": 200, "OPTIONS": 204}
