"""The list of exports, for beheerders."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from contactmomenten.models import Export
from tests.factories import export

pytestmark = pytest.mark.django_db

LIST = reverse("admin:contactmomenten_export_changelist")


def test_who_made_which_export_is_told(admin_client: Client) -> None:
    made = export(
        filters="Periode: dit jaar",
        kolommen=["vraag", "emailadresKcm"],
        uitkomst=Export.Uitkomst.VOLTOOID,
        beeindigd_op="2026-02-03T09:17:02Z",
        aantal=12,
    )

    for url in (LIST, reverse("admin:contactmomenten_export_change", args=[made.pk])):
        html = admin_client.get(url).content.decode()
        for tekst in ("beheerder@gemeente.example", "CSV", "Periode: dit jaar", "voltooid", "12"):
            assert tekst in html
    assert "Vraag, E-mailadres KCM" in html
    assert "03-02-2026 10:17:02" in html


def test_one_without_an_end_that_does_not_run_was_broken_off(admin_client: Client) -> None:
    export()

    html = admin_client.get(LIST).content.decode()

    assert '<td class="field-staat">afgebroken</td>' in html
    assert "geen: het hele register" in html


def test_nobody_can_change_it(admin_client: Client) -> None:
    made = export()
    page = reverse("admin:contactmomenten_export_change", args=[made.pk])

    assert 'name="_save"' not in admin_client.get(page).content.decode()
    assert admin_client.post(page, {"wie": "ander"}).status_code == 403
    assert admin_client.post(f"{LIST}{made.pk}/delete/").status_code == 403


# 1 session, 2 user, 3 which exports run, 4 count of the list, 5 its exports
@pytest.mark.parametrize("number", [3, 4])
def test_the_list_takes_as_many_queries_for_any_number_of_exports(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _ in range(number):
        export()

    with django_assert_num_queries(5):
        admin_client.get(LIST)
