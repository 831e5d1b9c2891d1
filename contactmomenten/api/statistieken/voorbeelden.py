"""Examples of figures in the description of the API, of two days with four contactmomenten."""

from typing import Any

_NU = {"van": "2026-02-03", "totEnMet": "2026-02-04"}
_VORIGE = {"van": "2026-02-01", "totEnMet": "2026-02-02"}
_VORIG_JAAR = {"van": "2025-02-03", "totEnMet": "2025-02-04"}
PASPOORT = "Paspoort aanvragen - Wat neem ik mee?"
BRON = {
    "soort": "kennisartikel",
    "titel": "Paspoort aanvragen",
    "url": "https://www.gemeente.example/producten/paspoort",
}

AANTALLEN: dict[str, Any] = {
    "tijdvak": _NU,
    "aantal": 4,
    "per": "dag",
    "punten": [
        {"datum": "2026-02-03", "uur": None, "aantal": 3},
        {"datum": "2026-02-04", "uur": None, "aantal": 1},
    ],
    "vorige": {"tijdvak": _VORIGE, "aantal": 2},
    "vorigJaar": {"tijdvak": _VORIG_JAAR, "aantal": 0},
}
DRUKTE: dict[str, Any] = {
    "tijdvak": _NU,
    "uren": [
        {"weekdag": 2, "uur": 10, "aantal": 3},
        {"weekdag": 3, "uur": 9, "aantal": 1},
    ],
}
_GEEN_DUUR: dict[str, Any] = {
    "gemeten": 0,
    "zonderDuur": 0,
    "totaal": 0,
    "gemiddelde": None,
    "mediaan": None,
    "percentiel90": None,
}
GESPREKSDUUR: dict[str, Any] = {
    "tijdvak": _NU,
    "gemeten": 3,
    "zonderDuur": 1,
    "totaal": 720,
    "gemiddelde": 240.0,
    "mediaan": 180.0,
    "percentiel90": 372.0,
    "vorige": {
        "tijdvak": _VORIGE,
        "gemeten": 2,
        "zonderDuur": 0,
        "totaal": 400,
        "gemiddelde": 200.0,
        "mediaan": 200.0,
        "percentiel90": 280.0,
    },
    "vorigJaar": {"tijdvak": _VORIG_JAAR, **_GEEN_DUUR},
}
GESPREKSRESULTATEN: dict[str, Any] = {
    "tijdvak": _NU,
    "aantal": 4,
    "resultaten": [
        {"gespreksresultaat": "Zelfstandig afgehandeld", "aantal": 2, "aandeel": 0.5},
        {"gespreksresultaat": "Doorverbonden", "aantal": 1, "aandeel": 0.25},
        {"gespreksresultaat": None, "aantal": 1, "aandeel": 0.25},
    ],
    "zelfstandig": {
        "aantal": 2,
        "bekend": 3,
        "onbekend": 1,
        "aandeel": 0.6666666666666666,
        "doel": 0.8,
        "gehaald": False,
    },
    "vorige": {
        "tijdvak": _VORIGE,
        "aantal": 2,
        "resultaten": [
            {"gespreksresultaat": "Zelfstandig afgehandeld", "aantal": 2, "aandeel": 1.0}
        ],
        "zelfstandig": {
            "aantal": 2,
            "bekend": 2,
            "onbekend": 0,
            "aandeel": 1.0,
            "doel": 0.8,
            "gehaald": True,
        },
    },
    "vorigJaar": {
        "tijdvak": _VORIG_JAAR,
        "aantal": 0,
        "resultaten": [],
        "zelfstandig": {
            "aantal": 0,
            "bekend": 0,
            "onbekend": 0,
            "aandeel": None,
            "doel": 0.8,
            "gehaald": False,
        },
    },
}
AFDELINGEN: dict[str, Any] = {
    "tijdvak": _NU,
    "aantal": 4,
    "vorige": {"tijdvak": _VORIGE, "aantal": 2},
    "afdelingen": [
        {
            "afdeling": "Burgerzaken",
            "aantal": 3,
            "aandeel": 0.75,
            "gemiddeldeDuur": 240.0,
            "aandeelZelfstandig": 0.6666666666666666,
            "aantalVorige": 1,
            "verschuiving": 0.25,
        },
        {
            "afdeling": None,
            "aantal": 1,
            "aandeel": 0.25,
            "gemiddeldeDuur": None,
            "aandeelZelfstandig": None,
            "aantalVorige": 1,
            "verschuiving": -0.25,
        },
    ],
}
VRAGEN: dict[str, Any] = {
    "tijdvak": _NU,
    "aantal": 4,
    "vorige": {"tijdvak": _VORIGE, "aantal": 2},
    "metVraag": 3,
    "zonderVraag": 1,
    "meestGesteld": [{"vraag": PASPOORT, "aantal": 3, "aantalVorige": 1, "verschil": 2}],
    "stijgers": [{"vraag": PASPOORT, "aantal": 3, "aantalVorige": 1, "verschil": 2}],
    "dalers": [{"vraag": "Afvalpas", "aantal": 0, "aantalVorige": 1, "verschil": -1}],
}
BRONNEN: dict[str, Any] = {
    "tijdvak": _NU,
    "aantal": 4,
    "zonderBron": 1,
    "aandeelZonderBron": 0.25,
    "soorten": [{"soort": "kennisartikel", "aantal": 3, "aandeel": 0.75}],
    "meestGebruikt": [
        BRON | {"aantal": 3},
    ],
}
KENNISGATEN: dict[str, Any] = {
    "tijdvak": _NU,
    "bekeken": 3,
    "gezienVanaf": None,
    "gaten": [
        {
            "voorbeeld": "Mag de sticker in het paspoort?",
            "andere": ["Mag er een sticker in mijn paspoort?"],
            "aantal": 2,
            "zonderVraag": 1,
        }
    ],
}
VEELGESTELDE_VRAGEN: dict[str, Any] = {"vragen": [PASPOORT, "Afvalpas"]}
