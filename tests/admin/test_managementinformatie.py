"""Management information in the admin: what it says of the records of a period."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from contactmomenten.services import Bronvermelding
from tests.admin.managementinformatie import (
    FEBRUARI,
    KLAAR,
    PAGE,
    begun,
    bestand,
    html,
    pagina,
    rows,
    tabel,
    text,
)

pytestmark = pytest.mark.django_db

VAC = Bronvermelding(soort="vac", titel="Afval", url="https://a.example/afval")


def test_the_main_figures_and_how_they_changed(rapportage: Client) -> None:
    begun(1, 2026, 2, 3, 9, minuten=4, gespreksresultaat=KLAAR)
    begun(2, 2026, 2, 4, 9, minuten=2, gespreksresultaat=KLAAR)
    begun(3, 2026, 2, 4, 9, minuten=9, gespreksresultaat="Doorverbonden")
    begun(4, 2026, 2, 5, 9, minuten=1, gespreksresultaat=" ")
    begun(5, 2026, 1, 5, 9, minuten=3, gespreksresultaat="Doorverbonden")
    begun(6, 2026, 1, 5, 9, minuten=3, gespreksresultaat=KLAAR)
    begun(7, 2025, 2, 28, 23, minuten=4, gespreksresultaat=KLAAR)

    found = text(rapportage, **FEBRUARI)

    assert "Contactmomenten 4 In deze periode" in found
    assert "100,0% meer dan de periode ervoor ( 2 )" in found
    assert "300,0% meer dan een jaar eerder ( 1 )" in found
    assert "Zelfstandig afgehandeld 66,7% Het doel van 80% is niet gehaald" in found
    assert "16,7 procentpunt hoger dan de periode ervoor (50,0%)" in found
    assert "33,3 procentpunt lager dan een jaar eerder (100,0%)" in found
    assert "Gemiddelde gespreksduur 4 min 0 s" in found
    assert "1 min 0 s langer dan de periode ervoor (3 min 0 s)" in found
    assert "Even lang als een jaar eerder (4 min 0 s)" in found
    assert "Mediaan van de gespreksduur 3 min 0 s" in found
    assert "90e percentiel van de gespreksduur 7 min 30 s" in found
    assert "De periode ervoor: 01-01-2026 t/m 31-01-2026." in found
    assert "Een jaar eerder: 01-02-2025 t/m 28-02-2025." in found


def test_what_they_leave_out_is_told(rapportage: Client) -> None:
    begun(1, 2026, 2, 3, 9, minuten=-4, gespreksresultaat=KLAAR)
    begun(2, 2026, 2, 3, 9, gespreksresultaat=None)
    begun(3, 2026, 2, 3, 9, gespreksresultaat="")

    found = text(rapportage, **FEBRUARI)

    assert "niet mee als de einddatum voor de startdatum ligt. 1 contactmoment " in found
    assert "niet mee in het aandeel zelfstandig. 2 contactmomenten " in found


def test_the_target_and_what_counts_are_settings(rapportage: Client, settings: Settings) -> None:
    settings.ZELFSTANDIG_RESULTATEN = ["Doorverbonden"]
    settings.ZELFSTANDIG_DOEL = 50
    begun(1, 2026, 2, 3, 9, gespreksresultaat="Doorverbonden")
    begun(2, 2026, 2, 3, 9, gespreksresultaat=KLAAR)

    found = text(rapportage, **FEBRUARI)

    assert "50,0% Het doel van 50% is gehaald" in found
    assert "50,0% is zelfstandig afgehandeld; het doel is 50%." in found


def test_through_time_and_through_the_week(rapportage: Client) -> None:
    """On 3 February at 23:30 it is 22:30 in UTC; the hours are those of the clock here."""
    begun(1, 2026, 2, 3, 23, 30)
    begun(2, 2026, 2, 3, 9)
    begun(3, 2026, 2, 10, 9, 59)

    found = text(rapportage, van="02-02-2026", tot_en_met="10-02-2026")
    verloop = rows(tabel(rapportage, "verloop", van="02-02-2026", tot_en_met="10-02-2026"))

    assert (
        "Gemiddeld 0,3 contactmomenten per dag. "
        "De drukste dag was dinsdag 03-02-2026: 2 contactmomenten." in found
    )
    assert "Het is het drukst op dinsdag van 9 tot 10 uur: 2 contactmomenten" in found
    assert len(verloop) == 9
    assert verloop[:2] == [["maandag 02-02-2026", "0"], ["dinsdag 03-02-2026", "2"]]
    assert rows(tabel(rapportage, "drukte")) == [
        ["9.00-10.00", "0", "2", "0", "0", "0", "0", "0"],
        ["23.00-24.00", "0", "1", "0", "0", "0", "0", "0"],
    ]


@pytest.mark.parametrize(
    ("van", "tot_en_met", "row", "message"),
    [
        ("03-02-2026", "03-02-2026", "9.00-10.00 uur", "Het drukste uur was 9.00-10.00 uur"),
        ("01-01-2026", "31-12-2026", "week 6 van 2026", "De drukste week was week 6 van 2026"),
        ("01-01-2025", "31-12-2027", "februari 2026", "De drukste maand was februari 2026"),
        ("01-01-2020", "31-12-2030", "2026", "Het drukste jaar was 2026"),
    ],
)
def test_the_steps_fit_the_period(
    rapportage: Client, van: str, tot_en_met: str, row: str, message: str
) -> None:
    begun(1, 2026, 2, 3, 9)
    period = {"van": van, "tot_en_met": tot_en_met}

    assert [row, "1"] in rows(tabel(rapportage, "verloop", **period))
    assert f"{message}: 1 contactmoment." in text(rapportage, **period)


def test_per_afdeling(rapportage: Client) -> None:
    begun(1, 2026, 2, 3, 9, verantwoordelijke_afdeling="Zorg", gespreksresultaat=KLAAR)
    begun(2, 2026, 2, 3, 9, verantwoordelijke_afdeling="Zorg", gespreksresultaat="Anders")
    begun(3, 2026, 2, 3, 9, verantwoordelijke_afdeling="Zorg ", minuten=-1)
    begun(4, 2026, 2, 3, 9, verantwoordelijke_afdeling=None, minuten=1)
    begun(5, 2026, 1, 3, 9, verantwoordelijke_afdeling="Weg")

    assert rows(tabel(rapportage, "afdelingen")) == [
        ["Zorg", "2", "50,0%", "4 min 0 s", "50,0%", "+50,0"],
        ["Zonder afdeling", "1", "25,0%", "1 min 0 s", "–", "+25,0"],
        ["Zorg (met extra spaties)", "1", "25,0%", "–", "–", "+25,0"],
        ["Weg", "0", "0,0%", "–", "–", "−100,0"],
    ]
    assert "Zorg krijgt de meeste contactmomenten: 50,0%." in text(rapportage, **FEBRUARI)


def test_vragen_bronnen_and_gaps(rapportage: Client) -> None:
    for nummer in (1, 2):
        begun(nummer, 2026, 2, 3, 9, vraag="Afval", bronnen=[VAC, VAC])
    begun(3, 2026, 2, 3, 9, vraag="Paspoort")
    for nummer, tekst in ((4, "Wat betekent de sticker in het paspoort?"), (5, "sticker paspoort")):
        begun(nummer, 2026, 2, 3, 9, vraag=" ", specifieke_vraag=tekst)
    for nummer in (6, 7, 8):
        begun(nummer, 2026, 1, 3, 9, vraag="Paspoort")

    found = text(rapportage, **FEBRUARI)

    assert rows(tabel(rapportage, "vragen")) == [
        ["Afval", "2", "0", "+2"],
        ["Paspoort", "1", "3", "−2"],
    ]
    assert rows(tabel(rapportage, "stijgers")) == [["Afval", "2", "0", "+2"]]
    assert rows(tabel(rapportage, "dalers")) == [["Paspoort", "1", "3", "−2"]]
    assert rows(tabel(rapportage, "soorten")) == [["vac", "2", "40,0%"]]
    assert rows(tabel(rapportage, "bronnen")) == [["Afval", "vac", "2"]]
    ((voorbeeld, aantal, zonder_vraag, andere),) = rows(tabel(rapportage, "kennisgaten"))
    assert {voorbeeld, andere} == {"Wat betekent de sticker in het paspoort?", "sticker paspoort"}
    assert (aantal, zonder_vraag) == ("2", "2")
    assert "Het vaakst gesteld: “Afval”, 2 keer." in found
    assert "Zonder vraag: 2 contactmomenten" in found
    assert "Bij 60,0% van de contactmomenten is geen bron geraadpleegd." in found
    assert f"Deze specifieke vraag komt het vaakst voor: “{voorbeeld}”, 2 keer." in found


def test_records_that_say_nothing(rapportage: Client) -> None:
    begun(1, 2026, 2, 3, 9, minuten=-1, vraag=None)

    found = text(rapportage, **FEBRUARI)

    for message in (
        "Gemiddelde gespreksduur –",
        "Zelfstandig afgehandeld –",
        "Geen cijfers van de periode ervoor Geen cijfers van een jaar eerder",
        "Bij geen enkel contactmoment is een gespreksresultaat ingevuld.",
        "Bij geen enkel contactmoment is een afdeling ingevuld.",
        "Bij geen enkel contactmoment is een vraag ingevuld.",
        "Bij 100,0% van de contactmomenten is geen bron geraadpleegd.",
        "Er zijn geen specifieke vragen die vaker voorkomen.",
        "Geen enkele vraag is vaker gesteld dan in de periode ervoor.",
        "Er zijn geen bronnen geraadpleegd.",
    ):
        assert message in found


def test_filters_narrow_all_figures_and_can_be_removed(rapportage: Client) -> None:
    begun(1, 2026, 2, 3, 9, verantwoordelijke_afdeling="Zorg", bronnen=[VAC])
    begun(2, 2026, 2, 3, 9, verantwoordelijke_afdeling="Zorg", gespreksresultaat=KLAAR)
    begun(3, 2026, 2, 3, 9, verantwoordelijke_afdeling="Parkeren")
    begun(4, 2026, 1, 3, 9, verantwoordelijke_afdeling="Zorg")
    begun(5, 2026, 1, 3, 9, verantwoordelijke_afdeling="Parkeren")

    def aantal(**query: str) -> int:
        found = pagina(rapportage, **FEBRUARI, **query).overzicht
        assert found
        assert found.vorige
        return 10 * found.nu.aantal + found.vorige.aantal

    assert aantal() == 32
    assert aantal(afdeling="Zorg") == 21
    assert aantal(afdeling="Zorg", soort="vac") == 10
    assert aantal(gespreksresultaat=KLAAR) == 10
    page = html(rapportage, **FEBRUARI, afdeling="Zorg")
    assert 'aria-label="Verwijder filter Afdeling: Zorg"' in page
    assert 'aria-label="Verwijder filter Periode: 01-02-2026 t/m 28-02-2026"' in page


def test_a_table_is_a_file_too(rapportage: Client) -> None:
    begun(1, 2026, 2, 3, 9, verantwoordelijke_afdeling="=HYPERLINK(1)", gespreksresultaat=KLAAR)
    begun(2, 2026, 2, 3, 9, minuten=1, verantwoordelijke_afdeling="Zorg")
    begun(3, 2026, 2, 3, 9, minuten=2, verantwoordelijke_afdeling="Zorg")
    begun(4, 2026, 1, 3, 9, verantwoordelijke_afdeling="Zorg")
    response = rapportage.get(PAGE, FEBRUARI | {"csv": "afdelingen"})

    assert bestand(rapportage, "afdelingen") == [
        [
            "Afdeling",
            "Aantal",
            "Aandeel (%)",
            "Gemiddelde duur (seconden)",
            "Zelfstandig (%)",
            "Verschuiving (procentpunt)",
        ],
        ["Zorg", "2", "66,67", "90", "", "-33,33"],
        ["'=HYPERLINK(1)", "1", "33,33", "240", "100", "33,33"],
    ]
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="managementinformatie-afdelingen-2026-02-01-2026-02-28.csv"'
    )


def test_every_table_has_a_link_to_its_file(rapportage: Client) -> None:
    begun(1, 2026, 2, 3, 9)
    found = pagina(rapportage, **FEBRUARI)
    page = html(rapportage, **FEBRUARI)

    names = [tabel.naam for tabel in found.tabellen]
    assert len(names) == len(set(names)) == 11
    for naam in names:
        assert f'href="?van=01-02-2026&amp;tot_en_met=28-02-2026&amp;csv={naam}"' in page
        assert bestand(rapportage, naam)[0][0]


def test_each_chart_says_what_its_table_says(rapportage: Client) -> None:
    begun(
        1,
        2026,
        2,
        3,
        9,
        gespreksresultaat=KLAAR,
        bronnen=[VAC],
        verantwoordelijke_afdeling="Zorg & <Welzijn>",
    )

    page = html(rapportage, **FEBRUARI)

    assert page.count('role="img"') == 9  # two of them for a wide and for a narrow place
    assert "Zorg &amp; &lt;Welzijn&gt;: 1 (100,0%)" in page
    assert "dinsdag 03-02-2026: 1" in page
    assert "<Welzijn>" not in page
    assert "style=" not in page


def test_the_home_page_and_the_list_lead_to_it(rapportage: Client) -> None:
    index = rapportage.get(reverse("admin:index")).content.decode()
    details = reverse("admin:contactmomenten_contactmomentdetail_changelist")
    asked = FEBRUARI | {"afdeling": "Zorg", "q": "paspoort", "signaal": "jaar-0001"}
    filtered = rapportage.get(details, asked).context["cl"].managementinformatie
    half = rapportage.get(details, {"van": "01-02-2026", "soort": "vac"}).context["cl"]

    assert f'href="{PAGE}"' in index
    assert filtered == f"{PAGE}?van=01-02-2026&tot_en_met=28-02-2026&afdeling=Zorg"
    assert half.managementinformatie == f"{PAGE}?soort=vac"


def test_it_is_for_whoever_may_see_the_records(db: None) -> None:
    begun(1, 2026, 2, 3, 9)
    client = Client()
    client.force_login(User.objects.create_user("zonder groep", is_staff=True))

    for csv in ({}, {"csv": "kerncijfers"}):
        assert client.get(PAGE, FEBRUARI | csv).status_code == 403
    assert PAGE not in client.get(reverse("admin:index")).content.decode()
