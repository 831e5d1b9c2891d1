"""Records with everything that makes counting hard."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from contactmomenten.models import Contactmomentdetail
from contactmomenten.services import Bronvermelding
from tests.factories import contactmomentdetail

MOMENTEN = [
    datetime(2026, 3, 29, 0, 59, 59, 999_999, tzinfo=UTC),  # the clock goes forward a moment later
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # half past two
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # half past two once more
    datetime(2026, 3, 31, 21, 59, 59, 999_999, tzinfo=UTC),  # the last moment of March here
    datetime(2026, 3, 31, 22, 0, tzinfo=UTC),  # midnight: the first of April
    datetime(2025, 12, 31, 23, 0, tzinfo=UTC),  # the first of the year, in week 1 of 2026
    datetime(2024, 2, 29, 11, 0, tzinfo=UTC),
    datetime(2025, 3, 30, 9, 0, tzinfo=UTC),
    datetime(2026, 3, 1, 9, 15, tzinfo=UTC),
    datetime(2026, 3, 2, 9, 15, tzinfo=UTC),
    datetime(2026, 2, 27, 15, 15, tzinfo=UTC),
    datetime(1, 1, 1, tzinfo=UTC),  # what lacked, as KISS stored it
    datetime(9999, 12, 31, 23, 59, tzinfo=UTC),  # past the calendar here
]
DUREN = [0, 0.4, 1, 59.999, 60, 61, 240, 240, 3600, 20_000, -0.001, -3600]  # seconds
TEKSTEN = [
    None,
    "",
    " \t\n",
    "Burgerzaken",
    "burgerzaken",
    'Wie z\'n "pas" kwijt is; 🛂',
    "a\\b{,}",
]
RESULTATEN = [None, " ", "Zelfstandig afgehandeld", "Doorverbonden naar collega", "'"]
BRONNEN = [
    Bronvermelding(soort=soort, titel=titel, url=url)
    for soort, titel, url in (
        ("vac", 'Hoe "kom" ik aan een pas? 🛂', "https://www.gemeente.example/vac/1"),
        ("vac", "Een ander", "https://www.gemeente.example/vac/2"),
        ("kennisartikel", "Paspoort, {aanvragen}", "https://www.gemeente.example/a"),
        ("Iets anders", "", ""),
    )
]


def values() -> st.SearchStrategy[dict[str, Any]]:
    """What a record can have."""
    return st.fixed_dictionaries(
        {
            "startdatum": st.sampled_from(MOMENTEN),
            "duur": st.sampled_from(DUREN),
            "vraag": st.sampled_from(TEKSTEN),
            "gespreksresultaat": st.sampled_from(RESULTATEN),
            "verantwoordelijke_afdeling": st.sampled_from(TEKSTEN),
            "bronnen": st.lists(st.sampled_from(BRONNEN), max_size=3),
        }
    )


def store(
    nummer: int,
    *,
    startdatum: datetime,
    duur: float,
    bronnen: Sequence[Bronvermelding],
    **rest: Any,
) -> Contactmomentdetail:
    """A record that has these."""
    einddatum = einde_of(startdatum, duur)
    return contactmomentdetail(
        nummer, startdatum=startdatum, einddatum=einddatum, bronnen=bronnen, **rest
    )


def einde_of(startdatum: datetime, duur: float) -> datetime:
    """As much later; at an end of the calendar at once."""
    try:
        return startdatum + timedelta(seconds=duur)
    except OverflowError:
        return startdatum
