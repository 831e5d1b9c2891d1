"""How many queries making and changing take."""

from dataclasses import replace as with_

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contactmomenten.services import (
    Gegevens,
    change,
)
from tests.factories import gegevens
from tests.services.wijziging import HERKOMST, UUID_1, bronnen, put

pytestmark = pytest.mark.django_db(transaction=True)


# A record that is new:
#   1 SELECT ... FOR UPDATE: there is none with this uuid
#   2 INSERT: the record
#   3 INSERT: all bronnen
# One that is there already, with other values and bronnen:
#   1 SELECT ... FOR UPDATE: the record
#   2 UPDATE: the record
#   3 SELECT: its bronnen
#   4 DELETE: its bronnen
#   5 INSERT: all bronnen
# The same again:
#   1 SELECT ... FOR UPDATE: the record
#   2 SELECT: its bronnen
# Another contactmoment:
#   1 SELECT ... FOR UPDATE: the record
#   2 SELECT: who has that contactmoment
#   3 UPDATE: the record
#   4 SELECT: its bronnen
@pytest.mark.parametrize("number", [2, 3, 50])
def test_the_number_of_queries_is_the_same_for_any_number_of_bronnen(number: int) -> None:
    def queries(invoer: Gegevens) -> int:
        with CaptureQueriesContext(connection) as captured:
            put(UUID_1, invoer)
        return len([query for query in captured if query["sql"] not in {"BEGIN", "COMMIT"}])

    assert queries(gegevens(1, bronnen=number)) == 3
    assert queries(gegevens(1, bronnen=number + 1, vraag="Anders")) == 5
    assert queries(gegevens(1, bronnen=number + 1, vraag="Anders")) == 2
    assert queries(gegevens(2, bronnen=number + 1, vraag="Anders")) == 4


# As above, with the bronnen read once for the one who corrects and once to compare them.
@pytest.mark.parametrize("number", [2, 3, 50])
def test_the_number_of_queries_of_a_change_is_the_same_too(number: int) -> None:
    put(UUID_1, gegevens(1, bronnen=number))

    with CaptureQueriesContext(connection) as captured:
        change(
            uuid=UUID_1,
            correct=lambda old: with_(old, vraag="Anders", bronnen=[*old.bronnen, *bronnen(99)]),
            herkomst=HERKOMST,
        )

    assert len([query for query in captured if query["sql"] not in {"BEGIN", "COMMIT"}]) == 6
