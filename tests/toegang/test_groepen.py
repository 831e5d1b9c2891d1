"""The groups of the admin have just the permissions that are meant, after every migrate."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_migrate

pytestmark = pytest.mark.django_db

ZIEN = {"view_contactmomentdetail", "view_bron", "view_correctie", "export_contactmomentdetail"}
CORRIGEREN = {"change_contactmomentdetail", "add_bron", "change_bron", "delete_bron"}
CORRIGEREN |= {"view_samenvoeging"}
GROEPEN = {
    "Rapportage": ZIEN,
    "Redacteuren": ZIEN | CORRIGEREN | {"view_emailadres_kcm"},
    "Beheerders": ZIEN
    | CORRIGEREN
    | {"view_emailadres_kcm", "view_token", "view_export"}
    | {"add_contactmomentdetail", "delete_contactmomentdetail"}
    | {f"{verb}_applicatie" for verb in ("view", "add", "change", "delete")},
}


def permissions() -> dict[str, set[str]]:
    return {
        group.name: {permission.codename for permission in group.permissions.all()}
        for group in Group.objects.all()
    }


def test_each_group_may_what_is_meant() -> None:
    assert permissions() == GROEPEN


def test_what_somebody_added_or_took_is_set_right_again() -> None:
    rapportage = Group.objects.get(name="Rapportage")
    rapportage.permissions.set([Permission.objects.get(codename="add_user")])
    Group.objects.get(name="Redacteuren").delete()

    app = apps.get_app_config("contactmomenten")
    post_migrate.send(app, app_config=app, using="default", verbosity=0, interactive=False)

    assert permissions() == GROEPEN
