"""Files of contactmomentdetails: CSV, XLSX and NDJSON, sent while they are made.

Of any size, in the same memory: rows are read, written and sent a few at a time.
"""

from contactmomenten.exports.hervatten import PlaceLostError, after_row
from contactmomenten.exports.kolommen import (
    KOLOMMEN,
    MEDEWERKER,
    Kolom,
    kolommen_for,
    kolommen_of,
)
from contactmomenten.exports.uitvoer import (
    SOORTEN,
    TooManyExportsError,
    Uitvoer,
    start_export,
)
from contactmomenten.models.export import MOST_AT_ONCE

__all__ = [
    "KOLOMMEN",
    "MEDEWERKER",
    "MOST_AT_ONCE",
    "SOORTEN",
    "Kolom",
    "PlaceLostError",
    "TooManyExportsError",
    "Uitvoer",
    "after_row",
    "kolommen_for",
    "kolommen_of",
    "start_export",
]
