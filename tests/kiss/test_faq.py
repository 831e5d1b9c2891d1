"""Contract section 4: GET /api/faq."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from contactmomenten.models import Contactmomentdetail
from tests.factories import BEGIN, FAQ_URL, contactmomentdetail

pytestmark = pytest.mark.django_db


def ask(*vragen: str | None, start: int = 0) -> None:
    """One contactmoment for each vraag, each ending a minute later than the one before."""
    for nummer, vraag in enumerate(vragen, start):
        contactmomentdetail(nummer, vraag=vraag, einddatum=BEGIN + timedelta(minutes=nummer))


def test_an_empty_register_gives_an_empty_list(medewerker: Client) -> None:
    response = medewerker.get(FAQ_URL)

    assert (response.status_code, response.json()) == (200, [])


def test_the_most_frequent_first_and_of_equals_the_most_recent(medewerker: Client) -> None:
    ask("een", "twee", "drie", "twee", "drie", "twee", "vier")

    assert medewerker.get(FAQ_URL).json() == ["twee", "drie", "vier", "een"]


def test_at_most_ten(medewerker: Client) -> None:
    ask(*(f"Vraag {nummer % 12}" for nummer in range(30)))

    assert len(medewerker.get(FAQ_URL).json()) == 10


def test_empty_and_blank_vragen_do_not_count(medewerker: Client) -> None:
    ask("Echte vraag", None, "", "   ", "\t\n", None, "")

    assert medewerker.get(FAQ_URL).json() == ["Echte vraag"]


def test_only_the_500_with_the_newest_einddatum_count(medewerker: Client) -> None:
    ask("oud", "oud", "oud")
    Contactmomentdetail.objects.bulk_create(
        Contactmomentdetail(
            contactmoment=f"c{nummer}",
            startdatum=BEGIN,
            einddatum=BEGIN + timedelta(hours=1, seconds=nummer),
            vraag=f"nieuw {nummer % 2}",
        )
        for nummer in range(499)
    )

    assert sorted(medewerker.get(FAQ_URL).json()) == ["nieuw 0", "nieuw 1", "oud"]
    ask("nieuw 1", start=1000)
    assert sorted(medewerker.get(FAQ_URL).json()) == ["nieuw 0", "nieuw 1"]


def test_the_index_for_it_is_used(medewerker: Client) -> None:
    """Without it, where few have a vraag, PostgreSQL would walk past many that have none.

    Of a table this small the index on every einddatum costs as much: that one is taken away.
    """
    ask("een")
    query = Contactmomentdetail.objects.with_vraag().order_by("-einddatum", "-id")[:500]
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX contactmomentdetail_einddatum")
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "contactmomentdetail_faq" in query.explain()
