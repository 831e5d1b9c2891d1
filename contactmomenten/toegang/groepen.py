"""The groups of the admin, what each may do, and which role gives them.

Their permissions are part of the code: every migrate sets them again, and nothing in the admin can
change them.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

from contactmomenten.toegang.rollen import Rol

_BROWSE = {
    "view_contactmomentdetail",
    "view_bron",
    "view_correctie",
    "export_contactmomentdetail",
}
_CORRECT = {
    "change_contactmomentdetail",
    "add_bron",
    "change_bron",
    "delete_bron",
    "view_samenvoeging",
}
# Whoever may change an application also makes and withdraws its tokens.
_APPLICATIONS = {
    *(f"{verb}_applicatie" for verb in ("view", "add", "change", "delete")),
    "view_token",
}

GROEPEN: dict[str, set[str]] = {
    "Beheerders": {
        *_BROWSE,
        *_CORRECT,
        "view_emailadres_kcm",
        "add_contactmomentdetail",  # with the API, from its documentation page
        "delete_contactmomentdetail",
        "view_export",
        *_APPLICATIONS,
    },
    "Redacteuren": {*_BROWSE, *_CORRECT, "view_emailadres_kcm"},
    "Rapportage": _BROWSE,
}
# What each may do, for whoever gives rights.
UITLEG = {
    "Beheerders": "alles bekijken, corrigeren en verwijderen, en applicaties toegang geven.",
    "Redacteuren": "alles bekijken en corrigeren, en zien welke medewerker het contact had.",
    "Rapportage": "alleen bekijken, zonder te zien welke medewerker het contact had.",
}
_OF_ROL = {
    Rol.BEHEERDER: "Beheerders",
    Rol.REDACTEUR: "Redacteuren",
    Rol.RAPPORTAGE: "Rapportage",
}


def groups_of(roles: Iterable[Rol]) -> list[str]:
    """The groups that these roles give; none for a role that does not work in the admin."""
    return sorted(_OF_ROL[rol] for rol in roles if rol in _OF_ROL)


def set_up_groups(sender: AppConfig, using: str, **_: Any) -> None:
    """Make the groups and give them just their permissions (signal ``post_migrate``)."""
    create_permissions(sender, verbosity=0, using=using)  # whichever receiver comes first
    permissions = Permission.objects.using(using).filter(content_type__app_label=sender.label)
    for name, codenames in GROEPEN.items():
        group, _created = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(permissions.filter(codename__in=codenames))
