"""The shapes of the figures about what contactmomenten were about: afdelingen, vragen, bronnen."""

from rest_framework import serializers

from contactmomenten.api.statistieken.velden import (
    AantalSerializer,
    Serializer,
    VanTijdvakSerializer,
    number,
    seconds,
    share,
)
from contactmomenten.models import Bron
from contactmomenten.velden import TekstField, help_of


class AfdelingSerializer(Serializer):
    """The contactmomenten for one afdeling."""

    afdeling = TekstField(allow_null=True, help_text="De afdeling. Null: zonder afdeling.")
    aantal = number("Hoeveel contactmomenten.")
    aandeel = share("Welk deel van alle contactmomenten dat is, van 0 tot en met 1.")
    gemiddeldeDuur = seconds("De gemiddelde gespreksduur, in seconden.", "gemiddelde_duur")
    aandeelZelfstandig = share(
        "Welk deel zelfstandig is afgehandeld, van die met een gespreksresultaat. Null als er geen "
        "zijn.",
        "aandeel_zelfstandig",
        allow_null=True,
    )
    aantalVorige = number("Hoeveel contactmomenten in de periode ervoor.", "aantal_vorige")
    verschuiving = serializers.FloatField(
        min_value=-1,
        max_value=1,
        allow_null=True,
        help_text="'aandeel' min het aandeel in de periode ervoor. Null als er toen geen "
        "contactmomenten waren.",
    )


class MetVorigeSerializer(VanTijdvakSerializer):
    """Says how many contactmomenten there were, now and in the period before."""

    aantal = number("Hoeveel contactmomenten er waren.")
    vorige = AantalSerializer(
        allow_null=True,
        help_text="De periode ervoor, waarmee is vergeleken. Null als de kalender die niet heeft.",
    )


class AfdelingenSerializer(MetVorigeSerializer):
    """For whom contactmomenten were."""

    afdelingen = AfdelingSerializer(
        source="cijfer",
        many=True,
        help_text="Per afdeling, het meeste eerst. Ook afdelingen die alleen in de periode ervoor "
        "contactmomenten hadden.",
    )


class VraagSerializer(Serializer):
    """How often a vraag was asked."""

    vraag = TekstField(help_text="De vraag.")
    aantal = number("Hoe vaak die is gesteld.")
    aantalVorige = number("Hoe vaak in de periode ervoor.", "aantal_vorige")
    verschil = serializers.IntegerField(help_text="'aantal' min 'aantalVorige'.")


class VragenSerializer(MetVorigeSerializer):
    """What was asked."""

    metVraag = number("Hoeveel contactmomenten een vraag hebben.", "cijfer.met_vraag")
    zonderVraag = number("Hoeveel er geen vraag hebben.", "cijfer.zonder_vraag")
    meestGesteld = VraagSerializer(
        source="cijfer.meest_gesteld", many=True, help_text="De meest gestelde vragen."
    )
    stijgers = VraagSerializer(
        source="cijfer.stijgers",
        many=True,
        help_text="Vragen die het meest vaker zijn gesteld dan in de periode ervoor.",
    )
    dalers = VraagSerializer(
        source="cijfer.dalers",
        many=True,
        help_text="Vragen die het meest minder vaak zijn gesteld dan in de periode ervoor.",
    )


class BronsoortSerializer(Serializer):
    """In how many contactmomenten a soort was consulted."""

    soort = TekstField(source="waarde", help_text=help_of(Bron, "soort"))
    aantal = number("In hoeveel contactmomenten.")
    aandeel = share("Welk deel van alle contactmomenten dat is, van 0 tot en met 1.")


class GebruikteBronSerializer(Serializer):
    """In how many contactmomenten a bron was consulted."""

    soort = TekstField(help_text=help_of(Bron, "soort"))
    titel = TekstField(help_text=help_of(Bron, "titel"))
    url = TekstField(help_text=help_of(Bron, "url"))
    aantal = number("In hoeveel contactmomenten.")


class BronnenSerializer(VanTijdvakSerializer):
    """Which bronnen were consulted."""

    aantal = number("Hoeveel contactmomenten er waren.", "cijfer.aantal")
    zonderBron = number("Hoeveel daarvan zonder bron.", "cijfer.zonder_bron")
    aandeelZonderBron = share(
        "Welk deel dat is, van 0 tot en met 1. Null als er geen contactmomenten waren.",
        "cijfer.aandeel_zonder_bron",
        allow_null=True,
    )
    soorten = BronsoortSerializer(
        source="cijfer.soorten",
        many=True,
        help_text="Per soort bron, het meeste eerst. Een contactmoment met meer soorten telt bij "
        "elk daarvan mee.",
    )
    meestGebruikt = GebruikteBronSerializer(
        source="cijfer.meest_gebruikt", many=True, help_text="De meest gebruikte bronnen."
    )


class KennisgatSerializer(Serializer):
    """Specifieke vragen that look like each other."""

    voorbeeld = TekstField(help_text="Een van die vragen. Na 200 tekens afgebroken.")
    andere = serializers.ListField(child=TekstField(), help_text="Hoogstens drie andere ervan.")
    aantal = number("Hoeveel contactmomenten er zo een hebben.")
    zonderVraag = number("Hoeveel daarvan helemaal geen vraag hebben.", "zonder_vraag")


class KennisgatenSerializer(VanTijdvakSerializer):
    """What no source covers."""

    bekeken = number("Hoeveel contactmomenten met een specifieke vraag.", "cijfer.bekeken")
    gezienVanaf = serializers.DateField(
        source="cijfer.gezien_vanaf",
        allow_null=True,
        help_text="Waren er meer, dan is alleen naar de nieuwste gekeken, vanaf deze dag. Anders "
        "null.",
    )
    gaten = KennisgatSerializer(
        source="cijfer.gaten",
        many=True,
        help_text="Specifieke vragen die op elkaar lijken, het meeste eerst.",
    )


class VeelgesteldeVragenSerializer(Serializer):
    """The vragen that KISS shows as asked most."""

    vragen = serializers.ListField(
        child=TekstField(), help_text="Hoogstens tien vragen, de meest gestelde eerst."
    )
