"""How the admin tells who changed something, and through which channel."""

from collections.abc import Mapping
from typing import Any

KANALEN = {
    "admin": "het beheer",
    "api": "de API",
    "kiss": "KISS",
    None: "de database (met SQL)",
}


def wie_van(context: Mapping[str, Any], *, with_medewerker: bool) -> str:
    """Who that was, of the context of a change; an employee only for whoever may know."""
    wie, applicatie = context.get("wie"), context.get("applicatie")
    return told(None if wie == applicatie else wie, applicatie, with_medewerker=with_medewerker)


def told(medewerker: str | None, applicatie: str | None, *, with_medewerker: bool) -> str:
    """An employee, an application, or the one through the other."""
    if medewerker and not with_medewerker:
        medewerker = "een medewerker"
    return " via ".join(name for name in (medewerker, applicatie) if name) or "onbekend"
