"""The figures that an answer has, counted at one moment. Shapes: ``uitvoer_*.py``.

Each asks for the dimensions that it needs, and no other.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from contactmomenten import rapportages
from contactmomenten.models.snapshot import snapshot
from contactmomenten.models.tellen import VAN_BRONNEN, Dimensie
from contactmomenten.rapportages import (
    Afdeling,
    Bronnen,
    Gespreksduur,
    Gespreksresultaten,
    Kennisgaten,
    Selectie,
    Stap,
    Telling,
    Tijdvak,
    Vragen,
    tel,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class InTijdvak(Generic[T]):
    """A figure, and of which period it is."""

    tijdvak: Tijdvak
    cijfer: T


@dataclass(frozen=True, slots=True)
class Vergeleken(InTijdvak[T]):
    """A figure beside those of the period before and of the same period last year.

    None for a period that the calendar does not have.
    """

    vorige: InTijdvak[T] | None
    vorig_jaar: InTijdvak[T] | None


@dataclass(frozen=True, slots=True)
class NaastVorige(InTijdvak[T]):
    """A figure that compares by itself; how many contactmomenten there were, now and before."""

    aantal: int
    vorige: InTijdvak[int] | None


@dataclass(frozen=True, slots=True)
class Punt:
    """How many contactmomenten began from a day on, or from an hour of the clock on the wall."""

    datum: date
    uur: int | None
    aantal: int


@dataclass(frozen=True, slots=True)
class Aantallen(Vergeleken[int]):
    """How many contactmomenten, and through time."""

    per: Stap
    punten: list[Punt]


@dataclass(frozen=True, slots=True)
class DrukteUur:
    """An hour of the week, Monday being 1, and how many contactmomenten began in it."""

    weekdag: int
    uur: int
    aantal: int


def aantallen(selectie: Selectie, stap: Stap) -> Aantallen:
    """How many contactmomenten. At most twelve queries."""
    with snapshot():
        telling = tel(selectie, [Dimensie.UUR])
        vorige, vorig_jaar = _compared(selectie, [Dimensie.UITKOMST], _aantal)
    punten = [
        Punt(
            datum=punt.begin.date(),
            uur=punt.begin.hour if stap is Stap.UUR else None,
            aantal=punt.aantal,
        )
        for punt in rapportages.verloop(telling, selectie.tijdvak, stap).punten
    ]
    return Aantallen(
        tijdvak=selectie.tijdvak,
        cijfer=sum(telling.uren.values()),
        vorige=vorige,
        vorig_jaar=vorig_jaar,
        per=stap,
        punten=punten,
    )


def drukte(selectie: Selectie) -> InTijdvak[list[DrukteUur]]:
    """How many contactmomenten in each hour of the week. At most four queries."""
    with snapshot():
        telling = tel(selectie, [Dimensie.UUR])
    week = rapportages.drukte(telling).uren
    uren = [
        DrukteUur(weekdag, uur, aantal)
        for weekdag, dag in enumerate(week, start=1)
        for uur, aantal in enumerate(dag)
    ]
    return InTijdvak(selectie.tijdvak, uren)


def gespreksduur(selectie: Selectie) -> Vergeleken[Gespreksduur]:
    """How long it took. At most twelve queries."""
    return _with_comparisons(selectie, [Dimensie.DUUR], rapportages.gespreksduur)


def gespreksresultaten(selectie: Selectie) -> Vergeleken[Gespreksresultaten]:
    """How it ended. At most twelve queries."""
    return _with_comparisons(selectie, [Dimensie.UITKOMST], rapportages.gespreksresultaten)


def afdelingen(selectie: Selectie) -> NaastVorige[tuple[Afdeling, ...]]:
    """For whom it was. At most eight queries."""
    now, before, vorige = _beside_the_period_before(selectie, Dimensie.UITKOMST)
    return NaastVorige(
        tijdvak=selectie.tijdvak,
        cijfer=rapportages.afdelingen(now, before),
        aantal=_aantal(now),
        vorige=InTijdvak(vorige, _aantal(before)) if vorige else None,
    )


def vragen(selectie: Selectie, meeste: int) -> NaastVorige[Vragen]:
    """What was asked. At most eight queries."""
    now, before, vorige = _beside_the_period_before(selectie, Dimensie.VRAAG)
    return NaastVorige(
        tijdvak=selectie.tijdvak,
        cijfer=rapportages.vragen(now, before, meeste),
        aantal=sum(now.vragen.values()),
        vorige=InTijdvak(vorige, sum(before.vragen.values())) if vorige else None,
    )


def bronnen(selectie: Selectie, meeste: int) -> InTijdvak[Bronnen]:
    """What was consulted. At most four queries."""
    with snapshot():
        telling = tel(selectie, [Dimensie.UITKOMST, *VAN_BRONNEN])
    return InTijdvak(selectie.tijdvak, rapportages.bronnen(telling, meeste))


def kennisgaten(selectie: Selectie, meeste: int) -> InTijdvak[Kennisgaten]:
    """What no source covers. One query."""
    return InTijdvak(selectie.tijdvak, rapportages.kennisgaten(selectie, meeste))


def veelgestelde_vragen() -> dict[str, list[str]]:
    """What KISS shows as asked most. One query."""
    return {"vragen": rapportages.veelgestelde_vragen()}


def _aantal(telling: Telling) -> int:
    return sum(duren.aantal for duren in telling.uitkomsten.values())


def _with_comparisons(
    selectie: Selectie, dimensies: Collection[Dimensie], figure: Callable[[Telling], T]
) -> Vergeleken[T]:
    with snapshot():
        cijfer = figure(tel(selectie, dimensies))
        vorige, vorig_jaar = _compared(selectie, dimensies, figure)
    return Vergeleken(selectie.tijdvak, cijfer, vorige, vorig_jaar)


def _compared(
    selectie: Selectie, dimensies: Collection[Dimensie], figure: Callable[[Telling], T]
) -> tuple[InTijdvak[T] | None, InTijdvak[T] | None]:
    """The figure of the period before, and of the same period last year."""
    tijdvak = selectie.tijdvak

    def of(other: Tijdvak | None) -> InTijdvak[T] | None:
        if other is None:
            return None
        return InTijdvak(other, figure(tel(selectie.in_tijdvak(other), dimensies)))

    return of(tijdvak.vorige), of(tijdvak.vorig_jaar)


def _beside_the_period_before(
    selectie: Selectie, dimensie: Dimensie
) -> tuple[Telling, Telling, Tijdvak | None]:
    vorige = selectie.tijdvak.vorige
    with snapshot():
        now = tel(selectie, [dimensie])
        before = tel(selectie.in_tijdvak(vorige), [dimensie]) if vorige else Telling()
    return now, before, vorige
