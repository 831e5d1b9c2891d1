"""The list of contactmomentdetails in the admin, as its tests ask for it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.urls import reverse

from contactmomenten.admin.lijst import Lijst
from tests.factories import BEGIN

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


def make(aantal: int, *, afdeling: str | None = None, analyse: bool = False) -> None:
    """Many records at once, of which some began at the same moment or lasted equally long.

    A third is of "Zorg"; or of the afdeling that this SQL says.
    """
    afdeling = afdeling or "CASE WHEN n % 3 = 0 THEN 'Zorg' ELSE 'Parkeren' END"
    statement = f"""
        INSERT INTO contactmomenten_contactmomentdetail
            (contactmoment, startdatum, einddatum, vraag, verantwoordelijke_afdeling)
        SELECT 'https://kiss.example/' || n, begin, begin + n * 37 % 11 * interval '1 min',
            'Paspoort', {afdeling}
        FROM (
            SELECT n, '{BEGIN}'::timestamptz + n * 7 / 2 % 1000 * interval '1 h' AS begin
            FROM generate_series(1, {aantal}) AS n
        ) AS momenten
    """  # noqa: S608 - written here
    with connection.cursor() as cursor:
        cursor.execute(statement)
        if analyse:
            cursor.execute("ANALYZE contactmomenten_contactmomentdetail")
