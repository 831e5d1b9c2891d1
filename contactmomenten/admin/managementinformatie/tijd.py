"""When contactmomenten begin: through the period, and in the hours of a week."""

from collections.abc import Iterator
from datetime import date, timedelta

from contactmomenten.admin.grafieken import Staaf, Titel, staven, warmtekaart
from contactmomenten.admin.managementinformatie import tabel
from contactmomenten.admin.managementinformatie.links import NaarLijst
from contactmomenten.admin.managementinformatie.tabel import Kolom, Onderdeel, Tabel
from contactmomenten.admin.weergave import DAGEN, MAANDEN, contactmomenten, day, decimal, number
from contactmomenten.rapportages import Drukte, Meetpunt, Stap, Verloop
from contactmomenten.rapportages.overzicht import Overzicht

_DE = {
    Stap.UUR: "Het drukste uur",
    Stap.DAG: "De drukste dag",
    Stap.WEEK: "De drukste week",
    Stap.MAAND: "De drukste maand",
    Stap.JAAR: "Het drukste jaar",
}

_RANDEN = {
    stap: f"{de} en {laatste} {stap.label} tellen alleen de dagen van deze periode."
    for stap, de, laatste in (
        (Stap.WEEK, "De eerste", "de laatste"),
        (Stap.MAAND, "De eerste", "de laatste"),
        (Stap.JAAR, "Het eerste", "het laatste"),
    )
}


def verloop(overzicht: Overzicht, lijst: NaarLijst) -> Onderdeel:
    """How many through the period."""
    found, tijdvak = overzicht.verloop, overzicht.nu.tijdvak
    top = max(found.punten, key=lambda punt: punt.aantal)
    boodschap = f"{_DE[found.stap]} was {_naam(found.stap, top)}: {contactmomenten(top.aantal)}."
    if found.stap is not Stap.UUR:
        per_dag = decimal(overzicht.nu.aantal / tijdvak.dagen)
        boodschap = f"Gemiddeld {per_dag} contactmomenten per dag. {boodschap}"
    return Onderdeel(
        naam="verloop",
        kop=f"Contactmomenten per {found.stap.label}",
        boodschap=boodschap,
        uitleg=_RANDEN.get(found.stap, ""),
        grafiek=staven(
            Titel("verloop-grafiek", f"Contactmomenten per {found.stap.label}", boodschap),
            [Staaf(_naam(found.stap, p), _kort(found.stap, p), p.aantal) for p in found.punten],
            eenheid=f"contactmomenten per {found.stap.label}",
        ),
        tabellen=[_verlooptabel(found, lijst)],
        is_lang=True,
    )


def drukte(overzicht: Overzicht) -> Onderdeel:
    """How many in each hour of the week."""
    found = overzicht.drukte
    highest, dag, uur = _drukste(found)
    boodschap = (
        f"Het is het drukst op {DAGEN[dag]} van {uur} tot {uur + 1} uur: "
        f"{contactmomenten(highest)} in deze periode."
    )
    return Onderdeel(
        naam="drukte",
        kop="Drukte per uur van de week",
        boodschap=boodschap,
        uitleg="Hoe sterker de kleur, hoe meer contactmomenten er in dat uur begonnen.",
        grafiek=warmtekaart(
            Titel("drukte-grafiek", "Drukte per uur van de week", boodschap),
            found.uren,
            eenheid="contactmomenten",
        ),
        tabellen=[
            Tabel(
                naam="drukte",
                titel="Contactmomenten per uur van de week",
                kolommen=[
                    Kolom("Uur", is_getal=False),
                    *(Kolom(naam[:2].capitalize(), naam.capitalize()) for naam in DAGEN),
                ],
                rijen=[
                    [tabel.tekst(f"{u}.00-{u + 1}.00"), *(tabel.aantal(d[u]) for d in found.uren)]
                    for u in range(24)
                    if any(d[u] for d in found.uren)
                ],
            )
        ],
        is_lang=True,
    )


def _drukste(found: Drukte) -> tuple[int, int, int]:
    """How many in the busiest hour, and its place; of equals the first of the week."""
    highest = max(max(dag) for dag in found.uren)
    dag = next(d for d, uren in enumerate(found.uren) if highest in uren)
    return highest, dag, found.uren[dag].index(highest)


def _verlooptabel(found: Verloop, lijst: NaarLijst) -> Tabel:
    ends = _ends(found, lijst.tijdvak.tot_en_met)
    return Tabel(
        naam="verloop",
        titel=f"Contactmomenten per {found.stap.label}",
        kolommen=[Kolom(found.stap.label.capitalize(), is_getal=False), Kolom("Aantal")],
        rijen=[
            [
                tabel.tekst(_naam(found.stap, punt)),
                tabel.aantal(
                    punt.aantal,
                    "" if found.stap is Stap.UUR else lijst.dagen(punt.begin.date(), end),
                ),
            ]
            for punt, end in zip(found.punten, ends, strict=True)
        ],
    )


def _ends(found: Verloop, last: date) -> Iterator[date]:
    """The last day of each point: that before the next."""
    for punt in found.punten[1:]:
        yield punt.begin.date() - timedelta(days=1)
    yield last


def _naam(stap: Stap, punt: Meetpunt) -> str:
    """``dinsdag 06-10-2026``, ``week 41 van 2026``, ``oktober 2026``."""
    begin = punt.begin
    match stap:
        case Stap.UUR:
            return f"{begin.hour}.00-{begin.hour + 1}.00 uur"
        case Stap.DAG:
            return f"{DAGEN[begin.weekday()]} {day(begin.date())}"
        case Stap.WEEK:
            year, week, _ = begin.isocalendar()
            return f"week {week} van {year}"
        case Stap.MAAND:
            return f"{MAANDEN[begin.month - 1]} {begin.year}"
        case Stap.JAAR:
            return str(begin.year)


def _kort(stap: Stap, punt: Meetpunt) -> str:
    """What fits below a bar."""
    begin = punt.begin
    maand = MAANDEN[begin.month - 1][:3]
    match stap:
        case Stap.UUR:
            return number(begin.hour)
        case Stap.DAG:
            return f"{begin.day} {maand}"
        case Stap.WEEK:
            return f"wk {begin.isocalendar().week}"
        case Stap.MAAND:
            return f"{maand} {begin.year}"
        case Stap.JAAR:
            return str(begin.year)
