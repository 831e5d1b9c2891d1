"""No page of the admin needs what the Content-Security-Policy forbids: nothing inline, no eval."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, Route, expect

from contactmomenten.models import Applicatie, Contactmomentdetail, Samenvoeging
from contactmomenten.toegang import applicaties
from tests.browser.bezoeken import pages_of_models, routes_of, routes_of_pages
from tests.browser.chromium import Watch, settle
from tests.browser.conftest import WACHTWOORD, follow, form_of, go, log_in, press
from tests.browser.uitproberen import open_page
from tests.dienst.conftest import Dienst
from tests.factories import contactmomentdetail, export
from tests.identityprovider.proces import IdentityProvider

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

INDEX = reverse("admin:index")
LOGIN = reverse("admin:login")
APPLICATIES = reverse("admin:contactmomenten_applicatie_changelist")


@pytest.fixture
def without_table_of_applicaties(database: None) -> Iterator[None]:
    """A database that the code does not fit on, as after an upgrade without migrate."""
    rename = "ALTER TABLE contactmomenten_{} RENAME TO contactmomenten_{}"
    with connection.cursor() as cursor:
        cursor.execute(rename.format("applicatie", "weg"))
    yield
    with connection.cursor() as cursor:
        cursor.execute(rename.format("weg", "applicatie"))


def test_every_page_of_the_url_map(
    page: Page, watch: Watch, superuser: User, identityprovider: IdentityProvider
) -> None:
    go(page, LOGIN)
    log_in(page, User(username="niemand"))
    go(page, "/")  # asks who you are
    log_in(page, superuser)
    assert page.url.endswith(INDEX)
    open_page(page)
    for url in (APPLICATIES, reverse("admin:contactmomenten_contactmomentdetail_changelist")):
        go(page, url)  # of which there is nothing yet

    applicatie = Applicatie(naam="Dashboard", doel="Cijfers", contactadres="a@gemeente.example")
    applicatie.client_id = "dashboard"
    applicaties.save_applicatie(applicatie=applicatie, door={})
    contactmomentdetail(1, bronnen=2)
    contactmomentdetail(2)
    export()
    visit_figures(page)
    visit_merging(page)
    visit_corrections(page)
    for url, may_use in pages_of_models():
        go(page, url, 200 if may_use else 403)
    for app in ("auth", "contactmomenten"):
        go(page, reverse("admin:app_list", args=[app]))
    go(page, reverse("admin:view_on_site", args=[1, 1]), 404)
    go(page, f"{INDEX}bestaat/niet/", 404)
    go(page, reverse("admin:auth_user_password_change", args=[superuser.pk]))
    visit_buttons_of(page, applicatie)
    visit_own_password(page)
    press(page, "Afmelden")
    visit_identityprovider(page, identityprovider)

    assert routes_of_pages() - routes_of(watch.visited) == set(), "not visited by this test"


def visit_figures(page: Page) -> None:
    """The management information: with charts, without, and of an address that is wrong."""
    figures = reverse("admin:managementinformatie")
    for query in ("van=03-02-2026&tot_en_met=03-02-2026", "van=01-01-2020&tot_en_met=x", ""):
        go(page, f"{figures}?{query}")


def visit_merging(page: Page) -> None:
    """Give records another value, for each of the fields, until that is done."""
    for veld in Samenvoeging.Veld:
        go(page, reverse(f"admin:contactmomentdetail_samenvoegen_{veld.value}"))
        press(page, "Eerst bekijken")  # with nothing filled in
        page.get_by_role("checkbox").first.check()
        page.get_by_label("Nieuwe waarde").fill("Burgerzaken")
        page.locator("#id_reden").fill("Eén naam")
        press(page, "Eerst bekijken")
        page.get_by_role("button", name="Uitvoeren").click()
        expect(page.get_by_text("Klaar.")).to_be_visible()  # the script of the page goes on
    press(page, "Terugdraaien")  # without a reason


def visit_corrections(page: Page) -> None:
    """What asks for a reason, and the page to export with, while that is not filled in."""
    record = Contactmomentdetail.objects.latest("pk")
    go(page, reverse("admin:contactmomenten_contactmomentdetail_history", args=[record.pk]))
    follow(page, "Deze versie terugzetten")
    press(page, "Terugzetten")
    go(page, reverse("admin:contactmomenten_contactmomentdetail_delete", args=[record.pk]))
    press(page, "Ja, verwijderen")
    go(page, reverse("admin:contactmomentdetail_exporteren"))
    for box in page.get_by_role("checkbox", checked=True).all()[::-1]:
        box.uncheck()
    press(page, "Bestand downloaden")


def visit_buttons_of(page: Page, applicatie: Applicatie) -> None:
    """Everything that shows a secret once, and what withdraws it."""
    form = form_of(applicatie)
    go(page, form)
    press(page, "Nieuw token maken")
    go(page, form)
    kenmerk = applicatie.tokens.get().kenmerk
    page.get_by_text(f"Token {kenmerk} intrekken").click()
    press(page, f"Ja, trek {kenmerk} in")
    assert page.get_by_text(f"Token {kenmerk} werkt niet meer.").is_visible()
    press(page, "Nieuw geheim maken")
    go(page, form)
    page.get_by_text("Geheim intrekken").click()
    press(page, "Ja, trek het geheim in")
    go(page, reverse("admin:contactmomenten_applicatie_history", args=[applicatie.pk]))
    go(page, reverse("admin:contactmomenten_applicatie_delete", args=[applicatie.pk]))
    press(page, "Ja, ik weet het zeker")
    go(page, reverse("admin:contactmomenten_applicatie_add"))
    press(page, "Opslaan")  # with nothing filled in: the page with errors


def visit_own_password(page: Page) -> None:
    """Change one's own password."""
    go(page, reverse("admin:password_change"))
    page.locator("#id_old_password").fill(WACHTWOORD)
    page.locator("#id_new_password1").fill(f"{WACHTWOORD}-nieuw")
    page.locator("#id_new_password2").fill(f"{WACHTWOORD}-nieuw")
    press(page, "Mijn wachtwoord wijzigen")
    assert page.url.endswith(reverse("admin:password_change_done"))


def visit_identityprovider(page: Page, identityprovider: IdentityProvider) -> None:
    """What the browser passes on its way there and back."""
    origin = page.url.partition(INDEX)[0]
    identityprovider.set_redirects(f"{origin}{reverse('oidc-terug')}", na_uitloggen=())
    go(page, f"{reverse('oidc-terug')}?error=access_denied&state=abc", 403)
    go(page, reverse("oidc-aanmelden"))
    press(page, "Annuleren")
    assert page.get_by_role("heading", name="Aanmelden is niet gelukt").is_visible()
    go(page, reverse("oidc-afmelden"), 400)


def test_error_pages(
    page: Page, context: BrowserContext, register: Dienst, superuser: User
) -> None:
    go(page, "/bestaat/niet/", 404)
    go(page, LOGIN)
    context.clear_cookies()
    log_in(page, superuser)  # without the cookie of the form
    assert page.get_by_role("heading", name="Deze pagina is verlopen").is_visible()
    for _ in range(5):
        go(page, LOGIN)
        log_in(page, User(username="geraden"))
    assert page.get_by_role("heading", name="Te veel pogingen").is_visible()


def test_a_host_name_that_is_not_ours(context: BrowserContext, register: Dienst) -> None:
    origin = f"http://vreemd.localhost:{register.port}"
    watch = Watch(context, origin)
    go(context.new_page(), f"{origin}{INDEX}", 400)

    assert watch.faults == []


def test_somebody_who_may_not(page: Page, applicatie: Applicatie) -> None:
    account = User.objects.create_user("rapportage", password=WACHTWOORD, is_staff=True)
    account.groups.add(Group.objects.get(name="Rapportage"))
    log_in(page, account)
    go(page, APPLICATIES, 403)
    go(page, reverse("admin:contactmomenten_contactmomentdetail_changelist"))


def test_somebody_who_is_no_staff(page: Page, database: None) -> None:
    log_in(page, User.objects.create_user("ander", password=WACHTWOORD))
    assert page.get_by_text("Voer de correcte gebruikersnaam").is_visible()


def test_something_that_nobody_foresaw(
    page: Page, superuser: User, without_table_of_applicaties: None
) -> None:
    log_in(page, superuser)
    go(page, APPLICATIES, 500)


def test_the_widgets_of_the_forms(page: Page, superuser: User, applicatie: Applicatie) -> None:
    log_in(page, superuser)
    go(page, form_of(applicatie))
    for button in page.get_by_title("Thema wisselen").all():
        button.click()
    page.locator(".toggle-nav-sidebar").click()
    page.locator(".toggle-nav-sidebar").click()
    page.locator("#nav-filter").fill("applic")
    for name in ("Vandaag", "Kies een datum"):
        for link in page.get_by_role("link", name=name).all():
            link.click()
            page.keyboard.press("Escape")
    settle(page)


@pytest.mark.parametrize(
    ("inline", "directive"),
    [
        ("<script>var a = 1</script>", "script-src-elem: inline"),
        ("<style>p { color: red }</style>", "style-src-elem: inline"),
        ('<p style="color: red">', "style-src-attr: inline"),
        ('<p onclick="var a = 1">', "script-src-attr: inline"),
    ],
)
def test_the_watch_sees_what_is_inline(
    page: Page, watch: Watch, inline: str, directive: str
) -> None:
    """So that the tests above can fail."""

    def add(route: Route) -> None:
        response = route.fetch()
        html = response.text().replace("</body>", f"{inline}</body>")
        route.fulfill(response=response, body=html)

    page.route(f"**{LOGIN}", add)
    go(page, LOGIN)

    assert any(directive in fault for fault in watch.faults)
    assert any("console" in fault for fault in watch.faults)
    watch.faults.clear()


def test_the_watch_sees_eval_and_what_is_from_elsewhere(page: Page, watch: Watch) -> None:
    go(page, LOGIN)
    page.route(
        "**/theme.js",
        lambda route: route.fulfill(
            body="new Image().src = 'https://elders.example/a.png'; eval('1');",
            content_type="text/javascript",
        ),
    )
    go(page, LOGIN)

    assert any("script-src: eval" in fault for fault in watch.faults)
    assert any("elders.example" in fault for fault in watch.faults)
    watch.faults.clear()
