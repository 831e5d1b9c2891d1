"""Browsing contactmomentdetails and their bronnen. Nothing can be changed here (yet)."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from contactmomenten.admin.beperkingen import OnlyOurConditions, ReadOnly
from contactmomenten.admin.weergave import local
from contactmomenten.models import Bron, Contactmomentdetail
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet

LONGEST_SEARCH = 1000  # characters; PostgreSQL gives up on a query of very many words


class BronInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    """The bronnen of a record, in their order."""

    model = Bron
    fields = ("soort", "titel", "url")
    extra = 0


@admin.register(Contactmomentdetail)
class ContactmomentdetailAdmin(OnlyOurConditions, ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """List, search and view."""

    list_display = (
        "begin",
        "gespreksduur",
        "vraag",
        "specifieke_vraag",
        "gespreksresultaat",
        "verantwoordelijke_afdeling",
    )
    list_per_page = 50
    ordering = ("-startdatum", "-id")
    show_full_result_count = False  # one count is enough, beside that of the search result
    search_fields = ("zoekvector",)
    search_help_text = "Zoek op woorden uit de vraag, het resultaat of de afdeling."
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

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: ContactmomentdetailQuerySet,  # type: ignore[override]
        search_term: str,
    ) -> tuple[ContactmomentdetailQuerySet, bool]:
        """Search the stored Dutch words instead of every text."""
        term = search_term.replace("\0", "")[:LONGEST_SEARCH]
        return (queryset.search(term) if term else queryset), False

    @admin.display(description="startdatum", ordering="startdatum")
    def begin(self, record: Contactmomentdetail) -> str:
        """When it began."""
        return local(record.startdatum)

    @admin.display(description="einddatum")
    def einde(self, record: Contactmomentdetail) -> str:
        """When it ended."""
        return local(record.einddatum)

    @admin.display(description="gespreksduur")
    def gespreksduur(self, record: Contactmomentdetail) -> str:
        """How long it took, or that the two moments cannot be right (contract section 1)."""
        if record.gespreksduur is None:
            return "⚠ einddatum ligt voor startdatum"
        minutes, seconds = divmod(record.gespreksduur // timedelta(seconds=1), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02d}:{seconds:02d}"

    @admin.display(description="aangemaakt op")
    def aangemaakt(self, record: Contactmomentdetail) -> str:
        """When it came into the register."""
        return local(record.aangemaakt_op)

    @admin.display(description="gewijzigd op")
    def gewijzigd(self, record: Contactmomentdetail) -> str:
        """When it last changed."""
        return local(record.gewijzigd_op)
