"""A file of the records that meet the filters, sent while it is made."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import PermissionDenied
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from contactmomenten import exports
from contactmomenten.api import schema_exporteren
from contactmomenten.api.compressie import Gzip, takes_gzip
from contactmomenten.api.exportvraag import ExportForm, in_woorden
from contactmomenten.api.filters import REPEATABLE, ContactmomentdetailsFilter, faults_in_names
from contactmomenten.api.fouten import parse, raw_query, refuse
from contactmomenten.api.herkomst import aanroeper_of, reader_of
from contactmomenten.api.paginering import refuse_too_long
from contactmomenten.api.views.viewset import ApiViewSet
from contactmomenten.media import JSONRenderer
from contactmomenten.models import Contactmomentdetail, Export, Scope
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet
from contactmomenten.problem_details import Gone, TooBusy

RETRY_AFTER = 60  # seconds; a file of the whole register takes minutes, most take less


class BestandRenderer(JSONRenderer):
    """Only says which media type can be asked for: what it writes are problems, in JSON."""

    def __init__(self, formaat: Export.Formaat) -> None:
        self.media_type = exports.SOORTEN[formaat].media_type


class ExporterenViewSet(ApiViewSet):
    """Files of the records."""

    queryset = Contactmomentdetail.objects.all()
    filter_backends = (DjangoFilterBackend,)  # for the description; `exporteer` filters by itself
    filterset_class = ContactmomentdetailsFilter
    required_scopes: ClassVar = {"GET": Scope.LEZEN}

    def get_renderers(self) -> list[BaseRenderer]:
        """The media type of the kind of file that is asked for, for the header ``Accept``."""
        request = getattr(self, "request", None)
        asked = request.GET.get("formaat") if request else None
        formaten = [formaat for formaat in Export.Formaat if formaat == asked]
        return [BestandRenderer(formaat) for formaat in formaten or Export.Formaat]

    @schema_exporteren.EXPORTEREN
    def exporteer(self, request: Request) -> HttpResponseBase:
        """Give a file."""
        raw = raw_query(request)
        refuse_too_long(raw)
        query = parse(raw)
        filters = ContactmomentdetailsFilter(query, Contactmomentdetail.objects.all())
        form = ExportForm(query)
        known = frozenset(filters.filters) | frozenset(form.fields)
        names = faults_in_names(query, known, repeatable=REPEATABLE | {"kolommen"})
        refuse(names, filters.form, form)
        asked = form.cleaned_data
        self._refuse_what_is_not_granted(request, {*query, *asked["kolommen"]})
        records = self._after(filters.qs, asked["na"])
        with_koppen = asked["na"] is None
        soort = exports.SOORTEN[Export.Formaat(asked["formaat"])]
        headers = {
            "Content-Disposition": "attachment; "
            f'filename="contactmomentdetails-{timezone.localdate():%Y-%m-%d}.{asked["formaat"]}"'
        }
        if request.method == "HEAD":  # tells what a GET gives, and makes nothing
            return HttpResponse(
                content_type=soort.content_type(with_koppen=with_koppen), headers=headers
            )
        try:
            uitvoer = exports.start_export(
                records,
                formaat=Export.Formaat(asked["formaat"]),
                kolommen=asked["kolommen"],
                herkomst=reader_of(request),
                filters=in_woorden(filters, hervat=not with_koppen),
                adres=request.build_absolute_uri(reverse("api:contactmomentdetails")),
                with_koppen=with_koppen,
            )
        except exports.TooManyExportsError:
            raise TooBusy(
                schema_exporteren.TE_VEEL, code="too_many_exports", retry_after=RETRY_AFTER
            ) from None
        return self._sent(request, uitvoer, headers)

    def _refuse_what_is_not_granted(self, request: Request, names: set[Any]) -> None:
        """What the list refuses too, and what the admin refuses to whoever is logged in there."""
        if not aanroeper_of(request).may_export:
            raise PermissionDenied("U mag niet exporteren.", code="permission_denied_export")
        if exports.MEDEWERKER in names and not self.knows_medewerkers(request):
            raise PermissionDenied(
                "Het e-mailadres van de medewerker kan alleen met het recht medewerkers.lezen.",
                code="permission_denied_medewerkers",
            )

    def _after(
        self, records: ContactmomentdetailQuerySet, na: UUID | None
    ) -> ContactmomentdetailQuerySet:
        try:
            return exports.after_row(records, na) if na else records
        except exports.PlaceLostError:
            raise Gone(schema_exporteren.PLAATS_WEG, code="row_gone") from None

    def _sent(
        self, request: Request, uitvoer: exports.Uitvoer, headers: dict[str, str]
    ) -> StreamingHttpResponse:
        compressible = uitvoer.soort.compressible
        gzip = compressible and takes_gzip(request.headers.get("Accept-Encoding", ""))
        response = StreamingHttpResponse(
            Gzip(uitvoer) if gzip else uitvoer,
            content_type=uitvoer.content_type,
            headers=headers | ({"Content-Encoding": "gzip"} if gzip else {}),
        )
        if compressible:
            patch_vary_headers(response, ["Accept-Encoding"])
        return response
