"""Corrections across the register: who corrected what, when and why."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from contactmomenten.admin.beperkingen import OnlyOurConditions, ReadOnly
from contactmomenten.admin.filtervelden import DagField
from contactmomenten.admin.rechten import knows_medewerkers
from contactmomenten.admin.weergave import local
from contactmomenten.admin.wijziging import BRONNEN, KANALEN, histories_of, veldnaam, wie_van
from contactmomenten.models import Correctie
from contactmomenten.models.wijziging import WijzigingQuerySet
from contactmomenten.services.gegevens import FIELDS

PER_PAGE = 50
LONGEST = 200  # characters of what one looks for


class Correctiefilter(forms.Form):
    """What the list can be narrowed to, and where its page begins."""

    van = DagField(label="Van")
    tot_en_met = DagField(label="Tot en met")
    wie = forms.CharField(
        label="Wie",
        required=False,
        max_length=LONGEST,
        help_text="Het e-mailadres van een medewerker, of de naam van een applicatie.",
    )
    veld = forms.ChoiceField(label="Gegeven", required=False)
    reden = forms.CharField(
        label="Reden", required=False, max_length=LONGEST, help_text="Een deel van de reden."
    )
    voor = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, with_medewerker: bool) -> None:
        super().__init__(data, auto_id="filter_%s")
        veld: Any = self.fields["veld"]
        fields = [
            name for name in (*FIELDS, BRONNEN) if with_medewerker or name != "emailadres_kcm"
        ]
        veld.choices = [("", "Alle"), *((name, veldnaam(name)) for name in fields)]
        if not with_medewerker:
            del self.fields["wie"]

    def narrow(self, corrections: WijzigingQuerySet) -> WijzigingQuerySet:
        """Those that are asked for; none where the question has a fault."""
        if not self.is_valid():
            return corrections.none()
        asked = self.cleaned_data
        corrections = corrections.on_days(asked["van"], asked["tot_en_met"])
        if wie := asked.get("wie"):
            corrections = corrections.by(wie)
        if asked["veld"]:
            corrections = corrections.filter(velden__contains=[asked["veld"]])
        if asked["reden"]:
            corrections = corrections.filter(context__reden__icontains=asked["reden"])
        return corrections.filter(nummer__lt=asked["voor"]) if asked["voor"] else corrections


@admin.register(Correctie)
class CorrectieAdmin(OnlyOurConditions, ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """One list; of each correction the history of its record tells all."""

    def change_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list. A page of its own would show the log as it is, names of employees included."""
        return HttpResponseRedirect(reverse("admin:contactmomenten_correctie_changelist"))

    history_view = change_view

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The last corrections that are asked for, and the way to older ones. Two queries."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        with_medewerker = knows_medewerkers(request.user)
        form = Correctiefilter(request.GET, with_medewerker=with_medewerker)
        found = list(form.narrow(Correctie.objects.corrections())[: PER_PAGE + 1])
        older = found[PER_PAGE - 1].nummer if len(found) > PER_PAGE else None
        query = request.GET.copy()
        if older:
            query["voor"] = str(older)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Correcties",
            "form": form,
            "gefilterd": any(value for name, value in request.GET.items() if name != "voor"),
            "correcties": _rows(found[:PER_PAGE], with_medewerker=with_medewerker),
            "ouder": f"?{query.urlencode()}" if older else "",
            "media": self.media,
        }
        template = "admin/contactmomenten/correctie/change_list.html"
        return TemplateResponse(request, template, context)


def _rows(corrections: list[Any], *, with_medewerker: bool) -> list[dict[str, Any]]:
    """What the list tells of each."""
    histories = histories_of(corrections)
    return [
        {
            "moment": local(correction.moment),
            "wie": wie_van(correction.context or {}, with_medewerker=with_medewerker),
            "kanaal": KANALEN.get((correction.context or {}).get("kanaal"), ""),
            "wat": [
                veldnaam(veld)
                for veld in correction.velden or ()
                if with_medewerker or veld != "emailadres_kcm"
            ],
            "verwijderd": correction.soort == Correctie.Soort.VERWIJDERD,
            "reden": (correction.context or {}).get("reden", ""),
            "uuid": correction.uuid,
            "adres": histories.get(correction.uuid, ""),
        }
        for correction in corrections
    ]
