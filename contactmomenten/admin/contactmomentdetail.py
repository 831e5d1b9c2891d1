"""Browsing contactmomentdetails and their bronnen. Nothing can be changed here (yet)."""

from datetime import datetime, timedelta

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from contactmomenten.models import Bron, Contactmomentdetail
from contactmomenten.models.contactmomentdetail import ContactmomentdetailQuerySet


def local(moment: datetime) -> str:
    """A moment as people here write it: ``03-02-2026 10:17:02``.

    The last hour of the calendar has no local time; that stays in UTC.
    """
    try:
        moment = timezone.localtime(moment)
    except OverflowError:
        return f"{moment:%d-%m-%Y %H:%M:%S} UTC"
    return f"{moment:%d-%m-}{moment.year:04d}{moment: %H:%M:%S}"


LONGEST_SEARCH = 1000  # characters; PostgreSQL gives up on a query of very many words


class ReadOnly:
    """Mixed into an admin of which nothing may be added, changed or removed."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody may."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody may."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody may."""
        return False


class BronInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    """The bronnen of a record, in their order."""

    model = Bron
    fields = ("soort", "titel", "url")
    extra = 0


@admin.register(Contactmomentdetail)
class ContactmomentdetailAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
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

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: ContactmomentdetailQuerySet,  # type: ignore[override]
        search_term: str,
    ) -> tuple[ContactmomentdetailQuerySet, bool]:
        """Search the stored Dutch words instead of every text."""
        term = search_term.replace("\0", "")[:LONGEST_SEARCH]
        return (queryset.search(term) if term else queryset), False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """No conditions of one's own in the address: they can be slow, or not even a condition."""
        return False

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
        seconds = (record.einddatum - record.startdatum) // timedelta(seconds=1)
        if seconds < 0:
            return "⚠ einddatum ligt voor startdatum"
        minutes, seconds = divmod(seconds, 60)
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
