"""What a list can be filtered on. The rules themselves are those of the QuerySet."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, ClassVar

import django_filters
from django import forms
from django.http import QueryDict
from drf_spectacular.utils import extend_schema_field

from contactmomenten.api.parameters import (
    LONGEST_SECONDS,
    LONGEST_VALUE,
    MOST_VALUES,
    JaNeeParameter,
    MomentParameter,
    SecondenParameter,
    TekstenParameter,
    TekstParameter,
)
from contactmomenten.models import Contactmomentdetail
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet
from contactmomenten.velden import LEESBAAR


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
    """A text, precisely this one."""

    field_class = TekstParameter
    schema: ClassVar = {"type": "string", "maxLength": LONGEST_VALUE, "pattern": LEESBAAR}

    def filter(
        self, qs: ContactmomentdetailQuerySet, value: str | None
    ) -> ContactmomentdetailQuerySet:
        """Those with the text."""
        return qs if value is None else qs.with_text(self.field_name, [value])


class EenVanFilter(_Filter):
    """One of the values of a parameter that can be repeated."""

    field_class = TekstenParameter
    schema: ClassVar = {
        "type": "array",
        "minItems": 1,
        "maxItems": MOST_VALUES,
        "items": TekstFilter.schema,
    }

    def filter(
        self, qs: ContactmomentdetailQuerySet, value: list[str] | None
    ) -> ContactmomentdetailQuerySet:
        """Those with one of the values."""
        return qs if value is None else qs.with_text(self.field_name, value)


class BronFilter(EenVanFilter):
    """One of the values of a property of a bron. The filter set applies them, all at once."""

    def filter(
        self, qs: ContactmomentdetailQuerySet, value: list[str] | None
    ) -> ContactmomentdetailQuerySet:
        """Leave it to the filter set."""
        return qs


_HERHAALBAAR = " U kunt deze parameter herhalen: een van de waarden is dan genoeg."
_EEN_BRON = " Samen met het andere filter op bronnen: op een en dezelfde bron."


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
    bronSoort = BronFilter(
        "soort", help_text="Met een bron van deze soort." + _HERHAALBAAR + _EEN_BRON
    )
    bronUrl = BronFilter(
        "url", help_text="Met een bron op precies dit adres." + _HERHAALBAAR + _EEN_BRON
    )
    vraag = TekstFilter(help_text="Precies deze vraag.")
    zonderVraag = JaNeeFilter(
        method="filter_zonder_vraag",
        help_text="Met true: alleen zonder vraag. Met false: alleen met een vraag. Een vraag van "
        "alleen spaties telt niet als vraag.",
    )
    zoek = TekstFilter(
        method="filter_zoek",
        help_text="Met al deze Nederlandse woorden in de vraag, de specifieke vraag, het "
        "gespreksresultaat of de afdeling. Een andere vorm van een woord telt ook. Van het laatste "
        "woord is het begin genoeg. Zet woorden die bij elkaar horen tussen aanhalingstekens. Zet "
        "een min voor een woord dat er niet in mag staan, en 'or' tussen woorden waarvan er een "
        "genoeg is.",
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

    def filter_queryset(self, queryset: ContactmomentdetailQuerySet) -> ContactmomentdetailQuerySet:
        """Those that meet the filters; those of the bronnen by one and the same bron."""
        bron = {
            self.filters[name].field_name: values
            for name, values in self.form.cleaned_data.items()
            if values is not None and isinstance(self.filters[name], BronFilter)
        }
        found: ContactmomentdetailQuerySet = super().filter_queryset(queryset)
        return found.with_bron(**bron) if bron else found

    def narrows(self, field: str) -> bool:
        """Whether something else than the range of this field is filtered on."""
        return any(
            value is not None and self.filters[name].field_name != field
            for name, value in self.form.cleaned_data.items()
        )

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


def faults_in_names(
    query: QueryDict, known: frozenset[str], *, repeatable: frozenset[str] = REPEATABLE
) -> dict[str, forms.ValidationError]:
    """Parameters that do not exist, or that may be given only once."""
    faults = {}
    for name, values in query.lists():
        if name not in known:
            faults[name] = forms.ValidationError("Deze parameter bestaat niet.", code="unknown")
        elif len(values) > 1 and name not in repeatable:
            faults[name] = forms.ValidationError("Geef deze parameter één keer.", code="repeated")
    return faults
