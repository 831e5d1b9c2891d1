"""Who may work in the admin: employees of the municipality, and local accounts for an emergency."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest

from contactmomenten.admin.titel import LijstMetNaam
from contactmomenten.admin.weergave import local
from contactmomenten.toegang.groepen import UITLEG

# What the identity provider says at each login, and would undo here.
_FROM_PROVIDER = ("username", "first_name", "last_name", "email", "is_staff", "groups")
VAN_DE_GEMEENTE = "account van de gemeente"
LOKAAL = "lokaal account, met een eigen wachtwoord"


class GroepenField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Groups, each with what it may do."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """Its name and what it may do."""
        uitleg = UITLEG.get(obj.name)
        return f"{obj.name}: {uitleg}" if uitleg else obj.name


class GebruikerForm(UserChangeForm):  # type: ignore[type-arg]
    """An account, in words that people know."""

    class Meta:
        model = User
        fields = "__all__"
        labels = {  # noqa: RUF012 - Django's own declaration
            "is_active": "Mag aanmelden",
            "is_staff": "Mag in het beheer",
            "is_superuser": "Mag alles",
        }
        help_texts = {  # noqa: RUF012 - Django's own declaration
            "is_active": "Zet dit uit om iemand de toegang te ontnemen. Dat is beter dan "
            "verwijderen: u ziet dan nog wie het was.",
            "is_staff": "Zonder dit kan iemand zich hier niet aanmelden.",
            "is_superuser": "Ook gebruikers beheren. Alleen voor noodaccounts; de groepen doen er "
            "dan niet toe.",
        }


class GebruikerAdmin(LijstMetNaam, UserAdmin):  # type: ignore[type-arg]
    """List, add, change and remove."""

    form = GebruikerForm
    list_display = ("username", "naam", "in_groepen", "soort", "is_active", "aangemeld")
    list_filter = ("is_active", "groups")
    search_fields = ("username", "first_name", "last_name", "email")
    show_full_result_count = False
    actions = None  # no removing many at once
    readonly_fields = ("soort", "aangemeld", "gemaakt")
    filter_horizontal = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """With what the list tells of each, in three queries."""
        queryset: QuerySet[User] = super().get_queryset(request)
        return queryset.select_related("medewerker").prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Without a password for whoever logs in elsewhere."""
        if obj is None:
            return super().get_fieldsets(request, obj)
        own_password = [] if is_van_de_gemeente(obj) else ["password"]
        toegang = ["is_active", "is_staff", "groups", "is_superuser"]
        return [
            (None, {"fields": ["username", "soort", *own_password]}),
            ("Persoon", {"fields": ["first_name", "last_name", "email"]}),
            ("Toegang", {"fields": toegang, "description": _explanation(obj)}),
            ("Gebruik", {"fields": ["aangemeld", "gemaakt"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """With what the identity provider decides, and what only a superuser may give."""
        fields = {*super().get_readonly_fields(request, obj)}
        if obj is not None and is_van_de_gemeente(obj):
            fields |= {*_FROM_PROVIDER, "is_superuser"}
        if not request.user.is_superuser:
            fields |= {"is_superuser"}
        return tuple(fields)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """The groups as boxes to tick."""
        if db_field.name == "groups":
            return GroepenField(Group.objects.order_by("name"), label="Groepen", required=False)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description="naam")
    def naam(self, account: User) -> str:
        """First and last name."""
        return account.get_full_name() or "-"

    @admin.display(description="groepen")
    def in_groepen(self, account: User) -> str:
        """What decides what somebody may do."""
        if account.is_superuser:
            return "mag alles"
        return ", ".join(sorted(group.name for group in account.groups.all())) or "geen"

    @admin.display(description="soort account")
    def soort(self, account: User) -> str:
        """Where somebody logs in."""
        return VAN_DE_GEMEENTE if is_van_de_gemeente(account) else LOKAAL

    @admin.display(description="laatst aangemeld", ordering="last_login")
    def aangemeld(self, account: User) -> str:
        """When somebody last logged in."""
        return local(account.last_login) if account.last_login else "nog nooit"

    @admin.display(description="aangemaakt op")
    def gemaakt(self, account: User) -> str:
        """Since when there is this account."""
        return local(account.date_joined)


def is_van_de_gemeente(account: User) -> bool:
    """Whether the identity provider knows this account."""
    return hasattr(account, "medewerker")


def _explanation(account: User) -> str:
    if is_van_de_gemeente(account):
        return (
            "De naam en de groepen komen van de identityprovider van de gemeente, bij elke "
            "aanmelding opnieuw. Wijzig ze daar."
        )
    return (
        "Een lokaal account is voor noodgevallen. Collega's melden zich aan met hun account van de "
        "gemeente; dat komt hier vanzelf in de lijst."
    )
