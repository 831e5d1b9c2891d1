"""The documentation page of the API: trying it out, logged in to the admin or with a token."""

import json
import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from contactmomenten import geschiedenis
from contactmomenten.models import Contactmomentdetail, Scope
from contactmomenten.services import Kanaal
from contactmomenten.toegang import applicaties
from tests.browser.chromium import Watch
from tests.browser.conftest import go, log_in, press
from tests.browser.uitproberen import (
    AANPASSEN,
    AANTALLEN,
    DOCS,
    LIJST,
    account,
    correct,
    open_as,
    open_page,
    operation,
    send,
)
from tests.factories import applicatie as make_applicatie
from tests.factories import contactmomentdetail

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

LIJST_ADRES = re.compile(r"/api/v1/contactmomentdetails(\?|$)")


@pytest.fixture
def detail(database: None) -> Contactmomentdetail:
    """A record."""
    return contactmomentdetail(1, verantwoordelijke_afdeling="Burgerzaken")


def afdeling_of(detail: Contactmomentdetail) -> str | None:
    """What the register has now."""
    return Contactmomentdetail.objects.get(pk=detail.pk).verantwoordelijke_afdeling


def forget(watch: Watch, status: int) -> None:
    """That a request was refused, which the test wanted, is all that was wrong with the page."""
    assert [fault.split(":")[0] for fault in watch.faults] == [f"status {status}"]
    watch.faults.clear()


def test_a_beheerder_reads_and_corrects(page: Page, detail: Contactmomentdetail) -> None:
    beheerder = account("Beheerders")
    open_as(page, beheerder)

    assert str(detail.uuid) in send(operation(page, LIJST), 200)
    part = correct(page, detail, "Doorverbonden met één collega, 15 → 17 uur")
    assert '"verantwoordelijkeAfdeling": "Belastingen"' in send(part, 200)
    field = part.get_by_label("X-Audit-Toelichting", exact=True)
    expect(field).to_have_value("Doorverbonden met één collega, 15 → 17 uur")

    assert afdeling_of(detail) == "Belastingen"
    last = geschiedenis.of_record(detail.uuid)[0]
    assert (last.medewerker, last.kanaal) == (beheerder.email, Kanaal.API.value)
    assert last.reden == "Doorverbonden met één collega, 15 → 17 uur"
    command = part.locator(".curl").inner_text()
    assert "15 %E2%86%92 17 uur" in command
    assert "CSRF" not in command


def test_a_correction_needs_a_reason(page: Page, watch: Watch, detail: Contactmomentdetail) -> None:
    open_as(page, account("Beheerders"))

    answer = send(correct(page, detail), 400)

    assert '"name": "X-Audit-Toelichting"' in answer
    assert afdeling_of(detail) == "Burgerzaken"
    forget(watch, 400)


def test_nobody_is_told_to_log_in(page: Page, watch: Watch, detail: Contactmomentdetail) -> None:
    open_page(page)

    assert "not_authenticated" in send(operation(page, LIJST), 401)
    forget(watch, 401)
    send(correct(page, detail, "Zonder aanmelden"), 401)
    forget(watch, 401)
    assert afdeling_of(detail) == "Burgerzaken"


def test_who_makes_reports_asks_for_figures(page: Page, detail: Contactmomentdetail) -> None:
    open_as(page, account("Rapportage"))
    part = operation(page, AANTALLEN)
    part.get_by_label("van", exact=True).fill("2026-02-01")
    part.get_by_label("totEnMet", exact=True).fill("2026-02-28")
    part.locator("[data-param-name=per] select").select_option("maand")

    answer = json.loads(send(part, 200))

    assert answer["punten"] == [{"datum": "2026-02-01", "uur": None, "aantal": 1}]


def test_who_may_not_write_is_told_so(
    page: Page, watch: Watch, detail: Contactmomentdetail
) -> None:
    open_as(page, account("Redacteuren"))
    rights = "Uw rechten: contactmomentdetails lezen, managementinformatie lezen, zien welke"
    expect(page.get_by_text(rights)).to_be_visible()

    assert "permission_denied" in send(correct(page, detail, "Geen recht"), 403)

    assert afdeling_of(detail) == "Burgerzaken"
    forget(watch, 403)


def test_a_token_is_used_instead_of_the_session(
    page: Page, watch: Watch, detail: Contactmomentdetail
) -> None:
    open_as(page, account("Beheerders"))
    token = applicaties.issue_token(applicatie=make_applicatie(scopes=[Scope.LEZEN]), door={})
    page.get_by_role("button", name="Token gebruiken").click()
    dialog = page.get_by_role("dialog", name="Token gebruiken")
    field = dialog.get_by_label("Token", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("autocomplete", "off")
    field.fill(token)
    dialog.get_by_role("button", name="Token gebruiken").click()
    dialog.get_by_role("button", name="Sluiten").last.click()

    with page.expect_request(LIJST_ADRES) as sent:
        assert str(detail.uuid) in send(operation(page, LIJST), 200)
    headers = sent.value.all_headers()
    assert headers["authorization"] == f"Bearer {token}"
    assert "cookie" not in headers
    assert "permission_denied" in send(correct(page, detail, "Alleen lezen"), 403)
    forget(watch, 403)

    stored = "() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"
    assert page.evaluate(stored) == '[{"theme":"auto"},{}]'
    page.reload()
    with page.expect_request(LIJST_ADRES) as sent:
        send(operation(page, LIJST), 200)
    assert "authorization" not in sent.value.all_headers()


def test_a_page_from_before_logging_in_again_asks_to_be_loaded(
    page: Page, watch: Watch, detail: Contactmomentdetail
) -> None:
    beheerder = account("Beheerders")
    open_as(page, beheerder)
    other = page.context.new_page()
    go(other, reverse("admin:index"))
    press(other, "Afmelden")
    log_in(other, beheerder)

    answer = send(correct(page, detail, "Met een oude pagina"), 403)

    assert "Laad de pagina opnieuw" in answer
    assert afdeling_of(detail) == "Burgerzaken"
    forget(watch, 403)


def test_a_value_that_is_added_is_empty_at_first(page: Page, detail: Contactmomentdetail) -> None:
    open_as(page, account("Beheerders"))
    part = operation(page, LIJST)
    afdelingen = part.get_by_role("group", name="verantwoordelijkeAfdeling")
    for afdeling in ("Burgerzaken", "Belastingen"):
        afdelingen.get_by_role("button", name="Waarde toevoegen").click()
        field = afdelingen.get_by_label("Waarde", exact=True).last
        expect(field).to_have_value("")
        field.fill(afdeling)

    with page.expect_request(LIJST_ADRES) as sent:
        assert str(detail.uuid) in send(part, 200)
    for afdeling in ("Burgerzaken", "Belastingen"):
        assert f"verantwoordelijkeAfdeling={afdeling}" in sent.value.url


def test_what_lacks_is_said_before_anything_is_sent(page: Page, database: None) -> None:
    open_as(page, account("Beheerders"))
    part = operation(page, AANPASSEN)

    part.get_by_role("button", name="Versturen").click()

    expect(part.get_by_text("uuid: vul dit in")).to_be_visible()
    expect(part.get_by_text("Vul dit aan en verstuur opnieuw:")).to_be_visible()


def test_an_answer_can_be_downloaded(page: Page, detail: Contactmomentdetail) -> None:
    open_as(page, account("Beheerders"))
    part = operation(page, LIJST)
    send(part, 200)

    with page.expect_download() as download:
        part.get_by_role("button", name="Downloaden").click()
    assert str(detail.uuid) in download.value.path().read_text()


def test_a_long_answer_is_shown_without_colours(page: Page, database: None) -> None:
    """With them Swagger UI shows nothing at all of a few thousand records."""
    for nummer in range(150):
        contactmomentdetail(nummer, bronnen=1)
    open_as(page, account("Beheerders"))
    part = operation(page, LIJST)
    part.get_by_label("pageSize").fill("150")
    expect(part.get_by_label("pageSize")).to_have_value("150")

    answer = send(part, 200)

    assert len(answer) > 100_000
    assert answer.count('"uuid"') == 150
    assert part.locator(".live-responses-table .highlight-code span").count() == 0


def test_a_description_that_does_not_load(page: Page, watch: Watch, database: None) -> None:
    page.route("**/openapi.json", lambda route: route.fulfill(status=503, body="{}"))
    go(page, DOCS)

    expect(page.get_by_role("alert")).to_contain_text("Laad de pagina opnieuw.")
    watch.faults.clear()


def test_no_address_makes_the_page_show_something_else(page: Page, database: None) -> None:
    elders = "https://elders.example/openapi.json"
    open_page(page, f"{DOCS}?url={elders}&configUrl={elders}")

    expect(page.get_by_role("button", name=LIJST, exact=True)).to_be_visible()


def test_the_keyboard_gets_past_the_header(page: Page, database: None) -> None:
    open_page(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="openapi.json")).to_be_focused()


def test_it_has_the_theme_that_was_chosen_in_the_admin(page: Page, database: None) -> None:
    open_page(page)
    for theme in ("dark", "light"):
        page.evaluate(f"() => localStorage.setItem('theme', '{theme}')")
        open_page(page)
        expect(page.locator("html")).to_have_css("color-scheme", theme)
        expect(page.locator("html.dark-mode")).to_have_count(int(theme == "dark"))


def test_it_follows_the_computer(page: Page, database: None) -> None:
    open_page(page)
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("html.dark-mode")).to_have_count(int(scheme == "dark"))
