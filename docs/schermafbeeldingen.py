"""Make the pictures of the admin in the handbook, from the running admin with made-up data.

    .venv/bin/python -m docs.schermafbeeldingen

Serves a register on a database of its own, that is thrown away afterwards. Needs what the tests in
a browser need: Chromium, and requirements-dev.txt.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Locator, Page, sync_playwright

DOCS = Path(__file__).resolve().parent
PICTURES = DOCS / "beheer"
FIGURES = DOCS / "managementinformatie"
WIDTH = 1280
MARGIN = 16  # pixels around what has to be seen

TOT = date(2026, 2, 3)
BEGIN = datetime(2026, 2, 3, 15, 42, 10, tzinfo=UTC)
KLANTCONTACT = (
    "https://openklant.gemeente.example/klantinteracties/api/v1/klantcontacten/"
    "5d1f6a2e-8c0b-4a57-9e64-2b7f30c1d948"
)
WACHTWOORD = "een wachtwoord van de schermafbeeldingen"
BEHEERDER = "bo.dewit"
LIST = "/admin/contactmomenten/contactmomentdetail/"


def main() -> None:
    """Serve, look around and leave nothing behind but the pictures."""
    with temporary_register() as origin, sync_playwright() as playwright:
        from tests.browser.chromium import ARGUMENTS, EXECUTABLE

        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=[*ARGUMENTS])
        for folder in (PICTURES, FIGURES):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        look_around(browser, origin)
        browser.close()


@contextmanager
def temporary_register() -> Iterator[str]:
    """A register that runs, with something in it to look at."""
    folder = Path(tempfile.mkdtemp(prefix="schermafbeeldingen-"))
    # Before the database registers its own end: what is registered first is done last.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o711)  # PostgreSQL is another user where we are root
    os.environ |= {"DATA_DIR": str(folder), "DATABASE_URL": "", "POSTGRES_HOST": ""}
    os.environ |= {"GEMEENTE_NAAM": "Gemeente Voorbeeld", "KISS_CLIENT_ID": "kiss"}
    from kiss_details.tryout.environment import prepare_environment

    prepare_environment("127.0.0.1")
    import django

    django.setup()
    from django.conf import settings

    fill()
    from tests.dienst.conftest import start_dienst

    with start_dienst(settings.DATABASE_URL) as dienst:
        yield dienst.origin


def fill() -> None:
    """Made-up contactmomenten, accounts and applications: the same each time."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("voorbeelddata", aantal=2000, periode=365, tot=TOT)
    _fill_contactmoment()
    _fill_accounts()
    _fill_applications()


def _fill_contactmoment() -> None:
    """One that KISS stored, with a mistake for a beheerder."""
    from contactmomenten import services
    from contactmomenten.services import Bronvermelding, Gegevens, Herkomst, Kanaal

    services.register(
        gegevens=Gegevens(
            contactmoment=KLANTCONTACT,
            startdatum=BEGIN,
            einddatum=BEGIN + timedelta(minutes=6, seconds=31),
            vraag="Verhuizing doorgeven - Kosten",
            specifieke_vraag="Moet ik mijn medebewoner ook aanmelden?",
            gespreksresultaat="Terugbelnotitie gemaakt",
            verantwoordelijke_afdeling="burgerzaken",
            emailadres_kcm="s.kok@gemeente.example",
            bronnen=[
                Bronvermelding(
                    soort="kennisartikel",
                    titel="Verhuizing doorgeven",
                    url="https://www.gemeente.example/verhuizing-doorgeven",
                ),
            ],
        ),
        herkomst=Herkomst(wie="s.kok@gemeente.example", kanaal=Kanaal.KISS),
    )


def _fill_accounts() -> None:
    """Who works in the admin, and an account for an emergency."""
    from django.contrib.auth.models import Group, User

    from contactmomenten.models import Medewerker

    User.objects.create_superuser("noodbeheerder", password=WACHTWOORD)
    for first, last, group in (
        ("Bo", "de Wit", "Beheerders"),
        ("Noor", "Jansen", "Redacteuren"),
        ("Sam", "Yilmaz", "Rapportage"),
    ):
        name = f"{first}.{last}".lower().replace(" ", "")
        account = User.objects.create_user(
            name, f"{name}@gemeente.example", first_name=first, last_name=last, is_staff=True
        )
        account.groups.add(Group.objects.get(name=group))
        if name == BEHEERDER:  # logs in here, where there is no identity provider
            account.set_password(WACHTWOORD)
            account.save()
        Medewerker.objects.create(
            account=account, issuer="https://aanmelden.gemeente.example", subject=name
        )


def _fill_applications() -> None:
    """Two applications: one has a token that ends soon."""
    from django.utils import timezone

    from contactmomenten.models import Applicatie, Scope
    from contactmomenten.toegang import applicaties

    for naam, doel, scopes, days in (
        ("Datawarehouse", "Cijfers voor het jaarverslag", [Scope.LEZEN], 300),
        ("Dashboard KCC", "Wachttijden en onderwerpen tonen", [Scope.RAPPORTAGES], 12),
    ):
        applicatie = Applicatie(
            naam=naam, doel=doel, contactadres="bi@gemeente.example", scopes=scopes
        )
        applicaties.save_applicatie(applicatie=applicatie, door={})
        applicaties.issue_token(
            applicatie=applicatie,
            door={},
            geldig_tot_en_met=timezone.localdate() + timedelta(days=days),
        )


def look_around(browser: Browser, origin: str) -> None:
    """Do what the handbook tells, and make a picture of each step."""
    page = log_in(browser, origin, BEHEERDER)
    correct(page)
    merge(page)
    export_and_remove(page)
    applications(page)
    page.goto("/admin/contactmomenten/correctie/")
    picture(page, "correcties", until=page.locator("#content-main"))
    page.goto("/admin/")
    picture(page, "startpagina", until=page.locator("section[aria-labelledby=correcties-kop]"))
    page.goto("/admin/managementinformatie/?van=01-01-2026&tot_en_met=31-01-2026")
    picture(page, "dashboard", until=page.locator("#verloop .grafiek"), folder=FIGURES)
    page = log_in(browser, origin, "noodbeheerder")
    page.goto("/admin/auth/user/")
    picture(page, "gebruikers", until=page.locator("#changelist"))


def correct(page: Page) -> None:
    """Find a record, correct it, look at its history and put a version back."""
    page.goto(f"{LIST}?van=01-01-2026&tot_en_met=03-02-2026&afdeling=Burgerzaken")
    picture(page, "lijst", until=page.locator("#result_list tbody tr").nth(2))
    filters = page.locator("details.filters > summary")
    filters.click()
    button = page.get_by_role("button", name="Filteren", exact=True)
    picture(page, "filters", since=filters, until=button)
    find(page)
    page.locator("#id_verantwoordelijke_afdeling").fill("Burgerzaken")
    page.locator("#id_reden").fill("De afdeling was met een kleine letter geschreven.")
    save = page.get_by_role("button", name="Opslaan", exact=True)
    gegevens = page.get_by_role("heading", name="Gegevens", exact=True)
    picture(page, "corrigeren", since=gegevens, until=page.locator(".field-einddatum"))
    picture(page, "reden", since=page.locator("#reden-kop"), until=save)
    save.click()
    find(page)
    page.locator("#id_gespreksresultaat").fill("Doorverbonden")
    page.locator("#id_reden").fill("Er is geen terugbelnotitie gemaakt.")
    page.get_by_role("button", name="Opslaan en opnieuw bewerken").click()
    page.get_by_role("link", name="Geschiedenis").click()
    picture(page, "geschiedenis", until=page.locator(".tijdlijn"))
    page.get_by_role("link", name="Deze versie terugzetten").first.click()
    page.locator("#id_reden").fill("Er is toch een terugbelnotitie gemaakt.")
    picture(page, "terugzetten", until=page.get_by_role("button", name="Terugzetten"))


def find(page: Page) -> None:
    """Open the record that has a mistake."""
    page.goto(f"{LIST}?q={KLANTCONTACT.rpartition('/')[2]}")
    page.locator("#result_list tbody tr th a").first.click()


def merge(page: Page) -> None:
    """Make one afdeling of what is spelled in two ways."""
    page.goto(LIST)
    page.get_by_role("link", name="Afdelingen samenvoegen").click()
    page.locator("input[value='tekst:burgerzaken']").check()
    page.locator("#id_nieuw").fill("Burgerzaken")
    page.locator("#id_reden").fill("Eén schrijfwijze voor de afdeling.")
    picture(page, "samenvoegen", until=page.get_by_role("button", name="Eerst bekijken"))
    page.get_by_role("button", name="Eerst bekijken").click()
    preview = page.get_by_role("heading", name="Dit gaat er gebeuren")
    do = page.get_by_role("button", name="Uitvoeren")
    picture(page, "samenvoegen-voorbeeld", since=preview, until=do)
    do.click()
    page.get_by_text("Klaar.").wait_for()
    picture(page, "samenvoegen-klaar", until=page.get_by_role("button", name="Terugdraaien"))


def export_and_remove(page: Page) -> None:
    """See what would go into a file, and what would be removed; neither is done."""
    page.goto(f"{LIST}?van=01-01-2026&tot_en_met=31-01-2026&afdeling=Burgerzaken")
    page.get_by_role("link", name="Exporteren").click()
    picture(page, "exporteren", until=page.get_by_role("button", name="Bestand downloaden"))
    find(page)
    page.get_by_role("link", name="Verwijderen").click()
    page.locator("#id_reden").fill("Dit was een proef van de leverancier.")
    picture(page, "verwijderen", until=page.get_by_role("button", name="Ja, verwijderen"))


def applications(page: Page) -> None:
    """Give an application a token."""
    page.goto("/admin/contactmomenten/applicatie/")
    page.get_by_role("link", name="Datawarehouse").click()
    page.get_by_role("button", name="Nieuw token maken").click()
    # The real one is gone with the database; in the picture nobody should think it works.
    page.locator("#waarde").evaluate("(field) => { field.value = 'kcd_1a2b3c4d_…'; }")
    picture(page, "token", until=page.get_by_role("link", name="Terug naar Datawarehouse"))


def log_in(browser: Browser, origin: str, name: str) -> Page:
    """A tab of a browser in which somebody has logged in."""
    context = browser.new_context(
        base_url=origin,
        locale="nl-NL",
        viewport={"width": WIDTH, "height": 900},
        device_scale_factor=1,
        color_scheme="light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto("/admin/login/")
    if page.get_by_text("Aanmelden met een noodaccount").is_visible():
        page.get_by_text("Aanmelden met een noodaccount").click()
    page.get_by_label("Gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    page.locator("#user-tools").wait_for()
    return page


def picture(
    page: Page, name: str, *, until: Locator, since: Locator | None = None, folder: Path = PICTURES
) -> None:
    """Keep what there is to see from the top, or from a part of the content, to the end of a part.

    As wide as the window, or else as the content.
    """
    from tests.browser.chromium import settle

    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    settle(page)
    left = top = 0.0
    if since:
        left, top = box(page.locator("#content"))["x"], box(since)["y"] - MARGIN / 2
    end = box(until)
    page.screenshot(
        path=folder / f"{name}.png",
        full_page=True,
        clip={
            "x": left,
            "y": top,
            "width": WIDTH - left,
            "height": end["y"] + end["height"] + MARGIN - top,
        },
    )


def box(part: Locator) -> FloatRect:
    """Where something is on the page."""
    found = part.bounding_box()
    assert found, "this cannot be seen"  # noqa: S101 - nobody runs this with -O
    return found


if __name__ == "__main__":
    main()
