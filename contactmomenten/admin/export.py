"""The exports that were made: who, of what, and whether the file was sent whole."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from contactmomenten.admin.beperkingen import OnlyOurConditions, ReadOnly
from contactmomenten.admin.titel import LijstMetNaam
from contactmomenten.admin.weergave import local
from contactmomenten.exports import MEDEWERKER, kolommen_of
from contactmomenten.models import Export
from contactmomenten.models.export import ExportQuerySet


@admin.register(Export)
class ExportAdmin(OnlyOurConditions, ReadOnly, LijstMetNaam):
    """List and view. Nobody can change what happened."""

    list_display = (
        "begonnen",
        "wie",
        "staat",
        "formaat",
        "aantal",
        "met_medewerker",
        "gekozen_filters",
    )
    list_per_page = 50
    ordering = ("-id",)
    show_full_result_count = False
    search_fields = ("wie", "applicatie")
    search_help_text = "Zoek op wie de export maakte."
    fields = (
        "wie",
        "applicatie",
        "kanaal",
        "begonnen",
        "beeindigd",
        "staat",
        "formaat",
        "gekozen_filters",
        "gekozen_kolommen",
        "aantal",
    )
    readonly_fields = ("begonnen", "beeindigd", "staat", "gekozen_filters", "gekozen_kolommen")

    def get_queryset(self, request: HttpRequest) -> ExportQuerySet:
        """With whether each is being sent now."""
        return Export.objects.with_loopt()

    @admin.display(description="begonnen op")
    def begonnen(self, export: Export) -> str:
        """When it began."""
        return local(export.begonnen_op)

    @admin.display(description="beëindigd op")
    def beeindigd(self, export: Export) -> str | None:
        """When it ended."""
        return local(export.beeindigd_op) if export.beeindigd_op else None

    @admin.display(description="staat")
    def staat(self, export: Any) -> str:
        """How it ended. One of a process that was killed did not end, and runs no more."""
        if export.uitkomst:
            return str(export.get_uitkomst_display())
        return "loopt" if export.loopt else str(Export.Uitkomst.AFGEBROKEN.label)

    @admin.display(description="filters")
    def gekozen_filters(self, export: Export) -> str:
        """Which part of the register is in the file."""
        return export.filters or "geen: het hele register"

    @admin.display(description="e-mailadres KCM")
    def met_medewerker(self, export: Export) -> str:
        """Whether the file tells which employee had the contact."""
        return "ja" if MEDEWERKER in export.kolommen else "nee"

    @admin.display(description="kolommen")
    def gekozen_kolommen(self, export: Export) -> str:
        """What the file has of each record."""
        return ", ".join(kolom.kop for kolom in kolommen_of(export.kolommen))
