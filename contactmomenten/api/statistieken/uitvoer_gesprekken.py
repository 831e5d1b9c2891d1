"""The shapes of the figures about contactmomenten themselves: how many, how long, which result."""

from rest_framework import serializers

from contactmomenten.api.statistieken.velden import (
    AantalSerializer,
    Serializer,
    VanTijdvakSerializer,
    number,
    seconds,
    share,
)
from contactmomenten.rapportages import Stap
from contactmomenten.velden import TekstField

VORIGE = "Hetzelfde over de periode ervoor. Null als de kalender die niet heeft."
VORIG_JAAR = "Hetzelfde over dezelfde dagen een jaar eerder. Null als de kalender die niet heeft."


class MeetpuntSerializer(Serializer):
    """How many contactmomenten there were from some moment on."""

    datum = serializers.DateField(
        help_text="De dag, of de eerste dag van de week, de maand of het jaar."
    )
    uur = serializers.IntegerField(
        min_value=0,
        max_value=23,
        allow_null=True,
        help_text="Het uur op de klok, alleen per uur. Anders null.",
    )
    aantal = number("Hoeveel contactmomenten er toen begonnen.")


class AantallenSerializer(AantalSerializer):
    """How many contactmomenten, and through time."""

    per = serializers.ChoiceField(
        choices=Stap.values, help_text="Waarvan elk punt een aantal geeft."
    )
    punten = MeetpuntSerializer(
        many=True,
        help_text="Alle uren, dagen enzovoort van de periode, op volgorde. Ook die met aantal 0.",
    )
    vorige = AantalSerializer(allow_null=True, help_text=VORIGE)
    vorigJaar = AantalSerializer(source="vorig_jaar", allow_null=True, help_text=VORIG_JAAR)


class DrukteUurSerializer(Serializer):
    """An hour of the week."""

    weekdag = serializers.IntegerField(
        min_value=1, max_value=7, help_text="De dag van de week: 1 is maandag, 7 is zondag."
    )
    uur = serializers.IntegerField(min_value=0, max_value=23, help_text="Het uur op de klok.")
    aantal = number("Hoeveel contactmomenten er begonnen, op al die dagen samen.")


class DrukteSerializer(VanTijdvakSerializer):
    """How busy each hour of the week was."""

    uren = DrukteUurSerializer(
        source="cijfer", many=True, help_text="De 168 uren van de week, vanaf maandag 0 uur."
    )


class GespreksduurInTijdvakSerializer(VanTijdvakSerializer):
    """How long contactmomenten took, in seconds."""

    gemeten = number("Hoeveel contactmomenten een gespreksduur hebben.", "cijfer.gemeten")
    zonderDuur = number(
        "Hoeveel er niet meetellen, omdat de einddatum voor de startdatum ligt.",
        "cijfer.zonder_duur",
    )
    totaal = number("Alle gespreksduren samen, in seconden.", "cijfer.totaal")
    gemiddelde = seconds("De gemiddelde gespreksduur, in seconden.", "cijfer.gemiddelde")
    mediaan = seconds(
        "De middelste gespreksduur, in seconden: de helft duurde korter.", "cijfer.mediaan"
    )
    percentiel90 = seconds(
        "De gespreksduur, in seconden, waar negen van de tien onder blijven.",
        "cijfer.percentiel_90",
    )


class GespreksduurSerializer(GespreksduurInTijdvakSerializer):
    """The same, compared."""

    vorige = GespreksduurInTijdvakSerializer(allow_null=True, help_text=VORIGE)
    vorigJaar = GespreksduurInTijdvakSerializer(
        source="vorig_jaar", allow_null=True, help_text=VORIG_JAAR
    )


class GespreksresultaatSerializer(Serializer):
    """How often contactmomenten ended so."""

    gespreksresultaat = TekstField(
        source="waarde", allow_null=True, help_text="Het gespreksresultaat. Null: zonder."
    )
    aantal = number("Hoeveel contactmomenten.")
    aandeel = share("Welk deel van alle contactmomenten dat is, van 0 tot en met 1.")


class ZelfstandigSerializer(Serializer):
    """The share that the contact centre handled on its own."""

    aantal = number("Hoeveel het KCC zelfstandig afhandelde.")
    bekend = number("Hoeveel contactmomenten een gespreksresultaat hebben.")
    onbekend = number("Hoeveel er geen gespreksresultaat hebben. Die tellen niet mee.")
    aandeel = share(
        "Welk deel van 'bekend' zelfstandig is afgehandeld, van 0 tot en met 1. Null als er niets "
        "bekend is.",
        allow_null=True,
    )
    doel = share("Het aandeel dat de gemeente wil halen.")
    gehaald = serializers.BooleanField(
        help_text="Of het doel is gehaald. False als er niets bekend is."
    )


class GespreksresultatenInTijdvakSerializer(VanTijdvakSerializer):
    """How contactmomenten ended."""

    aantal = number("Hoeveel contactmomenten er waren.", "cijfer.aantal")
    resultaten = GespreksresultaatSerializer(
        source="cijfer.resultaten", many=True, help_text="Per gespreksresultaat, het meeste eerst."
    )
    zelfstandig = ZelfstandigSerializer(
        source="cijfer.zelfstandig", help_text="Wat het KCC zelfstandig afhandelde."
    )


class GespreksresultatenSerializer(GespreksresultatenInTijdvakSerializer):
    """The same, compared."""

    vorige = GespreksresultatenInTijdvakSerializer(allow_null=True, help_text=VORIGE)
    vorigJaar = GespreksresultatenInTijdvakSerializer(
        source="vorig_jaar", allow_null=True, help_text=VORIG_JAAR
    )
