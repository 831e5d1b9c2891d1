"""Headers of every answer that nothing else sets."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# Django's SecurityMiddleware sets the last three too, but not where it refuses a host name itself.
HEADERS = {
    "Server": "contactmomentdetails",  # and not which software it is (/core/hide-implementation)
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class HeadersMiddleware:
    """Let nobody keep an answer, unless it says itself that it may (a static file).

    NLGov API Design Rules, /transport/security-headers. The other headers of that rule come from
    Django's XFrameOptionsMiddleware and SecurityMiddleware, and from django-csp.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
