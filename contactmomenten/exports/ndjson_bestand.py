"""NDJSON, for programs: a line for each record, with what the API answers of it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson

from contactmomenten.exports.bestand import ONVOLLEDIG, Bestandssoort, in_parts
from contactmomenten.exports.kolommen import Kolom, Soort
from contactmomenten.exports.lezen import Blok
from contactmomenten.exports.notaties import AS_THE_API

_JSON = (Soort.GETAL, Soort.BRONNEN)  # what is JSON already
_LINE = orjson.OPT_APPEND_NEWLINE


def parts(blokken: Iterable[Blok], kolommen: Sequence[Kolom]) -> Iterator[bytes]:
    """The lines."""
    yield from in_parts(_lines(blokken, kolommen))


def _lines(blokken: Iterable[Blok], kolommen: Sequence[Kolom]) -> Iterator[bytes]:
    names = [kolom.naam for kolom in kolommen]
    json = [place for place, kolom in enumerate(kolommen) if kolom.soort in _JSON]
    for blok in blokken:
        values: list[Iterable[Any]] = [*blok]
        for place in json:
            values[place] = [text and orjson.Fragment(text) for text in blok[place]]
        for row in zip(*values, strict=True):
            yield orjson.dumps(dict(zip(names, row, strict=True)), option=_LINE)


NDJSON = Bestandssoort(
    media_type="application/x-ndjson",
    notatie=AS_THE_API,
    order=list,
    parts=parts,
    onvolledig=orjson.dumps({"onvolledig": ONVOLLEDIG}, option=_LINE),
)
