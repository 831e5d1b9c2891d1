"""The records: listing, making, reading, changing and removing them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from contactmomenten import services
from contactmomenten.api import rows, schema
from contactmomenten.api.antwoord import Antwoord, not_found
from contactmomenten.api.filters import ContactmomentdetailsFilter, faults_in_names
from contactmomenten.api.fouten import details, raw_query, refuse, refuse_parameters, together
from contactmomenten.api.herkomst import aanroeper_of, herkomst_of
from contactmomenten.api.invoer import (
    ContactmomentdetailsDeelSerializer,
    ContactmomentdetailsInvoerSerializer,
)
from contactmomenten.api.media import JSONParser, MergePatchParser
from contactmomenten.api.paginering import PaginaForm, Plaats
from contactmomenten.api.telling import Telling
from contactmomenten.api.views.viewset import ApiViewSet
from contactmomenten.media import GEEN_JSON
from contactmomenten.models import Contactmomentdetail, Scope
from contactmomenten.models.snapshot import snapshot
from contactmomenten.models.wijziging import settled
from contactmomenten.problem_details import Conflict, PreconditionFailed
from contactmomenten.services import ContactmomentExistsError, Uitkomst, VersionConflictError


class ContactmomentdetailsViewSet(ApiViewSet):
    """The records."""

    queryset = Contactmomentdetail.objects.all()
    filter_backends = (DjangoFilterBackend,)  # for the description; `list` filters by itself
    filterset_class = ContactmomentdetailsFilter
    required_scopes: ClassVar = {
        "GET": Scope.LEZEN,
        "POST": Scope.SCHRIJVEN,
        "PUT": Scope.SCHRIJVEN,
        # It answers with what was not sent too.
        "PATCH": (Scope.SCHRIJVEN, Scope.LEZEN),
        "DELETE": Scope.VERWIJDEREN,
    }

    def get_parsers(self) -> list[Any]:
        """PATCH has a media type of its own, besides JSON."""
        parsers = [JSONParser()]
        method = getattr(getattr(self, "request", None), "method", None) or ""
        return [*parsers, MergePatchParser()] if method == "PATCH" else parsers

    @schema.LIJST
    def list(self, request: Request) -> Response:
        """Give a page of the records that meet the filters."""
        try:
            plaats = Plaats.of(raw_query(request))
        except forms.ValidationError as error:
            raise ValidationError({"cursor": details(error)}) from None
        filters = ContactmomentdetailsFilter(plaats.query, Contactmomentdetail.objects.all())
        form = PaginaForm(plaats.query)
        known = frozenset(filters.filters) | frozenset(form.fields)
        refuse(faults_in_names(plaats.query, known), filters.form, form)
        self.refuse_medewerker(request, plaats.query)
        final = settled() if form.is_counted else 0  # before the snapshot: that must see all of it
        with snapshot():
            telling = None
            if form.is_counted:
                telling = Telling.of(filters.qs, earlier=plaats.telling, settled=final)
            pagina = plaats.page(
                filters.qs,
                rows.COLUMNS,
                form,
                narrowed=filters.narrows(form.field),
                telling=telling,
            )
            results = rows.assemble(
                pagina.rows,
                address_of=self.address_of(request),
                with_medewerker=self.knows_medewerkers(request),
            )
        answer: dict[str, Any] = {"count": telling.aantal} if telling else {}
        for name, cursor in (("next", pagina.next), ("previous", pagina.previous)):
            answer[name] = cursor and self.link(request, cursor=cursor.write())
        return Response(answer | {"results": results})

    @schema.AANMAKEN
    def create(self, request: Request) -> Response:
        """Make a record."""
        serializer = ContactmomentdetailsInvoerSerializer(data=request.data, context={"uuid": None})
        self._validate(request, serializer)
        answer = self._answer(request)
        with self._refusals(request):
            services.create(
                gegevens=serializer.gegevens(emailadres_kcm=aanroeper_of(request).emailadres),
                herkomst=herkomst_of(request),
                afterwards=answer.read,
            )
        return answer.response(201)

    @schema.LEZEN
    def retrieve(self, request: Request, uuid: UUID) -> Response:
        """Give a record."""
        refuse_parameters(request)
        answer = self._answer(request)
        answer.read(uuid)
        return answer.response()

    @schema.VERVANGEN
    def update(self, request: Request, uuid: UUID) -> Response:
        """Make a record hold just this, whether it exists or not."""
        serializer = ContactmomentdetailsInvoerSerializer(data=request.data, context={"uuid": uuid})
        self._validate(request, serializer)
        answer = self._answer(request)
        with self._refusals(request):
            uitkomst = services.replace(
                uuid=uuid,
                gegevens=serializer.gegevens(emailadres_kcm=aanroeper_of(request).emailadres),
                herkomst=herkomst_of(request),
                condition=answer.condition(uuid),
                afterwards=answer.read,
            )
        return answer.response(201 if uitkomst is Uitkomst.NIEUW else 200)

    @schema.AANPASSEN
    def partial_update(self, request: Request, uuid: UUID) -> Response:
        """Change what is given of a record."""
        if request.stream is None:  # nothing at all, which REST framework takes for {}
            raise ParseError(GEEN_JSON)
        serializer = ContactmomentdetailsDeelSerializer(data=request.data, context={"uuid": uuid})
        self._validate(request, serializer)
        answer = self._answer(request)
        with self._refusals(request):
            services.change(
                uuid=uuid,
                correct=serializer.correct,
                herkomst=herkomst_of(request),
                condition=answer.condition(uuid),
                afterwards=answer.read,
            )
        return answer.response()

    @schema.VERWIJDEREN
    def destroy(self, request: Request, uuid: UUID) -> Response:
        """Remove a record, with its history."""
        self._validate(request)
        with self._refusals(request):
            services.remove(
                uuid=uuid,
                herkomst=herkomst_of(request),
                condition=self._answer(request).condition(uuid),
            )
        return Response(status=204)

    def _validate(self, request: Request, body: Serializer[Any] | None = None) -> None:
        """Name every fault of a write at once: in the query, the body and the reason for it."""
        together(
            lambda: refuse_parameters(request),
            lambda: body and body.is_valid(raise_exception=True),
            lambda: herkomst_of(request),
        )

    def _answer(self, request: Request) -> Antwoord:
        return Antwoord(
            request,
            address_of=self.address_of(request),
            with_medewerker=self.knows_medewerkers(request),
        )

    @contextmanager
    def _refusals(self, request: Request) -> Iterator[None]:
        """Answer what a service refuses."""
        try:
            yield
        except ContactmomentExistsError as error:
            raise Conflict(
                "Dit contactmoment staat al in het register. Pas de bestaande gegevens aan.",
                code="contactmoment_exists",
                members={"contactmomentdetails": self.address_of(request)(error.uuid)},
            ) from None
        except VersionConflictError:
            raise PreconditionFailed from None
        except Contactmomentdetail.DoesNotExist:
            raise not_found() from None
