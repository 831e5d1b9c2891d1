"""Deterministic data for the tests."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from django.conf import settings
from django.test import Client

from contactmomenten.models import Applicatie, Contactmomentdetail, Export, Samenvoeging, Scope
from contactmomenten.services import (
    Bronvermelding,
    Gegevens,
    Herkomst,
    Kanaal,
    register,
    start_merge,
)
from contactmomenten.toegang import applicaties
from contactmomenten.toegang.versleuteling import encrypt_client_secret

KCM = "kcm@gemeente.example"
KLANTCONTACTEN = "https://openklant.gemeente.example/klantinteracties/api/v1/klantcontacten/"
BEGIN = datetime(2026, 2, 3, 9, 17, 2, 44_000, tzinfo=UTC)
HERKOMST = Herkomst(wie=KCM, kanaal=Kanaal.KISS)

DETAILS_URL = "/api/contactmomentdetails"
RAPPORT_URL = "/api/contactmomentendetails"
FAQ_URL = "/api/faq"
V1_URL = "/contactmomentdetails/api/v1/contactmomentdetails"
EXPORT_URL = f"{V1_URL}/_exporteer"
WIJZIGINGEN_URL = "/contactmomentdetails/api/v1/wijzigingen"
STATISTIEKEN_URL = "/contactmomentdetails/api/v1/statistieken"
ALLES = {"from": "0001-01-01T00:00:00Z", "to": "9999-12-31T23:59:59Z"}


def claims(**changes: Any) -> dict[str, Any]:
    """Claims that are valid now; a change to None leaves one out."""
    now = datetime.now(UTC)
    merged = {"iat": now, "exp": now + timedelta(hours=1)} | changes
    return {name: value for name, value in merged.items() if value is not None}


def extern_token(secret: str | None = None, **changes: Any) -> str:
    """A token for management information."""
    return jwt.encode(claims(**changes), secret or settings.MANAGEMENTINFORMATIE_API_KEY, "HS256")


def medewerker_token(secret: str | None = None, **changes: Any) -> str:
    """A token of the KISS backend on behalf of an employee."""
    own = {
        "client_id": settings.KISS_CLIENT_ID,
        "iss": settings.KISS_CLIENT_ID,
        "user_id": KCM,
        "user_representation": "K. Medewerker",
    }
    return jwt.encode(claims(**(own | changes)), secret or settings.KISS_CLIENT_SECRET, "HS256")


def bearer(token: str) -> Client:
    """A caller with this token."""
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})


def bron(nummer: int = 0) -> dict[str, str]:
    """A consulted source, as KISS sends it."""
    return {
        "soort": "kennisartikel",
        "titel": f"Artikel {nummer}",
        "url": f"https://www.gemeente.example/artikel/{nummer}",
    }


def body(nummer: int = 0, *, bronnen: Any = 0, **changes: Any) -> dict[str, Any]:
    """A body for PUT, with a number of bronnen or just these; a change to ... leaves one out."""
    begin = BEGIN + timedelta(minutes=nummer)
    complete = {
        "id": f"{KLANTCONTACTEN}{nummer}",
        "startdatum": _zulu(begin),
        "einddatum": _zulu(begin + timedelta(minutes=4)),
        "gespreksresultaat": "Zelfstandig afgehandeld",
        "vraag": f"Vraag {nummer}",
        "specifiekevraag": f"Specifieke vraag {nummer}",
        "verantwoordelijkeAfdeling": "Burgerzaken",
        "bronnen": [bron(n) for n in range(bronnen)] if isinstance(bronnen, int) else bronnen,
    }
    return {name: value for name, value in (complete | changes).items() if value is not ...}


def opslaan(client: Client, data: Any) -> Any:
    """PUT as the KISS frontend does. Text and bytes go out as they are."""
    raw = data if isinstance(data, str | bytes) else json.dumps(data)
    return client.put(DETAILS_URL, raw, content_type="application/json")


def invoer(nummer: int = 0, *, bronnen: Any = 0, **changes: Any) -> dict[str, Any]:
    """A body for the versioned API; a change to ... leaves one out."""
    kiss = body(nummer, bronnen=bronnen)
    complete = {
        "contactmoment": kiss.pop("id"),
        "specifiekeVraag": kiss.pop("specifiekevraag"),
        **kiss,
    }
    return {name: value for name, value in (complete | changes).items() if value is not ...}


def gegevens(
    nummer: int = 0, *, bronnen: int | Sequence[Bronvermelding] = 0, **changes: Any
) -> Gegevens:
    """Input for the service, with a number of bronnen or just these."""
    if isinstance(bronnen, int):
        bronnen = [Bronvermelding(**bron(n)) for n in range(bronnen)]
    begin = BEGIN + timedelta(minutes=nummer)
    complete: dict[str, Any] = {
        "contactmoment": f"{KLANTCONTACTEN}{nummer}",
        "startdatum": begin,
        "einddatum": begin + timedelta(minutes=4),
        "vraag": f"Vraag {nummer}",
        "bronnen": bronnen,
    }
    return Gegevens(**(complete | changes))


def contactmomentdetail(
    nummer: int = 0, *, bronnen: int | Sequence[Bronvermelding] = 0, **changes: Any
) -> Contactmomentdetail:
    """A stored record."""
    invoer = gegevens(nummer, bronnen=bronnen, **changes)
    register(gegevens=invoer, herkomst=HERKOMST)
    return Contactmomentdetail.objects.get(contactmoment=invoer.contactmoment)


def samenvoeging() -> Samenvoeging:
    """A job that still has to be done."""
    return start_merge(
        veld=Samenvoeging.Veld.AFDELING,
        oud=["burgerzaken"],
        nieuw="Burgerzaken",
        records=Contactmomentdetail.objects.all(),
        herkomst=Herkomst(wie=KCM, kanaal=Kanaal.ADMIN, reden="Eén naam"),
        filter="alle contactmomenten",
    )


def export(**changes: Any) -> Export:
    """A stored record of a file that was made."""
    values: dict[str, Any] = {
        "wie": "beheerder@gemeente.example",
        "kanaal": Kanaal.ADMIN.value,
        "formaat": Export.Formaat.CSV,
        "kolommen": ["startdatum", "vraag"],
    }
    return Export.objects.create(**(values | changes))


CLIENT_SECRET = "client-secret-of-an-application-for-the-tests"


def applicatie(naam: str = "Dataplatform", **changes: Any) -> Applicatie:
    """A stored application with every scope; with a secret where it has a client id."""
    values: dict[str, Any] = {
        "doel": "Rapportages maken.",
        "contactadres": "data@gemeente.example",
        "scopes": list(Scope),
    }
    made = Applicatie(naam=naam, **(values | changes))
    if made.client_id:
        made.client_geheim = encrypt_client_secret(CLIENT_SECRET)
        made.client_geheim_gemaakt_op = datetime.now(UTC)
    made.full_clean()
    made.save()
    return made


def applicatie_jwt(made: Applicatie, secret: str | None = None, **changes: Any) -> str:
    """A JWT that an application signs itself, in the ZGW way."""
    own = {"client_id": made.client_id, "iss": made.client_id}
    return jwt.encode(claims(**(own | changes)), secret or CLIENT_SECRET, "HS256")


def client_with(*scopes: Scope) -> Client:
    """An application that may do just this, with a token of its own."""
    made = applicatie(f"Met {', '.join(scopes)}", scopes=list(scopes))
    return bearer(applicaties.issue_token(applicatie=made, door={}))


def _zulu(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
