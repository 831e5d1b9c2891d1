"""Applications in the admin."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from contactmomenten.models import Applicatie, Scope, Token
from contactmomenten.toegang import applicaties
from contactmomenten.toegang.authentication import read_token
from tests.factories import KCM, applicatie, applicatie_jwt, contactmomentdetail

pytestmark = pytest.mark.django_db

LIST = reverse("admin:contactmomenten_applicatie_changelist")
ADD = reverse("admin:contactmomenten_applicatie_add")
FORM = {
    "naam": "Dataplatform",
    "doel": "Rapportages maken.",
    "contactadres": "data@gemeente.example",
    "scopes": [Scope.RAPPORTAGES],
    "actief": "on",
    "geldig_tot_en_met": "31-12-2030",
    "client_id": "",
    "versie": "0",
    "tokens-TOTAL_FORMS": "0",
    "tokens-INITIAL_FORMS": "0",
}


def page(made: Applicatie) -> str:
    return reverse("admin:contactmomenten_applicatie_change", args=[made.pk])


def button(name: str, made: Applicatie) -> str:
    return reverse(f"admin:applicatie_{name}", args=[made.pk])


def shown_secret(html: str) -> str:
    found = re.search(r'id="waarde"[^>]* value="([^"]+)"', html)
    assert found
    return found[1]


def test_a_beheerder_makes_an_application(beheerder: Client) -> None:
    response = beheerder.post(ADD, FORM)

    assert response.status_code == 302
    made = Applicatie.objects.get()
    assert (made.naam, made.scopes, made.client_id) == ("Dataplatform", ["rapportages.lezen"], None)
    assert f"{made.geldig_tot_en_met:%d-%m-%Y}" == "31-12-2030"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"naam": ""}, "Dit veld is vereist"),
        ({"naam": "Rood\x1b[31m"}, "Gebruik alleen gewone tekens"),
        ({"naam": "managementinformatie"}, "uit de instellingen van de server"),
        ({"contactadres": "geen adres"}, "e-mailadres"),
        ({"scopes": ["alles.mogen"]}, "alles.mogen"),
        ({"client_id": "a b"}, "Gebruik ten minste 3 tekens"),
        ({"client_id": "kiss"}, "die van KISS zelf"),
        ({"geldig_tot_en_met": "2030"}, "geldige datum"),
    ],
)
def test_what_is_wrong_is_told_at_the_field(
    beheerder: Client, change: dict[str, object], told: str
) -> None:
    response = beheerder.post(ADD, FORM | change)

    assert response.status_code == 200
    assert told in response.content.decode()
    assert not Applicatie.objects.exists()


def test_two_applications_cannot_have_one_name(beheerder: Client) -> None:
    applicatie("Dataplatform")

    assert "Er is al een applicatie met deze naam" in beheerder.post(ADD, FORM).content.decode()


def test_a_token_is_shown_once(beheerder: Client) -> None:
    made = applicatie()

    response = beheerder.post(
        button("token", made), {"token-geldig_tot_en_met": f"{timezone.localdate():%d-%m-%Y}"}
    )

    token = shown_secret(response.content.decode())
    assert "no-store" in response["Cache-Control"]
    assert read_token(token.encode()).applicatie == made.naam
    assert Token.objects.get().geldig_tot_en_met == timezone.localdate()
    for url in (page(made), LIST, "/admin/"):
        html = beheerder.get(url).content.decode()
        assert token not in html
        assert token.split("_", 2)[2] not in html
    assert Token.objects.get().kenmerk in beheerder.get(page(made)).content.decode()


@pytest.mark.parametrize("day", ["", "morgen", "01-01-2020", "01-01-2099"])
def test_a_day_that_cannot_be_is_refused(beheerder: Client, day: str) -> None:
    made = applicatie()

    response = beheerder.post(button("token", made), {"token-geldig_tot_en_met": day}, follow=True)

    assert "errorlist" not in response.content.decode()
    assert 'class="error"' in response.content.decode()
    assert not Token.objects.exists()


def test_a_token_is_withdrawn_at_once(beheerder: Client) -> None:
    made = applicatie()
    applicaties.issue_token(applicatie=made, door={})
    token = Token.objects.get()

    response = beheerder.post(button("token_intrekken", made), {"token": token.pk}, follow=True)

    assert "werkt niet meer" in response.content.decode()
    assert Token.objects.get().ingetrokken_op is not None


@pytest.mark.parametrize("id_", ["", "x", "0", "9" * 5000, "\0"])
def test_another_token_is_not_withdrawn(beheerder: Client, id_: str) -> None:
    made = applicatie()

    assert beheerder.post(button("token_intrekken", made), {"token": id_}).status_code == 404


def test_a_token_of_another_application_is_not_withdrawn_here(beheerder: Client) -> None:
    made, other = applicatie(), applicatie("Andere")
    applicaties.issue_token(applicatie=other, door={})

    response = beheerder.post(button("token_intrekken", made), {"token": other.tokens.get().pk})

    assert response.status_code == 404
    assert other.tokens.get().ingetrokken_op is None


def test_a_secret_is_shown_once_and_can_be_withdrawn(beheerder: Client) -> None:
    made = applicatie(client_id="zaaksysteem")

    secret = shown_secret(beheerder.post(button("geheim", made)).content.decode())

    assert read_token(applicatie_jwt(made, secret).encode()).applicatie == made.naam
    assert secret not in beheerder.get(page(made)).content.decode()
    assert "gemaakt op" in beheerder.get(page(made)).content.decode()
    beheerder.post(button("geheim_intrekken", made))
    assert Applicatie.objects.get().client_geheim == ""


def test_without_a_client_id_there_is_no_secret(beheerder: Client) -> None:
    made = applicatie()

    response = beheerder.post(button("geheim", made), follow=True)

    assert "Geef de applicatie eerst een client-id" in response.content.decode()


def test_switching_it_off_ends_the_access_at_once(beheerder: Client) -> None:
    made = applicatie(client_id="zaaksysteem")
    form = {name: value for name, value in FORM.items() if name != "actief"}

    response = beheerder.post(page(made), form | {"client_id": "zaaksysteem"})

    assert response.status_code == 302
    assert not Applicatie.objects.get().actief
    assert Applicatie.objects.get().client_geheim  # still there, for when it is switched on again
    assert "uitgezet" in beheerder.get(LIST).content.decode()


def test_an_old_form_does_not_undo_what_a_colleague_did(beheerder: Client) -> None:
    made = applicatie("Dataplatform")
    off = {name: value for name, value in FORM.items() if name != "actief"}
    assert beheerder.post(page(made), off).status_code == 302

    response = beheerder.post(page(made), FORM | {"doel": "Iets anders."})  # still with versie 0

    assert "Iemand anders heeft deze applicatie intussen gewijzigd" in response.content.decode()
    assert not Applicatie.objects.get().actief
    again = FORM | {"versie": Applicatie.objects.get().versie}
    assert beheerder.post(page(made), again).status_code == 302
    assert Applicatie.objects.get().actief


def test_saving_the_form_leaves_the_secret_alone(beheerder: Client) -> None:
    made = applicatie("Dataplatform", client_id="zaaksysteem")
    form = FORM | {"client_id": "zaaksysteem", "doel": "Iets anders."}
    read = Applicatie.objects.get()
    applicaties.withdraw_client_secret(applicatie=made, door={})

    read.doel = "Iets anders."  # as the form does, which read it just before
    applicaties.save_applicatie(applicatie=read, door={})

    assert Applicatie.objects.get().client_geheim == ""
    assert beheerder.post(page(made), form | {"versie": "1"}).status_code == 302


@pytest.mark.parametrize("query", ["client_geheim__regex=(", "client_geheim__startswith=gAAAA"])
def test_no_condition_of_ones_own_in_the_address(beheerder: Client, query: str) -> None:
    assert beheerder.get(f"{LIST}?{query}").status_code in {302, 400}


@pytest.mark.parametrize("name", ["token", "token_intrekken", "geheim", "geheim_intrekken"])
def test_whoever_comes_back_to_a_button_gets_the_form(beheerder: Client, name: str) -> None:
    made = applicatie(client_id="zaaksysteem")

    response = beheerder.get(button(name, made))

    assert response["Location"] == page(made)
    assert not Token.objects.exists()


def test_removing_it_removes_its_tokens(beheerder: Client) -> None:
    made = applicatie()
    applicaties.issue_token(applicatie=made, door={})

    url = reverse("admin:contactmomenten_applicatie_delete", args=[made.pk])
    assert beheerder.post(url, {"post": "yes"}).status_code == 302

    assert not Applicatie.objects.exists()
    assert not Token.objects.exists()


def test_the_applications_of_kiss_are_shown_and_cannot_be_changed(
    beheerder: Client, settings: Settings
) -> None:
    html = beheerder.get(LIST).content.decode()

    for text in ("KISS_CLIENT_SECRET", "MANAGEMENTINFORMATIE_API_KEY", "Managementinformatie"):
        assert text in html
    assert settings.KISS_CLIENT_SECRET not in html
    assert settings.MANAGEMENTINFORMATIE_API_KEY not in html
    settings.KISS_CLIENT_ID = settings.MANAGEMENTINFORMATIE_API_KEY = ""
    assert "instellingen van de server" not in beheerder.get(LIST).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_as_many_queries_for_any_number(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for place in range(number):
        applicaties.issue_token(applicatie=applicatie(f"Applicatie {place}"), door={})

    # session, account, count, applications with what is told of their tokens
    with django_assert_num_queries(4):
        html = admin_client.get(LIST).content.decode()
    assert "nog nooit" in html


@pytest.mark.parametrize("number", [1, 3])
def test_the_form_takes_as_many_queries_for_any_number_of_tokens(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    made = applicatie()
    for _ in range(number):
        applicaties.issue_token(applicatie=made, door={})

    # session, account, application, its tokens
    with django_assert_num_queries(4):
        admin_client.get(page(made))


@pytest.mark.parametrize(
    ("groep", "sees"), [("Rapportage", False), ("Redacteuren", True), ("Beheerders", True)]
)
def test_who_had_the_contact_is_for_who_needs_it(groep: str, sees: bool) -> None:
    record = contactmomentdetail(1, emailadres_kcm=KCM)
    account = User.objects.create_user("x", is_staff=True)
    account.groups.add(Group.objects.get(name=groep))
    client = Client()
    client.force_login(account)
    name = "admin:contactmomenten_contactmomentdetail"

    for url in (reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[record.pk])):
        html = client.get(url).content.decode()
        assert sees or KCM not in html
    assert (KCM in html) is sees


def test_tokens_that_ended_have_no_button(beheerder: Client) -> None:
    made = applicatie()
    applicaties.issue_token(applicatie=made, door={})
    Token.objects.update(geldig_tot_en_met=timezone.localdate() - timedelta(days=1))

    html = beheerder.get(page(made)).content.decode()

    assert "verlopen" in html
    assert f"Token {Token.objects.get().kenmerk} intrekken" not in html


def test_the_list_tells_until_when_an_application_has_access(beheerder: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    applicatie("Oud", geldig_tot_en_met=yesterday)
    applicatie("Uit", actief=False)
    applicatie("Altijd")

    html = beheerder.get(LIST).content.decode()

    for toegang in (f"gold tot en met {yesterday:%d-%m-%Y}", "uitgezet", "ja"):
        assert f'<td class="field-toegang">{toegang}</td>' in html
