"""What a page looks like for different people, and what is not accessible in any of those."""

from playwright.sync_api import Page

from tests.browser import axe
from tests.browser.chromium import settle

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}

# Boxes that hide what does not fit, or scroll by themselves: only those around a wide table may.
TOO_WIDE = """() => [...document.querySelectorAll("body, body *")]
  .filter((box) => box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 1)
  .filter((box) => getComputedStyle(box).overflowX !== "visible")
  .filter((box) => !box.matches("input, textarea, select, .results, .breed"))
  .map((box) => box.outerHTML.slice(0, 300))"""
_SCROLLS = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth"""
# Colours that fade would be judged halfway.
_NO_FADING = """() => {
  if (document.adoptedStyleSheets.length) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, ::before, ::after { transition: none !important; }");
  document.adoptedStyleSheets = [sheet];
}"""


def check(page: Page, state: str) -> list[str]:
    """What is wrong with the page as it is now: light, dark, and on a screen of 320 pixels."""
    page.evaluate(_NO_FADING)
    found = [f"{state}, licht: {fault}" for fault in axe.violations(page)]
    page.emulate_media(color_scheme="dark")
    settle(page)
    found += [f"{state}, donker: {fault}" for fault in axe.violations(page, axe.COLOURS)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    settle(page)
    found += [f"{state}, smal: {fault}" for fault in axe.violations(page)]
    found += [f"{state}, smal: te breed: {box}" for box in page.evaluate(TOO_WIDE)]
    if page.evaluate(_SCROLLS):
        found.append(f"{state}, smal: de pagina schuift opzij")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    settle(page)
    return found
