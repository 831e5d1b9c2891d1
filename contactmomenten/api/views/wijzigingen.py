"""The log of changes, to follow."""

from typing import ClassVar

from django import forms
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from contactmomenten.api import datumtijd, rows, schema
from contactmomenten.api.cursor import (
    InvalidCursorError,
    OutdatedCursorError,
    read_logcursor,
    write_logcursor,
)
from contactmomenten.api.filters import faults_in_names
from contactmomenten.api.fouten import query_of, refuse
from contactmomenten.api.parameters import PageSizeParameter, TekstParameter
from contactmomenten.api.views.viewset import ApiViewSet
from contactmomenten.models import Scope, Wijziging
from contactmomenten.models.snapshot import snapshot
from contactmomenten.models.wijziging import settled
from contactmomenten.problem_details import Gone

NU = "nu"


class WijzigingenForm(forms.Form):
    """The query of the log."""

    na = TekstParameter(required=False)
    pageSize = PageSizeParameter()


class WijzigingenViewSet(ApiViewSet):
    """The log of changes."""

    queryset = Wijziging.objects.all()
    required_scopes: ClassVar = {"GET": Scope.LEZEN}

    @schema.WIJZIGINGEN
    def list(self, request: Request) -> Response:
        """Give what happened after a place in the log, the oldest first."""
        query = query_of(request)
        form = WijzigingenForm(query)
        refuse(faults_in_names(query, frozenset(form.fields)), form)
        size, na = form.cleaned_data["pageSize"], form.cleaned_data["na"]
        final = settled()  # before the snapshot: that must see all of it
        with snapshot():
            if na == NU:
                last = Wijziging.objects.after(0, up_to=final).last()
                return Response({"cursor": write_logcursor(last), "next": None, "results": []})
            log = Wijziging.objects.after(self._place(na), up_to=final)
            found = list(log.defer("context")[: size + 1])
            more, entries = len(found) > size, found[:size]
            records = rows.by_uuid(
                [entry.uuid for entry in entries],
                address_of=self.address_of(request),
                with_medewerker=self.knows_medewerkers(request),
            )
        cursor = write_logcursor(entries[-1]) if entries else na or write_logcursor(None)
        link = self.link(request, na=cursor, pageSize=str(size)) if more else None
        results = [
            {
                "soort": entry.soort,
                "uuid": entry.uuid,
                "moment": datumtijd.write(entry.moment),
                "contactmomentdetails": records.get(entry.uuid),
            }
            for entry in entries
        ]
        return Response({"cursor": cursor, "next": link, "results": results})

    def _place(self, na: str | None) -> int:
        try:
            return read_logcursor(na or write_logcursor(None))
        except InvalidCursorError:
            fault = ErrorDetail("Deze cursor bestaat niet.", code="invalid")
            raise ValidationError({"na": [fault]}) from None
        except OutdatedCursorError:
            raise Gone(
                "Deze cursor hoort bij een andere stand van het register. Lees alles opnieuw in.",
                code="cursor_outdated",
            ) from None
