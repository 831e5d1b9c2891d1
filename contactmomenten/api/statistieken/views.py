"""The endpoints of the figures."""

from typing import Any, ClassVar, TypeVar

from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request
from rest_framework.response import Response

from contactmomenten.api.filters import faults_in_names
from contactmomenten.api.fouten import parse, raw_query, refuse, refuse_parameters
from contactmomenten.api.paginering import refuse_too_long
from contactmomenten.api.statistieken import opvragen, schema
from contactmomenten.api.statistieken import uitvoer_gesprekken as gesprekken
from contactmomenten.api.statistieken import uitvoer_onderwerpen as onderwerpen
from contactmomenten.api.statistieken.parameters import (
    AantallenForm,
    MeesteForm,
    StatistiekenFilter,
    TijdvakForm,
)
from contactmomenten.api.views.viewset import ApiViewSet
from contactmomenten.models import Contactmomentdetail, Scope
from contactmomenten.rapportages import Selectie

F = TypeVar("F", bound=TijdvakForm)


class StatistiekenViewSet(ApiViewSet):
    """The figures."""

    queryset = Contactmomentdetail.objects.all()
    filter_backends = (DjangoFilterBackend,)  # for the description; `_asked` filters by itself
    filterset_class = StatistiekenFilter
    required_scopes: ClassVar = {"GET": Scope.RAPPORTAGES}

    @schema.AANTALLEN
    def aantallen(self, request: Request) -> Response:
        """Give how many contactmomenten there were, and through time."""
        form, selectie = self._asked(request, AantallenForm)
        return _answer(gesprekken.AantallenSerializer, opvragen.aantallen(selectie, form.stap))

    @schema.DRUKTE
    def drukte(self, request: Request) -> Response:
        """Give how busy each hour of the week was."""
        _form, selectie = self._asked(request, TijdvakForm)
        return _answer(gesprekken.DrukteSerializer, opvragen.drukte(selectie))

    @schema.GESPREKSDUUR
    def gespreksduur(self, request: Request) -> Response:
        """Give how long contactmomenten took."""
        _form, selectie = self._asked(request, TijdvakForm)
        return _answer(gesprekken.GespreksduurSerializer, opvragen.gespreksduur(selectie))

    @schema.GESPREKSRESULTATEN
    def gespreksresultaten(self, request: Request) -> Response:
        """Give how contactmomenten ended."""
        _form, selectie = self._asked(request, TijdvakForm)
        return _answer(
            gesprekken.GespreksresultatenSerializer, opvragen.gespreksresultaten(selectie)
        )

    @schema.AFDELINGEN
    def afdelingen(self, request: Request) -> Response:
        """Give for which afdelingen contactmomenten were."""
        _form, selectie = self._asked(request, TijdvakForm)
        return _answer(onderwerpen.AfdelingenSerializer, opvragen.afdelingen(selectie))

    @schema.VRAGEN
    def vragen(self, request: Request) -> Response:
        """Give what was asked."""
        form, selectie = self._asked(request, MeesteForm)
        found = opvragen.vragen(selectie, form.cleaned_data["aantal"])
        return _answer(onderwerpen.VragenSerializer, found)

    @schema.BRONNEN
    def bronnen(self, request: Request) -> Response:
        """Give which bronnen were consulted."""
        form, selectie = self._asked(request, MeesteForm)
        found = opvragen.bronnen(selectie, form.cleaned_data["aantal"])
        return _answer(onderwerpen.BronnenSerializer, found)

    @schema.KENNISGATEN
    def kennisgaten(self, request: Request) -> Response:
        """Give what no source covers."""
        form, selectie = self._asked(request, MeesteForm)
        found = opvragen.kennisgaten(selectie, form.cleaned_data["aantal"])
        return _answer(onderwerpen.KennisgatenSerializer, found)

    @schema.VEELGESTELDE_VRAGEN
    def veelgestelde_vragen(self, request: Request) -> Response:
        """Give the vragen that KISS shows as asked most."""
        refuse_parameters(request)
        return _answer(onderwerpen.VeelgesteldeVragenSerializer, opvragen.veelgestelde_vragen())

    def _asked(self, request: Request, kind: type[F]) -> tuple[F, Selectie]:
        """What a request asks, and of which records.

        Raises:
            UriTooLong: no list could be asked for of those records.
            ValidationError: something is wrong; all that is, is named.
            PermissionDenied: it is about an employee, and the caller may not know which.
        """
        raw = raw_query(request)
        refuse_too_long(raw)
        query = parse(raw)
        filters = StatistiekenFilter(query, Contactmomentdetail.objects.all())
        form = kind(query)
        known = frozenset(filters.filters) | frozenset(form.fields)
        refuse(faults_in_names(query, known), filters.form, form)
        self.refuse_medewerker(request, query)
        return form, filters.selectie(form.tijdvak)


def _answer(serializer: type[Any], figures: object) -> Response:
    return Response(serializer(figures).data)
