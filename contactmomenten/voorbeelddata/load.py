"""Load made-up contactmomenten through COPY."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from django.db import connection, transaction
from psycopg.errors import UniqueViolation

from contactmomenten.models import Contactmomentdetail
from contactmomenten.voorbeelddata.generator import Contactmoment, contactmomenten

PER_TRANSACTIE = 20_000

_COPY_DETAILS = """
    COPY contactmomenten_contactmomentdetail (
        id, uuid, contactmoment, startdatum, einddatum, vraag, specifieke_vraag,
        gespreksresultaat, verantwoordelijke_afdeling, emailadres_kcm
    ) FROM STDIN
"""
_COPY_BRONNEN = """
    COPY contactmomenten_bron (contactmomentdetail_id, volgorde, soort, titel, url) FROM STDIN
"""
_NULL = r"\N"


class RegisterNotEmptyError(Exception):
    """The register has records already, and nobody said that these may be added."""


class AlreadyLoadedError(Exception):
    """The records of this seed are in the register already."""


def load(
    *,
    aantal: int,
    dagen: int,
    tot_en_met: date,
    seed: int,
    toevoegen: bool = False,
    progress: Callable[[int], object] = lambda aantal: None,
) -> None:
    """Load ``aantal`` made-up contactmomenten of the ``dagen`` days up to ``tot_en_met``.

    Written in transactions of 20,000; ``progress`` hears the size of each.

    Raises:
        RegisterNotEmptyError: nothing was written.
        AlreadyLoadedError: nothing was written.
        OverflowError: the period begins before the year 1.
    """
    if not toevoegen and Contactmomentdetail.objects.exists():
        raise RegisterNotEmptyError
    momenten = contactmomenten(
        aantal=aantal,
        eerste_dag=tot_en_met - timedelta(days=dagen - 1),
        dagen=dagen,
        seed=seed,
    )
    while batch := list(islice(momenten, PER_TRANSACTIE)):
        try:
            _load_batch(batch)
        except UniqueViolation:  # raised by COPY itself, past Django
            raise AlreadyLoadedError from None
        progress(len(batch))
    with connection.cursor() as cursor:
        # Fresh statistics and a visibility map: without them the first reports are slow.
        cursor.execute("VACUUM (ANALYZE) contactmomenten_contactmomentdetail, contactmomenten_bron")


def _load_batch(batch: list[Contactmoment]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval('contactmomenten_contactmomentdetail_id_seq') "
            "FROM generate_series(1, %s)",
            [len(batch)],
        )
        ids = [id_ for (id_,) in cursor.fetchall()]
        with cursor.copy(_COPY_DETAILS) as copy:
            copy.write(_lines(map(_detail, ids, batch)))
        with cursor.copy(_COPY_BRONNEN) as copy:
            copy.write(_lines(_bronnen(ids, batch)))


def _detail(id_: int, moment: Contactmoment) -> tuple[str, ...]:
    return (
        str(id_),
        moment.uuid,
        moment.contactmoment,
        moment.startdatum,
        moment.einddatum,
        moment.vraag or _NULL,
        moment.specifieke_vraag or _NULL,
        moment.gespreksresultaat,
        moment.verantwoordelijke_afdeling or _NULL,
        moment.emailadres_kcm,
    )


def _bronnen(ids: list[int], batch: list[Contactmoment]) -> Iterator[tuple[str, ...]]:
    for id_, moment in zip(ids, batch, strict=True):
        for volgorde, bron in enumerate(moment.bronnen):
            yield (str(id_), str(volgorde), *bron)


def _lines(rows: Iterable[tuple[str, ...]]) -> str:
    """COPY's text format. No text of the catalogue has a tab, line break or backslash in it."""
    return "".join("\t".join(row) + "\n" for row in rows)
