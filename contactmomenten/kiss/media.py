"""Reading bodies as KISS does."""

import json
from collections.abc import Iterable, Mapping
from typing import IO, Any, NoReturn

from django.http import HttpRequest
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from contactmomenten.media import GEEN_JSON, GEEN_OBJECT, read_body

# All names that any endpoint reads, by the lower case that KISS matches them in.
_PROPERTIES = {
    name.lower(): name
    for name in (
        "id",
        "startdatum",
        "einddatum",
        "gespreksresultaat",
        "vraag",
        "specifiekeVraag",
        "verantwoordelijkeAfdeling",
        "bronnen",
        "soort",
        "titel",
        "url",
    )
}

_CHARSETS = {"utf-8", "utf-16", "utf-16le"}


class KissJSONParser(BaseParser):
    """JSON with property names in any case, of which everything unknown is forgotten at once.

    KISS sends names, phone numbers and notes about citizens along (contract section 1). They do not
    get further than this function.
    """

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Read the body.

        Raises:
            PayloadTooLarge: it is over 1 MiB.
            ParseError: it is no JSON object.
        """
        body = read_body(stream)
        try:
            data = json.loads(
                body,  # in UTF-8 or UTF-16, with or without a byte order mark
                object_pairs_hook=_known_properties,
                parse_int=float,  # no property is a number, and int() refuses very long ones
                parse_constant=_no_constant,
            )
        except (ValueError, RecursionError):
            raise ParseError(GEEN_JSON) from None
        if not isinstance(data, dict):
            raise ParseError(GEEN_OBJECT)
        return data


def _known_properties(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The properties that we know; of one that occurs more than once the last."""
    return {
        _PROPERTIES[lower]: value for name, value in pairs if (lower := name.lower()) in _PROPERTIES
    }


def _no_constant(name: str) -> NoReturn:
    raise ValueError  # NaN and Infinity are not JSON


class KissNegotiation(BaseContentNegotiation):
    """Any JSON media type is read, and JSON is what everybody gets, whatever ``Accept`` says."""

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser | None:
        """The parser, or None (415) where the body is something else than JSON."""
        http_request: HttpRequest = request._request
        media_type = http_request.content_type or ""
        charset = (http_request.content_params or {}).get("charset", "utf-8").lower()
        is_json = media_type in {"application/json", "text/json"} or (
            media_type.startswith("application/") and media_type.endswith("+json")
        )
        return next(iter(parsers)) if is_json and charset in _CHARSETS else None

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        """The only renderer there is."""
        renderer = next(iter(renderers))
        return renderer, renderer.media_type
