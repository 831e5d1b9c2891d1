"""Records as KISS writes them, straight from the columns."""

from typing import Any

from django.db.models import CharField, Func
from orjson import Fragment

from contactmomenten.models import Bron, Contactmomentdetail
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet


class Moment(Func):
    """A moment as the text that KISS writes: ``2026-02-03T09:17:02.044+00:00``.

    PostgreSQL writes just that, in the time zone of the session, which Django sets to UTC. Making a
    datetime of each and a text of that again took half the time of a page.
    """

    template = "to_json(%(expressions)s) #>> '{}'"
    output_field = CharField()


COLUMNS = (
    "id",
    "contactmoment",
    Moment("startdatum"),
    Moment("einddatum"),
    "gespreksresultaat",
    "vraag",
    "specifieke_vraag",
    "emailadres_kcm",
    "verantwoordelijke_afdeling",
)


def row_of(
    _id: int,
    contactmoment: str,
    startdatum: str,
    einddatum: str,
    gespreksresultaat: str | None,
    vraag: str | None,
    specifieke_vraag: str | None,
    emailadres_kcm: str | None,
    verantwoordelijke_afdeling: str | None,
) -> dict[str, Any]:
    """The eight properties of contract section 2, from the columns ``COLUMNS``."""
    return {
        "id": contactmoment,
        "startdatum": startdatum,
        "einddatum": einddatum,
        "gespreksresultaat": gespreksresultaat,
        "vraag": vraag,
        "specifiekeVraag": specifieke_vraag,
        "emailadresKcm": emailadres_kcm,
        "verantwoordelijkeAfdeling": verantwoordelijke_afdeling,
    }


def find(contactmoment: str, *, with_medewerker: bool) -> dict[str, Any] | None:
    """One record by its contactmoment, or None. One query."""
    row = (
        Contactmomentdetail.objects.filter(contactmoment=contactmoment)
        .values_list(*COLUMNS)
        .first()
    )
    return _allowed(row_of(*row), with_medewerker) if row else None


def with_bronnen(
    page: ContactmomentdetailQuerySet, *, with_medewerker: bool
) -> list[dict[str, Any]]:
    """The records of a page with their bronnen (contract section 3). Two queries, always.

    The page is sliced and ordered already.
    """
    rows = list(page.values_list(*COLUMNS))
    bronnen = Bron.objects.json_per_contactmomentdetail([row[0] for row in rows])
    return [
        {**_allowed(row_of(*row), with_medewerker), "bronnen": Fragment(bronnen[row[0]])}
        for row in rows
    ]


def _allowed(row: dict[str, Any], with_medewerker: bool) -> dict[str, Any]:
    """Without the employee for a caller that was not granted ``medewerkers.lezen``."""
    if not with_medewerker:
        del row["emailadresKcm"]
    return row
