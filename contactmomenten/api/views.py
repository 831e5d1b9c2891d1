"""The endpoints of the versioned API."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ErrorDetail, NotFound, PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from contactmomenten import geschiedenis, services
from contactmomenten.api import datumtijd, rows, schema
from contactmomenten.api.cursor import (
    InvalidCursorError,
    OutdatedCursorError,
    read_logcursor,
    write_logcursor,
)
from contactmomenten.api.filters import ContactmomentdetailsFilter, TekstParameter, faults_in_names
from contactmomenten.api.gebeurtenissen import shown
from contactmomenten.api.herkomst import aanroeper_of, herkomst_of
from contactmomenten.api.invoer import (
    ContactmomentdetailsDeelSerializer,
    ContactmomentdetailsInvoerSerializer,
)
from contactmomenten.api.media import JSONParser, MergePatchParser
from contactmomenten.api.paginering import PageSizeParameter, PaginaForm, Plaats
from contactmomenten.api.voorwaarden import condition_of, etag_of, is_known
from contactmomenten.media import JSONRenderer
from contactmomenten.models import Contactmomentdetail, Scope, Wijziging
from contactmomenten.models.snapshot import snapshot
from contactmomenten.models.wijziging import settled
from contactmomenten.problem_details import Conflict, Gone, PreconditionFailed
from contactmomenten.services import ContactmomentExistsError, Uitkomst, VersionConflictError
from contactmomenten.toegang.authentication import BearerAuthentication, SessieAuthentication


class ApiViewSet(GenericViewSet[Any]):
    """What all endpoints share."""

    authentication_classes = (BearerAuthentication, SessieAuthentication)
    parser_classes = (JSONParser,)
    renderer_classes = (JSONRenderer,)
    http_method_names = ["get", "head", "post", "put", "patch", "delete"]  # noqa: RUF012
    required_scopes: ClassVar[dict[str, Scope]]

    def address_of(self, request: Request) -> Callable[[UUID], str]:
        """Makes the address of a record of its uuid."""
        base = request.build_absolute_uri(reverse("api:contactmomentdetails"))
        return lambda uuid: f"{base}/{uuid}"

    def knows_medewerkers(self, request: Request) -> bool:
        """Whether the caller may see which employee had the contact."""
        return aanroeper_of(request).may(Scope.MEDEWERKERS)


class ContactmomentdetailsViewSet(ApiViewSet):
    """The records."""

    queryset = Contactmomentdetail.objects.all()
    filter_backends = (DjangoFilterBackend,)  # for the description; `list` filters by itself
    filterset_class = ContactmomentdetailsFilter
    required_scopes: ClassVar = {
        "GET": Scope.LEZEN,
        "POST": Scope.SCHRIJVEN,
        "PUT": Scope.SCHRIJVEN,
        "PATCH": Scope.SCHRIJVEN,
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
            plaats = Plaats.of(_query(request))
        except forms.ValidationError as error:
            raise ValidationError({"cursor": _details(error)}) from None
        filters = ContactmomentdetailsFilter(plaats.query, Contactmomentdetail.objects.all())
        form = PaginaForm(plaats.query)
        known = frozenset(filters.filters) | frozenset(form.fields)
        _refuse(faults_in_names(plaats.query, known), filters.form, form)
        if "emailadresKcm" in plaats.query and not self.knows_medewerkers(request):
            raise PermissionDenied(
                "Filteren op medewerker kan alleen met het recht medewerkers.lezen.",
                code="permission_denied_medewerkers",
            )
        found = filters.qs
        answer: dict[str, Any] = {}
        with snapshot():
            if form.cleaned_data["telling"] == "ja":
                answer["count"] = found.count()
            pagina = plaats.page(found, rows.COLUMNS, form)
            results = rows.assemble(
                pagina.rows,
                address_of=self.address_of(request),
                with_medewerker=self.knows_medewerkers(request),
            )
        for name, cursor in (("next", pagina.next), ("previous", pagina.previous)):
            answer[name] = cursor and _link(request, cursor=cursor.write())
        return Response(answer | {"results": results})

    @schema.AANMAKEN
    def create(self, request: Request) -> Response:
        """Make a record."""
        _refuse_parameters(request)
        serializer = ContactmomentdetailsInvoerSerializer(data=request.data, context={"uuid": None})
        serializer.is_valid(raise_exception=True)
        gegevens = serializer.gegevens(emailadres_kcm=aanroeper_of(request).emailadres)
        try:
            uuid = services.create(gegevens=gegevens, herkomst=herkomst_of(request))
        except ContactmomentExistsError as error:
            raise self._conflict(request, error) from None
        return self._answer(request, uuid, status=201)

    @schema.LEZEN
    def retrieve(self, request: Request, uuid: UUID) -> Response:
        """Give a record."""
        _refuse_parameters(request)
        return self._answer(request, uuid)

    @schema.VERVANGEN
    def update(self, request: Request, uuid: UUID) -> Response:
        """Make a record hold just this, whether it exists or not."""
        _refuse_parameters(request)
        serializer = ContactmomentdetailsInvoerSerializer(data=request.data, context={"uuid": uuid})
        serializer.is_valid(raise_exception=True)
        gegevens = serializer.gegevens(emailadres_kcm=aanroeper_of(request).emailadres)
        try:
            uitkomst = services.replace(
                uuid=uuid,
                gegevens=gegevens,
                herkomst=herkomst_of(request),
                condition=self._condition(request, uuid),
            )
        except ContactmomentExistsError as error:
            raise self._conflict(request, error) from None
        except VersionConflictError:
            raise PreconditionFailed from None
        return self._answer(request, uuid, status=201 if uitkomst is Uitkomst.NIEUW else 200)

    @schema.AANPASSEN
    def partial_update(self, request: Request, uuid: UUID) -> Response:
        """Change what is given of a record."""
        _refuse_parameters(request)
        serializer = ContactmomentdetailsDeelSerializer(data=request.data, context={"uuid": uuid})
        serializer.is_valid(raise_exception=True)
        try:
            services.change(
                uuid=uuid,
                correct=serializer.correct,
                herkomst=herkomst_of(request),
                condition=self._condition(request, uuid),
            )
        except ContactmomentExistsError as error:
            raise self._conflict(request, error) from None
        except VersionConflictError:
            raise PreconditionFailed from None
        except Contactmomentdetail.DoesNotExist:
            raise _not_found() from None
        return self._answer(request, uuid)

    @schema.VERWIJDEREN
    def destroy(self, request: Request, uuid: UUID) -> Response:
        """Remove a record, with its history."""
        _refuse_parameters(request)
        try:
            services.remove(
                uuid=uuid,
                herkomst=herkomst_of(request),
                condition=self._condition(request, uuid),
            )
        except VersionConflictError:
            raise PreconditionFailed from None
        except Contactmomentdetail.DoesNotExist:
            raise _not_found() from None
        return Response(status=204)

    def _answer(self, request: Request, uuid: UUID, *, status: int = 200) -> Response:
        """The record as it is now, or 304 for whoever has it already. Two queries."""
        with_medewerker = self.knows_medewerkers(request)
        address_of = self.address_of(request)
        with snapshot():
            found = rows.by_uuid([uuid], address_of=address_of, with_medewerker=with_medewerker)
        if uuid not in found:
            raise _not_found()
        record = found[uuid]
        etag = etag_of(uuid, record["gewijzigdOp"], with_medewerker=with_medewerker)
        headers = {"ETag": etag}
        if request.method in {"GET", "HEAD"} and is_known(request, etag):
            return Response(status=304, headers=headers)
        if status == 201:
            headers["Location"] = record["url"]
        return Response(record, status=status, headers=headers)

    def _condition(self, request: Request, uuid: UUID) -> Any:
        with_medewerker = self.knows_medewerkers(request)
        return condition_of(
            request,
            lambda gewijzigd_op: etag_of(
                uuid, datumtijd.write(gewijzigd_op), with_medewerker=with_medewerker
            ),
        )

    def _conflict(self, request: Request, error: ContactmomentExistsError) -> Conflict:
        return Conflict(
            "Dit contactmoment staat al in het register. Pas de bestaande gegevens aan.",
            code="contactmoment_exists",
            members={"contactmomentdetails": self.address_of(request)(error.uuid)},
        )


class GeschiedenisViewSet(ApiViewSet):
    """What happened to one record."""

    queryset = Contactmomentdetail.objects.all()
    required_scopes: ClassVar = {"GET": Scope.LEZEN}

    @schema.GESCHIEDENIS
    def retrieve(self, request: Request, uuid: UUID) -> Response:
        """Give the history of a record, the last change first."""
        _refuse_parameters(request)
        with_medewerker = self.knows_medewerkers(request)
        try:
            with snapshot():
                life = geschiedenis.of_record(uuid)
        except Contactmomentdetail.DoesNotExist:
            raise _not_found() from None
        return Response(
            {"results": [shown(event, with_medewerker=with_medewerker) for event in life]}
        )


class WijzigingenForm(forms.Form):
    """The query of the log."""

    na = TekstParameter(required=False)
    pageSize = PageSizeParameter(required=False)


class WijzigingenViewSet(ApiViewSet):
    """The log of changes."""

    queryset = Wijziging.objects.all()
    required_scopes: ClassVar = {"GET": Scope.LEZEN}

    @schema.WIJZIGINGEN
    def list(self, request: Request) -> Response:
        """Give what happened after a place in the log, the oldest first."""
        query = _query(request)
        form = WijzigingenForm(query)
        _refuse(faults_in_names(query, frozenset(form.fields)), form)
        size, na = form.cleaned_data["pageSize"], form.cleaned_data["na"]
        final = settled()  # before the snapshot: that must see all of it
        with snapshot():
            if na == "nu":
                last = Wijziging.objects.after(0, up_to=final).last()
                place = (
                    write_logcursor(last.nummer, last.uuid) if last else write_logcursor(0, None)
                )
                return Response({"cursor": place, "next": None, "results": []})
            log = Wijziging.objects.after(self._place(na), up_to=final)
            entries = list(log.values_list("nummer", "uuid", "soort", "moment")[: size + 1])
            more, entries = len(entries) > size, entries[:size]
            records = rows.by_uuid(
                [uuid for _, uuid, _, _ in entries],
                address_of=self.address_of(request),
                with_medewerker=self.knows_medewerkers(request),
            )
        cursor = write_logcursor(*entries[-1][:2]) if entries else na or write_logcursor(0, None)
        link = _link(request, na=cursor, pageSize=str(size)) if more else None
        results = [
            {
                "soort": soort,
                "uuid": uuid,
                "moment": datumtijd.write(moment),
                "contactmomentdetails": records.get(uuid),
            }
            for _, uuid, soort, moment in entries
        ]
        return Response({"cursor": cursor, "next": link, "results": results})

    def _place(self, na: str | None) -> int:
        try:
            return read_logcursor(na or "0")
        except InvalidCursorError:
            fault = ErrorDetail("Deze cursor bestaat niet.", code="invalid")
            raise ValidationError({"na": [fault]}) from None
        except OutdatedCursorError:
            raise Gone(
                "Deze cursor hoort bij een andere stand van het register. Lees alles opnieuw in.",
                code="cursor_outdated",
            ) from None


def _query(request: Request) -> QueryDict:
    """Read as UTF-8, whatever charset a Content-Type claims: the query is no part of the body."""
    return QueryDict(request.META.get("QUERY_STRING", ""), encoding="utf-8")


def _refuse_parameters(request: Request) -> None:
    _refuse(faults_in_names(_query(request), frozenset()))


def _refuse(in_names: dict[str, forms.ValidationError], *forms_: forms.BaseForm) -> None:
    """Name every fault of a query at once.

    Raises:
        ValidationError: there is one.
    """
    faults = {name: _details(error) for name, error in in_names.items()}
    for form in forms_:
        for name, errors in form.errors.as_data().items():
            faults.setdefault(name, [detail for error in errors for detail in _details(error)])
    if faults:
        raise ValidationError(faults)


def _details(error: forms.ValidationError) -> list[ErrorDetail]:
    return [
        ErrorDetail(message, code=single.code or "invalid")
        for single in error.error_list
        for message in single.messages
    ]


def _link(request: Request, **parameters: str) -> str:
    query = QueryDict(mutable=True)
    query.update(parameters)
    return f"{request.build_absolute_uri(request.path)}?{query.urlencode()}"


def _not_found() -> NotFound:
    return NotFound(
        "Deze contactmomentdetails zijn er niet, of niet meer.", code="contactmomentdetails_unknown"
    )
