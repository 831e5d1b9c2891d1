"""What happened to one record."""

from typing import ClassVar
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from contactmomenten import geschiedenis
from contactmomenten.api import schema
from contactmomenten.api.antwoord import not_found
from contactmomenten.api.fouten import refuse_parameters
from contactmomenten.api.gebeurtenissen import shown
from contactmomenten.api.views.viewset import ApiViewSet
from contactmomenten.models import Contactmomentdetail, Scope
from contactmomenten.models.snapshot import snapshot


class GeschiedenisViewSet(ApiViewSet):
    """The history of a record."""

    queryset = Contactmomentdetail.objects.all()
    required_scopes: ClassVar = {"GET": Scope.LEZEN}

    @schema.GESCHIEDENIS
    def retrieve(self, request: Request, uuid: UUID) -> Response:
        """Give what happened to a record, the last change first."""
        refuse_parameters(request)
        with_medewerker = self.knows_medewerkers(request)
        try:
            with snapshot():
                life = geschiedenis.of_record(uuid)
        except Contactmomentdetail.DoesNotExist:
            raise not_found() from None
        return Response(
            {"results": [shown(event, with_medewerker=with_medewerker) for event in life]}
        )
