"""Reading and writing bodies: JSON, up to the size that the settings allow."""

from collections.abc import Mapping
from typing import IO, Any

import orjson
from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.renderers import BaseRenderer

from contactmomenten.problem_details import PayloadTooLarge

GEEN_JSON = "De inhoud van het verzoek is geen geldige JSON."
GEEN_OBJECT = "De inhoud van het verzoek is geen JSON-object."


def read_body(stream: IO[bytes]) -> bytes:
    """The whole body.

    Raises:
        PayloadTooLarge: it is over 1 MiB.
        ParseError: the caller went away.
    """
    try:
        body = stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    except OSError:
        raise ParseError("Het verzoek is afgebroken.") from None
    if len(body) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise PayloadTooLarge
    return body


class JSONRenderer(BaseRenderer):
    """JSON, and an empty body for None."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Write ``data`` as JSON."""
        return b"" if data is None else orjson.dumps(data)
