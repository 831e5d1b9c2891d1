"""Filtering the list with the keyboard alone, and on a narrow screen."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import go, log_in
from tests.factories import BEGIN, contactmomentdetail

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

LIST = reverse("admin:contactmomenten_contactmomentdetail_changelist")
SMALLEST_TARGET = 24  # pixels; WCAG 2.2, 2.5.8


@pytest.fixture(autouse=True)
def records(page: Page, superuser: User) -> None:
    """Some to look for, of more afdelingen than fit in a list without a field to search it."""
    for nummer in range(12):
        contactmomentdetail(
            nummer,
            startdatum=BEGIN + timedelta(days=nummer),
            einddatum=BEGIN + timedelta(days=nummer, minutes=5),
            vraag="Paspoort" if nummer % 2 else "Rijbewijs",
            verantwoordelijke_afdeling=f"Afdeling {nummer}",
        )
    log_in(page, superuser)


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the focus is there; it has to be visible."""
    for _ in range(100):
        page.keyboard.press("Tab")
        if target.evaluate("(element) => element === document.activeElement"):
            expect(target).to_be_in_viewport()
            return
    pytest.fail(f"{target} cannot be reached with Tab")


def enter(page: Page) -> None:
    """Press Enter, which leads to another page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def count(page: Page) -> Locator:
    return page.locator("#resultaten-kop")


def test_search_filter_and_take_a_filter_away_with_the_keyboard(page: Page) -> None:
    go(page, LIST)
    expect(count(page)).to_have_text("12 contactmomenten")

    tab_to(page, page.get_by_label("Zoeken"))
    page.keyboard.type("paspoort")
    enter(page)
    expect(count(page)).to_have_text("6 contactmomenten")

    tab_to(page, page.locator("summary", has_text="Filters"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Van (dd-mm-jjjj)"))
    page.keyboard.type("10-02-2026")
    tab_to(page, page.get_by_label("Zoek in afdeling"))
    page.keyboard.type("11")
    expect(page.get_by_text("1 van 12")).to_be_visible()
    tab_to(page, page.get_by_label("Afdeling 11"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Filteren"))
    enter(page)
    expect(count(page)).to_have_text("1 contactmoment")
    assert page.url.endswith("?q=paspoort&van=10-02-2026&afdeling=Afdeling+11")

    tab_to(page, page.get_by_role("link", name="Verwijder filter Afdeling: Afdeling 11"))
    enter(page)
    expect(count(page)).to_have_text("3 contactmomenten")
    tab_to(page, page.get_by_role("link", name="Alle filters weghalen"))
    enter(page)
    expect(count(page)).to_have_text("12 contactmomenten")
    assert page.url.endswith(f"{LIST}?")


def test_a_filter_that_is_on_can_be_hit(page: Page) -> None:
    go(page, f"{LIST}?q=paspoort&afdeling=Afdeling+1&afdeling=Afdeling+3&soort=vac")

    links = page.locator(".actieve-filters a").all()
    assert len(links) == 5
    for link in links:
        box = link.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= SMALLEST_TARGET


def test_what_is_wrong_is_said_at_its_field(page: Page) -> None:
    go(page, f"{LIST}?van=morgen")

    expect(page.get_by_role("alert")).to_contain_text("Van: Dit is geen datum.")
    field = page.get_by_label("Van (dd-mm-jjjj)")
    expect(field).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(
        "Dit is geen datum. Vul een datum in als 31-12-2026."
    )


def test_on_a_narrow_screen_the_filters_are_folded_and_the_table_scrolls_by_itself(
    page: Page,
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    go(page, f"{LIST}?afdeling=Afdeling+1")

    expect(page.get_by_label("Van (dd-mm-jjjj)")).to_be_hidden()
    table = page.get_by_role("region", name="1 contactmoment")
    tab_to(page, table)
    page.keyboard.press("ArrowRight")
    expect(table).to_have_js_property("scrollLeft", 40, timeout=2000)
    page.locator("summary", has_text="Filters").click()
    expect(page.get_by_label("Van (dd-mm-jjjj)")).to_be_visible()
    element = "document.documentElement"
    assert page.evaluate(f"() => {element}.scrollWidth <= {element}.clientWidth")
