"""Applications that may call the API, and their tokens."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from contactmomenten.admin.weergave import ReadOnly, day, local
from contactmomenten.models import Applicatie, Scope, Token
from contactmomenten.toegang import applicaties
from contactmomenten.toegang.gebeurtenissen import account_fields
from contactmomenten.toegang.omgeving import omgevingsapplicaties

GEHEIM_TEMPLATE = "admin/contactmomenten/applicatie/geheim.html"


class ApplicatieForm(forms.ModelForm):  # type: ignore[type-arg]
    """The application itself. Its tokens and secret have buttons of their own."""

    scopes = forms.MultipleChoiceField(
        label="Rechten",
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=Applicatie._meta.get_field("scopes").help_text,
    )

    class Meta:
        model = Applicatie
        fields = (
            "naam",
            "doel",
            "contactadres",
            "scopes",
            "actief",
            "geldig_tot_en_met",
            "client_id",
        )
        widgets = {"doel": forms.Textarea(attrs={"rows": 3})}  # noqa: RUF012 - Django's own

    def clean(self) -> dict[str, Any]:
        """Refuse what `applicaties.save_applicatie` would refuse, at its field."""
        cleaned = super().clean() or {}
        cleaned["client_id"] = cleaned.get("client_id") or None  # "" twice would be twice the same
        applicaties.check_free(naam=cleaned.get("naam", ""), client_id=cleaned["client_id"])
        return cleaned


class TokenForm(forms.Form):
    """The one thing to choose for a new token."""

    prefix = "token"  # beside the form of the application, which has a field of this name too

    geldig_tot_en_met = forms.DateField(label="Geldig tot en met", widget=AdminDateWidget)


class TokenInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    """The tokens of an application: never themselves, only what tells them apart."""

    model = Token
    fields = ("kenmerk", "staat", "geldig", "gebruikt", "aangemaakt")
    readonly_fields = fields
    extra = 0

    @admin.display(description="staat")
    def staat(self, token: Token) -> str:
        """Whether it works."""
        if token.ingetrokken_op:
            return f"ingetrokken op {local(token.ingetrokken_op)}"
        return "geldig" if token.is_geldig() else "verlopen"

    @admin.display(description="geldig tot en met")
    def geldig(self, token: Token) -> str:
        """Its last day."""
        return day(token.geldig_tot_en_met)

    @admin.display(description="laatst gebruikt op")
    def gebruikt(self, token: Token) -> str:
        """When an application last called with it."""
        return local(token.laatst_gebruikt_op) if token.laatst_gebruikt_op else "nog nooit"

    @admin.display(description="aangemaakt op")
    def aangemaakt(self, token: Token) -> str:
        """When it was given."""
        return local(token.aangemaakt_op)


@admin.register(Applicatie)
class ApplicatieAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """List, add, change and remove; give and withdraw tokens and secrets."""

    form = ApplicatieForm
    list_display = ("naam", "toegang", "rechten", "geldige_tokens", "laatst_gebruikt")
    search_fields = ("naam", "doel")
    show_full_result_count = False
    inlines = (TokenInline,)
    readonly_fields = ("geheim",)
    fieldsets = (
        (None, {"fields": ("naam", "doel", "contactadres")}),
        ("Toegang", {"fields": ("scopes", "actief", "geldig_tot_en_met")}),
        ("Zelf JWT's ondertekenen", {"fields": ("client_id", "geheim")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Applicatie]:
        """With what the list tells of the tokens, in the same query."""
        valid = Q(tokens__ingetrokken_op=None, tokens__geldig_tot_en_met__gte=timezone.localdate())
        queryset: QuerySet[Applicatie] = super().get_queryset(request)
        return queryset.annotate(
            aantal_tokens=Count("tokens", filter=valid),
            gebruikt_op=Max("tokens__laatst_gebruikt_op"),
        )

    @admin.display(description="toegang")
    def toegang(self, applicatie: Applicatie) -> str:
        """Whether it may call, and until when."""
        if not applicatie.actief:
            return "uitgezet"
        if not applicatie.is_geldig():
            return f"verlopen op {day(applicatie.geldig_tot_en_met)}"
        einde = applicatie.geldig_tot_en_met
        return f"tot en met {day(einde)}" if einde else "ja"

    @admin.display(description="rechten")
    def rechten(self, applicatie: Applicatie) -> str:
        """What it may do."""
        return ", ".join(Scope(name).label for name in sorted(applicatie.scopes)) or "geen"

    @admin.display(description="geldige tokens")
    def geldige_tokens(self, applicatie: Applicatie) -> int:
        """How many tokens work."""
        return int(applicatie.aantal_tokens)  # type: ignore[attr-defined]

    @admin.display(description="laatst gebruikt")
    def laatst_gebruikt(self, applicatie: Applicatie) -> str:
        """When it last called with a token."""
        moment = applicatie.gebruikt_op  # type: ignore[attr-defined]
        return local(moment) if moment else "nog nooit"

    @admin.display(description="geheim")
    def geheim(self, applicatie: Applicatie) -> str:
        """That there is a secret; never the secret."""
        moment = applicatie.client_geheim_gemaakt_op
        return f"gemaakt op {local(moment)}" if moment else "er is geen geheim"

    def save_model(self, request: HttpRequest, obj: Applicatie, form: Any, change: bool) -> None:
        """Store it with an event."""
        applicaties.save_applicatie(applicatie=obj, door=account_fields(request.user))

    def delete_model(self, request: HttpRequest, obj: Applicatie) -> None:
        """Remove it with an event."""
        applicaties.remove_applicatie(applicatie=obj, door=account_fields(request.user))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Applicatie]) -> None:
        """Remove each with an event."""
        for applicatie in queryset:
            self.delete_model(request, applicatie)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, with the applications that the environment grants access."""
        own = {"omgevingsapplicaties": omgevingsapplicaties()}
        return super().changelist_view(request, {**(extra_context or {}), **own})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The form, with the buttons for tokens where they may be used."""
        own: dict[str, Any] = {}
        if object_id and self.has_change_permission(request):
            applicatie = self.get_object(request, object_id)
            if applicatie:
                own["token_form"] = _token_form()
                own["geldige_tokens"] = [t for t in applicatie.tokens.all() if t.is_geldig()]
        return super().changeform_view(
            request, object_id, form_url, {**(extra_context or {}), **own}
        )

    def get_urls(self) -> list[URLPattern]:
        """The buttons: each a POST to an address of its own."""
        buttons = {
            "token": self.new_token,
            "token/intrekken": self.withdraw_token,
            "geheim": self.new_secret,
            "geheim/intrekken": self.withdraw_secret,
        }
        own = [
            path(
                f"<int:pk>/{route}/",
                self.admin_site.admin_view(require_POST(view)),
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
        self.log_change(request, applicatie, "Token gemaakt.")
        return self._show_once(request, applicatie, "token", token)

    def withdraw_token(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make a token stop working."""
        applicatie = self._changeable(request, pk)
        id_ = request.POST.get("token", "")
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


def _token_form() -> TokenForm:
    return TokenForm(
        initial={"geldig_tot_en_met": timezone.localdate() + applicaties.TOKEN_LIFETIME}
    )


def _to_form(pk: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:contactmomenten_applicatie_change", args=[pk]))
