"""What a try-out tells once it answers: addresses, a login, and curl lines that can be pasted."""

import json
import shlex
from datetime import UTC, datetime, timedelta

import jwt
from django.conf import settings

from contactmomenten.api import BASIS

BEHEERDER = "beheerder"
MEDEWERKER = "kcm@gemeente.example"
TOKEN_LIFETIME = timedelta(hours=12)
EXAMPLE = {
    "id": "https://openklant.gemeente.example/klantinteracties/api/v1/klantcontacten/voorbeeld",
    "startdatum": "2026-02-03T09:17:02.044Z",
    "einddatum": "2026-02-03T09:21:47.318Z",
    "vraag": "Paspoort aanvragen - Wat neem ik mee?",
    "specifiekevraag": "Mag de foto van vorig jaar zijn?",
    "gespreksresultaat": "Zelfstandig afgehandeld",
    "verantwoordelijkeAfdeling": "Burgerzaken",
    "bronnen": [
        {
            "soort": "kennisartikel",
            "titel": "Paspoort aanvragen",
            "url": "https://www.gemeente.example/producten/paspoort",
        }
    ],
}


def welcome(address: str, password: str) -> str:
    """The text for a try-out that answers on ``address`` (``host:port``)."""
    api = f"http://{address}/api/contactmomentdetails"
    employee = f"Authorization: Bearer {_employee_token()}"
    system = f"Authorization: Bearer {_sign({}, settings.MANAGEMENTINFORMATIE_API_KEY)}"
    now = datetime.now(UTC)
    period = f"from={now - timedelta(days=365):%Y-%m-%dT00:00:00Z}&to={now:%Y-%m-%dT23:59:59Z}"
    report = f"http://{address}/api/contactmomentendetails?{period}&pageSize=2"
    v1 = f"http://{address}{BASIS}"
    json_type, body = "Content-Type: application/json", json.dumps(EXAMPLE)
    lines = [
        f"Het register staat klaar op http://{address}/",
        "",
        f"Beheer       http://{address}/admin/",
        f"             gebruikersnaam {BEHEERDER}, wachtwoord {password}",
        f"API          {v1}/docs",
        f"Gezondheid   http://{address}/healthz",
        "",
        "Een contactmoment opslaan, zoals KISS dat doet (deze tokens gelden 12 uur):",
        _curl("-i", "-X", "PUT", api, "-H", employee, "-H", json_type, "-d", body),
        "",
        "Het contactmoment tonen:",
        _curl("-G", api, "-H", employee, "--data-urlencode", f"id={EXAMPLE['id']}"),
        "",
        "Managementinformatie ophalen:",
        _curl(report, "-H", system),
        "",
        "De nieuwste opvragen met de API:",
        _curl(f"{v1}/contactmomentdetails?pageSize=2", "-H", employee),
        "",
        "Stoppen: Ctrl+C.",
    ]
    return "\n".join(lines)


def _employee_token() -> str:
    claims = {
        "client_id": settings.KISS_CLIENT_ID,
        "iss": settings.KISS_CLIENT_ID,
        "user_id": MEDEWERKER,
        "user_representation": "Voorbeeldmedewerker",
    }
    return _sign(claims, settings.KISS_CLIENT_SECRET)


def _sign(claims: dict[str, str], secret: str) -> str:
    now = datetime.now(UTC)
    return jwt.encode({**claims, "iat": now, "exp": now + TOKEN_LIFETIME}, secret, "HS256")


def _curl(*arguments: str) -> str:
    return shlex.join(["curl", "-sS", "-w", r"\n", *arguments])
