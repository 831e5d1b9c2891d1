"""Browsing contactmomentdetails: the list and its search."""

from django.contrib import admin
from django.http import HttpRequest

from contactmomenten.admin.weergave import gespreksduur, local
from contactmomenten.models import Contactmomentdetail
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet

LONGEST_SEARCH = 1000  # characters; PostgreSQL gives up on a query of very many words


class Bladeren(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin of contactmomentdetails with this list."""

    list_display = (
        "moment",
        "duur",
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
    def moment(self, record: Contactmomentdetail) -> str:
        """When it began."""
        return local(record.startdatum)

    @admin.display(description="gespreksduur")
    def duur(self, record: Contactmomentdetail) -> str:
        """How long it took."""
        return gespreksduur(record.gespreksduur)
