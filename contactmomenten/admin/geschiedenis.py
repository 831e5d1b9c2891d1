"""The life of one record as a timeline, and putting an old version back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from contactmomenten import geschiedenis, services
from contactmomenten.admin.rechten import knows_medewerkers
from contactmomenten.admin.reden import RedenField, herkomst_of
from contactmomenten.admin.versie import is_still, versie_of
from contactmomenten.admin.weergave import local
from contactmomenten.admin.wijziging import BRONNEN, KANALEN, told, veldnaam
from contactmomenten.geschiedenis import Gebeurtenis, Verschil
from contactmomenten.models import Contactmomentdetail
from contactmomenten.services import (
    Bronvermelding,
    ContactmomentExistsError,
    Gegevens,
    Uitkomst,
    VersionConflictError,
)
from contactmomenten.services.gegevens import FIELDS

CHANGED_MEANWHILE = (
    "Deze gegevens zijn intussen veranderd door iemand anders. Er is niets teruggezet. Kijk "
    "hieronder wat er nu staat."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Regel:
    """One field that was changed, as people read it; for bronnen what went and what came."""

    gegeven: str
    oud: list[str]
    nieuw: list[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """One entry of the timeline."""

    versie: str
    moment: str
    wat: str
    wie: str
    kanaal: str
    reden: str
    regels: list[Regel]


class TerugzetForm(forms.Form):
    """Why an old version comes back, and which version somebody was looking at."""

    reden = RedenField(help_text="Waarom zet u dit terug? Dit komt in de geschiedenis.")
    nu = forms.CharField(widget=forms.HiddenInput)


class Geschiedenis(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin of contactmomentdetails with a history of its own; Django's knows the admin only."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the timeline; with ``?versie=``, what putting that back means (GET), or do it."""
        record: Contactmomentdetail | None = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        if record is None:
            messages.warning(request, "Deze contactmomentdetails zijn er niet, of niet meer.")
            return HttpResponseRedirect(
                reverse("admin:contactmomenten_contactmomentdetail_changelist")
            )
        life = geschiedenis.of_record(record.uuid)
        if "versie" in request.GET:
            return self._put_back(request, record, life)
        with_medewerker = knows_medewerkers(request.user)
        context = {
            **self._context(request, record, "Geschiedenis"),
            "momenten": [shown(event, with_medewerker=with_medewerker) for event in life],
            "mag_terugzetten": self.has_change_permission(request, record),
        }
        template = "admin/contactmomenten/contactmomentdetail/geschiedenis.html"
        return TemplateResponse(request, template, context)

    def _put_back(
        self, request: HttpRequest, record: Contactmomentdetail, life: list[Gebeurtenis]
    ) -> HttpResponse:
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        here = HttpResponseRedirect(request.path)
        old = next((e for e in life[1:] if versie_of(e.moment) == request.GET["versie"]), None)
        if old is None:
            messages.error(request, "Die versie is er niet. Kies er een uit de geschiedenis.")
            return here
        form = TerugzetForm(request.POST or None)
        if form.is_valid():
            self._change(request, record, old.toestand, form)
            return here
        differences = differences_between(life[0].toestand, old.toestand)
        context = {
            **self._context(request, record, "Oude versie terugzetten"),
            "moment": local(old.moment),
            "regels": [_line(verschil) for verschil in differences],
            "nu": versie_of(life[0].moment),
            "form": form,
        }
        template = "admin/contactmomenten/contactmomentdetail/terugzetten.html"
        return TemplateResponse(request, template, context)

    def _change(
        self, request: HttpRequest, record: Contactmomentdetail, old: Gegevens, form: TerugzetForm
    ) -> None:
        try:
            uitkomst = services.change(
                uuid=record.uuid,
                correct=lambda _stored: old,
                herkomst=herkomst_of(request, form.cleaned_data["reden"]),
                condition=is_still(form.cleaned_data["nu"]),
            )
        except VersionConflictError:
            messages.error(request, CHANGED_MEANWHILE)
        except ContactmomentExistsError:
            messages.error(
                request, "Dat contactmoment staat nu bij andere gegevens. Er is niets teruggezet."
            )
        except Contactmomentdetail.DoesNotExist:
            messages.error(request, "Deze contactmomentdetails zijn intussen verwijderd.")
        else:
            if uitkomst is Uitkomst.ONGEWIJZIGD:
                messages.warning(request, "Er is niets veranderd: dit stond er al.")
            else:
                messages.success(request, "De oude versie is teruggezet.")

    def _context(self, request: HttpRequest, record: Contactmomentdetail, title: str) -> Any:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "subtitle": str(record),
            "record": record,
            "media": self.media,
        }


def shown(event: Gebeurtenis, *, with_medewerker: bool) -> Moment:
    """An event as the timeline shows it, without employees for whoever may not know them."""
    kanaal = KANALEN.get(event.kanaal, str(event.kanaal))
    applicatie = event.applicatie if event.applicatie != kanaal else None
    return Moment(
        versie=versie_of(event.moment),
        moment=local(event.moment),
        wat=event.soort,
        wie=told(event.medewerker, applicatie, with_medewerker=with_medewerker),
        kanaal=kanaal,
        reden=event.reden,
        regels=[
            _line(verschil)
            for verschil in event.verschillen
            if with_medewerker or verschil.veld != "emailadres_kcm"
        ],
    )


def differences_between(now: Gegevens, old: Gegevens) -> list[Verschil]:
    """What putting a version back changes. Who had the contact stays (services)."""
    return [
        Verschil(veld=field, oud=getattr(now, field), nieuw=getattr(old, field))
        for field in (*FIELDS, BRONNEN)
        if field != "emailadres_kcm" and getattr(now, field) != getattr(old, field)
    ]


def _line(verschil: Verschil) -> Regel:
    if verschil.veld == BRONNEN:
        old, new = Counter(verschil.oud), Counter(verschil.nieuw)
        if old == new:
            name, gone, came = "volgorde van de bronnen", verschil.oud, verschil.nieuw
        else:
            name, gone, came = BRONNEN, (old - new).elements(), (new - old).elements()
        return Regel(gegeven=name, oud=_texts(gone), nieuw=_texts(came))
    return Regel(
        gegeven=veldnaam(verschil.veld), oud=_text(verschil.oud), nieuw=_text(verschil.nieuw)
    )


def _texts(bronnen: Iterable[Bronvermelding]) -> list[str]:
    return [f"{bron.titel} ({bron.soort}, {bron.url})" for bron in bronnen]


def _text(value: Any) -> list[str]:
    if isinstance(value, datetime):
        return [local(value)]
    return [value] if value else []
