"""Rows as a spreadsheet has them: bronnen as four columns of their own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import orjson

from contactmomenten.exports.kolommen import Kolom, Soort
from contactmomenten.exports.lezen import Row


@dataclass(frozen=True, slots=True)
class Tabelkolom:
    """A column of a spreadsheet. Its cells are str, int or None."""

    kop: str
    soort: Soort


# Line n of each of the last three is about the same bron.
_BRONNEN = (
    Tabelkolom("Aantal bronnen", Soort.GETAL),
    Tabelkolom("Soorten bronnen", Soort.TEKST),
    Tabelkolom("Titels van bronnen", Soort.TEKST),
    Tabelkolom("URL's van bronnen", Soort.TEKST),
)


def tabelkolommen(kolommen: Sequence[Kolom]) -> list[Tabelkolom]:
    """What stands above the cells of `tabelrijen`."""
    return [
        tabelkolom
        for kolom in kolommen
        for tabelkolom in (
            _BRONNEN if kolom.soort is Soort.BRONNEN else (Tabelkolom(kolom.kop, kolom.soort),)
        )
    ]


def tabelrijen(rows: Iterable[Row], kolommen: Sequence[Kolom]) -> Iterator[Row]:
    """The cells of each row."""
    soorten = [kolom.soort for kolom in kolommen]
    if Soort.BRONNEN not in soorten:
        yield from rows
        return
    place = soorten.index(Soort.BRONNEN)
    for row in rows:
        row[place : place + 1] = orjson.loads(row[place])
        yield row
