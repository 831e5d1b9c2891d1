"""On a screen of 320 pixels a page scrolls in one direction (WCAG 2.2, 1.4.10 Reflow).

A wide table may scroll within the page.
"""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from contactmomenten.models import Applicatie
from contactmomenten.toegang import applicaties
from tests.browser.conftest import WACHTWOORD, form_of, go, log_in, press
from tests.browser.uitproberen import open_page
from tests.browser.varianten import TOO_WIDE
from tests.dienst.conftest import Dienst
from tests.factories import contactmomentdetail, export

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

LOGIN = reverse("admin:login")
APPLICATIES = reverse("admin:contactmomenten_applicatie_changelist")


@pytest.fixture
def context(browser: Browser, register: Dienst) -> Iterator[BrowserContext]:
    """A narrow one."""
    context = browser.new_context(
        base_url=register.origin, locale="nl-NL", viewport={"width": 320, "height": 640}
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


def check(page: Page, heading: str) -> None:
    """The page with this heading fits."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    element = "document.documentElement"
    assert page.evaluate(f"() => {element}.scrollWidth <= {element}.clientWidth"), heading
    assert page.evaluate(TOO_WIDE) == [], heading


def test_pages_without_an_account(page: Page, database: None) -> None:
    go(page, LOGIN)
    check(page, "Aanmelden")
    page.get_by_text("Aanmelden met een noodaccount").click()
    check(page, "Aanmelden")
    go(page, f"{reverse('oidc-terug')}?error=access_denied", 403)
    check(page, "Aanmelden is niet gelukt")
    go(page, "/bestaat/niet/", 404)
    check(page, "Deze pagina is er niet")
    open_page(page)
    check(page, "API-documentatie")
    for _ in range(5):
        go(page, LOGIN)
        log_in(page, User(username="geraden"))
    check(page, "Te veel pogingen")


def test_pages_of_applications(page: Page, superuser: User, applicatie: Applicatie) -> None:
    applicaties.issue_token(applicatie=applicatie, door={})
    log_in(page, superuser)
    go(page, APPLICATIES)
    check(page, "Applicaties")
    go(page, form_of(applicatie))
    check(page, "applicatie wijzigen")
    press(page, "Nieuw token maken")
    check(page, f"Nieuw token voor {applicatie.naam}")
    press(page, "Afmelden")
    check(page, "Afgemeld")


def test_the_management_information(page: Page, superuser: User) -> None:
    contactmomentdetail(1, bronnen=1, verantwoordelijke_afdeling="Afdeling" * 30, vraag="?" * 300)
    log_in(page, superuser)
    for query in ("van=01-01-2025&tot_en_met=31-12-2027", "van=03-02-2026&tot_en_met=gisteren"):
        go(page, f"{reverse('admin:managementinformatie')}?{query}")
        check(page, "Managementinformatie")


def test_pages_of_exports(page: Page, superuser: User) -> None:
    contactmomentdetail(1)
    made = export(filters="Periode: van 01-01-2026 tot en met 31-12-2026, Afdeling: Burgerzaken")
    log_in(page, superuser)
    go(page, reverse("admin:contactmomentdetail_exporteren"))
    check(page, "Contactmomenten exporteren")
    go(page, reverse("admin:contactmomenten_export_changelist"))
    check(page, "Exports")
    go(page, reverse("admin:contactmomenten_export_change", args=[made.pk]))
    check(page, "export weergeven")


def test_a_page_that_one_may_not_see(page: Page, database: None) -> None:
    account = User.objects.create_user("rapportage", password=WACHTWOORD, is_staff=True)
    account.groups.add(Group.objects.get(name="Rapportage"))
    log_in(page, account)
    go(page, APPLICATIES, 403)
    check(page, "U mag dit niet")


def test_the_check_sees_what_is_too_wide(page: Page) -> None:
    """So that the tests above can fail."""
    go(page, LOGIN)
    page.evaluate("() => document.querySelector('h1').append('W'.repeat(100))")

    assert page.evaluate(TOO_WIDE) != []
