"""The OpenAPI document of the API: its settings, its finishing touch, and where it is served."""

from copy import deepcopy
from functools import cache
from typing import Any

from django.conf import settings
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.settings import patched_settings
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contactmomenten.api import BASIS, VERSIE, voorbeelden
from contactmomenten.api.uitfasering import UITFASERING
from contactmomenten.media import JSONRenderer
from contactmomenten.services.grenzen import MOST_BRONNEN

SETTINGS: dict[str, Any] = {
    "TITLE": "Contactmomentdetails",
    "DESCRIPTION": "Het register van contactmomentdetails: gegevens over een contactmoment die in "
    "het standaardregister geen plaats hebben. Voor koppelingen en voor managementinformatie.",
    "VERSION": VERSIE,
    "CONTACT": settings.API_CONTACT,
    "OAS_VERSION": "3.1.0",
    "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    "SERVERS": [{"url": voorbeelden.SERVER, "description": "Het register van uw gemeente."}],
    "TAGS": [
        {
            "name": "Contactmomentdetails",
            "description": "Opvragen, aanmaken, wijzigen en verwijderen.",
        },
        {"name": "Wijzigingen", "description": "Volgen wat er verandert, en zien wie wat deed."},
        {"name": "Statistieken", "description": "Cijfers over een periode."},
    ],
    # What is read, written and patched are serializers of their own.
    "COMPONENT_SPLIT_REQUEST": False,
    "COMPONENT_SPLIT_PATCH": False,
    "AUTHENTICATION_WHITELIST": ["contactmomenten.toegang.authentication.BearerAuthentication"],
    "PREPROCESSING_HOOKS": [],
    "POSTPROCESSING_HOOKS": ["contactmomenten.api.openapi.finish"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "SCHEMA_PATH_PREFIX": "",
}

_DESCRIPTIONS = {
    "Aantal": "Hoeveel contactmomenten een periode heeft.",
    "Aantallen": "Hoeveel contactmomenten er waren, en wanneer.",
    "Afdeling": "De contactmomenten voor één afdeling.",
    "Afdelingen": "Voor welke afdelingen contactmomenten waren.",
    "Bron": "Een geraadpleegde bron. KISS kan ook andere soorten hebben opgeslagen.",
    "BronInvoer": "Een geraadpleegde bron.",
    "Bronnen": "Welke bronnen zijn gebruikt.",
    "Bronsoort": "In hoeveel contactmomenten een soort bron is gebruikt.",
    "ConflictProblem": "Een foutmelding (RFC 9457) die zegt waar het contactmoment al staat.",
    "Contactmomentdetails": "De details van een contactmoment.",
    "ContactmomentdetailsDeel": "Wat u van een contactmoment verandert.",
    "ContactmomentdetailsInvoer": "Wat u van een contactmoment vastlegt.",
    "Drukte": "Hoe druk elk uur van de week was.",
    "DrukteUur": "Hoe druk een uur van de week was.",
    "Gebeurtenis": "Iets wat er met contactmomentdetails gebeurde.",
    "Gebeurtenissen": "De geschiedenis van contactmomentdetails.",
    "GebruikteBron": "In hoeveel contactmomenten een bron is gebruikt.",
    "Gespreksduur": "Hoe lang contactmomenten duurden, vergeleken met eerder.",
    "GespreksduurInTijdvak": "Hoe lang contactmomenten van een periode duurden.",
    "Gespreksresultaat": "Hoe vaak contactmomenten zo afliepen.",
    "Gespreksresultaten": "Hoe contactmomenten afliepen, vergeleken met eerder.",
    "GespreksresultatenInTijdvak": "Hoe contactmomenten van een periode afliepen.",
    "InvalidParam": "Eén fout in een verzoek.",
    "Kennisgat": "Specifieke vragen die op elkaar lijken.",
    "Kennisgaten": "Wat er wordt gevraagd en in geen bron staat.",
    "Meetpunt": "Hoeveel contactmomenten er in een uur, dag, week, maand of jaar begonnen.",
    "Pagina": "Een pagina van een lijst.",
    "Problem": "Een foutmelding (RFC 9457).",
    "Tijdvak": "Een periode van hele dagen in Nederland.",
    "VeelgesteldeVragen": "De vragen die KISS als meest gesteld toont.",
    "Verschil": "Een gegeven dat een andere waarde kreeg.",
    "Vraag": "Hoe vaak een vraag is gesteld.",
    "Vragen": "Welke vragen zijn gesteld.",
    "Wijziging": "Iets wat er in het register veranderde.",
    "Wijzigingen": "Een pagina van de wijzigingen.",
    "Zelfstandig": "Wat het KCC zelfstandig afhandelde, naast het doel.",
}
_STRICT = ("BronInvoer", "ContactmomentdetailsInvoer", "ContactmomentdetailsDeel")

_HEADERS: dict[str, dict[str, Any]] = {
    "API-Version": {
        "description": "De volledige versie van deze API.",
        "schema": {"type": "string", "examples": [VERSIE]},
    },
    "ETag": {
        "description": "Versie van deze gegevens, voor If-Match en If-None-Match.",
        "schema": {"type": "string"},
    },
    "Location": {
        "description": "Adres van wat is aangemaakt.",
        "schema": {"type": "string", "format": "uri"},
    },
    "Retry-After": {
        "description": "Na hoeveel seconden u het opnieuw kunt proberen.",
        "schema": {"type": "integer"},
    },
    "WWW-Authenticate": {
        "description": "Welke soort token u moet meesturen.",
        "schema": {"type": "string"},
    },
}
# Only in the document where an operation has them.
_HEADERS_OF_UITFASERING: dict[str, dict[str, Any]] = {
    "Deprecation": {
        "description": "Gebruik deze aanroep niet meer sinds dit moment (RFC 9745).",
        "schema": {"type": "string", "examples": ["@1798761600"]},
    },
    "Sunset": {
        "description": "Vanaf dit moment kan deze aanroep weg zijn (RFC 8594).",
        "schema": {"type": "string", "examples": ["Sat, 01 Jan 2028 00:00:00 GMT"]},
    },
}
_OF_STATUS = {"201": ("Location",), "401": ("WWW-Authenticate",), "503": ("Retry-After",)}
_WITH_ETAG = {
    "contactmomentdetails_aanmaken",
    "contactmomentdetails_lezen",
    "contactmomentdetails_vervangen",
    "contactmomentdetails_aanpassen",
}


def _links(parameters: dict[str, str], *verbs: str) -> dict[str, dict[str, str]]:
    return {f"contactmomentdetails_{verb}": parameters for verb in verbs}


_UUID = {"uuid": "$response.body#/uuid"}
_ETAG = "$response.header.ETag"
_OF_A_RECORD = {
    "200": {
        **_links({**_UUID, "If-None-Match": _ETAG}, "lezen"),
        **_links({**_UUID, "If-Match": _ETAG}, "vervangen", "aanpassen", "verwijderen"),
    },
    "201": _links(_UUID, "lezen", "vervangen", "aanpassen", "geschiedenis", "verwijderen"),
}
# What can be done next with the answer: for readers, and for programs that try the API out.
_LINKS = dict.fromkeys(_WITH_ETAG, _OF_A_RECORD)
_LINKS["wijzigingen_lijst"] = {"200": {"wijzigingen_lijst": {"na": "$response.body#/cursor"}}}


def finish(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add what holds for all operations (drf-spectacular's postprocessing hook)."""
    for name, schema in result["components"]["schemas"].items():
        _finish_schema(name, schema)
    headers = _HEADERS | (_HEADERS_OF_UITFASERING if UITFASERING else {})
    result["components"]["headers"] = {
        name: header | {"required": True} for name, header in headers.items()
    }
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            _finish_operation(path, method.upper(), operation)
    return result


def _finish_schema(name: str, schema: dict[str, Any]) -> None:
    schema["description"] = _DESCRIPTIONS[name]
    properties = schema["properties"]
    for described in properties.values():
        described.pop("x-spec-enum-id", None)
    if name in _STRICT:
        schema["additionalProperties"] = False
        if "bronnen" in properties:
            properties["bronnen"]["maxItems"] = MOST_BRONNEN


def _finish_operation(path: str, method: str, operation: dict[str, Any]) -> None:
    operation["description"] += f"\n\n{_needed(operation['security'][0]['token'])}"
    if "requestBody" in operation:  # also where every property of it is optional
        operation["requestBody"]["required"] = True
    always = ["API-Version"]
    if (method, path) in UITFASERING:
        operation["deprecated"] = True
        always += _HEADERS_OF_UITFASERING
    for status, response in operation["responses"].items():
        _finish_response(operation["operationId"], status, response, always)


def _needed(scopes: list[str]) -> str:
    """The scopes of an operation in words, for pages that do not show its ``security``."""
    return f"Nodig: {'het recht' if len(scopes) == 1 else 'de rechten'} {' en '.join(scopes)}."


def _finish_response(
    operation_id: str, status: str, response: dict[str, Any], always: list[str]
) -> None:
    names = [*always, *_OF_STATUS.get(status, ())]
    if operation_id in _WITH_ETAG and status in {"200", "201", "304"}:
        names.append("ETag")
    response["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    if links := _LINKS.get(operation_id, {}).get(status):
        response["links"] = {
            linked: {"operationId": linked, "parameters": parameters}
            for linked, parameters in links.items()
        }


@cache
def _document() -> dict[str, Any]:
    with patched_settings(SETTINGS):
        generator: Any = SchemaGenerator(urlconf="contactmomenten.api.urls")  # type: ignore[no-untyped-call]
        document: dict[str, Any] = generator.get_schema(request=None, public=True)
    return document


class OpenApiView(APIView):
    """The document, for everybody, of this installation (/core/publish-openapi)."""

    authentication_classes = ()
    permission_classes = ()
    http_method_names = ["get", "head", "options"]  # noqa: RUF012 - Django's own declaration
    renderer_classes: tuple[type[BaseRenderer], ...] = (JSONRenderer,)
    schema = None  # it does not describe itself

    @property
    def default_response_headers(self) -> dict[str, str]:
        """Let a page of any site read every answer, whichever sites may call the API itself."""
        return {**super().default_response_headers, "Access-Control-Allow-Origin": "*"}

    def get(self, request: Request) -> Response:
        """Give the document, with the address at which this installation was asked for it."""
        document = deepcopy(_document())
        document["servers"] = [{"url": request.build_absolute_uri(BASIS)}]
        return Response(document)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Let a page send headers of its own, as some documentation pages do."""
        allowed = {"Access-Control-Allow-Methods": "GET", "Access-Control-Allow-Headers": "*"}
        return Response(status=204, headers=allowed)


class YamlRenderer(OpenApiYamlRenderer):
    """YAML, with the media type of RFC 9512; a problem is JSON here too."""

    media_type = "application/yaml"
    charset = None  # which this media type does not have

    def render(self, data: Any, media_type: Any = None, renderer_context: Any = None) -> bytes:
        """Write the document, or what is wrong with the request for it."""
        if renderer_context["response"].exception:
            return JSONRenderer().render(data)
        written: bytes = super().render(data, media_type, renderer_context)  # type: ignore[no-untyped-call]
        return written


class OpenApiYamlView(OpenApiView):
    """The same in YAML."""

    renderer_classes = (YamlRenderer,)
