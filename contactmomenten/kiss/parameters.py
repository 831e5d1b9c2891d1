"""The queries of the KISS endpoints (contract sections 2 and 3)."""

from datetime import datetime
from typing import Any

from django.http import QueryDict
from rest_framework import serializers
from rest_framework.fields import Field
from rest_framework.request import Request

from contactmomenten.kiss import datumtijd
from contactmomenten.models import Contactmomentdetail
from contactmomenten.velden import TekstField, help_of

LARGEST_PAGE = 5000
LARGEST_NUMBER = 2**31 - 1  # KISS reads page as a 32-bit number
_ONGELDIG_MOMENT = "Ongeldig datumnotatie. Gebruik de ISO 8601-notatie (yyyy-MM-ddTHH:mm:ssZ)."


def query_of(request: Request) -> dict[str, str]:
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


class TonenParametersSerializer(serializers.Serializer[Any]):
    """The query of the endpoint that shows one contactmoment."""

    id = TekstField(help_text=help_of(Contactmomentdetail, "contactmoment"))


class PeriodegrensField(TekstField):
    """``from`` or ``to``: exactly ``yyyy-MM-ddTHH:mm:ssZ``."""

    default_error_messages = {"blank": _ONGELDIG_MOMENT, "invalid": _ONGELDIG_MOMENT}  # noqa: RUF012

    def to_internal_value(self, data: Any) -> datetime:  # type: ignore[override]
        """Read the moment.

        Raises:
            ValidationError: any other notation, or no such moment.
        """
        try:
            return datumtijd.read_periodegrens(data)
        except ValueError:
            self.fail("invalid")


class GetalField(TekstField):
    """A whole number in a query."""

    default_error_messages = {  # noqa: RUF012 - REST framework's own declaration
        "blank": "Dit moet een geheel getal zijn van {min} tot en met {max}.",
        "invalid": "Dit moet een geheel getal zijn van {min} tot en met {max}.",
    }

    def __init__(self, *, largest: int, **kwargs: Any) -> None:
        self.largest = largest
        super().__init__(**kwargs)

    def fail(self, key: str, **kwargs: Any) -> Any:
        """Name the bounds in every message."""
        super().fail(key, min=1, max=self.largest, **kwargs)

    def to_internal_value(self, data: Any) -> int:  # type: ignore[override]
        """Read the number.

        Raises:
            ValidationError: it is none, or outside the bounds.
        """
        tekst = data.strip()
        number = int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 20 else 0
        if not 1 <= number <= self.largest:
            self.fail("invalid")
        return number


class RapportParametersSerializer(serializers.Serializer[Any]):
    """The query of the report."""

    def get_fields(self) -> dict[str, Field[Any, Any, Any, Any]]:
        """``from`` is a word of Python, so the fields cannot be attributes."""
        return {
            "from": PeriodegrensField(help_text="Begin van de periode, dit moment inbegrepen."),
            "to": PeriodegrensField(help_text="Einde van de periode, dit moment inbegrepen."),
            "pageSize": GetalField(
                largest=LARGEST_PAGE, default=LARGEST_PAGE, help_text="Contactmomenten per pagina."
            ),
            "page": GetalField(largest=LARGEST_NUMBER, default=1, help_text="Pagina, vanaf 1."),
        }
