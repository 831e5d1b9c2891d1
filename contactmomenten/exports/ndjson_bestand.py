"""NDJSON, for programs: a line for each record, with what the API answers of it."""

from collections.abc import Iterable, Iterator, Sequence

import orjson

from contactmomenten.exports.bestand import ONVOLLEDIG, Bestandssoort, in_parts
from contactmomenten.exports.kolommen import Kolom, Soort
from contactmomenten.exports.lezen import Row
from contactmomenten.exports.notaties import AS_THE_API


def parts(rows: Iterable[Row], kolommen: Sequence[Kolom]) -> Iterator[bytes]:
    """The lines."""
    yield from in_parts(_lines(rows, kolommen))


def _lines(rows: Iterable[Row], kolommen: Sequence[Kolom]) -> Iterator[bytes]:
    names = [kolom.naam for kolom in kolommen]
    with_bronnen = any(kolom.soort is Soort.BRONNEN for kolom in kolommen)
    for row in rows:
        record = dict(zip(names, row, strict=True))
        if with_bronnen:  # JSON already
            record["bronnen"] = orjson.Fragment(record["bronnen"])
        yield orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


NDJSON = Bestandssoort(
    media_type="application/x-ndjson",
    notatie=AS_THE_API,
    order=list,
    parts=parts,
    onvolledig=orjson.dumps({"onvolledig": ONVOLLEDIG}, option=orjson.OPT_APPEND_NEWLINE),
)
