"""Logging in to the admin, and calling the API, with a real identity provider process."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from contactmomenten.models import Medewerker as Account
from contactmomenten.toegang.oidc import provider as module
from contactmomenten.toegang.oidc.provider import provider_of
from tests.identityprovider.aanmelden import log_in, log_out, new_session
from tests.identityprovider.proces import IdentityProvider, Medewerker
from tests.toegang.aanmelding import TERUG, come_back, employee, may_see, to_provider
from tests.toegang.uitgever import Uitgever

pytestmark = pytest.mark.django_db

ADMIN = "/admin/"
APPLICATIES = reverse("admin:contactmomenten_applicatie_changelist")
CONTACTMOMENTEN = reverse("admin:contactmomenten_contactmomentdetail_changelist")
KCM = Medewerker("kcm-1", "kcm", ("Klantcontactmedewerker",), "kcm@gemeente.example")


# --- Login, roles, withdrawal ---------------------------------------------------------------


def test_the_provider_is_asked_with_state_nonce_and_pkce(idp: IdentityProvider) -> None:
    query = parse_qs(urlsplit(to_provider(Client())).query)

    assert query["response_type"] == ["code"]
    assert query["code_challenge_method"] == ["S256"]
    assert query["redirect_uri"] == [TERUG]
    for name in ("state", "nonce", "code_challenge"):
        assert len(query[name][0]) >= 32
    again = parse_qs(urlsplit(to_provider(Client())).query)
    assert all(again[name] != query[name] for name in ("state", "nonce", "code_challenge"))


@pytest.mark.parametrize(
    ("rol", "groep", "applicaties"),
    [
        ("Beheerder", "Beheerders", True),
        ("Redacteur", "Redacteuren", False),
        ("Rapportage", "Rapportage", False),
    ],
)
def test_a_role_gives_a_group(
    idp: IdentityProvider, rol: str, groep: str, applicaties: bool
) -> None:
    idp.set_medewerkers(employee(rol))
    client = Client()

    response = come_back(client, "b-1", next_page=CONTACTMOMENTEN)

    assert response.status_code == 302
    assert response["Location"] == CONTACTMOMENTEN
    account = User.objects.get()
    assert (account.username, account.email) == ("b.heer@gemeente.example",) * 2
    assert [group.name for group in account.groups.all()] == [groep]
    assert account.is_staff
    assert not account.is_superuser
    assert not account.has_usable_password()
    assert may_see(client, CONTACTMOMENTEN)
    assert may_see(client, APPLICATIES) is applicaties


def test_roles_are_taken_over_at_every_login(idp: IdentityProvider) -> None:
    idp.set_medewerkers(employee("Beheerder", "Rapportage"))
    come_back(Client(), "b-1")
    groups = User.objects.get().groups
    assert set(groups.values_list("name", flat=True)) == {"Beheerders", "Rapportage"}
    groups.add(Group.objects.get(name="Redacteuren"))

    idp.set_medewerkers(employee("Rapportage"))
    come_back(Client(), "b-1")

    assert set(User.objects.get().groups.values_list("name", flat=True)) == {"Rapportage"}


def test_without_a_role_nobody_gets_in_and_no_account_is_made(idp: IdentityProvider) -> None:
    idp.set_medewerkers(employee(), KCM)
    for sub in ("b-1", "kcm-1"):
        client = Client()
        response = come_back(client, sub)

        assert response.status_code == 403
        assert "geen toegang tot dit register" in response.content.decode()
        assert not may_see(client, ADMIN)
    assert not User.objects.exists()


def test_losing_the_role_is_losing_the_access_everywhere(idp: IdentityProvider) -> None:
    idp.set_medewerkers(employee("Beheerder"))
    earlier = Client()
    come_back(earlier, "b-1")
    assert may_see(earlier, ADMIN)

    idp.set_medewerkers(employee())
    assert come_back(Client(), "b-1").status_code == 403

    assert not may_see(earlier, ADMIN)
    account = User.objects.get()
    assert not account.is_staff
    assert not account.groups.exists()


def test_an_account_that_was_closed_here_stays_closed(idp: IdentityProvider) -> None:
    idp.set_medewerkers(employee("Beheerder"))
    client = Client()
    come_back(client, "b-1")
    User.objects.update(is_active=False)

    assert not may_see(client, ADMIN)
    response = come_back(Client(), "b-1")
    assert response.status_code == 403
    assert "is uitgezet" in response.content.decode()


def test_somebody_with_the_name_of_another_gets_an_account_of_their_own(
    idp: IdentityProvider, admin_user: User
) -> None:
    User.objects.filter(pk=admin_user.pk).update(
        username="b.heer@gemeente.example", email="b.heer@gemeente.example"
    )
    idp.set_medewerkers(employee("Rapportage"), employee("Redacteur", sub="b-2"))

    for sub in ("b-1", "b-2", "b-1"):
        come_back(Client(), sub)

    accounts = {found.subject: found.account for found in Account.objects.all()}
    assert set(accounts) == {"b-1", "b-2"}
    assert {account.username for account in accounts.values()} == {
        "b.heer@gemeente.example-2",
        "b.heer@gemeente.example-3",
    }
    assert not any(account.is_superuser for account in accounts.values())
    assert User.objects.count() == 3


def test_logging_in_again_is_a_new_login(idp: IdentityProvider, settings: Settings) -> None:
    idp.set_medewerkers(employee("Beheerder"))
    client = Client()
    come_back(client, "b-1")
    first = client.cookies[settings.SESSION_COOKIE_NAME].value
    begin = client.session["aangemeld_op"]
    come_back(client, "b-1")

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != first
    assert client.session["aangemeld_op"] > begin
    assert Session.objects.count() == 1


def test_logging_out_here_and_there(idp: IdentityProvider) -> None:
    idp.set_medewerkers(employee("Beheerder"))
    client = Client()
    with new_session() as session:
        client.get(log_in(session, to_provider(client), "b-1"))

        html = client.post(reverse("admin:logout")).content.decode()
        assert not may_see(client, ADMIN)
        assert not Session.objects.exists()
        assert reverse("oidc-afmelden") in html

        leave = client.get(reverse("oidc-afmelden"))["Location"]
        assert "gemeente.example" not in leave  # nothing of the employee in an address
        assert log_out(session, leave).startswith("http://testserver/admin/login/")
        # There, somebody has to log in again.
        assert "/interaction/" in session.get(to_provider(client)).url


def test_where_the_provider_has_no_logging_out_one_comes_back_here(uitgever: Uitgever) -> None:
    uitgever.configuration = {"end_session_endpoint": None}

    response = Client().get(reverse("oidc-afmelden"))

    assert (response.status_code, response["Location"]) == (302, reverse("admin:login"))


# --- What can go wrong on the way back ------------------------------------------------------


def test_a_code_without_our_state_is_refused(idp: IdentityProvider) -> None:
    idp.set_medewerkers(employee("Beheerder"))
    victim, attacker = Client(), Client()
    with new_session() as session:
        back = log_in(session, to_provider(attacker), "b-1")
    to_provider(victim)

    for client in (victim, Client()):
        response = client.get(back)
        assert response.status_code == 403
        assert "Begin opnieuw" in response.content.decode()
        assert not may_see(client, ADMIN)


def test_an_address_works_once(idp: IdentityProvider) -> None:
    idp.set_medewerkers(employee("Beheerder"))
    client = Client()
    with new_session() as session:
        back = log_in(session, to_provider(client), "b-1")
    assert client.get(back).status_code == 302
    client.logout()

    assert client.get(back).status_code == 403
    assert not may_see(client, ADMIN)


def test_a_code_for_another_nonce_is_refused(idp: IdentityProvider) -> None:
    """A code that somebody else got cannot be put into a login of one's own."""
    idp.set_medewerkers(employee("Beheerder"))
    client = Client()
    with new_session() as session:
        asked = to_provider(client)
        query = {name: values[0] for name, values in parse_qs(urlsplit(asked).query).items()}
        other = f"{asked.partition('?')[0]}?{urlencode(query | {'nonce': 'x' * 32})}"
        response = client.get(log_in(session, other, "b-1"))

    assert response.status_code == 403
    assert not may_see(client, ADMIN)


def test_a_made_up_code_is_refused(idp: IdentityProvider) -> None:
    client = Client()
    state = parse_qs(urlsplit(to_provider(client)).query)["state"][0]

    response = client.get(reverse("oidc-terug"), {"code": "verzonnen", "state": state})

    assert response.status_code == 403


def test_whoever_cancels_is_told_so(idp: IdentityProvider) -> None:
    client = Client()
    state = parse_qs(urlsplit(to_provider(client)).query)["state"][0]

    response = client.get(reverse("oidc-terug"), {"error": "access_denied", "state": state})

    assert response.status_code == 403
    assert "Begin opnieuw" in response.content.decode()


@pytest.mark.parametrize(
    "elsewhere", ["https://elders.example/", "//elders.example/", "javascript:alert(1)"]
)
def test_after_logging_in_nobody_is_sent_elsewhere(idp: IdentityProvider, elsewhere: str) -> None:
    idp.set_medewerkers(employee("Beheerder"))

    response = come_back(Client(), "b-1", next_page=elsewhere)

    assert response["Location"] == ADMIN


def test_a_password_form_is_no_way_into_the_flow(idp: IdentityProvider) -> None:
    url = f"{reverse('admin:login')}?code=x&state=y"

    assert Client().post(url, {"username": "a", "password": "b"}).status_code == 200


def test_a_provider_that_is_away_is_said_to_be_away(
    idp: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT", 0.5)
    idp.set_medewerkers(employee("Beheerder"))
    client = Client()
    with new_session() as session:
        back = log_in(session, to_provider(client), "b-1")
    idp.stop()

    response = client.get(back)  # the code cannot be exchanged
    assert response.status_code == 503
    assert "antwoordt niet" in response.content.decode()

    provider_of.cache_clear()
    assert "Afmelden bij de gemeente" in client.get(reverse("oidc-afmelden")).content.decode()
    provider_of.cache_clear()
    response = client.get(reverse("oidc-aanmelden"))  # nor is it known where to log in
    assert response.status_code == 503
    assert "antwoordt niet" in response.content.decode()
