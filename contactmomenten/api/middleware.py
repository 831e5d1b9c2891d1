"""The version of the API, on every answer of it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from contactmomenten.api import BASIS, VERSIE


class VersieMiddleware:
    """Set ``API-Version`` (NLGov API Design Rules, /core/version-header), on errors too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if f"{request.path}/".startswith(f"{BASIS}/"):
            response.headers["API-Version"] = VERSIE
        return response
