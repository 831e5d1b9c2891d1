"""The buttons on the page of an application: give and withdraw tokens and its secret."""

from collections.abc import Callable, Sequence

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from contactmomenten.models import Applicatie
from contactmomenten.toegang import applicaties
from contactmomenten.toegang.gebeurtenissen import account_fields
from contactmomenten.toegang.tokens import kenmerk_of

LONGEST_ID = 18  # digits of a bigint
GEHEIM_TEMPLATE = "admin/contactmomenten/applicatie/geheim.html"


class TokenForm(forms.Form):
    """The one thing to choose for a new token."""

    prefix = "token"  # beside the form of the application, which has a field of this name too

    geldig_tot_en_met = forms.DateField(label="Geldig tot en met", widget=AdminDateWidget)


def token_form() -> TokenForm:
    """Empty, with the last day that most want."""
    return TokenForm(
        initial={"geldig_tot_en_met": timezone.localdate() + applicaties.TOKEN_LIFETIME}
    )


class KnoppenVoorToegang(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin of applications with these buttons. Each is a POST to an address of its own."""

    def get_urls(self) -> list[URLPattern]:
        """The addresses of the buttons, besides those of the admin."""
        buttons = {
            "token": self.new_token,
            "token/intrekken": self.withdraw_token,
            "geheim": self.new_secret,
            "geheim/intrekken": self.withdraw_secret,
        }
        own = [
            path(
                f"<int:pk>/{route}/",
                self.admin_site.admin_view(_button(view)),
                name=f"applicatie_{route.replace('/', '_')}",
            )
            for route, view in buttons.items()
        ]
        return [*own, *super().get_urls()]

    def new_token(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give a token, and show it this once."""
        applicatie = self._changeable(request, pk)
        form = TokenForm(request.POST)
        if not form.is_valid():
            return self._refused(request, pk, ["Vul een datum in als 31-12-2026."])
        try:
            token = applicaties.issue_token(
                applicatie=applicatie,
                door=account_fields(request.user),
                geldig_tot_en_met=form.cleaned_data["geldig_tot_en_met"],
            )
        except ValidationError as error:
            return self._refused(request, pk, error.messages)
        self.log_change(request, applicatie, f"Token {kenmerk_of(token)} gemaakt.")
        return self._show_once(request, applicatie, "token", token)

    def withdraw_token(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make a token stop working."""
        applicatie = self._changeable(request, pk)
        id_ = request.POST.get("token", "")[:LONGEST_ID]
        token = get_object_or_404(applicatie.tokens, pk=int(id_) if id_.isdecimal() else 0)
        applicaties.withdraw_token(token=token, door=account_fields(request.user))
        self.log_change(request, applicatie, f"Token {token.kenmerk} ingetrokken.")
        messages.success(request, f"Token {token.kenmerk} werkt niet meer.")
        return _to_form(pk)

    def new_secret(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give a client secret, and show it this once."""
        applicatie = self._changeable(request, pk)
        try:
            secret = applicaties.set_client_secret(
                applicatie=applicatie, door=account_fields(request.user)
            )
        except ValidationError as error:
            return self._refused(request, pk, error.messages)
        self.log_change(request, applicatie, "Geheim gemaakt.")
        return self._show_once(request, applicatie, "geheim", secret)

    def withdraw_secret(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make JWTs of the application stop working."""
        applicatie = self._changeable(request, pk)
        applicaties.withdraw_client_secret(applicatie=applicatie, door=account_fields(request.user))
        self.log_change(request, applicatie, "Geheim ingetrokken.")
        messages.success(request, "Het geheim werkt niet meer.")
        return _to_form(pk)

    def _changeable(self, request: HttpRequest, pk: int) -> Applicatie:
        applicatie = get_object_or_404(Applicatie, pk=pk)
        if not self.has_change_permission(request, applicatie):
            raise PermissionDenied
        return applicatie

    def _refused(
        self, request: HttpRequest, pk: int, reasons: Sequence[str]
    ) -> HttpResponseRedirect:
        for reason in reasons:
            messages.error(request, reason)
        return _to_form(pk)

    def _show_once(
        self, request: HttpRequest, applicatie: Applicatie, soort: str, waarde: str
    ) -> HttpResponse:
        """The answer to the POST itself: kept in no session and at no address."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "applicatie": applicatie,
            "title": f"Nieuw {soort} voor {applicatie.naam}",
            "soort": soort,
            "waarde": waarde,
        }
        return TemplateResponse(request, GEHEIM_TEMPLATE, context)


def _button(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A POST that happens whole or not at all.

    A GET goes to the form: so comes whoever pressed the button after the session had ended, and
    has logged in again.
    """

    def answer(request: HttpRequest, pk: int) -> HttpResponse:
        if request.method in {"GET", "HEAD"}:
            return _to_form(pk)
        with transaction.atomic():
            return require_POST(view)(request, pk)

    return answer


def _to_form(pk: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:contactmomenten_applicatie_change", args=[pk]))
