"""What contactmomenten were about: counted by hand."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from contactmomenten.services import Bronvermelding
from tests.api.statistieken import figures, gesprek, tijdvak
from tests.factories import FAQ_URL, STATISTIEKEN_URL, bearer, medewerker_token

pytestmark = pytest.mark.django_db

DAG, ERVOOR = date(2026, 2, 3), date(2026, 2, 2)
LASTIG = "Mag 'dit' \"ook\"? 😀\n; DROP"


def bron(titel: str, soort: str = "kennisartikel") -> Bronvermelding:
    return Bronvermelding(soort=soort, titel=titel, url=f"https://www.gemeente.example/{titel}")


def test_an_empty_register(rapporteur: Client) -> None:
    vorige = {"tijdvak": tijdvak(ERVOOR, ERVOOR), "aantal": 0}
    of_day: dict[str, Any] = {"tijdvak": tijdvak(DAG, DAG)}

    assert figures(rapporteur, "afdelingen", DAG, DAG) == of_day | {
        "aantal": 0,
        "vorige": vorige,
        "afdelingen": [],
    }
    assert figures(rapporteur, "vragen", DAG, DAG) == of_day | {
        "aantal": 0,
        "vorige": vorige,
        "metVraag": 0,
        "zonderVraag": 0,
        "meestGesteld": [],
        "stijgers": [],
        "dalers": [],
    }
    assert figures(rapporteur, "bronnen", DAG, DAG) == of_day | {
        "aantal": 0,
        "zonderBron": 0,
        "aandeelZonderBron": None,
        "soorten": [],
        "meestGebruikt": [],
    }
    assert figures(rapporteur, "kennisgaten", DAG, DAG) == of_day | {
        "bekeken": 0,
        "gezienVanaf": None,
        "gaten": [],
    }


def test_afdelingen(rapporteur: Client) -> None:
    now = [
        ("Burgerzaken", "Zelfstandig afgehandeld", 100),
        ("Burgerzaken", "Doorverbonden", 50),
        ("Burgerzaken", None, -1),
        (LASTIG, None, 7),
        (" ", "Zelfstandig afgehandeld", 10),
    ]
    for nummer, (afdeling, resultaat, seconden) in enumerate(now):
        gesprek(
            nummer,
            DAG,
            seconden=seconden,
            verantwoordelijke_afdeling=afdeling,
            gespreksresultaat=resultaat,
        )
    for nummer, afdeling in enumerate(["Burgerzaken", "Afval"], start=10):
        gesprek(nummer, ERVOOR, verantwoordelijke_afdeling=afdeling)

    answer = figures(rapporteur, "afdelingen", DAG, DAG)

    def row(*values: Any) -> dict[str, Any]:
        names = ["afdeling", "aantal", "aandeel", "gemiddeldeDuur"]
        names += ["aandeelZelfstandig", "aantalVorige", "verschuiving"]
        return dict(zip(names, values, strict=True))

    assert (answer["aantal"], answer["vorige"]["aantal"]) == (5, 2)
    assert [a | {"verschuiving": round(a["verschuiving"], 9)} for a in answer["afdelingen"]] == [
        row("Burgerzaken", 3, 0.6, 75.0, 0.5, 1, 0.1),
        row(None, 1, 0.2, 10.0, 1.0, 0, 0.2),
        row(LASTIG, 1, 0.2, 7.0, None, 0, 0.2),
        row("Afval", 0, 0.0, None, None, 1, -0.5),
    ]


def test_no_shift_without_a_period_before(rapporteur: Client) -> None:
    gesprek(1, DAG, verantwoordelijke_afdeling="Burgerzaken")

    (afdeling,) = figures(rapporteur, "afdelingen", DAG, DAG)["afdelingen"]
    first = figures(rapporteur, "afdelingen", "0001-01-01", "0001-01-31")

    assert (afdeling["aandeel"], afdeling["verschuiving"]) == (1.0, None)
    assert first["vorige"] is None


def test_vragen(rapporteur: Client) -> None:
    asked = [
        ("Paspoort", 3, 1),
        (LASTIG, 2, 0),
        ("Afval", 1, 4),
        ("Rijbewijs", 1, 1),
        ("Weg", 0, 1),
    ]
    nummer = 0
    for vraag, now, before in asked:
        for dag in [DAG] * now + [ERVOOR] * before:
            nummer += 1
            gesprek(nummer, dag, vraag=vraag)
    gesprek(100, DAG, vraag=None)
    gesprek(101, DAG, vraag=" \n")

    answer = figures(rapporteur, "vragen", DAG, DAG)

    def shown(name: str) -> list[tuple[str, int, int, int]]:
        return [(v["vraag"], v["aantal"], v["aantalVorige"], v["verschil"]) for v in answer[name]]

    assert (answer["aantal"], answer["metVraag"], answer["zonderVraag"]) == (9, 7, 2)
    assert answer["vorige"] == {"tijdvak": tijdvak(ERVOOR, ERVOOR), "aantal": 7}
    assert shown("meestGesteld") == [
        ("Paspoort", 3, 1, 2),
        (LASTIG, 2, 0, 2),
        ("Afval", 1, 4, -3),
        ("Rijbewijs", 1, 1, 0),
    ]
    assert shown("stijgers") == [(LASTIG, 2, 0, 2), ("Paspoort", 3, 1, 2)]
    assert shown("dalers") == [("Afval", 1, 4, -3), ("Weg", 0, 1, -1)]


def test_bronnen(rapporteur: Client) -> None:
    gesprek(1, DAG, bronnen=[bron("a"), bron("a"), bron("b", "vac")])
    gesprek(2, DAG, bronnen=[bron("a"), bron("c")])
    gesprek(3, DAG, bronnen=[bron("😀", "intranet")])
    gesprek(4, DAG)
    gesprek(5, ERVOOR, bronnen=[bron("a")])

    answer = figures(rapporteur, "bronnen", DAG, DAG)

    assert (answer["aantal"], answer["zonderBron"], answer["aandeelZonderBron"]) == (4, 1, 0.25)
    assert answer["soorten"] == [
        {"soort": "kennisartikel", "aantal": 2, "aandeel": 0.5},
        {"soort": "intranet", "aantal": 1, "aandeel": 0.25},
        {"soort": "vac", "aantal": 1, "aandeel": 0.25},
    ]
    assert [(b["soort"], b["titel"], b["aantal"]) for b in answer["meestGebruikt"]] == [
        ("kennisartikel", "a", 2),
        ("intranet", "😀", 1),
        ("kennisartikel", "c", 1),
        ("vac", "b", 1),
    ]
    assert answer["meestGebruikt"][0]["url"] == "https://www.gemeente.example/a"


def test_kennisgaten(rapporteur: Client) -> None:
    gesprek(1, DAG, "09:00", vraag=None, specifieke_vraag='De "sticker" in het paspoort?')
    gesprek(2, DAG, "10:00", vraag="Paspoort", specifieke_vraag="Een sticker in mijn paspoort")
    gesprek(3, DAG, "11:00", specifieke_vraag="Iets heel anders")
    gesprek(4, ERVOOR, specifieke_vraag="Sticker paspoort")

    answer = figures(rapporteur, "kennisgaten", DAG, DAG)

    assert (answer["bekeken"], answer["gezienVanaf"]) == (3, None)
    (gat,) = answer["gaten"]
    assert gat == {
        "voorbeeld": "Een sticker in mijn paspoort",
        "andere": ['De "sticker" in het paspoort?'],
        "aantal": 2,
        "zonderVraag": 1,
    }


def test_the_most_of_what_was_asked_for(rapporteur: Client) -> None:
    for nummer in range(12):
        for keer, dag in enumerate((DAG, ERVOOR)):
            gesprek(
                2 * nummer + keer,
                dag,
                vraag=f"Vraag {nummer:02}, {dag}",
                specifieke_vraag=f"Woord{nummer}",
                bronnen=[bron(f"{nummer:02}")],
            )
            gesprek(100 + 2 * nummer + keer, dag, vraag=None, specifieke_vraag=f"Woord{nummer}")

    for query, most in (({}, 10), ({"aantal": "1"}, 1), ({"aantal": "100"}, 12)):
        vragen = figures(rapporteur, "vragen", DAG, DAG, **query)
        assert {len(vragen[name]) for name in ("meestGesteld", "stijgers", "dalers")} == {most}
        assert vragen["meestGesteld"][0]["vraag"] == "Vraag 00, 2026-02-03"
        assert len(figures(rapporteur, "bronnen", DAG, DAG, **query)["meestGebruikt"]) == most
        assert len(figures(rapporteur, "kennisgaten", DAG, DAG, **query)["gaten"]) == most


def test_veelgestelde_vragen_are_those_of_kiss(rapporteur: Client) -> None:
    for nummer, vraag in enumerate(["Afval", "Paspoort", "Paspoort", LASTIG, None]):
        gesprek(nummer, date(2026, 2, 1 + nummer), vraag=vraag)

    answer = rapporteur.get(f"{STATISTIEKEN_URL}/veelgestelde-vragen").json()

    assert answer == {"vragen": ["Paspoort", LASTIG, "Afval"]}
    assert answer["vragen"] == bearer(medewerker_token()).get(FAQ_URL).json()
