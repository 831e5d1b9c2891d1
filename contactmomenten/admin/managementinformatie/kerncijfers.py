"""The main figures, each with how it was before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from django.conf import settings

from contactmomenten.admin.grafieken import Grafiek, Titel, doelbalk
from contactmomenten.admin.managementinformatie import tabel
from contactmomenten.admin.managementinformatie.links import NaarLijst
from contactmomenten.admin.managementinformatie.tabel import Cel, Kolom, Opmerking, Tabel
from contactmomenten.admin.weergave import contactmomenten, number, seconds, share, shift
from contactmomenten.models import Datakwaliteit
from contactmomenten.rapportages.overzicht import Kerncijfers, Overzicht

VORIGE, VORIG_JAAR = "de periode ervoor", "een jaar eerder"
NIETS_TOEN = "geen cijfers van"

Cijfer = Callable[[Kerncijfers], float | None]
Verschil = Callable[[float, float], str]


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """How much a figure differs from what it was then."""

    verschil: str
    toen: str
    waarde: str
    adres: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kerncijfer:
    """A figure, and what it is compared with."""

    naam: str
    waarde: str
    uitleg: str
    adres: str = ""
    vergelijkingen: Sequence[Vergelijking] = field(default_factory=tuple)
    grafiek: Grafiek | None = None


def kerncijfers(overzicht: Overzicht, lijst: NaarLijst) -> Iterator[Kerncijfer]:
    """All of them, in the order of the page."""
    nu = overzicht.nu
    zelfstandig = nu.gespreksresultaten.zelfstandig
    yield Kerncijfer(
        naam="Contactmomenten",
        waarde=number(nu.aantal),
        uitleg="in deze periode",
        adres=lijst.adres(),
        vergelijkingen=_compared(overzicht, _aantal, _meer, lijst),
    )
    aandeel = zelfstandig.aandeel
    yield Kerncijfer(
        naam="Zelfstandig afgehandeld",
        waarde=tabel.NIETS if aandeel is None else share(aandeel),
        uitleg=_doel(overzicht),
        adres=zelfstandig_adres(lijst) if zelfstandig.aantal else "",
        vergelijkingen=_compared(overzicht, _zelfstandig, _hoger),
        grafiek=None if aandeel is None else _doelbalk(aandeel, zelfstandig.doel),
    )
    for naam, uitleg, cijfer in (
        ("Gemiddelde gespreksduur", "alle gesprekken bij elkaar", _gemiddelde),
        ("Mediaan van de gespreksduur", "de helft duurt korter", _mediaan),
        ("90e percentiel van de gespreksduur", "9 van de 10 duren korter", _percentiel_90),
    ):
        waarde = cijfer(nu)
        yield Kerncijfer(
            naam=naam,
            waarde=tabel.NIETS if waarde is None else seconds(waarde),
            uitleg=uitleg,
            vergelijkingen=_compared(overzicht, cijfer, _langer),
        )


def weggelaten(nu: Kerncijfers, lijst: NaarLijst) -> Iterator[Opmerking]:
    """What the figures above leave out."""
    if zonder_duur := nu.gespreksduur.zonder_duur:
        yield Opmerking(
            "De gespreksduur telt niet mee als de einddatum voor de startdatum ligt.",
            contactmomenten(zonder_duur),
            lijst.adres(signaal=[Datakwaliteit.OMGEKEERD]),
        )
    if onbekend := nu.gespreksresultaten.zelfstandig.onbekend:
        yield Opmerking(
            "Zonder gespreksresultaat telt een contactmoment niet mee in het aandeel zelfstandig.",
            contactmomenten(onbekend),
            lijst.gespreksresultaat(None),
        )


def zelfstandig_adres(lijst: NaarLijst) -> str:
    """The list of those that the contact centre handled on its own."""
    return lijst.adres(gespreksresultaat=zelfstandige_resultaten(lijst))


def zelfstandige_resultaten(lijst: NaarLijst) -> list[str]:
    """The gespreksresultaten that count as such, of those that the page is of."""
    chosen = lijst.gekozen["gespreksresultaat"]
    return [r for r in settings.ZELFSTANDIG_RESULTATEN if not chosen or r in chosen]


def als_tabel(overzicht: Overzicht) -> Tabel:
    """The same figures as a file."""
    periodes = (overzicht.nu, overzicht.vorige, overzicht.vorig_jaar)
    rows: list[tuple[str, Cijfer, Callable[[float | None], Cel]]] = [
        ("Contactmomenten", _aantal, _geteld),
        ("Gemiddelde gespreksduur (seconden)", _gemiddelde, tabel.duur),
        ("Mediaan van de gespreksduur (seconden)", _mediaan, tabel.duur),
        ("90e percentiel van de gespreksduur (seconden)", _percentiel_90, tabel.duur),
        ("Gespreksduur samen (seconden)", lambda k: k.gespreksduur.totaal, tabel.duur),
        ("Zonder gespreksduur", lambda k: k.gespreksduur.zonder_duur, _geteld),
        ("Zelfstandig afgehandeld (%)", _zelfstandig, tabel.aandeel),
        ("Zonder gespreksresultaat", lambda k: k.gespreksresultaten.zelfstandig.onbekend, _geteld),
    ]
    return Tabel(
        naam="kerncijfers",
        titel="Kerncijfers",
        kolommen=[
            Kolom("Kerncijfer", is_getal=False),
            Kolom("Deze periode"),
            Kolom("Periode ervoor"),
            Kolom("Zelfde periode vorig jaar"),
        ],
        rijen=[
            [tabel.tekst(naam), *(cel(cijfer(k) if k else None) for k in periodes)]
            for naam, cijfer, cel in rows
        ],
    )


def _compared(
    overzicht: Overzicht, cijfer: Cijfer, verschil: Verschil, lijst: NaarLijst | None = None
) -> list[Vergelijking]:
    nu = cijfer(overzicht.nu)
    found = []
    for naam, toen in ((VORIGE, overzicht.vorige), (VORIG_JAAR, overzicht.vorig_jaar)):
        was = cijfer(toen) if toen and toen.aantal else None
        if nu is None or was is None or toen is None:
            found.append(Vergelijking(NIETS_TOEN, naam, ""))
            continue
        adres = lijst.van(toen.tijdvak).adres() if lijst else ""
        found.append(Vergelijking(verschil(nu, was), naam, _SHOWN[cijfer](was), adres))
    return found


def _meer(nu: float, toen: float) -> str:
    if nu == toen:
        return "evenveel als"
    return f"{share(abs(nu / toen - 1))} {'meer' if nu > toen else 'minder'} dan"


def _langer(nu: float, toen: float) -> str:
    if round(nu) == round(toen):
        return "even lang als"
    verschil = seconds(abs(round(nu) - round(toen)))
    return f"{verschil} {'langer' if nu > toen else 'korter'} dan"


def _hoger(nu: float, toen: float) -> str:
    verschil = shift(nu - toen)
    if verschil == "0,0":
        return "even hoog als"
    return f"{verschil[1:]} procentpunt {'hoger' if nu > toen else 'lager'} dan"


def _doel(overzicht: Overzicht) -> str:
    zelfstandig = overzicht.nu.gespreksresultaten.zelfstandig
    if zelfstandig.aandeel is None:
        return "van geen enkel contactmoment is het gespreksresultaat bekend"
    doel = share(zelfstandig.doel, decimals=0)
    return f"het doel van {doel} is {'' if zelfstandig.gehaald else 'niet '}gehaald"


def _doelbalk(aandeel: float, doel: float) -> Grafiek:
    tekst = f"{share(aandeel)} is zelfstandig afgehandeld; het doel is {share(doel, decimals=0)}."
    return doelbalk(Titel("doelbalk", "Zelfstandig afgehandeld", tekst), aandeel, doel)


def _geteld(waarde: float | None) -> Cel:
    return Cel(tabel.NIETS, None) if waarde is None else tabel.aantal(int(waarde))


def _aantal(k: Kerncijfers) -> float | None:
    return k.aantal


def _gemiddelde(k: Kerncijfers) -> float | None:
    return k.gespreksduur.gemiddelde


def _mediaan(k: Kerncijfers) -> float | None:
    return k.gespreksduur.mediaan


def _percentiel_90(k: Kerncijfers) -> float | None:
    return k.gespreksduur.percentiel_90


def _zelfstandig(k: Kerncijfers) -> float | None:
    return k.gespreksresultaten.zelfstandig.aandeel


_SHOWN: dict[Cijfer, Callable[[float], str]] = {
    _aantal: lambda waarde: number(int(waarde)),
    _gemiddelde: seconds,
    _mediaan: seconds,
    _percentiel_90: seconds,
    _zelfstandig: share,
}
