"""Records as KISS writes them, straight from the columns."""

from datetime import datetime
from typing import Any

from contactmomenten.kiss.datumtijd import schrijf
from contactmomenten.models import Bron, Contactmomentdetail
from contactmomenten.models.contactmomentdetail import ContactmomentdetailQuerySet

KOLOMMEN = (
    "id",
    "contactmoment",
    "startdatum",
    "einddatum",
    "gespreksresultaat",
    "vraag",
    "specifieke_vraag",
    "emailadres_kcm",
    "verantwoordelijke_afdeling",
)


def regel(
    _id: int,
    contactmoment: str,
    startdatum: datetime,
    einddatum: datetime,
    gespreksresultaat: str | None,
    vraag: str | None,
    specifieke_vraag: str | None,
    emailadres_kcm: str | None,
    verantwoordelijke_afdeling: str | None,
) -> dict[str, Any]:
    """The eight properties of contract section 2, from the columns ``KOLOMMEN``."""
    return {
        "id": contactmoment,
        "startdatum": schrijf(startdatum),
        "einddatum": schrijf(einddatum),
        "gespreksresultaat": gespreksresultaat,
        "vraag": vraag,
        "specifiekeVraag": specifieke_vraag,
        "emailadresKcm": emailadres_kcm,
        "verantwoordelijkeAfdeling": verantwoordelijke_afdeling,
    }


def een(contactmoment: str) -> dict[str, Any] | None:
    """One record by its contactmoment, or None. One query."""
    row = (
        Contactmomentdetail.objects.filter(contactmoment=contactmoment)
        .values_list(*KOLOMMEN)
        .first()
    )
    return regel(*row) if row else None


def met_bronnen(page: ContactmomentdetailQuerySet) -> list[dict[str, Any]]:
    """The records of a page with their bronnen (contract section 3). Two queries, always.

    The page is sliced and ordered already.
    """
    rows = list(page.values_list(*KOLOMMEN))
    bronnen = Bron.objects.per_contactmomentdetail(row[0] for row in rows)
    return [{**regel(*row), "bronnen": bronnen.get(row[0], [])} for row in rows]
