"""The history of a record as the API shows it."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from contactmomenten.api import datumtijd
from contactmomenten.geschiedenis import Gebeurtenis

_NAMES = {
    "specifieke_vraag": "specifiekeVraag",
    "verantwoordelijke_afdeling": "verantwoordelijkeAfdeling",
    "emailadres_kcm": "emailadresKcm",
}


def shown(event: Gebeurtenis, *, with_medewerker: bool) -> dict[str, Any]:
    """Something that happened to a record, as the API shows it.

    Without the employee, as the one who had the contact and as the one who changed something, for a
    caller that may not know.
    """
    result = {
        "moment": datumtijd.write(event.moment),
        "soort": event.soort,
        "kanaal": event.kanaal,
        "applicatie": event.applicatie,
        "medewerker": event.medewerker,
        "reden": event.reden,
        "verschillen": [
            {
                "veld": _NAMES.get(verschil.veld, verschil.veld),
                "oud": _value(verschil.oud),
                "nieuw": _value(verschil.nieuw),
            }
            for verschil in event.verschillen
            if with_medewerker or verschil.veld != "emailadres_kcm"
        ],
    }
    if not with_medewerker:
        del result["medewerker"]
    return result


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return datumtijd.write(value)
    if isinstance(value, list):
        return [asdict(bron) for bron in value]
    return value
