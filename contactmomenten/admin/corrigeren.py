"""The page of one record: what it says, and the form that corrects it."""

from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html

from contactmomenten import services
from contactmomenten.admin.correctieform import (
    MOMENTS,
    SUGGESTED,
    TEXTS,
    BronForm,
    BronnenFormSet,
    CorrectieForm,
)
from contactmomenten.admin.rechten import knows_medewerkers
from contactmomenten.admin.reden import herkomst_of
from contactmomenten.admin.weergave import gespreksduur, local
from contactmomenten.models import Bron, Contactmomentdetail
from contactmomenten.models.waarden import values_in_use
from contactmomenten.services import Gegevens, Uitkomst
from contactmomenten.services.grenzen import MOST_BRONNEN
from contactmomenten.velden import is_webadres

# Facts about the record, that nobody corrects.
_FEITEN = (
    "in_klantregister",
    "zoals_kiss_het_toont",
    "gespreksduur",
    "emailadres_kcm",
    "aangemaakt",
    "gewijzigd",
)

MOST_SUGGESTIONS = 500


class BronInline(admin.StackedInline):  # type: ignore[type-arg]
    """The bronnen of a record, in their order."""

    model = Bron
    form = BronForm
    formset = BronnenFormSet
    extra = 1  # so that one can be added without scripts too
    max_num = MOST_BRONNEN


class Corrigeren(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin of contactmomentdetails with a page for each, where it can be corrected."""

    form = CorrectieForm
    inlines = (BronInline,)
    readonly_fields = (*_FEITEN, "begin", "einde")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody may: records come from KISS and from the API."""
        return False

    def get_fieldsets(
        self, request: HttpRequest, obj: Contactmomentdetail | None = None
    ) -> list[Any]:
        """Without the employee for whoever may not see who had the contact."""
        fields = [*_FEITEN]
        if not knows_medewerkers(request.user):
            fields.remove("emailadres_kcm")
        moments = MOMENTS if self.has_change_permission(request, obj) else ("begin", "einde")
        return [
            ("Contactmoment", {"fields": fields}),
            ("Gegevens", {"fields": [*TEXTS, *moments]}),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form, with suggestions for what has variants: the values in use."""
        if self.has_change_permission(request, kwargs.get("obj")):
            context["suggesties"] = {
                name: values_in_use(name, most=MOST_SUGGESTIONS) for name in SUGGESTED
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Contactmomentdetail, form: Any, change: bool
    ) -> None:
        """Nothing yet: `save_related` stores the record and its bronnen in one go."""

    def save_related(
        self, request: HttpRequest, form: CorrectieForm, formsets: Any, change: bool
    ) -> None:
        """Store the correction, with its reason; the form has locked the record."""
        (bronnen,) = formsets
        corrections = form.corrections()

        def correct(stored: Gegevens) -> Gegevens:
            changed: dict[str, Any] = dict(corrections)
            if bronnen.has_changed():
                changed["bronnen"] = bronnen.bronnen()
            return replace(stored, **changed)

        uitkomst = services.change(
            uuid=form.instance.uuid,
            correct=correct,
            herkomst=herkomst_of(request, form.cleaned_data["reden"]),
        )
        if uitkomst is Uitkomst.ONGEWIJZIGD:
            messages.warning(request, "Er is niets opgeslagen: u hebt niets veranderd.")
        else:
            messages.success(request, "De correctie is opgeslagen.")

    def construct_change_message(self, *args: Any, **kwargs: Any) -> list[Any]:
        """Nothing: the register has a history of its own (models/geschiedenis.py)."""
        return []

    def log_change(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Nothing, likewise."""

    def response_change(self, request: HttpRequest, obj: Contactmomentdetail) -> HttpResponse:
        """Back to the list as it was filtered, or to the record (`save_related` told the rest)."""
        if "_continue" in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        return self.response_post_save_change(request, obj)

    @admin.display(description="contactmoment")
    def in_klantregister(self, record: Contactmomentdetail) -> str:
        """Where the contactmoment itself is, as a link if it is one."""
        address = record.contactmoment
        if not is_webadres(address):
            return address
        return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', address, address)

    @admin.display(description="onderwerp")
    def zoals_kiss_het_toont(self, record: Contactmomentdetail) -> str:
        """What KISS shows as its subject."""
        return record.onderwerp or "-"

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
