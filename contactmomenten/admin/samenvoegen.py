"""Choosing which values become one, of a selection or of all that the list shows."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from contactmomenten.admin import keuze
from contactmomenten.admin.filters import actieve_filters, in_woorden
from contactmomenten.admin.reden import RedenField, herkomst_of
from contactmomenten.admin.weergave import local
from contactmomenten.models import Contactmomentdetail, Samenvoeging
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet
from contactmomenten.services import start_merge
from contactmomenten.services.grenzen import LONGEST_NAAM

SAMPLES = 10  # records in the preview
MOST_VALUES = 1000  # that one can choose from
LEEG = "leeg"  # how the form says: records without a value
TEKST = "tekst:"  # and this before a value


@dataclass(frozen=True, kw_only=True, slots=True)
class Waarde:
    """A value in use, and in how many of the records."""

    waarde: str | None
    aantal: int

    @property
    def keuze(self) -> str:
        """How the form names it."""
        return LEEG if self.waarde is None else f"{TEKST}{self.waarde}"

    @property
    def heeft_spaties(self) -> bool:
        """Whether it looks the same as another value, and is not."""
        return self.waarde is not None and self.waarde != self.waarde.strip()


class SamenvoegForm(forms.Form):
    """Which values, what they become, and why."""

    waarden = forms.MultipleChoiceField(
        error_messages={
            "required": "Kies ten minste één waarde.",
            "invalid_choice": "Een van de waarden komt hier niet (meer) voor. Kies opnieuw.",
        }
    )
    nieuw = forms.CharField(
        label="Nieuwe waarde",
        max_length=LONGEST_NAAM,
        error_messages={
            "required": "Vul in wat het wordt.",
            "max_length": f"Dit mag hoogstens {LONGEST_NAAM} tekens lang zijn.",
        },
        widget=forms.TextInput(attrs={"class": "vTextField", "list": "waarden-in-gebruik"}),
    )
    reden = RedenField()

    def __init__(self, data: Any, *, waarden: Iterable[Waarde]) -> None:
        super().__init__(data)
        choices: Any = self.fields["waarden"]
        choices.choices = [(waarde.keuze, waarde.keuze) for waarde in waarden]

    def oud(self) -> list[str | None]:
        """The values that were chosen."""
        return [
            None if keuze == LEEG else keuze.removeprefix(TEKST)
            for keuze in self.cleaned_data["waarden"]
        ]


class Samenvoegen(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin of contactmomentdetails in which values can be made one."""

    actions = ("verander_afdeling", "verander_gespreksresultaat")

    def get_urls(self) -> list[URLPattern]:
        """An address for each field, which takes the query of the list."""
        own = [
            path(
                f"samenvoegen/{veld.value}/",
                self.admin_site.admin_view(require_http_methods(["GET", "POST"])(self.merge_view)),
                {"veld": veld},
                name=f"contactmomentdetail_samenvoegen_{veld.value}",
            )
            for veld in Samenvoeging.Veld
        ]
        return [*own, *super().get_urls()]

    @admin.action(description="Afdeling veranderen", permissions=["change"])
    def verander_afdeling(self, request: HttpRequest, records: Any) -> HttpResponse:
        """Of the records that were ticked in the list."""
        return self._of_selection(request, Samenvoeging.Veld.AFDELING)

    @admin.action(description="Gespreksresultaat veranderen", permissions=["change"])
    def verander_gespreksresultaat(self, request: HttpRequest, records: Any) -> HttpResponse:
        """Of the records that were ticked in the list."""
        return self._of_selection(request, Samenvoeging.Veld.GESPREKSRESULTAAT)

    def merge_view(self, request: HttpRequest, veld: Samenvoeging.Veld) -> HttpResponse:
        """Choose (GET); see what it would do, or do it (POST)."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return self._page(request, veld, _ids(request.POST.get("ids", "")), request.POST or None)

    def choose(
        self, request: HttpRequest, ids: list[int] | None
    ) -> tuple[ContactmomentdetailQuerySet, str, str]:
        """What is chosen from: a selection, or what the list shows.

        That in words too, and as a job keeps it.
        """
        if ids is not None:
            chosen = Contactmomentdetail.objects.filter(pk__any_of=ids)
            return chosen, f"{len(ids)} gekozen contactmoment{'' if len(ids) == 1 else 'en'}", ""
        changelist: Any = self.get_changelist_instance(request)
        kept = "" if changelist.fouten else keuze.keep(changelist.formulier)
        return changelist.queryset, in_woorden(actieve_filters(changelist)), kept

    def _of_selection(self, request: HttpRequest, veld: Samenvoeging.Veld) -> HttpResponse:
        across = request.POST.get("select_across") == "1"
        ticked = ",".join(request.POST.getlist(ACTION_CHECKBOX_NAME))
        return self._page(request, veld, None if across else _ids(ticked), None)

    def _page(
        self, request: HttpRequest, veld: Samenvoeging.Veld, ids: list[int] | None, data: Any
    ) -> HttpResponse:
        records, woorden, kept = self.choose(request, ids)
        waarden = values_of(records, veld)
        form = SamenvoegForm(data, waarden=waarden)
        preview: dict[str, Any] | None = None
        if form.is_valid():
            oud, nieuw = form.oud(), form.cleaned_data["nieuw"]
            if data.get("stap") == "uitvoeren":
                return self._start(
                    request, form, veld=veld, records=records, filter=woorden, query=kept, ids=ids
                )
            if data.get("stap") == "voorbeeld":
                preview = _preview(records, veld, waarden, oud, nieuw)
        adres = reverse(f"admin:contactmomentdetail_samenvoegen_{veld.value}")
        query = request.META.get("QUERY_STRING", "")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{veld.label} veranderen",
            "veld": veld,
            "velden": [*Samenvoeging.Veld],
            "adres": f"{adres}?{query}" if query else adres,
            "query": query,
            "ids": ids,
            "keuze": woorden,
            "groepen": grouped(waarden),
            "te_veel": len(waarden) >= MOST_VALUES,
            "gekozen": set(form["waarden"].value() or ()),
            "form": form,
            "voorbeeld": preview,
            "media": self.media,
        }
        template = "admin/contactmomenten/contactmomentdetail/samenvoegen.html"
        return TemplateResponse(request, template, context)

    def _start(self, request: HttpRequest, form: SamenvoegForm, **choice: Any) -> HttpResponse:
        job = start_merge(
            **choice,
            oud=form.oud(),
            nieuw=form.cleaned_data["nieuw"],
            herkomst=herkomst_of(request, form.cleaned_data["reden"]),
        )
        if not job.verwacht:
            messages.info(request, "Er was niets te veranderen.")
        return HttpResponseRedirect(
            reverse("admin:contactmomenten_samenvoeging_change", args=[job.pk])
        )


def values_of(records: ContactmomentdetailQuerySet, veld: Samenvoeging.Veld) -> list[Waarde]:
    """The values in use in these records. One query."""
    counted = records.order_by().values_list(veld.value).annotate(aantal=Count("pk"))
    return [
        Waarde(waarde=waarde, aantal=aantal)
        for waarde, aantal in counted.order_by(veld.value)[:MOST_VALUES]
    ]


def grouped(waarden: Iterable[Waarde]) -> list[list[Waarde]]:
    """Values that look alike together, and those groups first: there is something to mend."""
    groups: defaultdict[str, list[Waarde]] = defaultdict(list)
    for waarde in waarden:
        groups[_likeness(waarde.waarde)].append(waarde)
    return [groups[key] for key in sorted(groups, key=lambda key: (len(groups[key]) < 2, key))]


def _likeness(waarde: str | None) -> str:
    """A value without case, accents, spaces and punctuation."""
    plain = unicodedata.normalize("NFKD", (waarde or "").casefold())
    return "".join(character for character in plain if character.isalnum())


def _preview(
    records: ContactmomentdetailQuerySet,
    veld: Samenvoeging.Veld,
    waarden: list[Waarde],
    oud: list[str | None],
    nieuw: str,
) -> dict[str, Any]:
    changing = [w for w in waarden if w.waarde in oud and w.waarde != nieuw]
    condition = Samenvoeging(veld=veld, oud=[w.waarde for w in changing]).matching()
    samples = records.filter(condition).defer("zoekvector")[:SAMPLES]
    return {
        "waarden": changing,
        "aantal": sum(w.aantal for w in changing),
        "nieuw": nieuw,
        "bestaat": any(w.waarde == nieuw for w in waarden),
        "records": [
            (record, local(record.startdatum), getattr(record, veld.value)) for record in samples
        ],
    }


def _ids(tekst: str) -> list[int] | None:
    """The records of a selection; None where there is no selection, and all that are listed count.

    What is no id chooses nothing: it must not come to mean all.
    """
    if not tekst:
        return None
    parts = [part for part in tekst.split(",") if part.isascii() and part.isdigit()]
    return [int(part) for part in parts if len(part) < 19]
