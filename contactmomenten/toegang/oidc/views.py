"""Logging in at the identity provider, coming back from it, and logging out there too."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View
from mozilla_django_oidc.views import (
    OIDCAuthenticationCallbackView,
    OIDCAuthenticationRequestView,
)
from structlog.contextvars import get_contextvars

from contactmomenten.toegang.gebeurtenissen import Gebeurtenis, record
from contactmomenten.toegang.oidc.provider import ProviderUnavailableError, provider
from contactmomenten.toegang.weigering import Weigering, WeigeringError

TEMPLATE = "contactmomenten/aanmelden_mislukt.html"


def identityprovider(_request: HttpRequest) -> dict[str, bool]:
    """Context processor: whether employees log in at an identity provider."""
    return {"identityprovider": bool(settings.OIDC_AUTHORITY)}


class OIDCView(View):
    """Only where there is an identity provider; and if it does not answer, a page that says so."""

    unavailable = "onbereikbaar"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer the request."""
        if not settings.OIDC_AUTHORITY:
            raise Http404
        try:
            return super().dispatch(request, *args, **kwargs)
        except ProviderUnavailableError:
            return explain(request, self.unavailable, HTTPStatus.SERVICE_UNAVAILABLE)


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

    user: User | None = None

    def get(self, request: HttpRequest) -> HttpResponse:
        """Log the employee in, or say why not."""
        known = request.session.get("oidc_states", {})
        if "error" in request.GET and request.GET.get("state") not in known:
            # Any site can send somebody here; the library would log them out.
            return self._refuse(Weigering.ANDERE_AANMELDING)
        try:
            response: HttpResponse = super().get(request)
        except WeigeringError as refusal:
            return self._refuse(refusal.reason)
        except SuspiciousOperation:  # a state that we did not give, or that was used already
            return self._refuse(Weigering.ANDERE_AANMELDING)
        return response

    def login_success(self) -> HttpResponse:
        """Always a new login: the library goes on with an old one of the same employee."""
        self.request.session.cycle_key()
        login(self.request, self.user)
        return HttpResponseRedirect(self.success_url)

    def login_failure(self) -> HttpResponse:
        """What the library does not log in and does not call an error."""
        if self.user is not None:
            return self._refuse(Weigering.ACCOUNT_GESLOTEN)
        if "code" in self.request.GET and "oidc_states" in self.request.session:
            return self._refuse(Weigering.GEEN_ROL)
        return self._refuse(Weigering.AFGEBROKEN)

    def _refuse(self, reason: Weigering) -> HttpResponse:
        record(Gebeurtenis.AANMELDING_MISLUKT, via="identityprovider", reden=reason.value)
        return explain(self.request, reason.value)


class AfmeldenView(OIDCView):
    """To the identity provider, to end the login there as well.

    By client id and not by ID token, which would put the employee's name in an address.
    """

    unavailable = "afmelden_onbereikbaar"

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


def explain(
    request: HttpRequest, reason: str, status: HTTPStatus = HTTPStatus.FORBIDDEN
) -> HttpResponse:
    """The page that says why it failed and what to do, with the id of the request in the log."""
    context = {"reden": reason, "kenmerk": get_contextvars().get("request_id", "")}
    return render(request, TEMPLATE, context, status=status)
