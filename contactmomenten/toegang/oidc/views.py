"""Logging in at the identity provider, coming back from it, and logging out there too."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View
from mozilla_django_oidc.views import (
    OIDCAuthenticationCallbackView,
    OIDCAuthenticationRequestView,
)

from contactmomenten.toegang.gebeurtenissen import Gebeurtenis, record
from contactmomenten.toegang.oidc.provider import ProviderUnavailableError, provider
from contactmomenten.toegang.weigering import WeigeringError

TEMPLATE = "contactmomenten/aanmelden_mislukt.html"


def identityprovider(_request: HttpRequest) -> dict[str, bool]:
    """Context processor: whether employees log in at an identity provider."""
    return {"identityprovider": bool(settings.OIDC_AUTHORITY)}


class OIDCView(View):
    """Only where there is an identity provider; and if it does not answer, a page that says so."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer the request."""
        if not settings.OIDC_AUTHORITY:
            raise Http404
        try:
            return super().dispatch(request, *args, **kwargs)
        except ProviderUnavailableError:
            return failure(request, "onbereikbaar", HTTPStatus.SERVICE_UNAVAILABLE)


class AanmeldenView(OIDCView, OIDCAuthenticationRequestView):  # type: ignore[misc]
    """To the identity provider, with a state, a nonce and a PKCE challenge."""

    def __init__(self, **kwargs: Any) -> None:
        View.__init__(self, **kwargs)  # not the library's: that wants the addresses as settings
        self.OIDC_RP_CLIENT_ID = settings.OIDC_CLIENT_ID

    @property
    def OIDC_OP_AUTH_ENDPOINT(self) -> str:  # noqa: N802 - the library's name
        """Where employees log in."""
        return str(provider().configuration()["authorization_endpoint"])


class TerugView(OIDCView, OIDCAuthenticationCallbackView):  # type: ignore[misc]
    """Back from the identity provider, with a code."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Log the employee in, or say why not."""
        known = request.session.get("oidc_states", {})
        if "error" in request.GET and request.GET.get("state") not in known:
            # Any site can send somebody here; the library would log them out.
            return failure(request, "mislukt")
        try:
            response: HttpResponse = super().get(request)
        except WeigeringError as refusal:
            _failed(refusal.reason.value)
            return failure(request, "mislukt")
        except SuspiciousOperation:  # a state that we did not give, or that was used already
            _failed("andere_aanmelding")
            return failure(request, "mislukt")
        return response

    def login_failure(self) -> HttpResponse:
        """No role, an account that was closed here, or the provider sent back an error."""
        if "code" in self.request.GET and "oidc_states" in self.request.session:
            _failed("geen_rol")
            return failure(self.request, "geen_rol")
        _failed("afgebroken")
        return failure(self.request, "mislukt")


class AfmeldenView(OIDCView):
    """To the identity provider, to end the login there as well.

    By client id and not by ID token, which would put the employee's name in an address.
    """

    http_method_names = ["get"]  # noqa: RUF012 - Django's own declaration

    def get(self, request: HttpRequest) -> HttpResponse:
        """Redirect there."""
        endpoint = provider().configuration().get("end_session_endpoint")
        if not endpoint:
            return HttpResponseRedirect(reverse("admin:login"))
        parameters = {
            "client_id": settings.OIDC_CLIENT_ID,
            "post_logout_redirect_uri": request.build_absolute_uri(reverse("admin:login")),
        }
        return HttpResponseRedirect(f"{endpoint}?{urlencode(parameters)}")


def failure(
    request: HttpRequest, reason: str, status: HTTPStatus = HTTPStatus.FORBIDDEN
) -> HttpResponse:
    """The page that says why logging in failed, and what to do."""
    return render(request, TEMPLATE, {"reden": reason}, status=status)


def _failed(reason: str) -> None:
    record(Gebeurtenis.AANMELDING_MISLUKT, via="identityprovider", reden=reason)
