"""Records with everything that can go wrong in a file, and how a test makes one of them."""

from datetime import UTC, datetime, timedelta

from django.db import connection

from contactmomenten import exports
from contactmomenten.exports import start_export
from contactmomenten.models import Contactmomentdetail, Export
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet
from contactmomenten.services import Bronvermelding
from tests.factories import BEGIN, HERKOMST, contactmomentdetail

ADRES = "https://register.gemeente.example/contactmomentdetails/api/v1/contactmomentdetails"
ALLE = [kolom.naam for kolom in exports.KOLOMMEN]
MOST_CHARACTERS = 32_767  # of a cell in Excel

TEKSTEN = (
    None,
    "",
    " ",
    "Gewone vraag",
    'Met "aanhalingstekens" en een ; erin',
    '"',
    "'",
    "Eerste regel\nTweede regel",
    "Windows\r\nregels",
    "Alleen een\rCR",
    "\n",
    "\r",
    "Tab\terin",
    "\tTab ervoor",
    "  spaties eromheen  ",
    "\u00a0harde spatie",
    "Lijn\u2028scheiding en \x85 nog een",
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+31 36 539 99 11",
    "-",
    "@SUM(A1:A9)",
    "＝1+1",
    " \t=1+1",
    '"=1+1"',
    "\u200b=1+1",
    "Emoji 👩‍👩‍👧 en é, ë, ĳ",
    "שלום, hoe gaat het?",
    "\u202eomgekeerd\u202c",
    "<b>&amp;</b> & ]]>",
    "_x0041_ en _x005F_",
    "Bel\x07, escape\x1b, verticaal\x0b, formulier\x0c en \x7f",
    "geen teken \ufffe en \uffff",
    "\ufeffBOM",
    "NULL",
    "\\N",
    "TRUE",
    "1e5",
    "00123",
    "1-2-2026",
    "=" * MOST_CHARACTERS,
    "é" * (MOST_CHARACTERS + 1),
    "👍" * 20_000,
    "\n".join(str(regel) for regel in range(400)),
)
LAST = datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
MOMENTEN = (
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(1899, 12, 31, 12, tzinfo=UTC),
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2024, 2, 29, 23, 30, 0, 1, tzinfo=UTC),
    datetime(2026, 3, 29, 0, 59, 59, 999_999, tzinfo=UTC),  # then the clock goes forward
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # an hour that the clock shows twice
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    datetime(2026, 12, 31, 23, tzinfo=UTC),
    LAST - timedelta(hours=2),
    LAST,
)


def store_texts() -> None:
    """A record with each of the texts, also in its bronnen."""
    for nummer, tekst in enumerate(TEKSTEN):
        bronnen = [
            Bronvermelding(soort="vac", titel=tekst or "-", url=tekst or "-"),
            Bronvermelding(soort="website", titel="Tweede", url="https://www.gemeente.example/"),
        ]
        contactmomentdetail(
            nummer,
            bronnen=bronnen,
            vraag=tekst,
            specifieke_vraag=tekst,
            gespreksresultaat=tekst,
            verantwoordelijke_afdeling=tekst,
            emailadres_kcm=tekst,
        )


def store_moments() -> None:
    """Records that begin or end at each of the moments."""
    for nummer, moment in enumerate(MOMENTEN):
        for place, (begin, end) in enumerate(((moment, BEGIN), (BEGIN, moment))):
            contactmomentdetail(1000 + nummer * 2 + place, startdatum=begin, einddatum=end)
    same = {"startdatum": BEGIN, "einddatum": BEGIN}
    contactmomentdetail(2000, bronnen=1000, **same)
    contactmomentdetail(2001, bronnen=0, **same)


def store_many(number: int = 4000, *, characters: int = 1000) -> int:
    """More than fits between PostgreSQL and us, so that it cannot have read to the end yet.

    Each with a specifieke vraag of so many characters.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH records AS (
                INSERT INTO contactmomenten_contactmomentdetail
                    (contactmoment, startdatum, einddatum, vraag, specifieke_vraag)
                SELECT nummer, now(), now(), 'Lang', repeat('x', %s)
                FROM generate_series(1, %s) AS nummer RETURNING id
            )
            INSERT INTO contactmomenten_bron (contactmomentdetail_id, volgorde, soort, titel, url)
            SELECT id, 0, 'vac', 'Titel', 'https://www.gemeente.example/' FROM records
            """,
            [characters, number],
        )
    return number


def exported(
    formaat: Export.Formaat,
    *,
    kolommen: list[str] | None = None,
    records: ContactmomentdetailQuerySet | None = None,
) -> bytes:
    """The whole file."""
    uitvoer = start(formaat, kolommen=kolommen, records=records)
    file = b"".join(uitvoer)
    uitvoer.close()
    return file


def start(
    formaat: Export.Formaat,
    *,
    kolommen: list[str] | None = None,
    records: ContactmomentdetailQuerySet | None = None,
) -> exports.Uitvoer:
    """A file of which nothing has been taken."""
    return start_export(
        Contactmomentdetail.objects.all() if records is None else records,
        formaat=formaat,
        kolommen=ALLE if kolommen is None else kolommen,
        herkomst=HERKOMST,
        filters="",
        adres=ADRES,
    )
