"""Applications that may call the API, and their tokens."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from contactmomenten.admin.beperkingen import OnlyOurConditions, ReadOnly
from contactmomenten.admin.titel import LijstMetNaam
from contactmomenten.admin.toegangsknoppen import KnoppenVoorToegang, token_form
from contactmomenten.admin.weergave import day, local
from contactmomenten.models import Applicatie, Scope, Token
from contactmomenten.toegang import applicaties
from contactmomenten.toegang.gebeurtenissen import account_fields
from contactmomenten.toegang.omgeving import omgevingsapplicaties


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
        fields = (*applicaties.FIELDS, "versie")
        widgets = {  # noqa: RUF012 - Django's own declaration
            "doel": forms.Textarea(attrs={"rows": 3}),
            "versie": forms.HiddenInput,
        }

    def clean(self) -> dict[str, Any]:
        """Refuse what `applicaties.save_applicatie` would refuse, at its field."""
        cleaned = super().clean() or {}
        cleaned["client_id"] = cleaned.get("client_id") or None  # "" twice would be twice the same
        applicaties.check_free(naam=cleaned.get("naam", ""), client_id=cleaned["client_id"])
        stored = Applicatie.objects.filter(pk=self.instance.pk).first()
        if stored:
            applicaties.check_version(cleaned.get("versie"), stored)
        return cleaned


class TokenInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    """The tokens of an application: never themselves, only what tells them apart."""

    model = Token
    template = "admin/contactmomenten/applicatie/tokens.html"
    fields = ("kenmerk", "staat", "geldig", "gebruikt", "aangemaakt")
    readonly_fields = fields
    extra = 0

    @admin.display(description="staat")
    def staat(self, token: Token) -> str:
        """Whether the token itself works; its application can still be switched off."""
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
class ApplicatieAdmin(OnlyOurConditions, LijstMetNaam, KnoppenVoorToegang):
    """List, add, change and remove; give and withdraw tokens and secrets."""

    form = ApplicatieForm
    list_display = ("naam", "toegang", "rechten", "geldige_tokens", "laatst_gebruikt")
    search_fields = ("naam", "doel")
    show_full_result_count = False
    actions = None  # no removing many at once: each is a system that stops working
    inlines = (TokenInline,)
    readonly_fields = ("geheim",)
    fieldsets = (
        (None, {"fields": ("naam", "doel", "contactadres", "versie")}),
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
            return f"gold tot en met {day(applicatie.geldig_tot_en_met)}"
        einde = applicatie.geldig_tot_en_met
        return f"tot en met {day(einde)}" if einde else "ja"

    @admin.display(description="rechten")
    def rechten(self, applicatie: Applicatie) -> str:
        """What it may do."""
        return ", ".join(Scope(name).label for name in sorted(applicatie.scopes)) or "geen"

    @admin.display(description="geldige tokens")
    def geldige_tokens(self, applicatie: Applicatie) -> int:
        """How many tokens are neither withdrawn nor over."""
        return int(applicatie.aantal_tokens)  # type: ignore[attr-defined]

    @admin.display(description="token laatst gebruikt")
    def laatst_gebruikt(self, applicatie: Applicatie) -> str:
        """When it last called with a token."""
        moment = applicatie.gebruikt_op  # type: ignore[attr-defined]
        if moment is None and applicatie.client_geheim:
            return "niet bekend: tekent zelf JWT's"
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

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, with the applications that the environment grants access."""
        own = {"omgevingsapplicaties": omgevingsapplicaties()}
        return super().changelist_view(request, {**(extra_context or {}), **own})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form, with the buttons for tokens where they may be used."""
        if kwargs["change"] and self.has_change_permission(request):
            (inline,) = context["inline_admin_formsets"]
            tokens = [form.instance for form in inline.formset.initial_forms]
            context["token_form"] = token_form()
            context["geldige_tokens"] = [token for token in tokens if token.is_geldig()]
        return super().render_change_form(request, context, *args, **kwargs)
