"""The page with management information, and the files of its tables."""

from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from contactmomenten.admin.bladeren import without_empty
from contactmomenten.admin.filters import actieve_filters
from contactmomenten.admin.managementinformatie import afloop, onderwerpen, tijd
from contactmomenten.admin.managementinformatie.formulier import Rapportformulier, dagen
from contactmomenten.admin.managementinformatie.kerncijfers import (
    als_tabel,
    kerncijfers,
    weggelaten,
)
from contactmomenten.admin.managementinformatie.links import NaarLijst
from contactmomenten.admin.managementinformatie.tabel import Onderdeel, Tabel
from contactmomenten.exports.csv_tabel import MEDIA_TYPE
from contactmomenten.rapportages import overzicht
from contactmomenten.rapportages.overzicht import Overzicht

TEMPLATE = "admin/managementinformatie.html"
MAY_SEE = "contactmomenten.view_contactmomentdetail"


class Pagina:
    """What an address asks for. Without figures where that is wrong."""

    def __init__(self, formulier: Rapportformulier) -> None:
        self.formulier = formulier
        self.fouten = [] if formulier.is_valid() else formulier.fouten
        self.overzicht: Overzicht | None = None
        self.onderdelen: list[Onderdeel] = []
        self.tabellen: list[Tabel] = []
        if not self.fouten:
            self._fill(overzicht(formulier.selectie))

    def _fill(self, found: Overzicht) -> None:
        lijst = NaarLijst.of(self.formulier)
        self.overzicht = found
        self.kerncijfers = list(kerncijfers(found, lijst))
        self.weggelaten = list(weggelaten(found.nu, lijst))
        if found.nu.aantal:
            onderdelen = [
                tijd.verloop(found, lijst),
                tijd.drukte(found),
                afloop.gespreksresultaten(found, lijst),
                afloop.afdelingen(found, lijst),
                onderwerpen.vragen(found, lijst),
                onderwerpen.bronnen(found, lijst),
                onderwerpen.kennisgaten(found, lijst),
            ]
            adres = self.formulier.csv_adres
            self.onderdelen = [onderdeel.with_files(adres) for onderdeel in onderdelen]
        self.tabellen = [als_tabel(found)]
        for onderdeel in self.onderdelen:
            self.tabellen += onderdeel.tabellen

    @property
    def kerncijfers_adres(self) -> str:
        """Where the main figures are a file."""
        return self.formulier.csv_adres("kerncijfers")

    @property
    def vergeleken_met(self) -> list[tuple[str, str]]:
        """The two periods that the main figures are compared with."""
        found = self.overzicht
        periodes = (
            ("de periode ervoor", found and found.vorige),
            ("een jaar eerder", found and found.vorig_jaar),
        )
        return [(naam, dagen(toen.tijdvak)) for naam, toen in periodes if toen]

    def bestand(self, naam: str) -> Tabel | None:
        """The table with this name, if the page has it."""
        return next((tabel for tabel in self.tabellen if tabel.naam == naam), None)

    def bestandsnaam(self, tabel: Tabel) -> str:
        """``managementinformatie-afdelingen-2026-10-01-2026-10-31.csv``."""
        tijdvak = self.formulier.tijdvak
        return f"managementinformatie-{tabel.naam}-{tijdvak.van}-{tijdvak.tot_en_met}.csv"


@require_safe
def managementinformatie(request: HttpRequest, site: AdminSite) -> HttpResponseBase:
    """The page of a period, and with ``?csv=`` one of its tables as a file."""
    if not request.user.has_perm(MAY_SEE):
        raise PermissionDenied
    plain = without_empty(request.GET)
    if plain != request.GET:
        return HttpResponseRedirect(f"{request.path}?{plain.urlencode()}".removesuffix("?"))
    pagina = Pagina(Rapportformulier(plain))
    if naam := pagina.formulier.csv:
        if tabel := pagina.bestand(naam):
            return _file(pagina, tabel)
        if not pagina.fouten:
            pagina.fouten = [_no_file(pagina, naam)]
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": "Managementinformatie",
        "pagina": pagina,
        "filters": actieve_filters(pagina),
    }
    return TemplateResponse(request, TEMPLATE, context)


def _no_file(pagina: Pagina, naam: str) -> str:
    if pagina.overzicht and not pagina.overzicht.nu.aantal:
        return "Er zijn geen contactmomenten in deze periode, dus ook geen bestand."
    return f'Bestand: "{naam[:50]}" is er niet.'


def _file(pagina: Pagina, tabel: Tabel) -> HttpResponse:
    name = pagina.bestandsnaam(tabel)
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(
        tabel.csv(), content_type=MEDIA_TYPE, headers={"Content-Disposition": disposition}
    )
