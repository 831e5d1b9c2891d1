"""What the browser of the tests holds against a page, and what it does not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Route

from tests.browser.chromium import Watch
from tests.browser.conftest import go
from tests.dienst.conftest import Dienst

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

LOGIN = "/admin/login/"
ICON = "**/icoon.svg"


def keep_waiting(route: Route) -> None:
    """Never answer."""


def break_off(route: Route) -> None:
    route.abort("connectionreset")


def be_absent(route: Route) -> None:
    route.fulfill(status=404)


@pytest.fixture
def own_watch(context: BrowserContext, register: Dienst) -> Watch:
    """One whose faults are what a test is about."""
    return Watch(context, register.origin)


def test_a_page_left_before_its_icon_came(context: BrowserContext, own_watch: Watch) -> None:
    """The browser asks for the icon after the page has loaded, and stops asking once it leaves."""
    context.route(ICON, keep_waiting)
    page = context.new_page()
    with page.expect_event("requestfailed"), page.expect_request(ICON):
        go(page, LOGIN)
        go(page, LOGIN)

    assert own_watch.faults == []


@pytest.mark.parametrize(
    ("answer", "fault"),
    [(break_off, "net::ERR_CONNECTION_RESET"), (be_absent, "status 404")],
)
def test_a_file_that_does_not_come(
    context: BrowserContext,
    own_watch: Watch,
    answer: Callable[[Route], None],
    fault: str,
) -> None:
    context.route("**/beheer.css", answer)
    go(context.new_page(), LOGIN)

    assert fault in own_watch.faults[0]
