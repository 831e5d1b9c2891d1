"""How much a record may hold, for whoever types it or sends it to the versioned API.

KISS has no bounds (contract section 1), so what is stored already may be longer.
"""

MOST_BRONNEN = 100
LONGEST_URL = 2000  # characters, as all below
LONGEST_TITEL = 1000
LONGEST_VRAAG = 1000
LONGEST_SPECIFIEKE_VRAAG = 10_000
LONGEST_NAAM = 200  # of an afdeling or a gespreksresultaat
LONGEST_REDEN = 1000
