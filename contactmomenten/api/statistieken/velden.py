"""What the shapes of all figures have: the period, numbers, shares and durations."""

from typing import Any

from rest_framework import serializers

Serializer = serializers.Serializer[Any]


def number(help_text: str, source: str | None = None) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=0, source=source, help_text=help_text)


def share(help_text: str, source: str | None = None, **kwargs: Any) -> serializers.FloatField:
    return serializers.FloatField(
        min_value=0, max_value=1, source=source, help_text=help_text, **kwargs
    )


def seconds(help_text: str, source: str | None = None) -> serializers.FloatField:
    return serializers.FloatField(
        min_value=0, allow_null=True, source=source, help_text=f"{help_text} Null als er geen zijn."
    )


class TijdvakSerializer(Serializer):
    """A period."""

    van = serializers.DateField(help_text="De eerste dag.")
    totEnMet = serializers.DateField(source="tot_en_met", help_text="De laatste dag. Die telt mee.")


class VanTijdvakSerializer(Serializer):
    """Says of which period it is."""

    tijdvak = TijdvakSerializer(help_text="Over welke dagen dit gaat.")


class AantalSerializer(VanTijdvakSerializer):
    """How many contactmomenten a period has."""

    aantal = number("Hoeveel contactmomenten er waren.", "cijfer")
