"""How the figures are described in ``docs/openapi.yaml``."""

from collections.abc import Callable
from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiParameter, extend_schema

from contactmomenten.api.paginering import TE_LANG
from contactmomenten.api.schema import ALWAYS, UNKNOWN_PARAMETER, answers
from contactmomenten.api.statistieken import uitvoer_gesprekken as gesprekken
from contactmomenten.api.statistieken import uitvoer_onderwerpen as onderwerpen
from contactmomenten.api.statistieken import voorbeelden
from contactmomenten.api.statistieken.parameters import PER, TOT_EN_MET, VAN, aantal
from contactmomenten.problem_schema import problem_response

View = TypeVar("View", bound=Callable[..., Any])

_PERIODE = (
    " Over alle contactmomenten die begonnen in de periode, hele dagen in Nederland, en die aan "
    "alle filters voldoen."
)


def _figure(
    name: str,
    summary: str,
    description: str,
    serializer: Any,
    example: Any,
    parameters: tuple[OpenApiParameter, ...] = (),
    *,
    of_a_period: bool = True,
) -> Callable[[View], View]:
    too_long = problem_response(414, code="uri_too_long", detail=TE_LANG) if of_a_period else {}
    return extend_schema(
        operation_id=f"statistieken_{name}",
        summary=summary,
        description=description + (_PERIODE if of_a_period else ""),
        tags=["Statistieken"],
        parameters=[VAN, TOT_EN_MET, *parameters] if of_a_period else [],
        filters=of_a_period,
        responses={
            **answers(200, "De cijfers.", serializer, example),
            **UNKNOWN_PARAMETER,
            **too_long,
            **ALWAYS,
        },
    )


AANTALLEN = _figure(
    "aantallen",
    "Aantallen door de tijd",
    "Geeft hoeveel contactmomenten er waren, per uur, dag, week, maand of jaar, naast de periode "
    "ervoor en dezelfde dagen een jaar eerder.",
    gesprekken.AantallenSerializer,
    voorbeelden.AANTALLEN,
    (PER,),
)
DRUKTE = _figure(
    "drukte",
    "Drukte in de week",
    "Geeft hoeveel contactmomenten er begonnen, voor elk uur van elke dag van de week.",
    gesprekken.DrukteSerializer,
    voorbeelden.DRUKTE,
)
GESPREKSDUUR = _figure(
    "gespreksduur",
    "Gespreksduur",
    "Geeft hoe lang contactmomenten duurden, in seconden, naast de periode ervoor en dezelfde "
    "dagen een jaar eerder. Contactmomenten met een einddatum voor de startdatum tellen niet mee: "
    "hoeveel dat er zijn, staat bij 'zonderDuur'.",
    gesprekken.GespreksduurSerializer,
    voorbeelden.GESPREKSDUUR,
)
GESPREKSRESULTATEN = _figure(
    "gespreksresultaten",
    "Gespreksresultaten",
    "Geeft hoe contactmomenten afliepen, en welk deel het KCC zelfstandig afhandelde, naast de "
    "periode ervoor en dezelfde dagen een jaar eerder.",
    gesprekken.GespreksresultatenSerializer,
    voorbeelden.GESPREKSRESULTATEN,
)
AFDELINGEN = _figure(
    "afdelingen",
    "Afdelingen",
    "Geeft per afdeling het aantal contactmomenten, het aandeel, de duur, welk deel zelfstandig is "
    "afgehandeld, en de verschuiving ten opzichte van de periode ervoor.",
    onderwerpen.AfdelingenSerializer,
    voorbeelden.AFDELINGEN,
)
VRAGEN = _figure(
    "vragen",
    "Vragen, stijgers en dalers",
    "Geeft welke vragen het meest zijn gesteld, en welke vaker of minder vaak dan in de periode "
    "ervoor.",
    onderwerpen.VragenSerializer,
    voorbeelden.VRAGEN,
    (aantal("vragen van elke soort"),),
)
BRONNEN = _figure(
    "bronnen",
    "Bronnen",
    "Geeft welke soorten bronnen en welke bronnen het meest zijn gebruikt, en welk deel van de "
    "contactmomenten geen bron heeft.",
    onderwerpen.BronnenSerializer,
    voorbeelden.BRONNEN,
    (aantal("bronnen"),),
)
KENNISGATEN = _figure(
    "kennisgaten",
    "Gaten in de kennisbank",
    "Geeft specifieke vragen die op elkaar lijken en die dus in geen bron staan.",
    onderwerpen.KennisgatenSerializer,
    voorbeelden.KENNISGATEN,
    (aantal("gaten"),),
)
VEELGESTELDE_VRAGEN = _figure(
    "veelgestelde_vragen",
    "Veelgestelde vragen",
    "Geeft de vragen die KISS als meest gesteld toont: die van de nieuwste 500 contactmomenten met "
    "een vraag.",
    onderwerpen.VeelgesteldeVragenSerializer,
    voorbeelden.VEELGESTELDE_VRAGEN,
    of_a_period=False,
)
