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
_VERGELEKEN = "naast de periode ervoor en dezelfde dagen een jaar eerder"
_TOO_LONG = problem_response(414, code="uri_too_long", detail=TE_LANG)


def _figures(serializer: Any, example: Any) -> dict[Any, Any]:
    return {**answers(200, "De cijfers.", serializer, example), **UNKNOWN_PARAMETER}


def _of_a_period(
    name: str,
    summary: str,
    description: str,
    serializer: Any,
    example: Any,
    *parameters: OpenApiParameter,
) -> Callable[[View], View]:
    return extend_schema(
        operation_id=f"statistieken_{name}",
        summary=summary,
        description=description + _PERIODE,
        tags=["Statistieken"],
        parameters=[VAN, TOT_EN_MET, *parameters],
        filters=True,
        responses={**_figures(serializer, example), **_TOO_LONG, **ALWAYS},
    )


AANTALLEN = _of_a_period(
    "aantallen",
    "Aantallen door de tijd",
    f"Geeft hoeveel contactmomenten er waren, per uur, dag, week, maand of jaar, {_VERGELEKEN}.",
    gesprekken.AantallenSerializer,
    voorbeelden.AANTALLEN,
    PER,
)
DRUKTE = _of_a_period(
    "drukte",
    "Drukte in de week",
    "Geeft hoeveel contactmomenten er begonnen, voor elk uur van elke dag van de week.",
    gesprekken.DrukteSerializer,
    voorbeelden.DRUKTE,
)
GESPREKSDUUR = _of_a_period(
    "gespreksduur",
    "Gespreksduur",
    f"Geeft hoe lang contactmomenten duurden, in seconden, {_VERGELEKEN}. Contactmomenten met een "
    "einddatum voor de startdatum tellen niet mee: hoeveel dat er zijn, staat bij 'zonderDuur'.",
    gesprekken.GespreksduurSerializer,
    voorbeelden.GESPREKSDUUR,
)
GESPREKSRESULTATEN = _of_a_period(
    "gespreksresultaten",
    "Gespreksresultaten",
    "Geeft hoe contactmomenten afliepen, en welk deel het KCC zelfstandig afhandelde, "
    f"{_VERGELEKEN}.",
    gesprekken.GespreksresultatenSerializer,
    voorbeelden.GESPREKSRESULTATEN,
)
AFDELINGEN = _of_a_period(
    "afdelingen",
    "Afdelingen",
    "Geeft per afdeling het aantal contactmomenten, het aandeel, de duur, welk deel zelfstandig is "
    "afgehandeld, en de verschuiving ten opzichte van de periode ervoor.",
    onderwerpen.AfdelingenSerializer,
    voorbeelden.AFDELINGEN,
)
VRAGEN = _of_a_period(
    "vragen",
    "Vragen, stijgers en dalers",
    "Geeft welke vragen het meest zijn gesteld, en welke vaker of minder vaak dan in de periode "
    "ervoor.",
    onderwerpen.VragenSerializer,
    voorbeelden.VRAGEN,
    aantal("vragen van elke soort"),
)
BRONNEN = _of_a_period(
    "bronnen",
    "Bronnen",
    "Geeft welke soorten bronnen en welke bronnen het meest zijn gebruikt, en welk deel van de "
    "contactmomenten geen bron heeft.",
    onderwerpen.BronnenSerializer,
    voorbeelden.BRONNEN,
    aantal("bronnen"),
)
KENNISGATEN = _of_a_period(
    "kennisgaten",
    "Gaten in de kennisbank",
    "Geeft specifieke vragen die op elkaar lijken en die dus in geen bron staan.",
    onderwerpen.KennisgatenSerializer,
    voorbeelden.KENNISGATEN,
    aantal("gaten"),
)
VEELGESTELDE_VRAGEN = extend_schema(
    operation_id="statistieken_veelgestelde_vragen",
    summary="Veelgestelde vragen",
    description="Geeft de vragen die KISS als meest gesteld toont: die van de nieuwste 500 "
    "contactmomenten met een vraag.",
    tags=["Statistieken"],
    filters=False,
    responses={
        **_figures(onderwerpen.VeelgesteldeVragenSerializer, voorbeelden.VEELGESTELDE_VRAGEN),
        **ALWAYS,
    },
)
