"""The four endpoints of KISS. Each class names its section of the contract."""

from math import ceil
from typing import Any, ClassVar, cast
from urllib.parse import urlencode

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contactmomenten import problem_details, services
from contactmomenten.kiss import rows, schema
from contactmomenten.kiss.media import KissJSONParser, KissNegotiation
from contactmomenten.kiss.parameters import (
    RapportParametersSerializer,
    TonenParametersSerializer,
    query_of,
)
from contactmomenten.kiss.serializers import OpslaanSerializer
from contactmomenten.media import JSONRenderer
from contactmomenten.models import Contactmomentdetail, Scope
from contactmomenten.models.snapshot import snapshot
from contactmomenten.rapportages import veelgestelde_vragen
from contactmomenten.services import Herkomst, Kanaal
from contactmomenten.toegang.aanroeper import Aanroeper
from contactmomenten.toegang.permissions import IsMedewerker, RequiredScopes


class KissView(APIView):
    """What the endpoints of KISS share: JSON in and out, and who may call what."""

    parser_classes = (KissJSONParser,)
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = KissNegotiation
    required_scopes: ClassVar[RequiredScopes]


class ContactmomentdetailsView(KissView):
    """Store one contactmoment (section 1) and show it (section 2)."""

    http_method_names = ["get", "put"]  # noqa: RUF012 - Django's own declaration
    required_scopes: ClassVar = {"GET": Scope.LEZEN, "PUT": Scope.SCHRIJVEN}

    def get_permissions(self) -> list[Any]:
        """A record keeps which employee had the contact, so only employees store one."""
        own = [IsMedewerker()] if self.request.method == "PUT" else []
        return [*super().get_permissions(), *own]

    @extend_schema(**schema.OPSLAAN)
    def put(self, request: Request) -> Response:
        """Store the contactmoment, whether it is new or not."""
        serializer = OpslaanSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        aanroeper = _aanroeper(request)
        services.register(
            gegevens=serializer.gegevens(emailadres_kcm=aanroeper.emailadres),
            herkomst=Herkomst(
                wie=aanroeper.naam, kanaal=Kanaal.KISS, applicatie=aanroeper.applicatie
            ),
        )
        return Response()

    @extend_schema(**schema.TONEN)
    def get(self, request: Request) -> Response:
        """Show the contactmoment. Unknown is no error: KISS shows it without details."""
        parameters = TonenParametersSerializer(data=query_of(request))
        parameters.is_valid(raise_exception=True)
        details = rows.find(
            parameters.validated_data["id"],
            with_medewerker=_aanroeper(request).may(Scope.MEDEWERKERS),
        )
        if details is None:
            return _not_found(detail="Van dit contactmoment zijn er geen details.")
        return Response(details)


class RapportView(KissView):
    """Management information (section 3)."""

    http_method_names = ["get"]  # noqa: RUF012 - Django's own declaration
    required_scopes: ClassVar = {"GET": Scope.RAPPORTAGES}

    @extend_schema(**schema.RAPPORT)
    def get(self, request: Request) -> Response:
        """Give a page of the contactmomenten in a period, newest first."""
        query = query_of(request)
        serializer = RapportParametersSerializer(data=query)
        serializer.is_valid(raise_exception=True)
        parameters = serializer.validated_data
        size, page = parameters["pageSize"], parameters["page"]
        periode = Contactmomentdetail.objects.in_periode(parameters["from"], parameters["to"])
        with snapshot():
            count = periode.count()
            pages = ceil(count / size)
            if page > pages > 0:
                return _not_found(
                    title=f"Ongeldige pagina. Totaal aantal pagina's gaat tot maximaal {pages}.",
                    detail="Vraag een eerdere pagina op.",
                )
            results = []
            if count:
                selected = periode.page((page - 1) * size, size, total=count)
                results = rows.with_bronnen(
                    selected, with_medewerker=_aanroeper(request).may(Scope.MEDEWERKERS)
                )

        def link(number: int) -> str:
            period = {"from": query["from"], "to": query["to"]}
            again = urlencode(period | {"pageSize": size, "page": number})
            return f"{request.build_absolute_uri(request.path)}?{again}"

        return Response(
            {
                "count": count,
                "next": link(page + 1) if page < pages else None,
                "previous": link(page - 1) if page > 1 else None,
                "results": results,
            }
        )


class FaqView(KissView):
    """The questions asked most (section 4)."""

    http_method_names = ["get"]  # noqa: RUF012 - Django's own declaration
    required_scopes: ClassVar = {"GET": Scope.LEZEN}

    @extend_schema(**schema.FAQ)
    def get(self, request: Request) -> Response:
        """Give the vragen that occur most among the newest contactmomenten."""
        return Response(veelgestelde_vragen())


def _aanroeper(request: Request) -> Aanroeper:
    """The caller, whom `HasScope` let through."""
    return cast(Aanroeper, request.user)


def _not_found(*, detail: str, title: str = "") -> Response:
    document = problem_details.problem(404, code="not_found", title=title, detail=detail)
    return Response(document, status=404, content_type=problem_details.MEDIA_TYPE)
