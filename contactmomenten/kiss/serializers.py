"""The shapes that the KISS endpoints read and write (contract sections 1 to 3).

They validate bodies that come in and describe what goes out. What goes out is made by ``rows.py``,
which is faster; a test holds the two together.
"""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from contactmomenten.kiss import datumtijd
from contactmomenten.models import Bron, Contactmomentdetail
from contactmomenten.services import Bronvermelding, Gegevens
from contactmomenten.velden import ONTBREEKT, VERPLICHT, LeesbaarField, TekstField, help_of

# Nobody consults this many. It keeps an answer that names every fault within reason.
MOST_BRONNEN = 1000


class OptioneleTekstField(TekstField):
    """A text that may be absent, null or empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_null=True, allow_blank=True, **kwargs)


@extend_schema_field({"type": "string", "format": "date-time", "pattern": datumtijd.BESCHREVEN})
class DatumtijdField(serializers.DateTimeField):
    """An instant in ISO 8601, any offset; answered with offset zero."""

    default_error_messages = {  # noqa: RUF012 - REST framework's own declaration
        "required": ONTBREEKT,
        "null": VERPLICHT,
        "invalid": "Dit moet een datum en tijd zijn, zoals 2026-02-03T09:17:02.044Z.",
    }

    def to_internal_value(self, value: Any) -> datetime:
        """Read the instant.

        Raises:
            ValidationError: it is no ISO 8601 text, or not within the years 1 to 9999.
        """
        try:
            return datumtijd.read(value)
        except (TypeError, ValueError):
            self.fail("invalid", format="")

    def to_representation(self, value: datetime) -> str:
        """Write the instant."""
        return datumtijd.write(value)


class BronSerializer(serializers.Serializer[Any]):
    """A consulted source; any soort is taken."""

    default_error_messages = {"invalid": "Dit moet een JSON-object zijn."}  # noqa: RUF012

    soort = LeesbaarField(help_text=help_of(Bron, "soort"))
    titel = LeesbaarField(help_text=help_of(Bron, "titel"))
    url = LeesbaarField(help_text=help_of(Bron, "url"))


class BronnenField(serializers.ListSerializer[Any]):
    """The consulted sources; null is as good as none."""

    default_error_messages = {  # noqa: RUF012 - REST framework's own declaration
        "not_a_list": "Dit moet een lijst van bronnen zijn.",
        "max_length": "Dit mogen hoogstens {max_length} bronnen zijn.",
    }

    def __init__(self) -> None:
        super().__init__(
            child=BronSerializer(),
            required=False,
            allow_null=True,
            max_length=MOST_BRONNEN,
            help_text="De bronnen die de KCM heeft geraadpleegd en relevant vond, op volgorde.",
        )


class _GegevensSerializer(serializers.Serializer[Any]):
    """What a record has in common, on the way in and on the way out."""

    # A name of KISS: the URL of the klantcontact, not our own key.
    id = LeesbaarField(
        source="contactmoment",
        max_length=Contactmomentdetail._meta.get_field("contactmoment").max_length,
        help_text=help_of(Contactmomentdetail, "contactmoment"),
    )
    startdatum = DatumtijdField(help_text=help_of(Contactmomentdetail, "startdatum"))
    einddatum = DatumtijdField(help_text=help_of(Contactmomentdetail, "einddatum"))
    gespreksresultaat = OptioneleTekstField(
        help_text=help_of(Contactmomentdetail, "gespreksresultaat")
    )
    vraag = OptioneleTekstField(help_text=help_of(Contactmomentdetail, "vraag"))
    specifiekeVraag = OptioneleTekstField(  # noqa: N815 - the name on the wire
        source="specifieke_vraag", help_text=help_of(Contactmomentdetail, "specifieke_vraag")
    )
    verantwoordelijkeAfdeling = OptioneleTekstField(  # noqa: N815 - the name on the wire
        source="verantwoordelijke_afdeling",
        help_text=help_of(Contactmomentdetail, "verantwoordelijke_afdeling"),
    )


class OpslaanSerializer(_GegevensSerializer):
    """The body of a PUT: what of a KISS contactmoment is ours. Everything else is ignored."""

    bronnen = BronnenField()

    def gegevens(self, *, emailadres_kcm: str | None) -> Gegevens:
        """The validated body, as the register takes it."""
        values = dict(self.validated_data)
        bronnen = [Bronvermelding(**bron) for bron in values.pop("bronnen", None) or ()]
        return Gegevens(**values, bronnen=bronnen, emailadres_kcm=emailadres_kcm)


class ContactmomentdetailsSerializer(_GegevensSerializer):
    """The eight properties that KISS shows of one contactmoment."""

    emailadresKcm = OptioneleTekstField(  # noqa: N815 - the name on the wire
        source="emailadres_kcm",
        help_text=help_of(Contactmomentdetail, "emailadres_kcm")
        + " Ontbreekt voor een applicatie zonder het recht medewerkers.lezen.",
    )

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Optional on the way in, but always there on the way out, if need be as null.

        But for the employee, who is left out for callers that may not know.
        """
        fields = super().get_fields()
        for name, field in fields.items():
            field.required = name != "emailadresKcm"
        return fields


class RapportregelSerializer(ContactmomentdetailsSerializer):
    """A row of the report: the eight properties and the bronnen."""

    bronnen = BronSerializer(many=True, help_text="De geraadpleegde bronnen, op volgorde.")


class RapportSerializer(serializers.Serializer[Any]):
    """A page of the report."""

    count = serializers.IntegerField(help_text="Aantal contactmomenten in de hele periode.")
    next = serializers.URLField(allow_null=True, help_text="Adres van de volgende pagina.")
    previous = serializers.URLField(allow_null=True, help_text="Adres van de vorige pagina.")
    results = RapportregelSerializer(many=True)
