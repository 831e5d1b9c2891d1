"""Headers of every answer that nothing else sets."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class NoStoreMiddleware:
    """Let nobody keep an answer, unless it says itself that it may (a static file).

    NLGov API Design Rules, /transport/security-headers. The other headers of that rule come from
    Django's SecurityMiddleware and XFrameOptionsMiddleware, and from django-csp.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
