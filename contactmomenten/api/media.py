"""Reading the bodies of the API."""

from collections.abc import Mapping
from typing import IO, Any

import orjson
from django.utils.http import parse_header_parameters
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import BaseParser

from contactmomenten.media import GEEN_JSON, read_body

MERGE_PATCH = "application/merge-patch+json"


class JSONParser(BaseParser):
    """JSON in UTF-8, of any shape: the serializers say what it must be."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Read the body.

        Raises:
            UnsupportedMediaType: it says that it is in another charset, which JSON cannot be; or
                that it can be anything, which REST framework takes for any parser's.
            PayloadTooLarge: it is over 1 MiB.
            ParseError: it is no JSON.
        """
        kind, parameters = parse_header_parameters(media_type or "")
        if "*" in kind or parameters.get("charset", "utf-8").lower() != "utf-8":
            raise UnsupportedMediaType(media_type or "")
        try:
            return orjson.loads(read_body(stream))
        except orjson.JSONDecodeError:
            raise ParseError(GEEN_JSON) from None


class MergePatchParser(JSONParser):
    """RFC 7396, as PATCH means it: null empties a property, and a list is replaced as a whole."""

    media_type = MERGE_PATCH
