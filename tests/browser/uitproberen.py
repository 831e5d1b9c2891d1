"""Using the documentation page of the API."""

from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from contactmomenten.models import Contactmomentdetail
from tests.browser.conftest import WACHTWOORD, follow, go, log_in

DOCS = reverse("api:documentatie")
LIJST = "GET /contactmomentdetails Contactmomentdetails opvragen"
AANTALLEN = "GET /statistieken/aantallen Aantallen door de tijd"
AANPASSEN = "PATCH /contactmomentdetails/{uuid} Contactmomentdetails aanpassen"


def account(groep: str) -> User:
    """Somebody who works in the admin."""
    made = User.objects.create_user(
        groep.lower(), f"{groep.lower()}@gemeente.example", WACHTWOORD, is_staff=True
    )
    made.groups.add(Group.objects.get(name=groep))
    return made


def open_page(page: Page, address: str = DOCS) -> None:
    """Open the page, and wait for Swagger UI."""
    go(page, address)
    expect(page.get_by_role("heading", name="Verzoeken")).to_be_visible()


def open_as(page: Page, who: User) -> None:
    """Open the page, and log in from there."""
    open_page(page)
    follow(page, "Meld u aan")
    log_in(page, who)
    assert page.url.endswith(DOCS)
    expect(page.get_by_text(f"U bent aangemeld als {who.email}")).to_be_visible()


def operation(page: Page, name: str) -> Locator:
    """A request that can be tried out, opened for that."""
    page.get_by_role("button", name=name, exact=True).click()
    part = page.locator(".opblock").filter(has=page.get_by_role("button", name=name, exact=True))
    part.get_by_role("button", name="Uitproberen").click()
    return part


def send(part: Locator, status: int) -> str:
    """Send it; the body of the answer, which has this status."""
    part.get_by_role("button", name="Versturen").click()
    answer = part.locator(".live-responses-table > tbody")
    expect(answer.locator("> tr > .response-col_status")).to_have_text(str(status))
    return answer.locator(".highlight-code pre").inner_text()


def correct(page: Page, detail: Contactmomentdetail, reden: str = "") -> Locator:
    """Fill in a correction."""
    part = operation(page, AANPASSEN)
    part.get_by_label("uuid", exact=True).fill(str(detail.uuid))
    if reden:
        part.get_by_label("X-Audit-Toelichting", exact=True).fill(reden)
    body = part.get_by_label("Inhoud van het verzoek", exact=True)
    body.fill('{"verantwoordelijkeAfdeling": "Belastingen"}')
    return part
