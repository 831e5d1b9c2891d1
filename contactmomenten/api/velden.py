"""The kinds of values in bodies of the API."""

from datetime import datetime, timedelta
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from contactmomenten.api import datumtijd
from contactmomenten.models import Bron, Contactmomentdetail
from contactmomenten.velden import (
    ONTBREEKT,
    VERPLICHT,
    WEBADRES,
    TekstField,
    help_of,
    is_webadres,
)

BRONNEN_HELP = "Alle geraadpleegde bronnen die de KCM relevant vond, op volgorde."


def detail_help(field: str) -> str:
    """What a field of a record means."""
    return help_of(Contactmomentdetail, field)


class DatumtijdField(serializers.DateTimeField):
    """An instant: RFC 3339 with any offset; answered in UTC, with ``Z``."""

    default_error_messages = {  # noqa: RUF012 - REST framework's own declaration
        "required": ONTBREEKT,
        "null": VERPLICHT,
        "invalid": datumtijd.ONGELDIG,
    }

    def to_internal_value(self, value: Any) -> datetime:
        """Read the instant.

        Raises:
            ValidationError: it is no RFC 3339 date-time, or not within the years 1 to 9999.
        """
        try:
            return datumtijd.read(value)
        except (TypeError, ValueError):
            self.fail("invalid", format="")

    def to_representation(self, value: datetime) -> str:
        """Write the instant."""
        return datumtijd.write(value)


@extend_schema_field({"type": "integer", "minimum": 0})
class SecondenField(serializers.Field[timedelta, Any, int | None, Any]):
    """A duration in whole seconds."""

    def to_representation(self, value: timedelta) -> int:
        """Write the duration."""
        return value // timedelta(seconds=1)


@extend_schema_field({"type": "string", "format": "uri", "pattern": WEBADRES})
class WebadresField(TekstField):
    """An absolute http or https address."""

    default_error_messages = {  # noqa: RUF012 - REST framework's own declaration
        "no_url": "Dit moet een volledig adres zijn dat met http:// of https:// begint. Schrijf "
        "spaties en bijzondere tekens met een procentteken, zoals %20.",
    }

    def to_internal_value(self, data: Any) -> str:
        """Take an address as it is.

        Raises:
            ValidationError: it is not absolute, not of the web, or no URI (RFC 3986).
        """
        tekst = super().to_internal_value(data)
        if not is_webadres(tekst):
            self.fail("no_url")
        return tekst


class SoortField(serializers.ChoiceField):
    """One of the soorten of bronnen that KISS has."""

    default_error_messages = {  # noqa: RUF012 - REST framework's own declaration
        "required": ONTBREEKT,
        "null": VERPLICHT,
        "invalid_choice": "Kies kennisartikel, vac, website, nieuwsbericht of werkinstructie.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=Bron.Soort.values, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """Take a soort.

        Raises:
            ValidationError: it is none of them.
        """
        if not isinstance(data, str) or data not in self.choices:
            self.fail("invalid_choice", input="")
        return data
