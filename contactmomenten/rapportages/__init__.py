"""Figures over the register, for management information."""

from contactmomenten.models.tellen import Dimensie, Uitsplitsing
from contactmomenten.rapportages.cijfers import (
    Aandeel,
    Afdeling,
    Bron,
    Bronnen,
    Drukte,
    Gespreksduur,
    Gespreksresultaten,
    Kennisgat,
    Kennisgaten,
    Meetpunt,
    Stap,
    Verloop,
    Vraag,
    Vragen,
    Zelfstandig,
)
from contactmomenten.rapportages.kennisgaten import kennisgaten
from contactmomenten.rapportages.overzicht import Overzicht, overzicht
from contactmomenten.rapportages.rekenen import (
    afdelingen,
    bronnen,
    drukte,
    gespreksduur,
    gespreksresultaten,
    verloop,
    vragen,
)
from contactmomenten.rapportages.tellen import Selectie, Telling, Waarden, tel
from contactmomenten.rapportages.tijdvak import Tijdvak
from contactmomenten.rapportages.veelgesteld import veelgestelde_vragen

__all__ = [
    "Aandeel",
    "Afdeling",
    "Bron",
    "Bronnen",
    "Dimensie",
    "Drukte",
    "Gespreksduur",
    "Gespreksresultaten",
    "Kennisgat",
    "Kennisgaten",
    "Meetpunt",
    "Overzicht",
    "Selectie",
    "Stap",
    "Telling",
    "Tijdvak",
    "Uitsplitsing",
    "Verloop",
    "Vraag",
    "Vragen",
    "Waarden",
    "Zelfstandig",
    "afdelingen",
    "bronnen",
    "drukte",
    "gespreksduur",
    "gespreksresultaten",
    "kennisgaten",
    "overzicht",
    "tel",
    "veelgestelde_vragen",
    "verloop",
    "vragen",
]
