"""How problem documents (problem_details.py) are described in the OpenAPI documents."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiResponse
from rest_framework import serializers

from contactmomenten.problem_details import MEDIA_TYPE, MOST_FAULTS, problem

Responses = dict[tuple[int, str], OpenApiResponse]


class InvalidParamSerializer(serializers.Serializer[Any]):
    """One fault in a request."""

    name = serializers.CharField(
        help_text="Plaats in de inhoud, of de naam van de queryparameter of header."
    )
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
        many=True,
        required=False,
        help_text=f"Alle fouten in het verzoek. Zijn het er meer dan {MOST_FAULTS}, dan alleen de "
        f"eerste {MOST_FAULTS}.",
    )


def problem_response(
    status: int,
    *,
    code: str,
    serializer: type[ProblemSerializer] = ProblemSerializer,
    members: dict[str, str] | None = None,
    **fields: Any,
) -> Responses:
    """A response that is a problem, with an example that has these fields."""
    document: dict[str, Any] = {**problem(status, code=code, **fields), **(members or {})}
    document["instance"] = "urn:uuid:00000000-0000-4000-8000-000000000000"
    return {
        (status, MEDIA_TYPE): OpenApiResponse(
            serializer,
            description=document["title"],
            examples=[OpenApiExample(f"Fout {status}", document, media_type=MEDIA_TYPE)],
        )
    }


def faulty(name: str, code: str, reason: str) -> Responses:
    """A 400 with one fault."""
    return problem_response(
        400,
        code="invalid",
        detail=f"{name}: {reason}",
        invalid_params=[{"name": name, "code": code, "reason": reason}],
    )
