"""All figures of a period together, with those of the two that it is compared with."""

from dataclasses import dataclass

from contactmomenten.models.snapshot import snapshot
from contactmomenten.models.tellen import Dimensie
from contactmomenten.rapportages import rekenen
from contactmomenten.rapportages.cijfers import (
    Afdeling,
    Bronnen,
    Drukte,
    Gespreksduur,
    Gespreksresultaten,
    Kennisgaten,
    Stap,
    Verloop,
    Vragen,
)
from contactmomenten.rapportages.kennisgaten import kennisgaten
from contactmomenten.rapportages.tellen import Selectie, Telling, tel
from contactmomenten.rapportages.tijdvak import Tijdvak

MOST_DAYS = 100  # that are still points of their own in a picture
MOST_WEEKS = 53
MOST_MONTHS = 60
VERGELEKEN = (Dimensie.UITKOMST, Dimensie.DUUR, Dimensie.VRAAG)


@dataclass(frozen=True, slots=True)
class Kerncijfers:
    """The figures of a period that are compared with those of another."""

    tijdvak: Tijdvak
    aantal: int
    gespreksduur: Gespreksduur
    gespreksresultaten: Gespreksresultaten


@dataclass(frozen=True, slots=True)
class Overzicht:
    """Everything; None for a period that the calendar does not have."""

    nu: Kerncijfers
    vorige: Kerncijfers | None
    vorig_jaar: Kerncijfers | None
    verloop: Verloop
    drukte: Drukte
    afdelingen: tuple[Afdeling, ...]
    vragen: Vragen
    bronnen: Bronnen
    kennisgaten: Kennisgaten


def overzicht(selectie: Selectie) -> Overzicht:
    """Count it, all from one moment. At most sixteen queries, whatever there is to count."""
    tijdvak = selectie.tijdvak
    with snapshot():
        telling = tel(selectie, list(Dimensie))
        vorige = _compared(selectie, tijdvak.vorige)
        vorig_jaar = _compared(selectie, tijdvak.vorig_jaar)
        gaten = kennisgaten(selectie)
    before = vorige[1] if vorige else Telling()
    return Overzicht(
        nu=_kerncijfers(tijdvak, telling),
        vorige=_kerncijfers(*vorige) if vorige else None,
        vorig_jaar=_kerncijfers(*vorig_jaar) if vorig_jaar else None,
        verloop=rekenen.verloop(telling, tijdvak, step_for(tijdvak)),
        drukte=rekenen.drukte(telling),
        afdelingen=rekenen.afdelingen(telling, before),
        vragen=rekenen.vragen(telling, before),
        bronnen=rekenen.bronnen(telling),
        kennisgaten=gaten,
    )


def step_for(tijdvak: Tijdvak) -> Stap:
    """What to count a period per, so that a picture of it can be read."""
    dagen = tijdvak.dagen
    for most, stap in (
        (1, Stap.UUR),
        (MOST_DAYS, Stap.DAG),
        (MOST_WEEKS * 7, Stap.WEEK),
        (MOST_MONTHS * 31, Stap.MAAND),
    ):
        if dagen <= most:
            return stap
    return Stap.JAAR


def _compared(selectie: Selectie, tijdvak: Tijdvak | None) -> tuple[Tijdvak, Telling] | None:
    return (tijdvak, tel(selectie.in_tijdvak(tijdvak), VERGELEKEN)) if tijdvak else None


def _kerncijfers(tijdvak: Tijdvak, telling: Telling) -> Kerncijfers:
    resultaten = rekenen.gespreksresultaten(telling)
    return Kerncijfers(
        tijdvak=tijdvak,
        aantal=resultaten.aantal,
        gespreksduur=rekenen.gespreksduur(telling),
        gespreksresultaten=resultaten,
    )
