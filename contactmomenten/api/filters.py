"""What a list can be filtered on. The rules themselves are those of the QuerySet."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

import django_filters
from django import forms
from django.http import QueryDict
from drf_spectacular.utils import extend_schema_field

from contactmomenten.api import datumtijd
from contactmomenten.models import Contactmomentdetail
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet
from contactmomenten.velden import LEESBAAR, ONLEESBAAR, VERPLICHT, is_storable

LONGEST_VALUE = 2000
MOST_VALUES = 100  # of one repeatable parameter
LONGEST_SECONDS = 2**31 - 1


class TekstParameter(forms.CharField):
    """A text, taken as it is; empty is a fault, and not the same as absent."""

    default_error_messages = {  # noqa: RUF012 - Django's own declaration
        "blank": VERPLICHT,
        "unreadable": ONLEESBAAR,
        "max_length": f"Dit mag hoogstens {LONGEST_VALUE} tekens lang zijn.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, empty_value=None, **kwargs)

    def clean(self, value: Any) -> Any:
        """Take a text.

        Raises:
            ValidationError: it is empty, too long, or PostgreSQL cannot hold it.
        """
        if value is None:
            return None
        if not value.strip():
            raise self._fault("blank")
        if not is_storable(value):
            raise self._fault("unreadable")
        if len(value) > LONGEST_VALUE:
            raise self._fault("max_length")
        return self.read(value)

    def read(self, tekst: str) -> Any:
        """What the text means."""
        return tekst

    def _fault(self, code: str) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code)


class MomentParameter(TekstParameter):
    """An RFC 3339 date-time."""

    default_error_messages = {"invalid": datumtijd.ONGELDIG}  # noqa: RUF012

    def read(self, tekst: str) -> datetime:
        """The instant. A plus that was not encoded arrives as a space, and can be nothing else.

        Raises:
            ValidationError: it is none.
        """
        try:
            return datumtijd.read(tekst.replace(" ", "+"))
        except ValueError:
            raise self._fault("invalid") from None


class SecondenParameter(TekstParameter):
    """A number of seconds."""

    default_error_messages = {  # noqa: RUF012 - Django's own declaration
        "invalid": f"Dit moet een geheel getal zijn van 0 tot en met {LONGEST_SECONDS}."
    }

    def read(self, tekst: str) -> timedelta:
        """The duration.

        Raises:
            ValidationError: it is none, or out of bounds.
        """
        if not (tekst.isascii() and tekst.isdigit() and len(tekst) < 20):
            raise self._fault("invalid")
        if int(tekst) > LONGEST_SECONDS:
            raise self._fault("invalid")
        return timedelta(seconds=int(tekst))


class JaNeeParameter(TekstParameter):
    """True or false, as JSON spells them."""

    default_error_messages = {"invalid": "Dit moet true of false zijn."}  # noqa: RUF012

    def read(self, tekst: str) -> bool:
        """Which of the two.

        Raises:
            ValidationError: neither.
        """
        if tekst not in {"true", "false"}:
            raise self._fault("invalid")
        return tekst == "true"


class _AllValues(forms.TextInput):
    """A widget that gives every value of a repeated parameter."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str] | None:
        return data.getlist(name) or None


class TekstenParameter(forms.Field):
    """One or more texts."""

    widget = _AllValues
    default_error_messages = {  # noqa: RUF012 - Django's own declaration
        "max_items": f"Dit mogen hoogstens {MOST_VALUES} waarden zijn."
    }

    def clean(self, value: Sequence[str] | None) -> list[str] | None:
        """Take the texts.

        Raises:
            ValidationError: one of them is not right, or there are too many.
        """
        if value is None:
            return None
        if len(value) > MOST_VALUES:
            raise forms.ValidationError(self.error_messages["max_items"], code="max_items")
        one = TekstParameter(required=False)
        return [one.clean(tekst) for tekst in value]


class _Filter(django_filters.Filter):  # type: ignore[misc]
    """A filter that says what it is in the OpenAPI document."""

    schema: ClassVar[dict[str, Any]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        extend_schema_field({**self.schema, "description": self.extra["help_text"]})(self)


class MomentFilter(_Filter):
    """A moment that something lies after or before."""

    field_class = MomentParameter
    schema: ClassVar = {"type": "string", "format": "date-time"}


class SecondenFilter(_Filter):
    """A duration."""

    field_class = SecondenParameter
    schema: ClassVar = {"type": "integer", "minimum": 0, "maximum": LONGEST_SECONDS}


class JaNeeFilter(_Filter):
    """A condition that holds, or that does not."""

    field_class = JaNeeParameter
    schema: ClassVar = {"type": "boolean"}


class TekstFilter(_Filter):
    """A text."""

    field_class = TekstParameter
    schema: ClassVar = {"type": "string", "maxLength": LONGEST_VALUE, "pattern": LEESBAAR}


class EenVanFilter(_Filter):
    """One of the values of a parameter that can be repeated."""

    field_class = TekstenParameter
    schema: ClassVar = {
        "type": "array",
        "minItems": 1,
        "maxItems": MOST_VALUES,
        "items": TekstFilter.schema,
    }

    def __init__(self, field_name: str | None = None, **kwargs: Any) -> None:
        super().__init__(field_name, "in", **kwargs)


_HERHAALBAAR = " U kunt deze parameter herhalen: een van de waarden is dan genoeg."


def _vanaf(field: str, what: str) -> MomentFilter:
    return MomentFilter(field, "gte", help_text=f"{what} op of na dit moment.")


def _tot(field: str, what: str) -> MomentFilter:
    return MomentFilter(field, "lt", help_text=f"{what} vóór dit moment.")


class ContactmomentdetailsFilter(django_filters.FilterSet):  # type: ignore[misc]
    """The filters of the list. All that are given hold together."""

    startdatumVanaf = _vanaf("startdatum", "Begonnen")
    startdatumTot = _tot("startdatum", "Begonnen")
    einddatumVanaf = _vanaf("einddatum", "Geëindigd")
    einddatumTot = _tot("einddatum", "Geëindigd")
    gewijzigdVanaf = _vanaf("gewijzigd_op", "Voor het laatst gewijzigd")
    gewijzigdTot = _tot("gewijzigd_op", "Voor het laatst gewijzigd")
    contactmoment = EenVanFilter(
        help_text="Precies dit contactmoment (de volledige URL)." + _HERHAALBAAR
    )
    gespreksresultaat = EenVanFilter(help_text="Precies dit gespreksresultaat." + _HERHAALBAAR)
    verantwoordelijkeAfdeling = EenVanFilter(
        "verantwoordelijke_afdeling", help_text="Precies deze afdeling." + _HERHAALBAAR
    )
    bronSoort = EenVanFilter(
        method="filter_bron_soort", help_text="Met een bron van deze soort." + _HERHAALBAAR
    )
    bronUrl = EenVanFilter(
        method="filter_bron_url", help_text="Met een bron op precies dit adres." + _HERHAALBAAR
    )
    vraag = TekstFilter(help_text="Precies deze vraag.")
    zonderVraag = JaNeeFilter(
        method="filter_zonder_vraag",
        help_text="Met true: alleen zonder vraag. Met false: alleen met een vraag.",
    )
    zoek = TekstFilter(
        method="filter_zoek",
        help_text="Met al deze Nederlandse woorden in de vraag, de specifieke vraag, het "
        "gespreksresultaat of de afdeling. Een andere vorm van een woord telt ook. Van het laatste "
        "woord is het begin genoeg. Zet woorden die bij elkaar horen tussen aanhalingstekens. Zet "
        "een min voor een woord dat er niet in mag staan.",
    )
    gespreksduurVanaf = SecondenFilter(
        method="filter_gespreksduur_vanaf", help_text="Duurde ten minste dit aantal seconden."
    )
    gespreksduurTot = SecondenFilter(
        method="filter_gespreksduur_tot", help_text="Duurde minder dan dit aantal seconden."
    )
    emailadresKcm = TekstFilter(
        "emailadres_kcm",
        help_text="Afgehandeld door deze medewerker. Alleen met het recht medewerkers.lezen.",
    )

    class Meta:
        model = Contactmomentdetail
        fields: Sequence[str] = ()

    def filter_bron_soort(
        self, queryset: ContactmomentdetailQuerySet, _name: str, soorten: list[str]
    ) -> ContactmomentdetailQuerySet:
        """One of these soorten."""
        return queryset.with_bron(soort=soorten)

    def filter_bron_url(
        self, queryset: ContactmomentdetailQuerySet, _name: str, urls: list[str]
    ) -> ContactmomentdetailQuerySet:
        """At one of these addresses."""
        return queryset.with_bron(url=urls)

    def filter_zonder_vraag(
        self, queryset: ContactmomentdetailQuerySet, _name: str, zonder: bool
    ) -> ContactmomentdetailQuerySet:
        """Without a vraag, or with one."""
        return queryset.without_vraag() if zonder else queryset.with_vraag()

    def filter_zoek(
        self, queryset: ContactmomentdetailQuerySet, _name: str, tekst: str
    ) -> ContactmomentdetailQuerySet:
        """With these words."""
        return queryset.search(tekst)

    def filter_gespreksduur_vanaf(
        self, queryset: ContactmomentdetailQuerySet, _name: str, duur: timedelta
    ) -> ContactmomentdetailQuerySet:
        """That lasted this long."""
        return queryset.lasting(vanaf=duur)

    def filter_gespreksduur_tot(
        self, queryset: ContactmomentdetailQuerySet, _name: str, duur: timedelta
    ) -> ContactmomentdetailQuerySet:
        """That lasted less."""
        return queryset.lasting(tot=duur)


REPEATABLE = frozenset(
    name
    for name, found in ContactmomentdetailsFilter.base_filters.items()
    if isinstance(found, EenVanFilter)
)


def faults_in_names(query: QueryDict, known: frozenset[str]) -> dict[str, forms.ValidationError]:
    """Parameters that do not exist, or that may be given only once."""
    faults = {}
    for name, values in query.lists():
        if name not in known:
            faults[name] = forms.ValidationError("Deze parameter bestaat niet.", code="unknown")
        elif len(values) > 1 and name not in REPEATABLE:
            faults[name] = forms.ValidationError("Geef deze parameter één keer.", code="repeated")
    return faults
