"""The real service in a real browser."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from contactmomenten.models import Applicatie, Scope
from contactmomenten.toegang import applicaties
from tests.browser.chromium import (
    ARGUMENTS,
    EXECUTABLE,
    NOT_INSTALLED,
    Watch,
    is_installed,
    settle,
)
from tests.dienst.conftest import Dienst, database_url_of_tests, start_dienst
from tests.identityprovider.proces import CLIENT_ID, CLIENT_SECRET, IdentityProvider
from tests.programs import need

WACHTWOORD = "een wachtwoord van de tests"


def environment_of(identityprovider: IdentityProvider) -> dict[str, str]:
    """What a service needs to know to let employees log in there."""
    return {
        "OIDC_AUTHORITY": identityprovider.authority,
        "OIDC_CLIENT_ID": CLIENT_ID,
        "OIDC_CLIENT_SECRET": CLIENT_SECRET,
    }


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, one for the tests of a module; each has a context of its own."""
    need(is_installed(), otherwise=NOT_INSTALLED)
    with pytest.MonkeyPatch.context() as patch:
        # Playwright's synchronous API keeps an event loop in this thread, which makes Django refuse
        # queries as long as it is there. Nothing else runs on that loop while a test does.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            running = playwright.chromium.launch(executable_path=EXECUTABLE, args=[*ARGUMENTS])
            yield running
            running.close()


@pytest.fixture(scope="module")
def identityprovider(identityprovider_process: IdentityProvider) -> Iterator[IdentityProvider]:
    """The identityprovider, whose keys stay the same during a module.

    The service would refuse new ones for a while: it asks for them once in a few seconds at most.
    """
    yield identityprovider_process
    identityprovider_process.reset()


@pytest.fixture(scope="module")
def register(
    django_db_setup: None, browser: Browser, identityprovider: IdentityProvider
) -> Iterator[Dienst]:
    """The service, where employees log in at the identityprovider.

    On another host name than that: so the browser takes them for two sites, as they really are.
    """
    environment = environment_of(identityprovider)
    with start_dienst(database_url_of_tests(), environment=environment) as running:
        yield running


@pytest.fixture
def context(browser: Browser, register: Dienst) -> Iterator[BrowserContext]:
    """A browser that knows nothing yet."""
    context = browser.new_context(base_url=register.origin, locale="nl-NL")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def watch(
    context: BrowserContext, register: Dienst, identityprovider: IdentityProvider
) -> Iterator[Watch]:
    """What that browser notices; a test of which something was wrong with a page fails."""
    watch = Watch(context, register.origin, identityprovider.authority)
    yield watch
    assert watch.faults == []


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Page:
    """An empty tab, that is watched."""
    return context.new_page()


@pytest.fixture
def database(transactional_db: None) -> None:
    """What a test stores is there for the service too, and gone for the next test.

    With the same ids each time: a service that runs remembers those of content types, which every
    test has anew.
    """
    call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def superuser(database: None) -> User:
    """A local account that may do everything."""
    return User.objects.create_superuser("noodbeheerder", "nood@gemeente.example", WACHTWOORD)


@pytest.fixture
def applicatie(database: None) -> Applicatie:
    """An application that may read management information, and signs its own JWTs too."""
    applicatie = Applicatie(
        naam="Dashboard van het klantcontactcentrum",
        doel="Cijfers tonen.",
        contactadres="beheer@gemeente.example",
        scopes=[Scope.RAPPORTAGES],
        client_id="dashboard",
    )
    applicaties.save_applicatie(applicatie=applicatie, door={})
    return applicatie


def form_of(applicatie: Applicatie) -> str:
    """Where an application is changed."""
    return reverse("admin:contactmomenten_applicatie_change", args=[applicatie.pk])


def log_in(page: Page, account: User) -> None:
    """With a password, on the page that is shown or else the login page."""
    if not page.locator("#login-form").count():
        page.goto("/admin/login/")
    if not page.get_by_label("Gebruikersnaam").is_visible():
        page.get_by_text("Aanmelden met een noodaccount").click()
    page.get_by_label("Gebruikersnaam").fill(account.get_username())
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    press(page, "Aanmelden")


def go(page: Page, url: str, status: int = 200) -> None:
    """Visit a page, which has to answer this."""
    response = page.goto(url)
    assert response, url
    assert response.status == status, url
    settle(page)


def press(page: Page, button: str) -> None:
    """Press a button that leads to another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()
    settle(page)


def follow(page: Page, link: str, place: int = 0) -> None:
    """Follow a link to another page: the first with this text, or -1 for the last."""
    with page.expect_navigation():
        page.get_by_role("link", name=link).nth(place).click()
    settle(page)
