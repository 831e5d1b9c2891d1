"""What all endpoints share."""

from typing import Any, ClassVar

from django.http import QueryDict
from django.urls import reverse
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.viewsets import GenericViewSet

from contactmomenten.api.herkomst import aanroeper_of
from contactmomenten.api.media import JSONParser
from contactmomenten.api.rows import AddressOf
from contactmomenten.media import JSONRenderer
from contactmomenten.models import Scope
from contactmomenten.toegang.authentication import BearerAuthentication, SessieAuthentication
from contactmomenten.toegang.permissions import RequiredScopes


class ApiViewSet(GenericViewSet[Any]):
    """JSON in and out, and who may call what."""

    authentication_classes = (BearerAuthentication, SessieAuthentication)
    parser_classes = (JSONParser,)
    renderer_classes = (JSONRenderer,)
    http_method_names = ["get", "head", "post", "put", "patch", "delete"]  # noqa: RUF012
    required_scopes: ClassVar[RequiredScopes]

    def address_of(self, request: Request) -> AddressOf:
        """Makes the address of a record of its uuid."""
        base = request.build_absolute_uri(reverse("api:contactmomentdetails"))
        return lambda uuid: f"{base}/{uuid}"

    def link(self, request: Request, **parameters: str) -> str:
        """The address of this request, with these parameters instead of its own."""
        query = QueryDict(mutable=True)
        query.update(parameters)
        return f"{request.build_absolute_uri(request.path)}?{query.urlencode()}"

    def knows_medewerkers(self, request: Request) -> bool:
        """Whether the caller may see which employee had the contact."""
        return aanroeper_of(request).may(Scope.MEDEWERKERS)

    def refuse_medewerker(self, request: Request, query: QueryDict) -> None:
        """Let nobody choose by employee who may not see the employee.

        Raises:
            PermissionDenied: the query does, and its caller may not.
        """
        if "emailadresKcm" in query and not self.knows_medewerkers(request):
            raise PermissionDenied(
                "Filteren op medewerker kan alleen met het recht medewerkers.lezen.",
                code="permission_denied_medewerkers",
            )
