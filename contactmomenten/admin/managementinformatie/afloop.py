"""How contactmomenten ended, and for which afdeling they were."""

from django.conf import settings

from contactmomenten.admin.filters import visible
from contactmomenten.admin.grafieken import Balk, Titel, balken
from contactmomenten.admin.managementinformatie import tabel
from contactmomenten.admin.managementinformatie.kerncijfers import zelfstandige_resultaten
from contactmomenten.admin.managementinformatie.links import NaarLijst
from contactmomenten.admin.managementinformatie.tabel import Cel, Kolom, Onderdeel, Tabel
from contactmomenten.admin.weergave import share
from contactmomenten.rapportages import Afdeling, Zelfstandig
from contactmomenten.rapportages.overzicht import Overzicht

MOST_BARS = 10
VAN_ALLE = "aandeel van de contactmomenten"


def gespreksresultaten(overzicht: Overzicht, lijst: NaarLijst) -> Onderdeel:
    """How they ended."""
    found = overzicht.nu.gespreksresultaten
    boodschap = _zelfstandig(found.zelfstandig)
    return Onderdeel(
        naam="gespreksresultaten",
        kop="Gespreksresultaten",
        boodschap=boodschap,
        grafiek=balken(
            Titel("gespreksresultaten-grafiek", "Gespreksresultaten", boodschap),
            [
                Balk(
                    _resultaat(r.waarde),
                    r.aantal,
                    r.aandeel,
                    r.waarde in settings.ZELFSTANDIG_RESULTATEN,
                )
                for r in found.resultaten[:MOST_BARS]
            ],
            eenheid=VAN_ALLE,
            legenda=("telt als zelfstandig afgehandeld", "telt niet als zelfstandig"),
        ),
        tabellen=[
            Tabel(
                naam="gespreksresultaten",
                titel="Gespreksresultaten",
                kolommen=tabel.per("Gespreksresultaat"),
                rijen=[
                    [
                        tabel.tekst(_resultaat(r.waarde)),
                        tabel.aantal(r.aantal, lijst.gespreksresultaat(r.waarde)),
                        tabel.aandeel(r.aandeel),
                    ]
                    for r in found.resultaten
                ],
            )
        ],
    )


def afdelingen(overzicht: Overzicht, lijst: NaarLijst) -> Onderdeel:
    """For which afdeling they were."""
    found = overzicht.afdelingen
    shown = [a for a in found if a.aantal]
    top = next((a for a in shown if a.afdeling is not None), shown[0])
    boodschap = (
        f"{_afdeling(top)} krijgt de meeste contactmomenten: {share(top.aandeel)}."
        if top.afdeling is not None
        else "Bij geen enkel contactmoment is een afdeling ingevuld."
    )
    return Onderdeel(
        naam="afdelingen",
        kop="Afdelingen",
        boodschap=boodschap,
        uitleg=(
            "Verschuiving: hoeveel procentpunt het aandeel hoger of lager is dan in de periode "
            "ervoor."
        ),
        grafiek=balken(
            Titel("afdelingen-grafiek", "Afdelingen", boodschap),
            [Balk(_afdeling(a), a.aantal, a.aandeel) for a in shown[:MOST_BARS]],
            eenheid=VAN_ALLE,
        ),
        tabellen=[
            Tabel(
                naam="afdelingen",
                titel="Afdelingen",
                kolommen=[
                    *tabel.per("Afdeling"),
                    Kolom("Gemiddelde duur", "Gemiddelde duur (seconden)"),
                    Kolom("Zelfstandig", "Zelfstandig (%)"),
                    Kolom("Verschuiving", "Verschuiving (procentpunt)"),
                ],
                rijen=[_afdelingsrij(a, lijst) for a in found],
            )
        ],
    )


def _afdelingsrij(a: Afdeling, lijst: NaarLijst) -> list[Cel]:
    resultaten = zelfstandige_resultaten(lijst)
    zelfstandig = lijst.afdeling(a.afdeling, resultaten) if a.aandeel_zelfstandig else ""
    return [
        tabel.tekst(_afdeling(a)),
        tabel.aantal(a.aantal, lijst.afdeling(a.afdeling)),
        tabel.aandeel(a.aandeel),
        tabel.duur(a.gemiddelde_duur),
        tabel.aandeel(a.aandeel_zelfstandig, zelfstandig),
        tabel.verschuiving(a.verschuiving),
    ]


def _zelfstandig(zelfstandig: Zelfstandig) -> str:
    if zelfstandig.aandeel is None:
        return "Bij geen enkel contactmoment is een gespreksresultaat ingevuld."
    doel = share(zelfstandig.doel, decimals=0)
    return f"{share(zelfstandig.aandeel)} is zelfstandig afgehandeld; het doel is {doel}."


def _resultaat(waarde: str | None) -> str:
    return visible(waarde) if waarde else "Zonder gespreksresultaat"


def _afdeling(a: Afdeling) -> str:
    return visible(a.afdeling) if a.afdeling else "Zonder afdeling"
