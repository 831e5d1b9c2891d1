"""axe-core, in the browser of the tests: what it finds that is not accessible on a page."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.programs import need

SCRIPT = Path(__file__).resolve().parent / "axe" / "node_modules" / "axe-core" / "axe.min.js"
NOT_INSTALLED = "axe-core is niet geïnstalleerd: npm ci --prefix tests/browser/axe"
# Everything of WCAG 2.2, levels A and AA, that a program can tell; and what axe advises besides.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

COLOURS = ["color-contrast", "link-in-text-block"]  # what depends on light or dark

_RUN = """async (only) => {
  const found = await axe.run(document, {
    runOnly: only,
    resultTypes: ["violations"],
    preload: false, // it would put a stylesheet that another imports inline, which the CSP stops
  });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, failureSummary }) => ({ id, target, html, failureSummary })));
}"""


def violations(page: Page, only: list[str] = TAGS) -> list[str]:
    """What is wrong with the page as it is now: the rule, the element, and what to do.

    With ``only`` some tags or some rules, not both.

    The script comes in through the debugger, so the Content-Security-Policy of the page is as
    strict as ever.
    """
    need(SCRIPT.exists(), otherwise=NOT_INSTALLED)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SCRIPT.read_text())
    found: list[dict[str, Any]] = page.evaluate(_RUN, only)
    return [
        f"{node['id']}: {node['target']} {node['html'][:200]}\n{node['failureSummary']}"
        for node in found
    ]
