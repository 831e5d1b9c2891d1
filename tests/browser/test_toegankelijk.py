"""Every page of the admin in every state: nothing that axe-core objects to, whoever looks.

Light, dark and at 320 pixels; no page scrolls sideways there (WCAG 2.2, 1.4.10 Reflow).
"""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import Page

from contactmomenten import services
from contactmomenten.models import Applicatie, Contactmomentdetail
from contactmomenten.services import Herkomst, Kanaal
from contactmomenten.toegang import applicaties
from tests.browser.bezoeken import pages_of_models
from tests.browser.conftest import WACHTWOORD, follow, form_of, go, log_in, press
from tests.browser.varianten import check
from tests.factories import contactmomentdetail, export, samenvoeging

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

INDEX = reverse("admin:index")
LOGIN = reverse("admin:login")
DETAILS = reverse("admin:contactmomenten_contactmomentdetail_changelist")
APPLICATIES = reverse("admin:contactmomenten_applicatie_changelist")
GEBRUIKERS = reverse("admin:auth_user_changelist")
LANG = "Paspoort-aanvragen-voor-kinderen-onder-de-twaalf-jaar-zonder-toestemming " * 3


class States:
    """The states that a test came by; all that is wrong in them is told together."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []

    def now(self, state: str) -> None:
        """Judge the page as it is."""
        self.faults += check(self.page, state)

    def at(self, url: str, status: int = 200) -> None:
        """Go to a page and judge it."""
        go(self.page, url, status)
        self.now(url)


@pytest.fixture
def states(page: Page) -> Iterator[States]:
    """To be filled by the test."""
    states = States(page)
    yield states
    assert not states.faults, "\n\n".join(dict.fromkeys(states.faults))


@pytest.fixture
def detail(database: None) -> Contactmomentdetail:
    """A record with a life, in a register where something is wrong."""
    made = contactmomentdetail(1, bronnen=2, verantwoordelijke_afdeling="Burgerzaken")
    contactmomentdetail(2, specifieke_vraag=LANG, verantwoordelijke_afdeling="burgerzaken ")
    contactmomentdetail(3, vraag=None)
    wie = Herkomst(wie="bo@gemeente.example", kanaal=Kanaal.ADMIN, reden="Verkeerd ingevuld")
    services.change(
        uuid=made.uuid,
        correct=lambda stored: services.Gegevens(
            **{
                name: getattr(stored, name)
                for name in stored.__dataclass_fields__
                if name not in {"vraag", "bronnen"}
            },
            vraag="Wat kost een paspoort?",
            bronnen=[],
        ),
        herkomst=wie,
    )
    made.refresh_from_db()
    return made


def test_pages_without_an_account(states: States, database: None) -> None:
    page = states.page
    states.at(LOGIN)
    page.get_by_text("Aanmelden met een noodaccount").click()
    states.now("noodaccount open")
    log_in(page, User(username="niemand"))
    states.now("aanmelden mislukt")
    states.at("/bestaat/niet/", 404)
    states.at(f"{reverse('oidc-terug')}?error=access_denied&state=abc", 403)
    for _ in range(4):
        go(page, LOGIN)
        log_in(page, User(username="geraden"))
    go(page, LOGIN)
    log_in(page, User(username="geraden"))
    states.now("geblokkeerd")


def test_an_empty_register(states: States, superuser: User) -> None:
    log_in(states.page, superuser)
    states.now("lege startpagina")
    for name in ("contactmomentdetail", "applicatie", "samenvoeging"):
        states.at(reverse(f"admin:contactmomenten_{name}_changelist"))


def test_every_page_of_every_model(
    states: States, superuser: User, applicatie: Applicatie, detail: Contactmomentdetail
) -> None:
    samenvoeging()
    export(filters="Afdeling: Burgerzaken", aantal=2)
    applicaties.issue_token(applicatie=applicatie, door={})
    states.page.route("**/voortgang.js", lambda route: route.fulfill(body=""))
    log_in(states.page, superuser)
    states.now("startpagina")
    old_addresses = {url for url, _ in pages_of_models() if url.rstrip("/").endswith("/1")}
    for url, may_use in pages_of_models():
        if may_use and url not in old_addresses:
            states.at(url)
    for app in ("auth", "contactmomenten"):
        states.at(reverse("admin:app_list", args=[app]))
    states.at(reverse("admin:password_change"))
    states.at(reverse("admin:auth_user_password_change", args=[superuser.pk]))


def test_the_list(states: States, superuser: User, detail: Contactmomentdetail) -> None:
    page = states.page
    log_in(page, superuser)
    go(page, f"{DETAILS}?q=vraag&van=01-02-2026&afdeling=Zorg&afdeling={LANG[:100]}&soort=vac")
    page.locator("summary", has_text="Filters").click()
    states.now("niets gevonden, filters open")
    states.at(f"{DETAILS}?periode=dit-jaar&afdeling=Burgerzaken&signaal=zonder-onderwerp")
    states.at(f"{DETAILS}?afdeling=burgerzaken+&o=duur")
    states.at(f"{DETAILS}?van=morgen&signaal=geen&p=12")


def test_exporting(states: States, superuser: User, detail: Contactmomentdetail) -> None:
    page = states.page
    exporteren = reverse("admin:contactmomentdetail_exporteren")
    log_in(page, superuser)
    states.at(f"{exporteren}?q=komt+niet+voor")
    states.at(exporteren)
    go(page, f"{exporteren}?afdeling=Burgerzaken&q=paspoort")
    for box in page.get_by_role("checkbox", checked=True).all()[::-1]:
        box.uncheck()
    press(page, "Bestand downloaden")
    states.now("fouten bij exporteren")


def test_correcting_a_record(states: States, superuser: User, detail: Contactmomentdetail) -> None:
    page = states.page
    form = reverse("admin:contactmomenten_contactmomentdetail_change", args=[detail.pk])
    log_in(page, superuser)
    go(page, form)
    page.locator("[name=startdatum_datum]").fill("gisteren")
    page.locator("#id_bronnen-0-titel").fill("Zonder adres")
    press(page, "Opslaan")
    states.now("fouten bij corrigeren")
    go(page, form)
    page.locator("#id_vraag").fill("Wat kost een identiteitskaart?")
    page.locator("#id_reden").fill("Verkeerde vraag")
    press(page, "Opslaan en opnieuw bewerken")
    states.now("gecorrigeerd")
    go(page, reverse("admin:contactmomenten_contactmomentdetail_history", args=[detail.pk]))
    states.now("geschiedenis met andere bronnen")
    follow(page, "Deze versie terugzetten", -1)
    states.now("terugzetten met bronnen")
    press(page, "Terugzetten")
    states.now("fouten bij terugzetten")
    go(page, reverse("admin:contactmomenten_contactmomentdetail_delete", args=[detail.pk]))
    press(page, "Ja, verwijderen")
    states.now("fouten bij verwijderen")


def test_merging_values(states: States, superuser: User, detail: Contactmomentdetail) -> None:
    page = states.page
    page.route("**/voortgang.js", lambda route: route.fulfill(body=""))
    log_in(page, superuser)
    for veld in ("gespreksresultaat", "verantwoordelijke_afdeling"):
        states.at(reverse(f"admin:contactmomentdetail_samenvoegen_{veld}"))
    press(page, "Eerst bekijken")
    states.now("fouten bij samenvoegen")
    page.locator("input[value='tekst:Burgerzaken']").check()
    page.locator("#id_nieuw").fill("Burgerzaken")
    page.locator("#id_reden").fill("Eén naam voor de afdeling")
    press(page, "Eerst bekijken")
    states.now("voorbeeld van samenvoegen waarin niets verandert")
    press(page, "Terug")
    page.locator("input[value='tekst:burgerzaken ']").check()
    page.locator("#id_nieuw").fill("Burgerzaken")
    page.locator("#id_reden").fill("Eén naam voor de afdeling")
    press(page, "Eerst bekijken")
    states.now("voorbeeld van samenvoegen")
    press(page, "Uitvoeren")
    states.now("samenvoegen loopt")
    press(page, "Verder")
    states.now("samenvoegen klaar")
    press(page, "Terugdraaien")
    states.now("fouten bij terugdraaien")


def test_applications_and_tokens(states: States, superuser: User, applicatie: Applicatie) -> None:
    page = states.page
    applicaties.issue_token(applicatie=applicatie, door={})
    log_in(page, superuser)
    go(page, reverse("admin:contactmomenten_applicatie_add"))
    press(page, "Opslaan")
    states.now("fouten bij een applicatie")
    go(page, form_of(applicatie))
    for summary in page.locator(".knoppen summary").all():
        summary.click()
    states.now("intrekken open")
    page.get_by_role("link", name="Kies een datum").first.click()
    states.now("kalender open")
    press(page, "Nieuw token maken")
    states.now("nieuw token")
    go(page, form_of(applicatie))
    page.get_by_label("Doel").fill("Cijfers tonen in een dashboard.")
    press(page, "Opslaan")
    states.now("applicatie opgeslagen")


def test_accounts(states: States, superuser: User) -> None:
    page = states.page
    log_in(page, superuser)
    go(page, reverse("admin:auth_user_add"))
    press(page, "Opslaan")
    states.now("fouten bij een gebruiker")
    go(page, reverse("admin:password_change"))
    for name in ("old_password", "new_password1", "new_password2"):
        page.locator(f"#id_{name}").fill("kort")
    press(page, "Mijn wachtwoord wijzigen")
    states.now("fouten bij een wachtwoord")
    page.locator("#id_old_password").fill(WACHTWOORD)
    page.locator("#id_new_password1").fill(f"{WACHTWOORD}-nieuw")
    page.locator("#id_new_password2").fill(f"{WACHTWOORD}-nieuw")
    press(page, "Mijn wachtwoord wijzigen")
    states.now("wachtwoord gewijzigd")
    press(page, "Afmelden")
    states.now("afgemeld")


@pytest.mark.parametrize("groep", ["Rapportage", "Redacteuren", "Beheerders"])
def test_what_a_group_sees(states: States, detail: Contactmomentdetail, groep: str) -> None:
    account = User.objects.create_user("iemand", password=WACHTWOORD, is_staff=True)
    account.groups.add(Group.objects.get(name=groep))
    log_in(states.page, account)
    states.now(f"startpagina van {groep}")
    states.at(reverse("admin:contactmomenten_contactmomentdetail_change", args=[detail.pk]))
    states.at(GEBRUIKERS, 403)


def test_the_check_can_fail(page: Page, database: None) -> None:
    go(page, LOGIN)
    page.evaluate("() => { document.querySelector('h1').append('W'.repeat(100)); }")
    page.evaluate("() => { document.querySelector('main').append(new Image()); }")
    page.evaluate(
        "() => { const { style } = document.querySelector('h1');"
        " style.color = '#777'; style.background = '#888'; }"
    )

    found = check(page, "stuk")

    assert any("te breed" in fault for fault in found)
    for rule, variants in {
        "image-alt": {"licht", "smal"},
        "color-contrast": {"licht", "donker", "smal"},
    }.items():
        faults = [fault for fault in found if f": {rule}: " in fault]
        assert {fault.split(", ")[1].split(":")[0] for fault in faults} == variants
