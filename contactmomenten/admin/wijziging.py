"""How the admin tells of a change: of which record and field, by whom, through which channel."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.contrib.admin.utils import label_for_field
from django.urls import reverse

from contactmomenten.models import Contactmomentdetail, Wijziging

BRONNEN = "bronnen"
KANALEN = {
    "admin": "het beheer",
    "api": "de API",
    "kiss": "KISS",
    None: "de database (met SQL)",
}


def wie_van(context: Mapping[str, Any], *, with_medewerker: bool) -> str:
    """Who that was, of the context of a change; an employee only for whoever may know."""
    wie, applicatie = context.get("wie"), context.get("applicatie")
    return told(None if wie == applicatie else wie, applicatie, with_medewerker=with_medewerker)


def told(medewerker: str | None, applicatie: str | None, *, with_medewerker: bool) -> str:
    """An employee, an application, or the one through the other."""
    if medewerker and not with_medewerker:
        medewerker = "een medewerker"
    return " via ".join(name for name in (medewerker, applicatie) if name) or "onbekend"


def veldnaam(veld: str) -> str:
    """What people call a field of a record, its bronnen included."""
    return veld if veld == BRONNEN else str(label_for_field(veld, Contactmomentdetail))


def histories_of(changes: Iterable[Wijziging]) -> dict[UUID, str]:
    """Where the history is of the records that were changed and are still there. One query."""
    changed = Contactmomentdetail.objects.filter(uuid__in=[change.uuid for change in changes])
    return {
        uuid: reverse("admin:contactmomenten_contactmomentdetail_history", args=[pk])
        for uuid, pk in changed.values_list("uuid", "pk")
    }
