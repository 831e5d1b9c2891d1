"""A token, from the page that shows it once until it is withdrawn."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import BrowserContext, Error, Page, expect

from contactmomenten.models import Applicatie
from tests.browser.chromium import Watch
from tests.browser.conftest import follow, form_of, go, log_in, press
from tests.dienst.conftest import Dienst

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

RAPPORT = "/api/contactmomentendetails?from=2026-01-01T00:00:00Z&to=2026-12-31T23:59:59Z"


@pytest.fixture
def form(page: Page, superuser: User, applicatie: Applicatie) -> str:
    """The form of an application that may read management information; shown in the tab."""
    log_in(page, superuser)
    go(page, form_of(applicatie))
    return form_of(applicatie)


def call(register: Dienst, token: str) -> int:
    """The status that the API answers to an application with this token."""
    return register.call("GET", RAPPORT, Authorization=f"Bearer {token}")[0]


def test_a_token_is_copied_works_and_is_withdrawn(
    page: Page, context: BrowserContext, register: Dienst, form: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=register.origin)

    press(page, "Nieuw token maken")
    page.get_by_role("button", name="Kopiëren").click()
    expect(page.get_by_role("status")).to_have_text("Gekopieerd.")
    token = page.evaluate("() => navigator.clipboard.readText()")
    assert token == page.get_by_label("Nieuw token").input_value()
    assert call(register, token) == 200

    follow(page, "Terug naar Dashboard")
    page.get_by_text(f"Token {token[:12]} intrekken").click()
    press(page, f"Ja, trek {token[:12]} in")
    expect(page.get_by_text(f"Token {token[:12]} werkt niet meer.")).to_be_visible()
    expect(page.get_by_role("cell", name="ingetrokken op")).to_be_visible()
    assert call(register, token) == 401


def test_a_token_is_on_no_page_afterwards(page: Page, form: str) -> None:
    press(page, "Nieuw token maken")
    token = page.get_by_label("Nieuw token").input_value()
    changelist = reverse("admin:contactmomenten_applicatie_changelist")

    for url in (form, form.replace("change", "history"), changelist, reverse("admin:index")):
        go(page, url)
        assert token not in page.content()


def test_the_browser_does_not_keep_the_page(page: Page, watch: Watch, form: str) -> None:
    """Going back to it asks whether to send the form again."""
    press(page, "Nieuw token maken")
    go(page, form)
    with page.expect_event("requestfailed"), pytest.raises(Error, match="ERR_CACHE_MISS"):
        page.go_back()

    assert len(watch.faults) == 1
    watch.faults.clear()


def test_without_a_clipboard_there_is_no_button_to_copy(page: Page, form: str) -> None:
    """Over plain http a browser has none. Whoever goes to the token selects it as a whole."""
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    press(page, "Nieuw token maken")

    assert not page.get_by_role("button", name="Kopiëren").is_visible()
    field = page.get_by_label("Nieuw token")
    field.focus()
    selected = page.evaluate("() => document.getSelection().toString()")
    assert selected == field.input_value()
