"""One log line for each request, that tells how it went and nothing of what was in it."""

import re
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from structlog.contextvars import bind_contextvars, clear_contextvars

logger = structlog.stdlib.get_logger("kiss_details.verzoek")

HEADER = "X-Request-ID"
# What a caller may choose: a UUID or a W3C trace id. There is no room for a name in it.
_REQUEST_ID = re.compile(r"[0-9a-fA-F-]{16,64}")
_NOT_LOGGED = ("/healthz", f"/{settings.STATIC_URL.lstrip('/')}")


class RequestLogMiddleware:
    """Log ``verzoek``: method, route template, status, duration, caller and request id.

    The route is the template of the URL map, because a path can name a contactmoment; a path that
    is not in the map is no route. Who calls is added by whoever finds out (toegang/), to this and
    to every other line of the request. The request id is the caller's own or a new one, and goes
    back in the answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begin = time.perf_counter()
        offered = request.headers.get(HEADER, "")
        request_id = offered if _REQUEST_ID.fullmatch(offered) else str(uuid4())
        clear_contextvars()
        bind_contextvars(request_id=request_id)
        response = self.get_response(request)
        response.headers[HEADER] = request_id
        if not request.path.startswith(_NOT_LOGGED):
            match = request.resolver_match
            logger.info(
                "verzoek",
                methode=request.method if request.method in _METHODS else "ander",
                route=match.route if match else None,
                status=response.status_code,
                duur_ms=round((time.perf_counter() - begin) * 1000, 1),
            )
        return response


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"}
