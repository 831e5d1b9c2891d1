"""How each operation is described in ``docs/openapi.yaml``: texts, examples and errors."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
)
from rest_framework import serializers

from contactmomenten.api import voorbeelden
from contactmomenten.api.herkomst import ASCII, TOELICHTING
from contactmomenten.api.invoer import (
    ContactmomentdetailsDeelSerializer,
    ContactmomentdetailsInvoerSerializer,
)
from contactmomenten.api.media import MERGE_PATCH
from contactmomenten.api.paginering import LONGEST_QUERY, PAGE_SIZE, PARAMETERS, TE_LANG
from contactmomenten.api.uitvoer import (
    ContactmomentdetailsSerializer,
    GebeurtenissenSerializer,
    PaginaSerializer,
    WijzigingenSerializer,
)
from contactmomenten.problem_schema import (
    ProblemSerializer,
    Responses,
    faulty,
    problem_response,
)
from contactmomenten.services.grenzen import LONGEST_REDEN


class ConflictProblemSerializer(ProblemSerializer):
    """The problem that says where a contactmoment is already."""

    contactmomentdetails = serializers.URLField(
        help_text="Adres van de contactmomentdetails die er al zijn."
    )


_JSON = "application/json"

ALWAYS: Responses = {
    **problem_response(401, code="not_authenticated"),
    **problem_response(403, code="permission_denied"),
    **problem_response(406, code="not_acceptable"),
    **problem_response(500, code="error"),
    **problem_response(503, code="service_unavailable"),
}
UNKNOWN_PARAMETER = faulty("kleur", "unknown", "Deze parameter bestaat niet.")
_NOT_FOUND = problem_response(
    404,
    code="contactmomentdetails_unknown",
    detail="Deze contactmomentdetails zijn er niet, of niet meer.",
)
_NO_PATH = problem_response(404, code="not_found")
_CHANGED = problem_response(
    412,
    code="precondition_failed",
    detail="Haal de gegevens opnieuw op, kijk wat er anders is, en probeer het met de nieuwe ETag.",
)
_BODY: Responses = {
    **faulty("bronnen.0.url", "required", "Dit gegeven ontbreekt."),
    **problem_response(
        409,
        code="contactmoment_exists",
        detail="Dit contactmoment staat al in het register. Pas de bestaande gegevens aan.",
        serializer=ConflictProblemSerializer,
        members={"contactmomentdetails": voorbeelden.ADRES},
    ),
    **problem_response(
        413, code="payload_too_large", detail="Een verzoek mag hoogstens 1 MiB groot zijn."
    ),
    **problem_response(415, code="unsupported_media_type"),
}

_UUID = OpenApiParameter(
    "uuid",
    UUID,
    OpenApiParameter.PATH,
    description="Kenmerk van de contactmomentdetails.",
)
_REDEN = OpenApiParameter(
    TOELICHTING,
    {"type": "string", "minLength": 1, "maxLength": LONGEST_REDEN, "pattern": ASCII},
    OpenApiParameter.HEADER,
    description="Waarom u dit doet. Komt in de geschiedenis. Verplicht als u bent aangemeld in de "
    "beheeromgeving. Letters als é schrijft u als %C3%A9 (UTF-8).",
)
_IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string"},
    OpenApiParameter.HEADER,
    description="ETag van wat u eerder kreeg. Is er intussen iets veranderd, dan gebeurt er niets "
    "(412).",
)
_IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    {"type": "string"},
    OpenApiParameter.HEADER,
    description="ETag van wat u al hebt. Is er niets veranderd, dan krijgt u 304 zonder inhoud.",
)
_ONLY_IF_NEW = OpenApiParameter(
    "If-None-Match",
    {"type": "string"},
    OpenApiParameter.HEADER,
    description="Met *: alleen aanmaken. Bestaat het kenmerk al, dan gebeurt er niets (412).",
)


def answers(
    status: int, description: str, serializer: Any = None, example: Any = None
) -> dict[int, OpenApiResponse]:
    """An answer that is no problem, with its example."""
    examples = [OpenApiExample("Voorbeeld", example)] if example is not None else []
    return {status: OpenApiResponse(serializer, description=description, examples=examples)}


def _record(status: int, description: str) -> dict[int, OpenApiResponse]:
    return answers(
        status, description, ContactmomentdetailsSerializer, voorbeelden.CONTACTMOMENTDETAILS
    )


LIJST = extend_schema(
    operation_id="contactmomentdetails_lijst",
    summary="Contactmomentdetails opvragen",
    description="Geeft de contactmomentdetails die aan alle filters voldoen, in pagina's. Volg "
    f"'next' tot die null is. Alle parameters samen mogen hoogstens {LONGEST_QUERY} tekens lang "
    "zijn.",
    tags=["Contactmomentdetails"],
    parameters=PARAMETERS,
    responses={
        **answers(200, "Een pagina.", PaginaSerializer, voorbeelden.PAGINA),
        **UNKNOWN_PARAMETER,
        **problem_response(414, code="uri_too_long", detail=TE_LANG),
        **ALWAYS,
    },
)
AANMAKEN = extend_schema(
    operation_id="contactmomentdetails_aanmaken",
    summary="Contactmomentdetails aanmaken",
    description="Maakt contactmomentdetails aan bij een contactmoment dat nog niet in het register "
    "staat. 'emailadresKcm' komt uit het token van de medewerker. Roept een applicatie voor "
    "zichzelf aan, dan blijft het leeg.",
    tags=["Contactmomentdetails"],
    parameters=[_REDEN],
    request=ContactmomentdetailsInvoerSerializer,
    examples=[OpenApiExample("Voorbeeld", voorbeelden.INVOER, request_only=True)],
    responses={**_record(201, "Aangemaakt."), **_BODY, **ALWAYS},
)
LEZEN = extend_schema(
    operation_id="contactmomentdetails_lezen",
    summary="Contactmomentdetails lezen",
    description="Geeft de details van één contactmoment.",
    tags=["Contactmomentdetails"],
    parameters=[_UUID, _IF_NONE_MATCH],
    responses={
        **_record(200, "De contactmomentdetails."),
        **answers(304, "Er is niets veranderd."),
        **UNKNOWN_PARAMETER,
        **_NOT_FOUND,
        **ALWAYS,
    },
)
VERVANGEN = extend_schema(
    operation_id="contactmomentdetails_vervangen",
    summary="Contactmomentdetails vervangen",
    description="Vervangt alle gegevens en bronnen. Wat ontbreekt, wordt leeg. Bestaat het kenmerk "
    "nog niet, dan worden de contactmomentdetails aangemaakt. U mag alles meesturen wat u bij "
    "het lezen kreeg. Wat u niet kunt wijzigen, telt niet.",
    tags=["Contactmomentdetails"],
    parameters=[_UUID, _REDEN, _IF_MATCH, _ONLY_IF_NEW],
    request=ContactmomentdetailsInvoerSerializer,
    examples=[OpenApiExample("Voorbeeld", voorbeelden.INVOER, request_only=True)],
    responses={
        **_record(200, "Vervangen."),
        **_record(201, "Aangemaakt."),
        **_BODY,
        **_NO_PATH,
        **_CHANGED,
        **ALWAYS,
    },
)
AANPASSEN = extend_schema(
    operation_id="contactmomentdetails_aanpassen",
    summary="Contactmomentdetails aanpassen",
    description="Verandert alleen wat u meestuurt. Null maakt een gegeven leeg. Stuurt u bronnen "
    "mee, dan vervangen die alle bronnen (RFC 7396).",
    tags=["Contactmomentdetails"],
    parameters=[_UUID, _REDEN, _IF_MATCH],
    request={
        MERGE_PATCH: ContactmomentdetailsDeelSerializer,
        _JSON: ContactmomentdetailsDeelSerializer,
    },
    examples=[
        OpenApiExample("Voorbeeld", voorbeelden.DEEL, request_only=True, media_type=media_type)
        for media_type in (MERGE_PATCH, _JSON)
    ],
    responses={
        **_record(200, "Aangepast."),
        **_BODY,
        **_NOT_FOUND,
        **_CHANGED,
        **ALWAYS,
    },
)
VERWIJDEREN = extend_schema(
    operation_id="contactmomentdetails_verwijderen",
    summary="Contactmomentdetails verwijderen",
    description="Verwijdert de contactmomentdetails, met hun geschiedenis. Alleen het kenmerk, het "
    "moment, wie het deed en de reden blijven bewaard.",
    tags=["Contactmomentdetails"],
    parameters=[_UUID, _REDEN, _IF_MATCH],
    responses={
        **answers(204, "Verwijderd."),
        **UNKNOWN_PARAMETER,
        **_NOT_FOUND,
        **_CHANGED,
        **ALWAYS,
    },
)
GESCHIEDENIS = extend_schema(
    operation_id="contactmomentdetails_geschiedenis",
    summary="Geschiedenis lezen",
    description="Geeft wat er met deze contactmomentdetails is gebeurd: wie wat veranderde, "
    "wanneer, via welk kanaal en waarom. Het nieuwste eerst.",
    tags=["Wijzigingen"],
    parameters=[_UUID],
    responses={
        **answers(200, "De geschiedenis.", GebeurtenissenSerializer, voorbeelden.GEBEURTENISSEN),
        **UNKNOWN_PARAMETER,
        **_NOT_FOUND,
        **ALWAYS,
    },
)
WIJZIGINGEN = extend_schema(
    operation_id="wijzigingen_lijst",
    summary="Wijzigingen volgen",
    description="Geeft wat er sinds de vorige keer is aangemaakt, gewijzigd en verwijderd, het "
    "oudste eerst. Bewaar 'cursor' en geef die de volgende keer mee als 'na'. Zo mist u niets.",
    tags=["Wijzigingen"],
    parameters=[
        OpenApiParameter(
            "na",
            {"type": "string", "minLength": 1},
            description="De cursor van de vorige keer. Met de waarde nu krijgt u geen wijzigingen, "
            "alleen de cursor van dit moment. Zonder deze parameter begint u bij het begin.",
        ),
        PAGE_SIZE,
    ],
    responses={
        **answers(200, "De wijzigingen.", WijzigingenSerializer, voorbeelden.WIJZIGINGEN),
        **UNKNOWN_PARAMETER,
        **problem_response(
            410,
            code="cursor_outdated",
            detail="Deze cursor hoort bij een andere stand van het register. Lees alles opnieuw "
            "in.",
        ),
        **ALWAYS,
    },
)
