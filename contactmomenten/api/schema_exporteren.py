"""How exporting is described in ``docs/openapi.yaml``."""

import orjson
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema

from contactmomenten.api import voorbeelden
from contactmomenten.api.exportvraag import PARAMETERS, STANDAARD
from contactmomenten.api.paginering import LONGEST_QUERY, TE_LANG
from contactmomenten.api.schema import ALWAYS, UNKNOWN_PARAMETER
from contactmomenten.exports import MOST_AT_ONCE, SOORTEN
from contactmomenten.models import Export
from contactmomenten.problem_schema import problem_response

TE_VEEL = f"Er lopen al {MOST_AT_ONCE} exports. Probeer het over een minuut opnieuw."
PLAATS_WEG = (
    "Deze contactmomentdetails zijn verwijderd, of hun startdatum is veranderd. Neem het uuid van "
    "een eerdere regel, en laat weg wat daarna kwam."
)

_RECORD = {naam: voorbeelden.CONTACTMOMENTDETAILS[naam] for naam in STANDAARD}
_CSV = (
    '\ufeff"Startdatum";"Vraag";"UUID"\r\n'
    f'"03-02-2026 10:17:02";"{_RECORD["vraag"]}";"{_RECORD["uuid"]}"\r\n'
)
_EXAMPLES = {
    Export.Formaat.CSV: [OpenApiExample("Drie kolommen", _CSV)],
    Export.Formaat.NDJSON: [
        OpenApiExample(
            "Eén regel", orjson.dumps(_RECORD, option=orjson.OPT_APPEND_NEWLINE).decode()
        )
    ],
    Export.Formaat.XLSX: [],
}

EXPORTEREN = extend_schema(
    operation_id="contactmomentdetails_exporteren",
    summary="Contactmomentdetails exporteren",
    description="Geeft alle contactmomentdetails die aan de filters voldoen als één bestand, het "
    "nieuwste eerst. Het bestand komt terwijl het wordt gemaakt. Gaat er onderweg iets mis, dan "
    "zegt de laatste regel dat het bestand niet compleet is; een Excel-bestand gaat dan niet open. "
    "Met Accept-Encoding: gzip komen csv en ndjson ingepakt. Het register bewaart wie wat "
    f"exporteerde. Alle parameters samen mogen hoogstens {LONGEST_QUERY} tekens lang zijn.",
    tags=["Contactmomentdetails"],
    filters=True,
    parameters=PARAMETERS,
    responses={
        **{
            (200, SOORTEN[formaat].media_type): OpenApiResponse(
                {"type": "string"}
                | ({"format": "binary"} if formaat is Export.Formaat.XLSX else {}),
                description="Het bestand.",
                examples=_EXAMPLES[formaat],
            )
            for formaat in (Export.Formaat.NDJSON, Export.Formaat.CSV, Export.Formaat.XLSX)
        },
        **UNKNOWN_PARAMETER,
        **problem_response(410, code="row_gone", detail=PLAATS_WEG),
        **problem_response(414, code="uri_too_long", detail=TE_LANG),
        **ALWAYS,
        **problem_response(503, code="too_many_exports", detail=TE_VEEL),
    },
)
