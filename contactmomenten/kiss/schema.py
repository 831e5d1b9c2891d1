"""How the KISS endpoints are described in ``docs/openapi-kiss.yaml``."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from contactmomenten.kiss.parameters import (
    RapportParametersSerializer,
    TonenParametersSerializer,
)
from contactmomenten.kiss.serializers import (
    ContactmomentdetailsSerializer,
    OpslaanSerializer,
    RapportSerializer,
)
from contactmomenten.problem_details import MEDIA_TYPE, problem

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


class InvalidParamSerializer(serializers.Serializer[Any]):
    """One fault in a request."""

    name = serializers.CharField(help_text="Pad in de inhoud, of de naam van de queryparameter.")
    code = serializers.CharField(help_text="Soort fout, voor programma's.")
    reason = serializers.CharField(help_text="Wat er niet klopt.")


class ProblemSerializer(serializers.Serializer[Any]):
    """A problem document (RFC 9457)."""

    type = serializers.CharField(help_text="Altijd about:blank: de status zegt genoeg.")
    title = serializers.CharField(help_text="Wat er aan de hand is.")
    status = serializers.IntegerField(help_text="De HTTP-status.")
    detail = serializers.CharField(help_text="Wat er in dit geval aan de hand is.")
    instance = serializers.CharField(help_text="Kenmerk van deze ene fout (urn:uuid).")
    code = serializers.CharField(help_text="Soort fout, voor programma's.")
    invalidParams = InvalidParamSerializer(  # noqa: N815 - the name on the wire
        many=True, required=False, help_text="Alle fouten in het verzoek."
    )


class BearerAuthenticationScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Names the credentials in the description."""

    target_class = "contactmomenten.toegang.authentication.BearerAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        """Describe the Bearer token."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Een toegangstoken van een medewerker, afgegeven door de "
            "identityprovider van de gemeente (JWT, RS256 of ES256). Of een JWT met HS256 die een "
            "applicatie zelf tekent: namens een medewerker, zoals KISS (claims client_id, iss, "
            "iat, exp, user_id, user_representation), of voor managementinformatie (claims iat en "
            "exp). Of een token dat een beheerder aan een applicatie heeft gegeven; dat is geen "
            "JWT en begint met kcd_.",
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


def describe_components(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Give every schema its Dutch description; docstrings are English."""
    for name, schema in result["components"]["schemas"].items():
        schema["description"] = _COMPONENTS[name.removesuffix("Request")]
    return result


def _problem_response(status: int, **fields: Any) -> dict[tuple[int, str], OpenApiResponse]:
    document = problem(status, code=fields.pop("code"), **fields)
    document["instance"] = "urn:uuid:00000000-0000-4000-8000-000000000000"
    return {
        (status, MEDIA_TYPE): OpenApiResponse(
            ProblemSerializer,
            description=document["title"],
            examples=[
                OpenApiExample(f"Fout {status}", document, media_type=MEDIA_TYPE),
            ],
        )
    }


_COMMON = {
    **_problem_response(401, code="not_authenticated"),
    **_problem_response(403, code="permission_denied"),
    **_problem_response(405, code="method_not_allowed"),
    **_problem_response(500, code="error"),
    **_problem_response(503, code="service_unavailable"),
}


def _faulty(name: str, code: str, reason: str) -> dict[tuple[int, str], OpenApiResponse]:
    return _problem_response(
        400,
        code="invalid",
        detail=f"{name}: {reason}",
        invalid_params=[{"name": name, "code": code, "reason": reason}],
    )


def _parameters(serializer: type[serializers.Serializer[Any]]) -> list[OpenApiParameter]:
    described = {"from": "date-time", "to": "date-time"}
    numbers = {"pageSize", "page"}
    parameters = []
    for name, field in serializer().fields.items():
        largest = getattr(field, "largest", None)
        schema: dict[str, Any] = {"type": "integer" if name in numbers else "string"}
        if name in described:
            schema["format"] = described[name]
        if largest:
            schema |= {"minimum": 1, "maximum": largest, "default": field.default}
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
        **_faulty("bronnen.0.url", "required", "Dit gegeven ontbreekt."),
        **_problem_response(
            413, code="payload_too_large", detail="Een verzoek mag hoogstens 1 MiB groot zijn."
        ),
        **_problem_response(415, code="unsupported_media_type"),
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
        **_faulty("id", "required", "Dit gegeven ontbreekt."),
        **_problem_response(
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
        **_faulty(
            "from",
            "invalid",
            "Ongeldig datumnotatie. Gebruik de ISO 8601-notatie (yyyy-MM-ddTHH:mm:ssZ).",
        ),
        **_problem_response(
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
