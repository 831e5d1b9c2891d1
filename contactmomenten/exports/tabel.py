"""Records as a spreadsheet has them: bronnen as four columns of their own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from contactmomenten.exports.kolommen import Kolom, Soort
from contactmomenten.exports.lezen import Blok, Kolomwaarden
from contactmomenten.exports.notaties import texts_of_bronnen


@dataclass(frozen=True, slots=True)
class Tabelkolom:
    """A column of a spreadsheet. Its cells are texts, or None."""

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
    """What stands above the cells of `in_cells`."""
    return [
        tabelkolom
        for kolom in kolommen
        for tabelkolom in (
            _BRONNEN if kolom.soort is Soort.BRONNEN else (Tabelkolom(kolom.kop, kolom.soort),)
        )
    ]


def in_cells(blokken: Iterable[Blok], kolommen: Sequence[Kolom]) -> Iterator[Blok]:
    """The cells of each block."""
    soorten = [kolom.soort for kolom in kolommen]
    if Soort.BRONNEN not in soorten:
        yield from blokken
        return
    place = soorten.index(Soort.BRONNEN)
    for blok in blokken:
        blok[place : place + 1] = _cells_of_bronnen(blok[place])
        yield blok


def _cells_of_bronnen(written: Kolomwaarden) -> list[Kolomwaarden]:
    """The cells of `_BRONNEN`. A text that has line breaks itself gets spaces there."""
    joined = "".join(filter(None, written))
    if "\n" in joined or "\r" in joined:
        written = [bronnen and re.sub("[\r\n]", " ", bronnen) for bronnen in written]
    return list(zip(*map(_cells_of_record, written), strict=True))


def _cells_of_record(written: str | None) -> Sequence[str | None]:
    if written is None:
        return "0", None, None, None
    texts = texts_of_bronnen(written)
    if len(texts) == 3:  # of one bron, as many records have
        return "1", *texts
    soorten, titels, urls = texts[::3], texts[1::3], texts[2::3]
    return str(len(urls)), "\n".join(soorten), "\n".join(titels), "\n".join(urls)
