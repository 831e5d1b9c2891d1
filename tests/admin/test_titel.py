"""What the page of each list is called."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db

LISTS = {
    "contactmomenten_applicatie": "Applicaties",
    "contactmomenten_contactmomentdetail": "Contactmomentdetails",
    "contactmomenten_correctie": "Correcties",
    "contactmomenten_export": "Exports",
    "contactmomenten_samenvoeging": "Samenvoegingen",
    "auth_user": "Gebruikers",
}


def heading_of(client: Client, name: str) -> str:
    """The heading of a list, which is in the title of its page too."""
    html = client.get(reverse(f"admin:{name}_changelist")).content.decode()
    heading = html.partition("<h1>")[2].partition("</h1>")[0]
    assert f"<title>{heading} | KISS Contactmomentdetails</title>" in html.replace("\n", "")
    return heading


def test_a_list_is_called_after_what_is_in_it(client: Client) -> None:
    client.force_login(User.objects.create_superuser("nood"))
    names = {f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry}

    assert {name: heading_of(client, name) for name in names} == LISTS


def test_for_whoever_may_only_look_too(rapportage: Client) -> None:
    assert heading_of(rapportage, "contactmomenten_contactmomentdetail") == "Contactmomentdetails"
