"""Logging in and out at the real identityprovider."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.chromium import Watch
from tests.browser.conftest import environment_of, follow, go, press
from tests.dienst.conftest import Dienst, database_url_of_tests, start_dienst
from tests.identityprovider.proces import IdentityProvider, Medewerker

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

LOGIN = reverse("admin:login")
DETAILS = reverse("admin:contactmomenten_contactmomentdetail_changelist")
APPLICATIES = reverse("admin:contactmomenten_applicatie_changelist")

BEHEERDER = Medewerker("b-1", "bo.beheerder", ("Beheerder",), "bo@gemeente.example")
REDACTEUR = Medewerker("r-1", "ria.redacteur", ("Redacteur",), "ria@gemeente.example")
RAPPORTAGE = Medewerker("m-1", "mo.rapportage", ("Rapportage",), "mo@gemeente.example")
ZONDER_ROL = Medewerker("z-1", "zoe.zonder", (), "zoe@gemeente.example")


@pytest.fixture(autouse=True)
def medewerkers(database: None, register: Dienst, identityprovider: IdentityProvider) -> None:
    """Who works at the municipality, and the register that they log in to."""
    identityprovider.set_medewerkers(BEHEERDER, REDACTEUR, RAPPORTAGE, ZONDER_ROL)
    identityprovider.set_redirects(
        f"{register.origin}{reverse('oidc-terug')}",
        na_uitloggen=(f"{register.origin}{LOGIN}",),
    )


def log_in(page: Page, medewerker: Medewerker) -> None:
    """From the login page that is shown, at the identityprovider."""
    follow(page, "Aanmelden met uw account van de gemeente")
    press(page, medewerker.preferred_username)


def log_out_everywhere(page: Page) -> None:
    """From the register and from the identityprovider, which asks whether one is sure."""
    press(page, "Afmelden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Afgemeld")
    follow(page, "Ook afmelden bij de gemeente")
    press(page, "Uitloggen")


def test_an_employee_lands_on_the_page_that_was_asked_for(page: Page, register: Dienst) -> None:
    wanted = f"{DETAILS}?q=paspoort"
    go(page, wanted)
    log_in(page, REDACTEUR)

    assert page.url == f"{register.origin}{wanted}"
    expect(page.get_by_text("ria@gemeente.example")).to_be_visible()
    account = User.objects.get()
    assert not account.is_superuser
    assert not account.has_usable_password()


@pytest.mark.parametrize(
    ("medewerker", "status"), [(BEHEERDER, 200), (REDACTEUR, 403), (RAPPORTAGE, 403)]
)
def test_what_an_employee_sees_is_of_the_role(
    page: Page, medewerker: Medewerker, status: int
) -> None:
    go(page, LOGIN)
    log_in(page, medewerker)

    content = page.get_by_role("main")
    expect(content.get_by_role("link", name="Contactmomentdetails")).to_be_visible()
    applicaties = content.get_by_role("link", name="Applicaties")
    expect(applicaties).to_be_visible(visible=status == 200)
    expect(page.get_by_text("Gebruikers")).not_to_be_visible()
    go(page, APPLICATIES, status)


def test_logging_out_here_is_not_logging_out_there(page: Page, register: Dienst) -> None:
    go(page, LOGIN)
    log_in(page, BEHEERDER)
    press(page, "Afmelden")
    follow(page, "Opnieuw aanmelden")
    follow(page, "Aanmelden met uw account van de gemeente")  # which asks nothing

    assert page.url == f"{register.origin}{reverse('admin:index')}"


def test_logging_out_there_too(page: Page, register: Dienst) -> None:
    go(page, LOGIN)
    log_in(page, BEHEERDER)
    log_out_everywhere(page)

    assert page.url.startswith(f"{register.origin}{LOGIN}")
    log_in(page, REDACTEUR)  # for it asks again who you are
    expect(page.get_by_text("ria@gemeente.example")).to_be_visible()


def test_without_a_role_it_says_whom_to_ask(page: Page) -> None:
    go(page, LOGIN)
    log_in(page, ZONDER_ROL)

    expect(page.get_by_role("heading", name="Aanmelden is niet gelukt")).to_be_visible()
    expect(page.get_by_text("Vraag de beheerder van uw gemeente om een rol.")).to_be_visible()
    assert not User.objects.exists()
    follow(page, "Meld u eerst af bij de gemeente")
    press(page, "Uitloggen")
    log_in(page, REDACTEUR)
    expect(page.get_by_text("ria@gemeente.example")).to_be_visible()


def test_a_role_that_was_withdrawn_is_gone_at_the_next_login(
    page: Page, identityprovider: IdentityProvider
) -> None:
    go(page, LOGIN)
    log_in(page, BEHEERDER)
    log_out_everywhere(page)
    identityprovider.set_medewerkers(
        Medewerker(BEHEERDER.sub, BEHEERDER.preferred_username, (), BEHEERDER.email)
    )
    log_in(page, BEHEERDER)

    expect(page.get_by_text("Vraag de beheerder van uw gemeente om een rol.")).to_be_visible()
    go(page, DETAILS)
    assert LOGIN in page.url
    assert not User.objects.get().is_staff


def test_cancelling_there(page: Page, register: Dienst) -> None:
    go(page, LOGIN)
    follow(page, "Aanmelden met uw account van de gemeente")
    press(page, "Annuleren")

    expect(page.get_by_text("Het aanmelden is onderbroken of duurde te lang.")).to_be_visible()
    follow(page, "Opnieuw aanmelden")
    assert page.url.startswith(f"{register.origin}{LOGIN}")


@pytest.fixture
def register_alone(identityprovider: IdentityProvider) -> Iterator[Dienst]:
    """A service that never had an answer of the identityprovider."""
    identityprovider.stop()
    environment = environment_of(identityprovider)
    with start_dienst(database_url_of_tests(), environment=environment) as running:
        yield running
    identityprovider.start()


def test_the_identityprovider_is_away(page: Page, watch: Watch, register_alone: Dienst) -> None:
    watch.allow(register_alone.origin)
    go(page, f"{register_alone.origin}{LOGIN}")
    with page.expect_response("**/oidc/aanmelden/**") as answer:
        follow(page, "Aanmelden met uw account van de gemeente")

    assert answer.value.status == 503
    expect(page.get_by_text("De aanmelddienst van uw gemeente antwoordt niet.")).to_be_visible()
    follow(page, "Opnieuw aanmelden")
    page.get_by_text("Aanmelden met een noodaccount").click()
    expect(page.get_by_label("Wachtwoord")).to_be_visible()
