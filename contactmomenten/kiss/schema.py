"""How the KISS endpoints are described in ``docs/openapi-kiss.yaml``."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from contactmomenten.kiss.datumtijd import PERIODEGRENS
from contactmomenten.kiss.parameters import (
    RapportParametersSerializer,
    TonenParametersSerializer,
)
from contactmomenten.kiss.serializers import (
    ContactmomentdetailsSerializer,
    OpslaanSerializer,
    RapportSerializer,
)
from contactmomenten.problem_schema import faulty, problem_response
from contactmomenten.velden import LEESBAAR

_KLANTCONTACT = (
    "https://openklant.gemeente.example/klantinteracties/api/v1/klantcontacten/"
    "5f3c2f8e-5a6b-4a3e-9d55-0b7f3f1f2a10"
)
_BRONNEN = [
    {
        "soort": "kennisartikel",
        "titel": "Paspoort aanvragen",
        "url": "https://www.gemeente.example/producten/paspoort",
    }
]
_DETAILS = {
    "id": _KLANTCONTACT,
    "startdatum": "2026-02-03T09:17:02.044+00:00",
    "einddatum": "2026-02-03T09:21:47.318+00:00",
    "gespreksresultaat": "Zelfstandig afgehandeld",
    "vraag": "Paspoort aanvragen - Wat neem ik mee?",
    "specifiekeVraag": "Mag de foto van vorig jaar zijn?",
    "emailadresKcm": "kcm@gemeente.example",
    "verantwoordelijkeAfdeling": "Burgerzaken",
}
_BODY = {
    "id": _KLANTCONTACT,
    "startdatum": "2026-02-03T09:17:02.044Z",
    "einddatum": "2026-02-03T09:21:47.318Z",
    "gespreksresultaat": "Zelfstandig afgehandeld",
    "vraag": "Paspoort aanvragen - Wat neem ik mee?",
    "specifiekevraag": "Mag de foto van vorig jaar zijn?",
    "verantwoordelijkeAfdeling": "Burgerzaken",
    "bronnen": _BRONNEN,
}


_COMPONENTS = {
    "Bron": "Een geraadpleegde bron. Elke soort mag.",
    "Contactmomentdetails": "De acht gegevens die KISS van een contactmoment toont.",
    "InvalidParam": "Eén fout in een verzoek.",
    "Opslaan": "Wat het register van een contactmoment bewaart. Al het andere wordt genegeerd.",
    "Problem": "Een foutmelding (RFC 9457).",
    "Rapport": "Een pagina van de managementinformatie.",
    "Rapportregel": "De acht gegevens van een contactmoment, met de bronnen.",
}


def only_kiss(endpoints: list[Any]) -> list[Any]:
    """The endpoints of KISS, of all that there are."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/")]


def describe_components(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Give every schema its Dutch description; docstrings are English."""
    for name, schema in result["components"]["schemas"].items():
        schema["description"] = _COMPONENTS[name.removesuffix("Request")]
    return result


_COMMON = {
    **problem_response(401, code="not_authenticated"),
    **problem_response(403, code="permission_denied"),
    **problem_response(405, code="method_not_allowed"),
    **problem_response(500, code="error"),
    **problem_response(503, code="service_unavailable"),
}


_MOMENT = {"type": "string", "format": "date-time", "pattern": PERIODEGRENS}
_NUMBER = {"type": "integer", "minimum": 1}
_PARAMETERS: dict[str, dict[str, Any]] = {
    "id": {"type": "string", "pattern": LEESBAAR},
    "from": _MOMENT,
    "to": _MOMENT,
    "pageSize": _NUMBER,
    "page": _NUMBER,
}


def _parameters(serializer: type[serializers.Serializer[Any]]) -> list[OpenApiParameter]:
    parameters = []
    for name, field in serializer().fields.items():
        schema = _PARAMETERS[name]
        if largest := getattr(field, "largest", None):
            schema = {**schema, "maximum": largest, "default": field.default}
        parameters.append(
            OpenApiParameter(
                name, schema, required=field.required, description=str(field.help_text)
            )
        )
    return parameters


OPSLAAN: dict[str, Any] = {
    "operation_id": "contactmomentdetails_opslaan",
    "summary": "Contactmoment opslaan",
    "description": "Slaat de details van een contactmoment op, of vervangt ze als ze er al zijn. "
    "Alle bronnen worden vervangen. Hoofdletters in namen maken niet uit en onbekende gegevens "
    "worden genegeerd. Het e-mailadres van de KCM komt uit het toegangstoken.",
    "tags": ["Medewerkers"],
    "request": OpslaanSerializer,
    "examples": [OpenApiExample("Contactmoment", _BODY, request_only=True)],
    "responses": {
        200: OpenApiResponse(description="Opgeslagen. Het antwoord is leeg."),
        **faulty("bronnen.0.url", "required", "Dit gegeven ontbreekt."),
        **problem_response(
            413, code="payload_too_large", detail="Een verzoek mag hoogstens 1 MiB groot zijn."
        ),
        **problem_response(415, code="unsupported_media_type"),
        **_COMMON,
    },
}
TONEN: dict[str, Any] = {
    "operation_id": "contactmomentdetails_tonen",
    "summary": "Contactmoment tonen",
    "description": "Geeft de details van één contactmoment, zonder bronnen.",
    "tags": ["Medewerkers"],
    "parameters": _parameters(TonenParametersSerializer),
    "responses": {
        200: OpenApiResponse(
            ContactmomentdetailsSerializer,
            description="De details.",
            examples=[OpenApiExample("Contactmoment", _DETAILS)],
        ),
        **faulty("id", "required", "Dit gegeven ontbreekt."),
        **problem_response(
            404, code="not_found", detail="Van dit contactmoment zijn er geen details."
        ),
        **_COMMON,
    },
}
RAPPORT: dict[str, Any] = {
    "operation_id": "contactmomentendetails_lijst",
    "summary": "Managementinformatie",
    "description": "Geeft alle contactmomenten die in een periode begonnen, de nieuwste eerst, in "
    "pagina's. Volg 'next' tot die null is.",
    "tags": ["Managementinformatie"],
    "parameters": _parameters(RapportParametersSerializer),
    "responses": {
        200: OpenApiResponse(
            RapportSerializer,
            description="Een pagina.",
            examples=[
                OpenApiExample(
                    "Pagina",
                    {
                        "count": 1,
                        "next": None,
                        "previous": None,
                        "results": [{**_DETAILS, "bronnen": _BRONNEN}],
                    },
                )
            ],
        ),
        **faulty(
            "from",
            "invalid",
            "Ongeldig datumnotatie. Gebruik de ISO 8601-notatie (yyyy-MM-ddTHH:mm:ssZ).",
        ),
        **problem_response(
            404,
            code="not_found",
            title="Ongeldige pagina. Totaal aantal pagina's gaat tot maximaal 3.",
            detail="Vraag een eerdere pagina op.",
        ),
        **_COMMON,
    },
}
FAQ: dict[str, Any] = {
    "operation_id": "faq",
    "summary": "Meest gestelde vragen",
    "description": "Geeft de vragen die het vaakst voorkomen in de 500 nieuwste contactmomenten "
    "met een vraag.",
    "tags": ["Medewerkers"],
    "responses": {
        200: OpenApiResponse(
            {"type": "array", "maxItems": 10, "items": {"type": "string"}},
            description="Hoogstens tien vragen, de meest gestelde eerst.",
            examples=[OpenApiExample("Vragen", ["Paspoort aanvragen", "Afvalpas aanvragen"])],
        ),
        **_COMMON,
    },
}
