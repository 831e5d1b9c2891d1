"""What is asked, which bronnen answer it, and what no bron answers."""

from collections.abc import Sequence

from contactmomenten.admin.filters import visible
from contactmomenten.admin.grafieken import Balk, Titel, balken
from contactmomenten.admin.managementinformatie import tabel
from contactmomenten.admin.managementinformatie.afloop import VAN_ALLE
from contactmomenten.admin.managementinformatie.links import NaarLijst
from contactmomenten.admin.managementinformatie.tabel import Kolom, Onderdeel, Opmerking, Tabel
from contactmomenten.admin.weergave import MIN, contactmomenten, day, number, share
from contactmomenten.rapportages import Kennisgaten, Vraag
from contactmomenten.rapportages.overzicht import Overzicht

_ANDERS = [
    Kolom("Vraag", is_getal=False),
    Kolom("Aantal"),
    Kolom("Ervoor"),
    Kolom("Verschil"),
]


def vragen(overzicht: Overzicht, lijst: NaarLijst) -> Onderdeel:
    """What is asked most, and what more or less often than before."""
    found, totaal = overzicht.vragen, overzicht.nu.aantal
    vorige = lijst.van(overzicht.vorige.tijdvak) if overzicht.vorige else None
    boodschap = "Bij geen enkel contactmoment is een vraag ingevuld."
    if found.meest_gesteld:
        top = found.meest_gesteld[0]
        boodschap = f"Het vaakst gesteld: “{_kort(top.vraag)}”, {number(top.aantal)} keer."
    return Onderdeel(
        naam="vragen",
        kop="Vragen",
        boodschap=boodschap,
        uitleg="Stijgers en dalers zijn vergeleken met de periode ervoor.",
        grafiek=balken(
            Titel("vragen-grafiek", "Meest gestelde vragen", boodschap),
            [Balk(_kort(v.vraag), v.aantal, v.aantal / totaal) for v in found.meest_gesteld],
            eenheid=VAN_ALLE,
        )
        if found.meest_gesteld
        else None,
        tabellen=[
            Tabel("vragen", "Meest gesteld", _ANDERS, _rijen(found.meest_gesteld, lijst, vorige)),
            Tabel(
                "stijgers",
                "Stijgers",
                _ANDERS,
                _rijen(found.stijgers, lijst, vorige),
                "Geen enkele vraag is vaker gesteld dan in de periode ervoor.",
            ),
            Tabel(
                "dalers",
                "Dalers",
                _ANDERS,
                _rijen(found.dalers, lijst, vorige),
                "Geen enkele vraag is minder vaak gesteld dan in de periode ervoor.",
            ),
        ],
        opmerkingen=[
            Opmerking(
                "Zonder vraag:",
                contactmomenten(found.zonder_vraag),
                lijst.adres(zonder_vraag=["ja"]),
            )
        ]
        if found.zonder_vraag
        else [],
    )


def bronnen(overzicht: Overzicht, lijst: NaarLijst) -> Onderdeel:
    """Which bronnen were consulted."""
    found = overzicht.bronnen
    aandeel = found.aandeel_zonder_bron or 0
    boodschap = f"Bij {share(aandeel)} van de contactmomenten is geen bron geraadpleegd."
    return Onderdeel(
        naam="bronnen",
        kop="Bronnen",
        boodschap=boodschap,
        uitleg="Een contactmoment met bronnen van verschillende soorten telt bij elke soort mee.",
        grafiek=balken(
            Titel("bronnen-grafiek", "Soorten bronnen", boodschap),
            [Balk(_soort(s.waarde), s.aantal, s.aandeel) for s in found.soorten],
            eenheid=VAN_ALLE,
        )
        if found.soorten
        else None,
        tabellen=[
            Tabel(
                naam="soorten",
                titel="Soorten bronnen",
                kolommen=tabel.per("Soort"),
                rijen=[
                    [
                        tabel.tekst(_soort(s.waarde)),
                        tabel.aantal(s.aantal, lijst.soort(s.waarde or "")),
                        tabel.aandeel(s.aandeel),
                    ]
                    for s in found.soorten
                ],
                leeg="Er zijn geen bronnen geraadpleegd.",
            ),
            Tabel(
                naam="bronnen",
                titel="Meest gebruikte bronnen",
                kolommen=[
                    Kolom("Bron", is_getal=False),
                    Kolom("Soort", is_getal=False),
                    Kolom("Aantal"),
                ],
                rijen=[
                    [
                        tabel.tekst(b.titel.strip() or b.url.strip() or "(zonder titel)"),
                        tabel.tekst(_soort(b.soort)),
                        tabel.aantal(b.aantal, lijst.bron(b.soort, b.titel, b.url)),
                    ]
                    for b in found.meest_gebruikt
                ],
                leeg="Er zijn geen bronnen geraadpleegd.",
            ),
        ],
        opmerkingen=[
            Opmerking(
                "Zonder bron:", contactmomenten(found.zonder_bron), lijst.adres(zonder=["bron"])
            )
        ]
        if found.zonder_bron
        else [],
    )


def kennisgaten(overzicht: Overzicht, lijst: NaarLijst) -> Onderdeel:
    """What is asked, and is in no bron yet."""
    found = overzicht.kennisgaten
    return Onderdeel(
        naam="kennisgaten",
        kop="Gaten in de kennisbank",
        boodschap=_grootste_gat(found),
        uitleg=(
            "Specifieke vragen die op elkaar lijken. Een medewerker schrijft er een op als geen "
            "bron de vraag heeft, of als de gekozen vraag niet past. Het aantal telt ook de "
            "vragen mee die op het voorbeeld lijken. De link zoekt op de woorden van het "
            "voorbeeld, en kan daarom meer of minder contactmomenten vinden."
        ),
        tabellen=[
            Tabel(
                naam="kennisgaten",
                titel="Gaten in de kennisbank",
                kolommen=[
                    Kolom("Voorbeeld", is_getal=False),
                    Kolom("Aantal"),
                    Kolom("Zonder vraag"),
                    Kolom("Lijkt hierop", is_getal=False),
                ],
                rijen=[
                    [
                        tabel.tekst(gat.voorbeeld, lijst.zoek(gat.voorbeeld)),
                        tabel.aantal(gat.aantal),
                        tabel.aantal(gat.zonder_vraag),
                        tabel.tekst("; ".join(gat.andere)),
                    ]
                    for gat in found.gaten
                ],
                leeg="Geen enkele specifieke vraag is meer dan eens gesteld.",
            )
        ],
        opmerkingen=[
            Opmerking(
                f"Gezocht in de nieuwste {number(found.bekeken)} contactmomenten met een "
                f"specifieke vraag, vanaf {day(found.gezien_vanaf)}."
            )
        ]
        if found.gezien_vanaf
        else [],
    )


def _grootste_gat(found: Kennisgaten) -> str:
    if not found.gaten:
        return "Er zijn geen specifieke vragen die vaker voorkomen."
    top = found.gaten[0]
    return (
        f"Deze specifieke vraag komt het vaakst voor: “{_kort(top.voorbeeld)}”, "
        f"{number(top.aantal)} keer."
    )


def _rijen(
    found: Sequence[Vraag], lijst: NaarLijst, vorige: NaarLijst | None
) -> list[list[tabel.Cel]]:
    return [
        [
            tabel.tekst(visible(v.vraag)),
            tabel.aantal(v.aantal, lijst.adres(vraag=[v.vraag])),
            tabel.aantal(v.aantal_vorige, vorige.adres(vraag=[v.vraag]) if vorige else ""),
            _verschil(v.verschil),
        ]
        for v in found
    ]


def _verschil(verschil: int) -> tabel.Cel:
    sign = "+" if verschil > 0 else MIN if verschil else ""
    return tabel.Cel(f"{sign}{number(abs(verschil))}", verschil)


def _soort(soort: str | None) -> str:
    return (soort or "").strip() or "(leeg)"


def _kort(vraag: str) -> str:
    vraag = " ".join(vraag.split())
    return vraag if len(vraag) <= 80 else f"{vraag[:79].rstrip()}…"
