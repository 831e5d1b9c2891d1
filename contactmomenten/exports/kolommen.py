"""The columns that an export can have, as docs/exports.md has them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum, auto


class Soort(Enum):
    """What a column holds, which decides how each kind of file writes it."""

    TEKST = auto()  # anybody may have written it
    KENMERK = auto()  # the register made it itself: no formula, and no quotes in it
    GETAL = auto()
    MOMENT = auto()
    BRONNEN = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class Kolom:
    """A column.

    ``naam`` is what the API calls it, and NDJSON. ``kop`` is what people see: the heading of a
    table. In a table what only programs need comes last.
    """

    naam: str
    kop: str
    soort: Soort = Soort.TEKST
    voor_programmas: bool = False


# In the order of the API.
KOLOMMEN = (
    Kolom(naam="url", kop="Adres in de API", soort=Soort.KENMERK, voor_programmas=True),
    Kolom(naam="uuid", kop="UUID", soort=Soort.KENMERK, voor_programmas=True),
    Kolom(naam="contactmoment", kop="Contactmoment", voor_programmas=True),
    Kolom(naam="startdatum", kop="Startdatum", soort=Soort.MOMENT),
    Kolom(naam="einddatum", kop="Einddatum", soort=Soort.MOMENT),
    Kolom(naam="gespreksduur", kop="Gespreksduur in seconden", soort=Soort.GETAL),
    Kolom(naam="vraag", kop="Vraag"),
    Kolom(naam="specifiekeVraag", kop="Specifieke vraag"),
    Kolom(naam="onderwerp", kop="Onderwerp"),
    Kolom(naam="gespreksresultaat", kop="Gespreksresultaat"),
    Kolom(naam="verantwoordelijkeAfdeling", kop="Verantwoordelijke afdeling"),
    Kolom(naam="emailadresKcm", kop="E-mailadres KCM"),
    Kolom(naam="bronnen", kop="Bronnen", soort=Soort.BRONNEN),
    Kolom(naam="aangemaaktOp", kop="Aangemaakt op", soort=Soort.MOMENT, voor_programmas=True),
    Kolom(naam="gewijzigdOp", kop="Gewijzigd op", soort=Soort.MOMENT, voor_programmas=True),
)
# Tells which employee had the contact: only for who may see that, and asks for it.
MEDEWERKER = "emailadresKcm"


def kolommen_for(*, with_medewerker: bool) -> list[Kolom]:
    """The columns that somebody may have, in the order of a table."""
    return in_table(kolom for kolom in KOLOMMEN if with_medewerker or kolom.naam != MEDEWERKER)


def kolommen_of(namen: Collection[str]) -> list[Kolom]:
    """The columns with these names, in the order of the API."""
    return [kolom for kolom in KOLOMMEN if kolom.naam in namen]


def in_table(kolommen: Iterable[Kolom]) -> list[Kolom]:
    """The same columns in the order of a table."""
    return sorted(kolommen, key=lambda kolom: kolom.voor_programmas)
