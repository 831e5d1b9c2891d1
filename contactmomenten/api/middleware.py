"""What every answer of the API says of its version."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from contactmomenten.api import BASIS, VERSIE
from contactmomenten.api.uitfasering import uitfasering_of


class VersieMiddleware:
    """Set ``API-Version`` (NLGov API Design Rules, /core/version-header), on errors too.

    And ``Deprecation`` and ``Sunset``, for an operation that will disappear.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if f"{request.path}/".startswith(f"{BASIS}/"):
            response.headers["API-Version"] = VERSIE
            if uitfasering := uitfasering_of(request):
                for name, value in uitfasering.headers.items():
                    response.headers[name] = value
        return response
