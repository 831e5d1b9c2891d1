"""The page of one record, with its bronnen. Nothing can be changed here (yet)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from contactmomenten.admin.beperkingen import ReadOnly
from contactmomenten.admin.weergave import gespreksduur, local
from contactmomenten.models import Bron, Contactmomentdetail


class BronInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    """The bronnen of a record, in their order."""

    model = Bron
    fields = ("soort", "titel", "url")
    extra = 0


class Corrigeren(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin of contactmomentdetails with a page for each."""

    fields = (
        "contactmoment",
        "vraag",
        "specifieke_vraag",
        "gespreksresultaat",
        "verantwoordelijke_afdeling",
        "begin",
        "einde",
        "gespreksduur",
        "emailadres_kcm",
        "aangemaakt",
        "gewijzigd",
    )
    readonly_fields = ("begin", "einde", "gespreksduur", "aangemaakt", "gewijzigd")
    inlines = (BronInline,)

    def get_fields(self, request: HttpRequest, obj: Contactmomentdetail | None = None) -> Any:
        """Without the employee for whoever may not see who had the contact."""
        fields = super().get_fields(request, obj)
        if request.user.has_perm("contactmomenten.view_emailadres_kcm"):
            return fields
        return [name for name in fields if name != "emailadres_kcm"]

    @admin.display(description="startdatum")
    def begin(self, record: Contactmomentdetail) -> str:
        """When it began."""
        return local(record.startdatum)

    @admin.display(description="einddatum")
    def einde(self, record: Contactmomentdetail) -> str:
        """When it ended."""
        return local(record.einddatum)

    @admin.display(description="gespreksduur")
    def gespreksduur(self, record: Contactmomentdetail) -> str:
        """How long it took."""
        return gespreksduur(record.gespreksduur)

    @admin.display(description="aangemaakt op")
    def aangemaakt(self, record: Contactmomentdetail) -> str:
        """When it came into the register."""
        return local(record.aangemaakt_op)

    @admin.display(description="gewijzigd op")
    def gewijzigd(self, record: Contactmomentdetail) -> str:
        """When it last changed."""
        return local(record.gewijzigd_op)
