"""The four endpoints of KISS. Each class names its section of the contract."""

from math import ceil
from typing import Any, cast
from urllib.parse import urlencode

from django.http import QueryDict
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contactmomenten import problem_details, services
from contactmomenten.kiss import datumtijd, regels, schema
from contactmomenten.kiss.media import JSONRenderer, KissJSONParser, KissNegotiation
from contactmomenten.kiss.serializers import (
    OpslaanSerializer,
    RapportParametersSerializer,
    TonenParametersSerializer,
)
from contactmomenten.models import Contactmomentdetail
from contactmomenten.models.momentopname import momentopname
from contactmomenten.rapportages import veelgestelde_vragen
from contactmomenten.services import Herkomst, Kanaal
from contactmomenten.toegang.aanroeper import Aanroeper, Rol


class KissView(APIView):
    """What the endpoints of KISS share: JSON in and out, and nothing that a cache may keep."""

    parser_classes = (KissJSONParser,)
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = KissNegotiation
    vereiste_rol: Rol

    @property
    def default_response_headers(self) -> dict[str, str]:
        """Headers of every answer."""
        return {**super().default_response_headers, "Cache-Control": "no-store"}


class ContactmomentdetailsView(KissView):
    """Store one contactmoment (section 1) and show it (section 2)."""

    http_method_names = ["get", "put"]  # noqa: RUF012 - Django's own declaration
    vereiste_rol = Rol.KLANTCONTACTMEDEWERKER

    @extend_schema(**schema.OPSLAAN)
    def put(self, request: Request) -> Response:
        """Store the contactmoment, whether it is new or not."""
        serializer = OpslaanSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        medewerker = cast(Aanroeper, request.user)
        services.registreer(
            gegevens=serializer.gegevens(emailadres_kcm=medewerker.naam),
            herkomst=Herkomst(wie=medewerker.naam, kanaal=Kanaal.KISS),
        )
        return Response()

    @extend_schema(**schema.TONEN)
    def get(self, request: Request) -> Response:
        """Show the contactmoment. Unknown is no error: KISS shows it without details."""
        parameters = TonenParametersSerializer(data=_parameters(request))
        parameters.is_valid(raise_exception=True)
        details = regels.een(parameters.validated_data["id"])
        if details is None:
            return _not_found(detail="Van dit contactmoment zijn er geen details.")
        return Response(details)


class RapportView(KissView):
    """Management information (section 3)."""

    http_method_names = ["get"]  # noqa: RUF012 - Django's own declaration
    vereiste_rol = Rol.EXTERN_SYSTEEM

    @extend_schema(**schema.RAPPORT)
    def get(self, request: Request) -> Response:
        """Give a page of the contactmomenten in a period, newest first."""
        serializer = RapportParametersSerializer(data=_parameters(request))
        serializer.is_valid(raise_exception=True)
        query = serializer.validated_data
        size, page = query["pageSize"], query["page"]
        periode = Contactmomentdetail.objects.in_periode(
            datumtijd.lees_periodegrens(query["from"]), datumtijd.lees_periodegrens(query["to"])
        )
        with momentopname():
            count = periode.count()
            pages = ceil(count / size)
            if page > pages > 0:
                return _not_found(
                    title=f"Ongeldige pagina. Totaal aantal pagina's gaat tot maximaal {pages}.",
                    detail="Vraag een eerdere pagina op.",
                )
            results = (
                regels.met_bronnen(periode.pagina((page - 1) * size, size, totaal=count))
                if count
                else []
            )
        return Response(
            {
                "count": count,
                "next": self._link(request, query, page + 1) if page < pages else None,
                "previous": self._link(request, query, page - 1) if page > 1 else None,
                "results": results,
            }
        )

    @staticmethod
    def _link(request: Request, query: dict[str, Any], page: int) -> str:
        return request.build_absolute_uri(request.path) + "?" + urlencode({**query, "page": page})


class FaqView(KissView):
    """The questions asked most (section 4)."""

    http_method_names = ["get"]  # noqa: RUF012 - Django's own declaration
    vereiste_rol = Rol.KLANTCONTACTMEDEWERKER

    @extend_schema(**schema.FAQ)
    def get(self, request: Request) -> Response:
        """Give the vragen that occur most among the newest contactmomenten."""
        return Response(veelgestelde_vragen())


def _parameters(request: Request) -> dict[str, str]:
    """The query, its names in any case; of one that occurs more than once the first.

    Read as UTF-8, whatever charset a Content-Type claims: the query is no part of the body.
    """
    names = {"id": "id", "from": "from", "to": "to", "page": "page", "pagesize": "pageSize"}
    query = QueryDict(request.META.get("QUERY_STRING", ""), encoding="utf-8")
    found: dict[str, str] = {}
    for name, values in query.lists():
        known = names.get(name.lower())
        if known and values:
            found.setdefault(known, values[0])
    return found


def _not_found(*, detail: str, title: str = "") -> Response:
    document = problem_details.problem(404, code="not_found", title=title, detail=detail)
    return Response(document, status=404, content_type=problem_details.MEDIA_TYPE)
