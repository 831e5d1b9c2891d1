"""An export while it runs: from the records to the bytes that are sent, and its own record."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import closing

import structlog
from django.db import transaction

from contactmomenten import services
from contactmomenten.exports.csv_bestand import CSV
from contactmomenten.exports.kolommen import Kolom, kolommen_of
from contactmomenten.exports.lezen import Blok, read
from contactmomenten.exports.ndjson_bestand import NDJSON
from contactmomenten.exports.xlsx_bestand import XLSX
from contactmomenten.models import Export
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet
from contactmomenten.models.export import is_room
from contactmomenten.services import Herkomst

logger = structlog.stdlib.get_logger("contactmomenten.exports")

SOORTEN = {Export.Formaat.CSV: CSV, Export.Formaat.XLSX: XLSX, Export.Formaat.NDJSON: NDJSON}


class TooManyExportsError(Exception):
    """As many exports run already as may."""


def start_export(
    records: ContactmomentdetailQuerySet,
    *,
    formaat: Export.Formaat,
    kolommen: Collection[str],
    herkomst: Herkomst,
    filters: str,
    adres: str,
    with_koppen: bool = True,
) -> Uitvoer:
    """Begin a file of these records, newest first.

    Nothing is read yet: that begins where the first part is asked for.

    Args:
        kolommen: the names of those that it has. Whether the caller may have them is for whoever
            calls this to know.
        herkomst, filters: for its record (services.begin_export).
        adres: where the API has the records, without a slash at the end.
        with_koppen: False for what comes after the rows that somebody has already.

    Raises:
        TooManyExportsError: try again later.
    """
    with transaction.atomic():
        if not is_room():
            raise TooManyExportsError
        export = services.begin_export(
            herkomst=herkomst, formaat=formaat, kolommen=sorted(kolommen), filters=filters
        )
    return Uitvoer(export, records, kolommen_of(kolommen), adres=adres, with_koppen=with_koppen)


class Uitvoer(Iterator[bytes]):
    """A file, in parts. Whoever takes it has to close it, also when it was taken whole.

    Its record tells in the end whether it was. All of it has to be done by one thread, whose
    connection with the database is busy until then.
    """

    def __init__(
        self,
        export: Export,
        records: ContactmomentdetailQuerySet,
        kolommen: list[Kolom],
        *,
        adres: str,
        with_koppen: bool,
    ) -> None:
        self.export = export
        self.soort = SOORTEN[Export.Formaat(export.formaat)]
        self._kolommen = self.soort.order(kolommen)
        self._records = records
        self._adres = adres
        self._with_koppen = with_koppen
        self._aantal = 0
        self._uitkomst = Export.Uitkomst.AFGEBROKEN
        self._ended = False
        self._parts = self._make_parts()

    @property
    def content_type(self) -> str:
        """Its Content-Type."""
        return self.soort.content_type(with_koppen=self._with_koppen)

    def __next__(self) -> bytes:
        """The next part."""
        return next(self._parts)

    def close(self) -> None:
        """Stop, if it was not at its end, and record how it ended."""
        self._parts.close()
        if self._ended:
            return
        self._ended = True
        services.end_export(export=self.export, uitkomst=self._uitkomst, aantal=self._aantal)

    def _make_parts(self) -> Generator[bytes, None, None]:
        blokken = read(
            self._records,
            self._kolommen,
            export_id=self.export.pk,
            notatie=self.soort.notatie,
            adres=self._adres,
        )
        with closing(blokken):
            try:
                if self._with_koppen and (koppen := self.soort.koppen(self._kolommen)):
                    yield koppen
                yield from self.soort.parts(self._counted(blokken), self._kolommen)
            except Exception as error:
                # The answer has begun with 200: only the file itself can still say that it failed.
                logger.error("export.afgebroken", exc_info=error)
                yield self.soort.onvolledig
                return
        self._uitkomst = Export.Uitkomst.VOLTOOID

    def _counted(self, blokken: Iterable[Blok]) -> Iterator[Blok]:
        for blok in blokken:
            self._aantal += len(blok[0])
            yield blok
