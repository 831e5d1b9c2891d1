"""Every route and method of the APIs for the session of somebody who is logged in to the admin."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from contactmomenten.models import Contactmomentdetail, Scope
from tests.factories import contactmomentdetail
from tests.toegang.matrix import (
    API,
    LEZEN,
    RAPPORTAGES,
    SCHRIJVEN,
    V1,
    VERWIJDEREN,
    call,
    expected,
    statuses,
)

pytestmark = pytest.mark.django_db

OF_GROUP: dict[str | None, set[Scope]] = {
    None: set(),
    "Rapportage": {LEZEN, RAPPORTAGES},
    "Redacteuren": {LEZEN, RAPPORTAGES},
    "Beheerders": {LEZEN, SCHRIJVEN, VERWIJDEREN, RAPPORTAGES},
}


@pytest.fixture
def in_group(request: pytest.FixtureRequest) -> Client:
    """Somebody of the admin in the group of this test, on a page of the register itself."""
    account = User.objects.create_user("iemand", is_staff=True)
    if request.param:
        account.groups.add(Group.objects.get(name=request.param))
    client = Client(
        raise_request_exception=False, headers={"X-Audit-Toelichting": "Tikfout hersteld"}
    )
    client.force_login(account)
    return client


@pytest.mark.parametrize(
    ("in_group", "granted"), OF_GROUP.items(), ids=map(str, OF_GROUP), indirect=["in_group"]
)
def test_a_session_of_the_admin_serves_the_versioned_api_alone(
    in_group: Client, granted: set[Scope]
) -> None:
    contactmomentdetail(1)
    wanted = expected(granted, is_employee=True)
    for route, method in wanted:
        if not route.startswith(V1):
            wanted[route, method] = 401

    assert statuses(in_group) == wanted


@pytest.mark.parametrize("in_group", ["Beheerders"], indirect=True)
def test_a_session_writes_nothing_without_the_csrf_token(in_group: Client) -> None:
    contactmomentdetail(1)
    in_group.handler.enforce_csrf_checks = True

    for route, methods in API.items():
        for method in methods:
            if route.startswith(V1) and method != "GET":
                answer = call(in_group, route, method)
                assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")
    assert Contactmomentdetail.objects.count() == 1


def test_whoever_is_no_staff_is_nobody(client: Client) -> None:
    client.force_login(User.objects.create_user("iemand"))

    assert set(statuses(client).values()) == {401}
