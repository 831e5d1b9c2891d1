"""The Chromium of the tests, and what it notices of the pages that it shows.

Debian's Chromium, because a browser that Playwright downloads is one more thing that CI would have
to get from outside.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError

EXECUTABLE = Path("/usr/bin/chromium")
NOT_INSTALLED = (
    "LET OP: GEEN ENKELE TEST IN DE BROWSER IS UITGEVOERD, want Chromium is er niet "
    f"({EXECUTABLE}). Op Debian: apt install chromium"
)
ARGUMENTS = (
    "--no-sandbox",  # CI runs as root, for which Chromium has no sandbox; it shows only our pages
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
)

# Runs in every page before the page itself, and is not subject to its Content-Security-Policy.
_REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  window.meldSchending(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
});
"""


def is_installed() -> bool:
    """Whether there is a Chromium."""
    return EXECUTABLE.exists()


class Watch:
    """All that is wrong with the pages of a browser context, and where the browser has been.

    Wrong is: something that the Content-Security-Policy stops, an error in a script, a warning on
    the console, a file that does not load, or that comes from elsewhere.
    """

    def __init__(self, context: BrowserContext, *origins: str) -> None:
        """Watch from now on; the pages may use nothing but these origins."""
        self.faults: list[str] = []
        self.visited: list[str] = []
        self._origins = {*origins}
        context.expose_binding("meldSchending", self._violation)
        context.add_init_script(_REPORT_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def allow(self, origin: str) -> None:
        """Let the pages use this origin too."""
        self._origins.add(origin)

    def _violation(self, source: Any, violation: str) -> None:
        self.faults.append(f"{source['page'].url}: schending: {violation}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:  # advice
            return
        # Of the status of the page itself, which a test asks; of that of a file tells _response.
        if not message.text.startswith("Failed to load resource: the server responded"):
            page = message.page
            self.faults.append(f"{page.url if page else ''}: console: {message.text}")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"{error.page.url if error.page else ''}: fout: {error.error}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if f"{address.scheme}://{address.netloc}" not in self._origins:
            self.faults.append(f"van elders: {request.url}")
        if request.is_navigation_request():
            self.visited.append(request.url)

    def _failed(self, request: Request) -> None:
        # A page that is left takes with it what it was still asking for, such as its icon.
        was_left = request.failure == "net::ERR_ABORTED" and not request.is_navigation_request()
        if not was_left:
            self.faults.append(f"mislukt: {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if not response.ok and not response.request.is_navigation_request():
            is_redirect = 300 <= response.status < 400
            if not is_redirect:
                self.faults.append(f"status {response.status}: {response.url}")


def settle(page: Page) -> None:
    """Wait for what the page had to say: until the browser has painted it, twice."""
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
