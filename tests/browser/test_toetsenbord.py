"""Find a record, correct it and look at its history, with nothing but a keyboard."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import Page, expect

from contactmomenten.models import Contactmomentdetail
from tests.browser.chromium import settle
from tests.browser.conftest import WACHTWOORD, go
from tests.factories import contactmomentdetail

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

MOST_TABS = 80  # before what one looks for has the focus
# What has the focus, as people and screen readers know it, and whether one can see that it has.
FOCUSED = """() => {
  const box = document.activeElement;
  const style = getComputedStyle(box);
  const label = box.labels?.[0]?.textContent ?? box.getAttribute("aria-label") ?? "";
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const rect = box.getBoundingClientRect();
  const inside = rect.bottom > 0 && rect.top < innerHeight;
  return {
    name: (label || box.value || box.textContent || "").replace(/\\s+/g, " ").trim(),
    tag: box.tagName, visible: ring && inside,
  };
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until this has the focus; on the way everything shows that it has it."""
    passed = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["tag"] == "BODY":  # past the end of the page
            continue
        passed.append(focused["name"])
        assert focused["visible"], f"nobody sees where the focus is: {focused}"
        if focused["name"].startswith(name):
            return
    pytest.fail(f"no Tab leads to {name}: {passed}")


def enter(page: Page) -> None:
    """Press Enter, which leads to another page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
    settle(page)


@pytest.fixture
def detail(database: None) -> Contactmomentdetail:
    """A record in which somebody made a mistake, beside another."""
    contactmomentdetail(2, vraag="Wanneer komt de vuilniswagen?")
    return contactmomentdetail(1, vraag="Wat kost een paspoort?", gespreksresultaat="Onbekend")


def test_find_correct_and_look_at_the_history(page: Page, detail: Contactmomentdetail) -> None:
    account = User.objects.create_user("ria", "ria@gemeente.example", WACHTWOORD, is_staff=True)
    account.groups.add(Group.objects.get(name="Redacteuren"))
    go(page, reverse("admin:index"))
    tab_to(page, "Aanmelden met een noodaccount")
    page.keyboard.press("Enter")
    tab_to(page, "Gebruikersnaam")
    page.keyboard.type("ria")
    tab_to(page, "Wachtwoord")
    page.keyboard.type(WACHTWOORD)
    enter(page)

    tab_to(page, "Zoek een contactmoment")
    page.keyboard.type("paspoorten")
    enter(page)
    expect(page.get_by_text("vuilniswagen")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar hoofdinhoud")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "03-02-2026")
    enter(page)

    tab_to(page, "Gespreksresultaat")
    page.keyboard.press("Control+A")
    page.keyboard.type("Doorverbonden")
    tab_to(page, "Reden")
    page.keyboard.type("Het gesprek is doorverbonden")
    tab_to(page, "Opslaan en opnieuw bewerken")
    enter(page)
    expect(page.get_by_text("De correctie is opgeslagen.")).to_be_visible()

    tab_to(page, "Geschiedenis")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Geschiedenis")
    expect(page.get_by_text("Reden: Het gesprek is doorverbonden")).to_be_visible()
    expect(page.get_by_role("cell", name="Doorverbonden")).to_be_visible()
    detail.refresh_from_db()
    assert detail.gespreksresultaat == "Doorverbonden"
