"""Exporting what the list is narrowed to: a page to choose what, and the file."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ERROR_FLAG, PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
    StreamingHttpResponse,
)
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from contactmomenten import exports
from contactmomenten.admin.filters import actieve_filters, in_woorden
from contactmomenten.admin.rechten import knows_medewerkers, may_export
from contactmomenten.admin.reden import herkomst_of
from contactmomenten.models import Export

TEMPLATE = "admin/contactmomenten/contactmomentdetail/exporteren.html"
PAGE = "contactmomentdetail_exporteren"
LIST = "contactmomenten_contactmomentdetail_changelist"


class ExportForm(forms.Form):
    """What the file is to be. Offers nobody a column that they may not have."""

    formaat = forms.ChoiceField(
        label="Soort bestand",
        choices=Export.Formaat.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een soort bestand."},
    )
    kolommen = forms.MultipleChoiceField(
        label="Kolommen",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies ten minste één kolom.",
            "invalid_choice": "Een van deze kolommen kunt u niet kiezen.",
        },
    )

    def __init__(self, *args: Any, with_medewerker: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolommen = exports.kolommen_for(with_medewerker=with_medewerker)
        field: Any = self.fields["kolommen"]
        field.choices = [(kolom.naam, kolom.kop) for kolom in kolommen]
        self.initial = {
            "formaat": Export.Formaat.XLSX,
            "kolommen": [kolom.naam for kolom in kolommen if kolom.naam != exports.MEDEWERKER],
        }


class Exporteren(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin of contactmomentdetails that can be exported."""

    def get_urls(self) -> list[URLPattern]:
        """With the address of the page, which takes the query of the list."""
        view = self.admin_site.admin_view(self.export_view)
        own = path("exporteren/", view, name=PAGE)
        return [own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, with the way to the page for whoever may export."""
        own = {}
        if may_export(request.user):
            own["exporteren"] = _address(PAGE, request)
        return super().changelist_view(request, {**(extra_context or {}), **own})

    def export_view(self, request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
        """The page, and the file for whoever sends its form."""
        if not (self.has_view_permission(request) and may_export(request.user)):
            raise PermissionDenied
        with_medewerker = knows_medewerkers(request.user)
        form = ExportForm(
            request.POST if request.method == "POST" else None, with_medewerker=with_medewerker
        )
        request.GET = QueryDict(_without_page(request.GET))
        changelist: Any = self.get_changelist_instance(request)
        if changelist.fouten:  # the list tells what is wrong with the address
            return HttpResponseRedirect(_address(LIST, request))
        if request.method == "POST" and form.is_valid():
            try:
                return self._file(request, changelist, **form.cleaned_data)
            except exports.TooManyExportsError:
                messages.error(
                    request,
                    f"Er lopen al {exports.MOST_AT_ONCE} exports. Probeer het over een paar "
                    "minuten opnieuw.",
                )
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Contactmomenten exporteren",
            "form": form,
            "with_medewerker": with_medewerker,
            "filters": actieve_filters(changelist),
            "aantal": changelist.paginator.aantal,
            "leeg": not changelist.result_count,
            "terug": _address(LIST, request),
        }
        return TemplateResponse(request, TEMPLATE, context)

    def _file(
        self, request: HttpRequest, changelist: Any, *, formaat: str, kolommen: list[str]
    ) -> StreamingHttpResponse:
        uitvoer = exports.start_export(
            changelist.queryset,
            formaat=Export.Formaat(formaat),
            kolommen=kolommen,
            herkomst=herkomst_of(request),
            filters=in_woorden(actieve_filters(changelist)),
            adres=request.build_absolute_uri(reverse("api:contactmomentdetails")),
        )
        name = f"contactmomentdetails-{timezone.localdate():%Y-%m-%d}.{formaat}"
        return StreamingHttpResponse(
            uitvoer,
            content_type=uitvoer.content_type,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


def _without_page(query: QueryDict) -> str:
    plain = query.copy()
    for name in (PAGE_VAR, ERROR_FLAG):
        plain.pop(name, None)
    return plain.urlencode()


def _address(name: str, request: HttpRequest) -> str:
    """A page of the admin with the query of this one, but for the page of the list."""
    return f"{reverse(f'admin:{name}')}?{_without_page(request.GET)}".removesuffix("?")
