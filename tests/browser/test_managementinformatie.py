"""The management information as people see it: on a screen of any width, dark or light, on paper.

No scripts are needed for any of it.
"""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from contactmomenten.services import Bronvermelding
from tests.browser import axe
from tests.browser.chromium import settle
from tests.browser.conftest import go, log_in
from tests.browser.varianten import NARROW, WIDE, check
from tests.dienst.conftest import Dienst
from tests.factories import contactmomentdetail

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

PAGE = reverse("admin:managementinformatie")
PERIOD = "van=01-02-2026&tot_en_met=28-02-2026"
# Of A4, without the margins of the stylesheet, in the pixels of CSS.
PAPER = {"width": 680, "height": 1009}
_SMALLEST_TEXT = """() => Math.min(...[...document.querySelectorAll("[role=img] text")]
  .filter((text) => text.getBoundingClientRect().width)
  .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"""
_CUT_OFF = """() => [...document.querySelectorAll("[role=img] text")].filter((text) => {
    const { left, right, width } = text.getBoundingClientRect();
    const around = text.ownerSVGElement.getBoundingClientRect();
    return width && (left < around.left - 2 || right > around.right + 2);
  }).map((text) => text.textContent)"""


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def either_page(
    request: pytest.FixtureRequest, browser: Browser, register: Dienst
) -> Iterator[Page]:
    """A tab of a browser in which scripts are allowed, or not."""
    context: BrowserContext = browser.new_context(
        base_url=register.origin, locale="nl-NL", java_script_enabled=request.param
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def filled(database: None) -> None:
    """Records of a month and of the one before, in which there is something of everything."""
    for nummer in range(40):
        contactmomentdetail(
            nummer * 1440 // 3 if nummer % 2 else nummer * -1440,
            bronnen=[
                Bronvermelding(soort=soort, titel=f"{soort} {nummer % 3}", url="https://a.example")
                for soort in ("vac", "kennisartikel", "website")[: nummer % 4]
            ],
            vraag=f"Kan ik {nummer % 12} formulieren laten opsturen naar een ander adres?",
            specifieke_vraag=f"Wat betekent de sticker van {nummer % 2 + 1} in het paspoort?",
            gespreksresultaat=["Zelfstandig afgehandeld", "Doorverbonden", None][nummer % 3],
            verantwoordelijke_afdeling=["Burgerzaken", "Werk, inkomen en participatie", None][
                nummer % 3
            ],
        )


def test_nothing_that_axe_objects_to(page: Page, superuser: User, filled: None) -> None:
    log_in(page, superuser)
    faults = []
    for state, query in {
        "gevuld": PERIOD,
        "een dag": "van=03-02-2026&tot_en_met=03-02-2026",
        "een jaar": "van=01-01-2026&tot_en_met=31-12-2026",
        "leeg": "van=01-02-2020&tot_en_met=28-02-2020",
        "leeg met filters": f"{PERIOD}&soort=nieuwsbericht",
        "fout": "van=gisteren&periode=ooit&soort=boek&x=1",
        "met filters": f"{PERIOD}&afdeling=Burgerzaken&soort=vac&gespreksresultaat=Weg",
    }.items():
        go(page, f"{PAGE}?{query}")
        faults += check(page, state)
    for summary in page.locator("#content-main summary").all():
        summary.click()
    faults += check(page, "alles open")

    assert not faults, "\n\n".join(faults)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper(page: Page, superuser: User, filled: None, scheme: str) -> None:
    log_in(page, superuser)
    page.set_viewport_size(PAPER)  # type: ignore[arg-type]
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    go(page, f"{PAGE}?{PERIOD}&afdeling=Burgerzaken")

    assert axe.violations(page) == []
    for part in ("#toolbar", ".download", ".breadcrumbs", "summary", ".filters-weg"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.get_by_text("Afdeling: Burgerzaken")).to_be_visible()
    expect(page.get_by_role("table", name="Afdelingen")).to_be_visible()
    heights = page.evaluate(
        "() => [...document.querySelectorAll('[role=img]')].map(image => image.clientHeight)"
    )
    assert max(heights) < PAPER["height"] * 0.7
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PAPER["width"]


def test_no_chart_is_broken_over_two_pages(page: Page, superuser: User, filled: None) -> None:
    log_in(page, superuser)
    page.emulate_media(media="print")
    go(page, f"{PAGE}?{PERIOD}")
    breaks = page.evaluate(
        "() => [...document.querySelectorAll('[role=img]')]"
        ".map(image => getComputedStyle(image).breakInside)"
    )

    assert len(breaks) == 9
    assert set(breaks) == {"avoid"}


@pytest.mark.parametrize("size", [NARROW, WIDE, PAPER])
def test_texts_in_charts_can_be_read_and_are_whole(
    page: Page, superuser: User, filled: None, size: dict[str, int]
) -> None:
    log_in(page, superuser)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    for query in (PERIOD, "van=01-01-2024&tot_en_met=31-12-2026"):
        go(page, f"{PAGE}?{query}")
        settle(page)
        assert page.evaluate(_SMALLEST_TEXT) > 10
        assert page.evaluate(_CUT_OFF) == []


def test_it_works_without_scripts(either_page: Page, superuser: User, filled: None) -> None:
    page = either_page
    page.goto("/admin/login/")
    if not page.get_by_label("Gebruikersnaam").is_visible():
        page.get_by_text("Aanmelden met een noodaccount").click()
    page.get_by_label("Gebruikersnaam").fill(superuser.get_username())
    page.get_by_label("Wachtwoord").fill("een wachtwoord van de tests")
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    page.get_by_role("link", name="Bekijk de cijfers").click()
    page.get_by_text("Andere periode en filters").click()
    page.locator("#filter_van").fill("01-02-2026")
    page.locator("#filter_tot_en_met").fill("28-02-2026")
    page.get_by_label("Burgerzaken").check()
    page.get_by_role("button", name="Tonen", exact=True).click()

    expect(page.get_by_role("link", name="Verwijder filter Afdeling: Burgerzaken")).to_be_visible()
    for name in ("Contactmomenten per dag", "Drukte per uur van de week", "Afdelingen"):
        expect(page.get_by_role("img", name=name)).to_have_count(1)
    page.get_by_text("Toon de cijfers als tabel").first.click()
    expect(page.get_by_role("table", name="Contactmomenten per dag")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download afdelingen (CSV)").click()
    assert download.value.suggested_filename.startswith("managementinformatie-afdelingen-2026")
    page.get_by_role("table", name="Afdelingen").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=2, name="contactmoment").first).to_be_visible()
