"""Tables of figures: the same cells for the page, where they are links, and for a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from contactmomenten.admin.grafieken import Grafiek
from contactmomenten.admin.weergave import number, seconds, share, shift
from contactmomenten.exports.csv_tabel import Waarde, csv_tabel

NIETS = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Cel:
    """What stands in a cell of the page and of the file, and where it leads to."""

    tekst: str
    waarde: Waarde
    adres: str = ""

    @property
    def is_getal(self) -> bool:
        """Whether to put it to the right."""
        return not isinstance(self.waarde, str)


@dataclass(frozen=True, slots=True)
class Kolom:
    """A heading: on the page, and in the file with its unit."""

    kop: str
    in_bestand: str = ""
    is_getal: bool = True


def per(kop: str) -> list[Kolom]:
    """The columns of how many contactmomenten each of something has, and which part that is."""
    return [Kolom(kop, is_getal=False), Kolom("Aantal"), Kolom("Aandeel", "Aandeel (%)")]


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table, and the file that has the same in it."""

    naam: str
    titel: str
    kolommen: Sequence[Kolom]
    rijen: Sequence[Sequence[Cel]]
    leeg: str = "Niets in deze periode."
    adres: str = ""  # of the file

    def csv(self) -> bytes:
        """The file."""
        koppen = [kolom.in_bestand or kolom.kop for kolom in self.kolommen]
        return csv_tabel(koppen, [[cel.waarde for cel in rij] for rij in self.rijen])


@dataclass(frozen=True, slots=True)
class Opmerking:
    """Something to know about the figures: what they leave out, and where that is."""

    tekst: str
    link: str = ""
    adres: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Onderdeel:
    """A part of the page. ``boodschap`` is the sentence that somebody in a hurry reads."""

    naam: str
    kop: str
    boodschap: str
    uitleg: str = ""
    grafiek: Grafiek | None = None
    tabellen: Sequence[Tabel] = field(default_factory=tuple)
    opmerkingen: Sequence[Opmerking] = field(default_factory=tuple)
    is_lang: bool = False  # its table is only for whoever opens it

    def with_files(self, adres: Callable[[str], str]) -> Onderdeel:
        """With the address of the file of each table."""
        tabellen = [replace(tabel, adres=adres(tabel.naam)) for tabel in self.tabellen]
        return replace(self, tabellen=tabellen)


def tekst(waarde: str, adres: str = "") -> Cel:
    """A text."""
    return Cel(waarde, waarde, adres)


def aantal(waarde: int, adres: str = "") -> Cel:
    """How many; what is nothing leads nowhere."""
    return Cel(number(waarde), waarde, adres if waarde else "")


def aandeel(waarde: float | None, adres: str = "") -> Cel:
    """A share; a percentage in the file."""
    if waarde is None:
        return Cel(NIETS, None)
    return Cel(share(waarde), waarde * 100, adres)


def verschuiving(waarde: float | None) -> Cel:
    """The shift of a share, in points of a percent."""
    return Cel(NIETS, None) if waarde is None else Cel(shift(waarde), waarde * 100)


def duur(waarde: float | None) -> Cel:
    """A duration; seconds in the file."""
    return Cel(NIETS, None) if waarde is None else Cel(seconds(waarde), waarde)
