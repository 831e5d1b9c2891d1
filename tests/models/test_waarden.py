"""The values that are in use, and about how many records there are."""

import pytest
from django.db import connection

from contactmomenten.models.waarden import estimated_total, values_in_use
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db
# Statistics outlive a rollback, but not the removal of the records at the end of such a test.
with_statistics = pytest.mark.django_db(transaction=True)


def afdelingen(*values: str | None) -> None:
    for nummer, value in enumerate(values):
        contactmomentdetail(nummer, verantwoordelijke_afdeling=value)


def test_each_value_is_there_once_in_the_order_of_a_dictionary() -> None:
    afdelingen("Zorg", "burgerzaken", "Zorg", "Burgerzaken", "Één loket", "Belastingen")

    assert values_in_use("verantwoordelijke_afdeling", most=9) == [
        "Belastingen",
        "Burgerzaken",
        "burgerzaken",
        "Zorg",
        "Één loket",
    ]


def test_what_is_empty_is_no_value() -> None:
    afdelingen(None, "", " \n", "Zorg ")

    assert values_in_use("verantwoordelijke_afdeling", most=9) == ["Zorg "]


def test_a_text_that_is_too_long_for_an_index_is_no_value() -> None:
    afdelingen("x" * 500, "y" * 501)

    assert values_in_use("verantwoordelijke_afdeling", most=9) == ["x" * 500]


def test_there_are_no_more_than_asked_for() -> None:
    afdelingen(*(f"Afdeling {nummer}" for nummer in range(5)))

    assert values_in_use("verantwoordelijke_afdeling", most=3) == [
        "Afdeling 0",
        "Afdeling 1",
        "Afdeling 2",
    ]


def test_an_empty_register_has_no_values() -> None:
    assert values_in_use("gespreksresultaat", most=9) == []


@with_statistics
def test_the_estimate_is_that_of_postgresql() -> None:
    for nummer in range(3):
        contactmomentdetail(nummer)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE contactmomenten_contactmomentdetail")

    assert estimated_total() == 3
