"""The pages of accounts: what decides what somebody may do, and what can be changed here."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from contactmomenten.models import Medewerker
from contactmomenten.toegang.groepen import GROEPEN, UITLEG

pytestmark = pytest.mark.django_db

LIST = reverse("admin:auth_user_changelist")


@pytest.fixture
def superuser(client: Client) -> Client:
    """Whoever may manage accounts."""
    client.force_login(User.objects.create_superuser("nood"))
    return client


def page_of(account: User) -> str:
    """Where an account is changed."""
    return reverse("admin:auth_user_change", args=[account.pk])


def of_the_municipality(nummer: int = 1) -> User:
    """An account that the identity provider knows."""
    account = User.objects.create_user(f"ria{nummer}", first_name="Ria", is_staff=True)
    account.groups.add(Group.objects.get(name="Redacteuren"))
    Medewerker.objects.create(
        account=account, issuer="https://idp.gemeente.example", subject=f"r-{nummer}"
    )
    return account


def test_the_list_tells_who_logs_in_where(superuser: Client) -> None:
    of_the_municipality()

    page = superuser.get(LIST).content.decode()

    assert '<td class="field-in_groepen">Redacteuren</td>' in page
    assert '<td class="field-soort">account van de gemeente</td>' in page
    assert '<td class="field-in_groepen">mag alles</td>' in page
    assert '<td class="field-soort">lokaal account, met een eigen wachtwoord</td>' in page
    assert "nog nooit" in page


def test_the_list_takes_the_same_number_of_queries(
    superuser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # 1-2 session and account; 3 groups to filter on; 4 count; 5-6 the page and its groups
    of_the_municipality(1)
    with django_assert_num_queries(6):
        superuser.get(LIST)
    for nummer in range(2, 5):
        of_the_municipality(nummer)
    with django_assert_num_queries(6):
        superuser.get(LIST)


def test_every_group_is_explained(superuser: Client) -> None:
    assert UITLEG.keys() == GROEPEN.keys()
    page = superuser.get(page_of(User.objects.create_user("lokaal"))).content.decode()

    for name, uitleg in UITLEG.items():
        assert f"{name}: {uitleg}" in page
    assert "user_permissions" not in page
    assert "Gebruikersbeheer" in page


def test_of_a_password_nothing_is_shown(superuser: Client) -> None:
    account = User.objects.create_user("lokaal", password="een lang wachtwoord")

    page = superuser.get(page_of(account)).content.decode()

    assert "Wachtwoord opnieuw instellen" in page
    assert "argon2" not in page


def test_a_local_account_gets_a_group(superuser: Client) -> None:
    account = User.objects.create_user("lokaal", password="een lang wachtwoord")
    group = Group.objects.get(name="Rapportage")

    sent = {"username": "lokaal", "is_active": "on", "is_staff": "on", "groups": [group.pk]}
    response = superuser.post(page_of(account), sent)

    assert response.status_code == 302
    account.refresh_from_db()
    assert account.is_staff
    assert [*account.groups.all()] == [group]
    assert account.check_password("een lang wachtwoord")


def test_of_an_employee_only_the_access_can_be_taken_away(superuser: Client) -> None:
    account = of_the_municipality()
    page = superuser.get(page_of(account)).content.decode()
    assert "komen van de identityprovider" in page
    assert "id_password" not in page

    beheerders = Group.objects.get(name="Beheerders")
    sent = {"username": "ander", "groups": [beheerders.pk], "is_superuser": "on"}
    assert superuser.post(page_of(account), sent).status_code == 302

    account.refresh_from_db()
    assert not account.is_active
    assert account.username == "ria1"
    assert not account.is_superuser
    assert [group.name for group in account.groups.all()] == ["Redacteuren"]


def test_nobody_makes_himself_superuser(client: Client) -> None:
    account = User.objects.create_user("beheer", is_staff=True)
    permissions = ("view_user", "change_user")
    for codename in permissions:
        account.user_permissions.add(_permission(codename))
    client.force_login(account)

    sent = {"username": "beheer", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    assert client.post(page_of(account), sent).status_code == 302

    account.refresh_from_db()
    assert not account.is_superuser


def _permission(codename: str) -> Permission:
    return Permission.objects.get(codename=codename, content_type__app_label="auth")
