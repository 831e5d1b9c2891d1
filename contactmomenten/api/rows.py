"""Records as the API shows them, straight from the columns.

Serializers describe the same shape (serializers.py) and are twelve times slower (docs/besluiten);
a test holds the two together.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F, Field, Func, TextField
from django.db.models.functions import Cast
from orjson import Fragment

from contactmomenten.api.datumtijd import Zulu
from contactmomenten.models import Bron, Contactmomentdetail
from contactmomenten.models.contactmomentdetail import onderwerp_of
from contactmomenten.models.contactmomentdetail_queryset import (
    GESPREKSDUUR,
    ContactmomentdetailQuerySet,
)

# From a uuid to the address of its record.
AddressOf = Callable[[UUID | str], str]


class Seconds(Func):
    """An interval in whole seconds."""

    template = "floor(extract(epoch FROM %(expressions)s))::bigint"
    output_field = Field()  # of a BigIntegerField, Django would make an int again


# As texts: PostgreSQL makes those in less time than Python takes to read the values.
COLUMNS = (
    F("id"),
    Cast("uuid", TextField()),
    F("contactmoment"),
    Zulu("startdatum"),
    Zulu("einddatum"),
    Seconds(GESPREKSDUUR),
    F("vraag"),
    F("specifieke_vraag"),
    F("gespreksresultaat"),
    F("verantwoordelijke_afdeling"),
    F("emailadres_kcm"),
    Zulu("aangemaakt_op"),
    Zulu("gewijzigd_op"),
)
Row = tuple[Any, ...]


def of_page(
    page: ContactmomentdetailQuerySet, *, address_of: AddressOf, with_medewerker: bool
) -> list[dict[str, Any]]:
    """The records of a page, sliced and ordered already, with their bronnen. Two queries."""
    return assemble(
        list(page.values_list(*COLUMNS)), address_of=address_of, with_medewerker=with_medewerker
    )


def by_uuid(
    uuids: Iterable[UUID], *, address_of: AddressOf, with_medewerker: bool
) -> dict[UUID, dict[str, Any]]:
    """Those of these records that exist. Two queries."""
    found = Contactmomentdetail.objects.filter(uuid__in=set(uuids))
    records = of_page(found, address_of=address_of, with_medewerker=with_medewerker)
    return {UUID(record["uuid"]): record for record in records}


def assemble(
    rows: Sequence[Row], *, address_of: AddressOf, with_medewerker: bool
) -> list[dict[str, Any]]:
    """Records of their columns, with their bronnen as JSON already. One query."""
    bronnen = Bron.objects.json_per_contactmomentdetail([row[0] for row in rows])
    records = [
        _record(row, url=address_of(row[1]), bronnen=Fragment(bronnen[row[0]])) for row in rows
    ]
    if not with_medewerker:
        for record in records:
            del record["emailadresKcm"]
    return records


def _record(row: Row, *, url: str, bronnen: Fragment) -> dict[str, Any]:
    (
        _id,
        uuid,
        contactmoment,
        startdatum,
        einddatum,
        seconds,
        vraag,
        specifieke_vraag,
        gespreksresultaat,
        verantwoordelijke_afdeling,
        emailadres_kcm,
        aangemaakt_op,
        gewijzigd_op,
    ) = row
    return {
        "url": url,
        "uuid": uuid,
        "contactmoment": contactmoment,
        "startdatum": startdatum,
        "einddatum": einddatum,
        "gespreksduur": seconds if seconds >= 0 else None,
        "vraag": vraag,
        "specifiekeVraag": specifieke_vraag,
        "onderwerp": onderwerp_of(vraag, specifieke_vraag),
        "gespreksresultaat": gespreksresultaat,
        "verantwoordelijkeAfdeling": verantwoordelijke_afdeling,
        "emailadresKcm": emailadres_kcm,
        "bronnen": bronnen,
        "aangemaaktOp": aangemaakt_op,
        "gewijzigdOp": gewijzigd_op,
    }
