"""The documentation page of the API, for everybody, on every screen and in Dutch.

Swagger UI draws most of it. What that does wrong is mended by our own plugin and stylesheets, so
nothing of the page is left out here.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from contactmomenten.models import Contactmomentdetail
from tests.browser.axe import violations
from tests.browser.uitproberen import (
    AANTALLEN,
    LIJST,
    account,
    correct,
    open_as,
    open_page,
    operation,
    send,
)
from tests.dienst.conftest import Dienst
from tests.factories import contactmomentdetail

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

# What the page says and what a screen reader says of it, but for what is meant for programs.
TEXTS = """() => {
  const texts = [];
  for (const part of document.querySelectorAll("#content *:not(pre, pre *, code, textarea)")) {
    texts.push(part.ariaLabel ?? "", part.title ?? "", part.placeholder ?? "");
    for (const { nodeType, data } of part.childNodes) {
      texts.push(nodeType === Node.TEXT_NODE ? data : "");
    }
  }
  return texts.join("\\n");
}"""
ENGLISH = re.compile(
    r"\b(?:Add|Additional|Apply|Authorized?|Available|Cancel|Clear|Close|Code|Collapse|Controls|Copy|"
    r"Default|Description|Details|Download|Edit|Examples?|Execute|Expand|Logout|Media|Modified|Name|"
    r"Please|Remove|Request|Required|Reset|Responses?|Server|Try|Undocumented|Value|authoriz\w+|"
    r"characters|clipboard|forbidden|item|must)\b"
)


@pytest.fixture(params=[("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)], ids=str)
def context(
    browser: Browser, register: Dienst, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """A screen of this kind."""
    scheme, width = request.param
    context = browser.new_context(
        base_url=register.origin,
        locale="nl-NL",
        color_scheme=scheme,
        viewport={"width": width, "height": 800},
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def detail(database: None) -> Contactmomentdetail:
    """A record."""
    return contactmomentdetail(1, bronnen=1)


def check(page: Page) -> None:
    """The page as it is now."""
    assert violations(page) == []
    element = "document.documentElement"
    assert page.evaluate(f"() => {element}.scrollWidth <= {element}.clientWidth")
    assert ENGLISH.findall(page.evaluate(TEXTS)) == []


def test_in_every_state(page: Page, detail: Contactmomentdetail) -> None:
    open_page(page)
    check(page)
    open_as(page, account("Beheerders"))
    lijst = operation(page, LIJST)
    lijst.get_by_role("button", name="Waarde toevoegen").first.click()
    lijst.get_by_label("Waarde", exact=True).fill("kennisartikel")
    send(lijst, 200)
    lijst.get_by_role("tab", name="Schema").first.click()
    lijst.get_by_role("button", name="Alles uitklappen").first.click()
    aantallen = operation(page, AANTALLEN)
    for day in ("van", "totEnMet"):
        aantallen.get_by_label(day, exact=True).fill("2026-02-03")
    send(aantallen, 200)
    aantallen.get_by_role("tab", name="Schema").first.click()
    send(correct(page, detail, "Kijken of het werkt"), 200)
    check(page)

    page.get_by_role("button", name="Wissen").last.click()
    aanpassen = page.locator(".opblock-patch")
    aanpassen.get_by_label("uuid", exact=True).fill("")
    aanpassen.get_by_role("button", name="Versturen").click()
    expect(aanpassen.get_by_text("uuid: vul dit in")).to_be_visible()
    page.get_by_role("button", name="Token gebruiken").click()
    dialog = page.get_by_role("dialog", name="Token gebruiken")
    check(page)
    dialog.get_by_label("Token", exact=True).fill("kcd_0a1b2c3d")
    dialog.get_by_role("button", name="Token gebruiken").click()
    check(page)

    # So that the images are fetched that are there in this mode alone.
    page.emulate_media(forced_colors="active")
    expect(dialog).to_be_visible()
