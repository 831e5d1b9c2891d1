"""Examples in the description of the API."""

from typing import Any

from contactmomenten.api import BASIS

SERVER = f"https://kcc.gemeente.example{BASIS}"
_UUID = "8f1b2c6e-3f0a-4b52-9a37-5f0d4c1f7a21"
ADRES = f"{SERVER}/contactmomentdetails/{_UUID}"

_BRONNEN = [
    {
        "soort": "kennisartikel",
        "titel": "Paspoort aanvragen",
        "url": "https://www.gemeente.example/producten/paspoort",
    }
]
DEEL = {"verantwoordelijkeAfdeling": "Publiekszaken"}
INVOER: dict[str, Any] = {
    "contactmoment": "https://openklant.gemeente.example/klantinteracties/api/v1/klantcontacten/"
    "5f3c2f8e-5a6b-4a3e-9d55-0b7f3f1f2a10",
    "startdatum": "2026-02-03T10:17:02.044+01:00",
    "einddatum": "2026-02-03T10:21:47.318+01:00",
    "vraag": "Paspoort aanvragen - Wat neem ik mee?",
    "specifiekeVraag": "Mag de foto van vorig jaar zijn?",
    "gespreksresultaat": "Zelfstandig afgehandeld",
    "verantwoordelijkeAfdeling": "Burgerzaken",
    "bronnen": _BRONNEN,
}
CONTACTMOMENTDETAILS: dict[str, Any] = {
    "url": ADRES,
    "uuid": _UUID,
    "contactmoment": INVOER["contactmoment"],
    "startdatum": "2026-02-03T09:17:02.044Z",
    "einddatum": "2026-02-03T09:21:47.318Z",
    "gespreksduur": 285,
    "vraag": INVOER["vraag"],
    "specifiekeVraag": INVOER["specifiekeVraag"],
    "onderwerp": "Paspoort aanvragen - Wat neem ik mee? (Mag de foto van vorig jaar zijn?)",
    "gespreksresultaat": "Zelfstandig afgehandeld",
    "verantwoordelijkeAfdeling": "Burgerzaken",
    "emailadresKcm": "kcm@gemeente.example",
    "bronnen": _BRONNEN,
    "aangemaaktOp": "2026-02-03T09:21:48.102339Z",
    "gewijzigdOp": "2026-02-03T09:21:48.102339Z",
}
PAGINA = {"count": 1, "next": None, "previous": None, "results": [CONTACTMOMENTDETAILS]}
WIJZIGINGEN = {
    "cursor": "1042-0d6c1f1a9b7e",
    "next": None,
    "results": [
        {
            "soort": "aangemaakt",
            "uuid": _UUID,
            "moment": "2026-02-03T09:21:48.102339Z",
            "contactmomentdetails": CONTACTMOMENTDETAILS,
        },
        {
            "soort": "verwijderd",
            "uuid": "0d6c1f1a-9b7e-4c51-8d0a-2f8f6f5b1c33",
            "moment": "2026-02-03T09:30:00.5Z",
            "contactmomentdetails": None,
        },
    ],
}
GEBEURTENISSEN = {
    "results": [
        {
            "moment": "2026-02-04T13:05:11.731Z",
            "soort": "gewijzigd",
            "kanaal": "api",
            "applicatie": "Zaaksysteem",
            "medewerker": None,
            "reden": "Afdeling heet sinds 1 februari anders",
            "verschillen": [
                {
                    "veld": "verantwoordelijkeAfdeling",
                    "oud": "Burgerzaken",
                    "nieuw": "Publiekszaken",
                }
            ],
        },
        {
            "moment": "2026-02-03T09:21:48.102339Z",
            "soort": "aangemaakt",
            "kanaal": "kiss",
            "applicatie": "KISS",
            "medewerker": "kcm@gemeente.example",
            "reden": "",
            "verschillen": [],
        },
    ]
}
