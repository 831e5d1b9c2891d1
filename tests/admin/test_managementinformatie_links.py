"""Every figure of the management information leads to just the records that it counts."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from contactmomenten.services import Bronvermelding
from tests.admin.lijst import LIST
from tests.admin.managementinformatie import FEBRUARI, KLAAR, begun, cells, html, pagina, tabel

pytestmark = pytest.mark.django_db

BRONNEN = [
    Bronvermelding(soort="vac", titel='Wat "kost" het? 😀', url="https://a.example/?a=1&b=2#c"),
    Bronvermelding(soort="vac", titel="", url="https://a.example/p"),
    Bronvermelding(soort="boek", titel="Paspoort; +", url="https://a.example/p"),
    Bronvermelding(soort="", titel=" ", url=""),
]
AFDELINGEN = ["Zorg", "Zorg ", "zorg", None, " ", "Werk & Inkomen", "Z" * 500, "Z" * 501]
RESULTATEN = [KLAAR, f"{KLAAR} ", "Anders; =1+1", None, "", KLAAR, "Doorverbonden"]
VRAGEN = ["Paspoort", "paspoort", " Paspoort", None, "\n", "100% é 😀 'x' \"y\" <z>"]


@pytest.fixture
def awkward(db: None) -> None:
    """Records of three periods, on the first and the last moments of them too."""
    moments = [
        *((2026, 2, dag, uur) for dag in (1, 3, 28) for uur in (0, 9, 23)),
        *((2026, 1, dag, 12) for dag in (1, 15, 31)),
        *((2025, 2, dag, 0) for dag in (1, 28)),
        (2026, 3, 1, 0),
    ]
    for nummer in range(90):
        begun(
            nummer,
            *moments[nummer % len(moments)],
            minuten=nummer % 13 - 2,
            verantwoordelijke_afdeling=AFDELINGEN[nummer % len(AFDELINGEN)],
            gespreksresultaat=RESULTATEN[nummer % len(RESULTATEN)],
            vraag=VRAGEN[nummer * 7 % len(VRAGEN)],
            bronnen=BRONNEN[: nummer % 6] * (1 + nummer % 2),
        )


def counted(client: Client, adres: str) -> int:
    """How many records the list at this address has, that has to be as it is given."""
    assert adres.startswith(f"{LIST}?")
    response = client.get(adres)
    assert response.status_code == 200, adres
    found = response.context["cl"]
    assert found.fouten == []
    return int(found.result_count)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"soort": "vac"},
        {"soort": ["andere", "vac"]},
        {"afdeling": ["Zorg", "zorg"]},
        {"gespreksresultaat": [KLAAR, "Doorverbonden"], "afdeling": "Zorg"},
    ],
)
def test_a_number_leads_to_as_many_records(
    rapportage: Client, awkward: None, query: dict[str, Any]
) -> None:
    found = pagina(rapportage, **FEBRUARI, **query)
    with_address = [cel for cel in cells(found) if cel.adres and isinstance(cel.waarde, int)]

    assert len(with_address) > 5
    for cel in with_address:
        assert counted(rapportage, cel.adres) == cel.waarde, cel.adres


def test_all_but_what_is_too_long_to_be_found_has_an_address(
    rapportage: Client, awkward: None
) -> None:
    for naam in ("gespreksresultaten", "afdelingen", "vragen", "soorten", "bronnen"):
        for rij in tabel(rapportage, naam).rijen:
            (cel, *_) = [cel for cel in rij if isinstance(cel.waarde, int)]
            is_too_long = len(rij[0].tekst) > 500
            assert bool(cel.adres) == (bool(cel.waarde) and not is_too_long), rij


def test_what_stands_outside_the_tables_leads_to_as_many_records(
    rapportage: Client, awkward: None
) -> None:
    page = html(rapportage, **FEBRUARI)
    links = re.findall(r'<a href="([^"]*)">([\d.]+)(?: contactmoment(?:en)?)?</a>', page)
    outside = page.partition('id="verloop"')[0]

    assert len(re.findall(rf'href="{LIST}\?', outside)) == 6
    assert len(links) > 30
    for adres, number in links:
        assert counted(rapportage, unescape(adres)) == int(number.replace(".", ""))


def test_a_share_leads_to_the_records_that_have_it(rapportage: Client, awkward: None) -> None:
    found = pagina(rapportage, **FEBRUARI).overzicht
    assert found
    zelfstandig = found.nu.gespreksresultaten.zelfstandig
    (cijfer,) = [
        c for c in pagina(rapportage, **FEBRUARI).kerncijfers if c.naam == "Zelfstandig afgehandeld"
    ]

    assert counted(rapportage, cijfer.adres) == zelfstandig.aantal
    for rij in tabel(rapportage, "afdelingen").rijen:
        if rij[4].adres:
            assert counted(rapportage, rij[4].adres) > 0


@pytest.mark.parametrize(
    ("van", "tot_en_met"),
    [("29-01-2026", "04-02-2026"), ("20-01-2026", "10-12-2026"), ("10-02-2025", "10-12-2027")],
)
def test_days_weeks_and_months_lead_to_their_days_within_the_period(
    rapportage: Client, awkward: None, van: str, tot_en_met: str
) -> None:
    found = tabel(rapportage, "verloop", van=van, tot_en_met=tot_en_met)
    total = 0
    for _, cel in found.rijen:
        if cel.adres:
            total += counted(rapportage, cel.adres)
            assert counted(rapportage, cel.adres) == cel.waarde

    asked = pagina(rapportage, van=van, tot_en_met=tot_en_met).overzicht
    assert asked
    assert total == asked.nu.aantal > 0


@pytest.mark.parametrize(
    "vraag",
    [
        'Wat betekent "de sticker" in mijn paspoort?',
        "Kan ik het -or- paspoort or zo OR laten bezorgen",
        "sticker " * 60,
        "🙂 paspoort & id | !",
    ],
)
def test_a_gap_leads_to_a_search_with_the_words_of_its_example(
    rapportage: Client, vraag: str
) -> None:
    for nummer in (1, 2):
        begun(nummer, 2026, 2, 3, 9, specifieke_vraag=vraag)
    begun(3, 2026, 2, 3, 9, specifieke_vraag="Iets heel anders")
    ((voorbeeld, aantal, *_),) = tabel(rapportage, "kennisgaten").rijen

    assert counted(rapportage, voorbeeld.adres) == aantal.waarde == 2
