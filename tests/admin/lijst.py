"""The list of contactmomentdetails in the admin, as its tests ask for it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from contactmomenten.admin.lijst import Lijst

LIST = reverse("admin:contactmomenten_contactmomentdetail_changelist")


def client_of(groep: str) -> Client:
    """A browser in which somebody of this group is logged in."""
    account = User.objects.create_user(
        f"iemand van {groep}", f"{groep.lower()}@gemeente.example", is_staff=True
    )
    account.groups.add(Group.objects.get(name=groep))
    client = Client()
    client.force_login(account)
    return client


def lijst(client: Client, **query: Any) -> Lijst:
    """The list at an address; a sequence stands for a parameter that is repeated."""
    response = client.get(f"{LIST}?{urlencode(query, doseq=True)}", follow=True)
    assert response.status_code == 200
    found: Lijst = response.context["cl"]
    return found


def nummers(client: Client, **query: Any) -> list[str]:
    """Which records are on the page, in their order: the last part of each contactmoment."""
    found = lijst(client, **query)
    assert found.fouten == []
    return [str(record) for record in found.result_list]


def html(client: Client, **query: Any) -> str:
    """The page at an address."""
    response = client.get(f"{LIST}?{urlencode(query, doseq=True)}", follow=True)
    assert response.status_code == 200
    return response.content.decode()
