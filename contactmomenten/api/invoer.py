"""The bodies that the API takes: strict, and every fault named at once."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from itertools import islice
from typing import Any, ClassVar
from uuid import UUID

from rest_framework import serializers
from rest_framework.fields import Field, SkipField
from rest_framework.settings import api_settings

from contactmomenten.api.velden import (
    BRONNEN_HELP,
    DatumtijdField,
    SoortField,
    WebadresField,
    detail_help,
)
from contactmomenten.models import Bron, Contactmomentdetail
from contactmomenten.services import Bronvermelding, Gegevens
from contactmomenten.services.grenzen import (
    LONGEST_NAAM,
    LONGEST_SPECIFIEKE_VRAAG,
    LONGEST_TITEL,
    LONGEST_URL,
    LONGEST_VRAAG,
    MOST_BRONNEN,
)
from contactmomenten.velden import LeesbaarField, help_of

MOST_UNKNOWN = 20  # properties that an error names

Faults = dict[str, Any]


def _fault(reason: str, code: str) -> list[serializers.ErrorDetail]:
    return [serializers.ErrorDetail(reason, code=code)]


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses properties that it does not know.

    Those of ``ignored`` may be sent, as a client does that sends back what it got; they do not
    count.
    """

    ignored: ClassVar[frozenset[str]] = frozenset()

    def run_validation(self, data: Any = serializers.empty) -> dict[str, Any]:
        """Take an object and nothing else, not even null.

        Raises:
            ValidationError: it is something else, or something in it is wrong.
        """
        if not isinstance(data, Mapping):
            fault = _fault("Dit moet een JSON-object zijn.", "invalid")
            raise serializers.ValidationError({api_settings.NON_FIELD_ERRORS_KEY: fault})
        return self.to_internal_value(data)

    def to_internal_value(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Validate everything, and name all faults at once.

        Raises:
            ValidationError: something is wrong.
        """
        values: dict[str, Any] = {}
        faults: Faults = {}
        for field in self._writable_fields:
            try:
                values[str(field.source)] = field.run_validation(field.get_value(data))
            except serializers.ValidationError as error:
                faults[str(field.field_name)] = error.detail
            except SkipField:
                continue
        faults |= self.faults_of_whole(data, values)
        unknown = (name for name in data if name not in self.fields.keys() | self.ignored)
        faults |= {
            name: _fault("Dit gegeven bestaat niet.", "unknown")
            for name in islice(unknown, MOST_UNKNOWN)
        }
        if faults:
            raise serializers.ValidationError(faults)
        return values

    def faults_of_whole(self, data: Mapping[str, Any], values: Mapping[str, Any]) -> Faults:
        """What is wrong beyond single properties; ``values`` has those that are right."""
        return {}


class BronInvoerSerializer(StrictSerializer):
    """A consulted source, as it is sent."""

    soort = SoortField(help_text=help_of(Bron, "soort"))
    titel = LeesbaarField(max_length=LONGEST_TITEL, help_text=help_of(Bron, "titel"))
    url = WebadresField(max_length=LONGEST_URL, help_text=help_of(Bron, "url"))


class BronnenField(serializers.ListSerializer[Any]):
    """The consulted sources, in their order."""

    default_error_messages = {  # noqa: RUF012 - REST framework's own declaration
        "null": "Stuur een lijst. Zijn er geen bronnen, stuur dan een lege lijst.",
        "not_a_list": "Dit moet een lijst van bronnen zijn.",
        "max_length": "Dit mogen hoogstens {max_length} bronnen zijn.",
    }

    def __init__(self) -> None:
        super().__init__(
            child=BronInvoerSerializer(),
            required=False,
            max_length=MOST_BRONNEN,
            help_text=BRONNEN_HELP,
        )


def _optional(field: str, longest: int, **kwargs: Any) -> LeesbaarField:
    return LeesbaarField(
        max_length=longest, required=False, allow_null=True, help_text=detail_help(field), **kwargs
    )


class ContactmomentdetailsInvoerSerializer(StrictSerializer):
    """A body of POST and PUT. What is absent is null, or no bronnen.

    The context has ``uuid``: the one in the address, or None for POST.
    """

    ignored = frozenset(
        {"url", "uuid", "gespreksduur", "onderwerp", "emailadresKcm", "aangemaaktOp", "gewijzigdOp"}
    )

    contactmoment = WebadresField(
        max_length=Contactmomentdetail._meta.get_field("contactmoment").max_length,
        help_text=detail_help("contactmoment"),
    )
    startdatum = DatumtijdField(help_text=detail_help("startdatum"))
    einddatum = DatumtijdField(
        help_text=detail_help("einddatum") + " Ligt niet voor de startdatum."
    )
    vraag = _optional("vraag", LONGEST_VRAAG)
    specifiekeVraag = _optional(
        "specifieke_vraag", LONGEST_SPECIFIEKE_VRAAG, source="specifieke_vraag"
    )
    gespreksresultaat = _optional("gespreksresultaat", LONGEST_NAAM)
    verantwoordelijkeAfdeling = _optional(
        "verantwoordelijke_afdeling", LONGEST_NAAM, source="verantwoordelijke_afdeling"
    )
    bronnen = BronnenField()

    def faults_of_whole(self, data: Mapping[str, Any], values: Mapping[str, Any]) -> Faults:
        """The two moments, and a uuid of another record."""
        faults = order_faults(values.get("startdatum"), values.get("einddatum"))
        if "uuid" in data and not _is_uuid(data["uuid"], self.context["uuid"]):
            faults["uuid"] = _fault(
                "Dit is niet het kenmerk in het adres. Laat uuid weg.", "other_uuid"
            )
        return faults

    def gegevens(self, *, emailadres_kcm: str | None) -> Gegevens:
        """The validated body, as the register takes it."""
        return Gegevens(**_values(self.validated_data), emailadres_kcm=emailadres_kcm)


class ContactmomentdetailsDeelSerializer(ContactmomentdetailsInvoerSerializer):
    """A body of PATCH: what is absent stays as it is; bronnen are replaced as a whole."""

    def get_fields(self) -> dict[str, Field[Any, Any, Any, Any]]:
        """None of them is required."""
        found = super().get_fields()
        for field in found.values():
            field.required = False
        return found

    def correct(self, stored: Gegevens) -> Gegevens:
        """What a record becomes. One that KISS stored with its moments reversed may stay so.

        Raises:
            ValidationError: the end would come to lie before the beginning.
        """
        values = _values(self.validated_data)
        corrected = replace(stored, **values)
        if values.keys() & {"startdatum", "einddatum"}:
            faults = order_faults(corrected.startdatum, corrected.einddatum)
            if faults:
                raise serializers.ValidationError(faults)
        return corrected


def order_faults(startdatum: datetime | None, einddatum: datetime | None) -> Faults:
    """A contactmoment does not end before it begins."""
    if startdatum is None or einddatum is None or startdatum <= einddatum:
        return {}
    return {"einddatum": _fault("De einddatum ligt voor de startdatum.", "before_startdatum")}


def _is_uuid(sent: Any, uuid: UUID | None) -> bool:
    return isinstance(sent, str) and sent.lower() == str(uuid)


def _values(validated: Mapping[str, Any]) -> dict[str, Any]:
    names = [field.name for field in fields(Gegevens) if field.name in validated]
    values = {name: validated[name] for name in names}
    if "bronnen" in values:
        values["bronnen"] = [Bronvermelding(**bron) for bron in values["bronnen"]]
    return values
