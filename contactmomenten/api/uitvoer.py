"""The shapes that the API answers.

They feed the OpenAPI document. What really goes out is made by ``rows.py`` and the views, faster;
tests hold the two together.
"""

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from contactmomenten.api.velden import BRONNEN_HELP, DatumtijdField, SecondenField, detail_help
from contactmomenten.models import Bron, Wijziging
from contactmomenten.velden import TekstField, help_of


class BronSerializer(serializers.Serializer[Any]):
    """A consulted source, as it is answered; KISS may have stored any soort."""

    soort = TekstField(help_text=help_of(Bron, "soort"))
    titel = TekstField(help_text=help_of(Bron, "titel"))
    url = TekstField(help_text=help_of(Bron, "url"))


class ContactmomentdetailsSerializer(serializers.Serializer[Any]):
    """A record, as it is answered."""

    url = serializers.URLField(help_text="Adres van deze contactmomentdetails.")
    uuid = serializers.UUIDField(help_text=detail_help("uuid"))
    contactmoment = TekstField(help_text=detail_help("contactmoment"))
    startdatum = DatumtijdField(help_text=detail_help("startdatum"))
    einddatum = DatumtijdField(help_text=detail_help("einddatum"))
    gespreksduur = SecondenField(
        allow_null=True,
        help_text="Tijd tussen startdatum en einddatum, in hele seconden. Null als de einddatum "
        "voor de startdatum ligt.",
    )
    vraag = TekstField(allow_null=True, help_text=detail_help("vraag"))
    specifiekeVraag = TekstField(
        source="specifieke_vraag", allow_null=True, help_text=detail_help("specifieke_vraag")
    )
    onderwerp = TekstField(
        allow_null=True,
        help_text="Vraag en specifieke vraag samen, zoals KISS ze toont: 'vraag (specifieke "
        "vraag)'. Is er maar een van de twee, dan alleen die.",
    )
    gespreksresultaat = TekstField(allow_null=True, help_text=detail_help("gespreksresultaat"))
    verantwoordelijkeAfdeling = TekstField(
        source="verantwoordelijke_afdeling",
        allow_null=True,
        help_text=detail_help("verantwoordelijke_afdeling"),
    )
    emailadresKcm = TekstField(
        source="emailadres_kcm",
        required=False,
        allow_null=True,
        help_text=detail_help("emailadres_kcm") + " Alleen met het recht medewerkers.lezen.",
    )
    bronnen = BronSerializer(many=True, help_text=BRONNEN_HELP)
    aangemaaktOp = DatumtijdField(source="aangemaakt_op", help_text=detail_help("aangemaakt_op"))
    gewijzigdOp = DatumtijdField(source="gewijzigd_op", help_text=detail_help("gewijzigd_op"))


@extend_schema_serializer(many=False)
class PaginaSerializer(serializers.Serializer[Any]):
    """A page of records."""

    count = serializers.IntegerField(
        required=False,
        min_value=0,
        help_text="Hoeveel er aan de filters voldoen, op alle pagina's samen. Ontbreekt met "
        "telling=nee.",
    )
    next = serializers.URLField(
        allow_null=True, help_text="Adres van de volgende pagina. Null op de laatste."
    )
    previous = serializers.URLField(
        allow_null=True, help_text="Adres van de vorige pagina. Null op de eerste."
    )
    results = ContactmomentdetailsSerializer(
        many=True, help_text="De contactmomentdetails, in de gevraagde volgorde."
    )


class WijzigingSerializer(serializers.Serializer[Any]):
    """One entry of the log of changes."""

    soort = serializers.ChoiceField(choices=Wijziging.Soort.values, help_text="Wat er gebeurde.")
    uuid = serializers.UUIDField(help_text=detail_help("uuid"))
    moment = DatumtijdField(help_text="Wanneer het gebeurde.")
    contactmomentdetails = ContactmomentdetailsSerializer(
        allow_null=True,
        help_text="De contactmomentdetails zoals ze nu zijn. Null als ze er niet meer zijn.",
    )


@extend_schema_serializer(many=False)
class WijzigingenSerializer(serializers.Serializer[Any]):
    """A page of the log of changes."""

    cursor = serializers.CharField(
        help_text="Tot hier hebt u gelezen. Bewaar deze waarde. Geef haar de volgende keer mee als "
        "'na'."
    )
    next = serializers.URLField(
        allow_null=True,
        help_text="Adres van de volgende pagina. Null als u bij bent: vraag dan later opnieuw.",
    )
    results = WijzigingSerializer(many=True, help_text="De wijzigingen, de oudste eerst.")


@extend_schema_field(
    {
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"$ref": "#/components/schemas/Bron"}},
            {"type": "null"},
        ]
    }
)
class WaardeField(serializers.JSONField):
    """What a property held: a text, a moment (as a text), bronnen or nothing."""


class VerschilSerializer(serializers.Serializer[Any]):
    """A property that got another value."""

    veld = serializers.CharField(help_text="Naam van het gegeven.")
    oud = WaardeField(help_text="Wat er eerst stond: een tekst, een moment, bronnen of niets.")
    nieuw = WaardeField(help_text="Wat er daarna stond.")


class GebeurtenisSerializer(serializers.Serializer[Any]):
    """Something that happened to one record."""

    moment = DatumtijdField(help_text="Wanneer het gebeurde.")
    soort = serializers.ChoiceField(
        choices=["aangemaakt", "gewijzigd"], help_text="Wat er gebeurde."
    )
    kanaal = serializers.CharField(
        allow_null=True,
        help_text="Via welk kanaal, zoals kiss of api. Null bij een wijziging rechtstreeks in de "
        "database.",
    )
    applicatie = serializers.CharField(
        allow_null=True, help_text="De applicatie die het deed, als het er een was."
    )
    medewerker = serializers.CharField(
        required=False,
        allow_null=True,
        help_text="De medewerker die het deed, als dat bekend is. Alleen met het recht "
        "medewerkers.lezen.",
    )
    reden = serializers.CharField(
        allow_blank=True, help_text="Waarom. Leeg als er geen reden is gegeven."
    )
    verschillen = VerschilSerializer(many=True, help_text="Wat er veranderde.")


class GebeurtenissenSerializer(serializers.Serializer[Any]):
    """The history of one record."""

    results = GebeurtenisSerializer(many=True, help_text="Wat er gebeurde, het nieuwste eerst.")
