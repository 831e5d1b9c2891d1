"""A write costs as many queries for one bron as for fifty, and for one change as for ten."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.api.schrijven import UUID_1, delete, patch, post, put
from tests.factories import bron, invoer

pytestmark = pytest.mark.django_db


# POST
# 1 SELECT: the token, and that it was used
# 2 SELECT ... FOR UPDATE: there is none with this uuid
# 3 INSERT: the record
# 4 INSERT: all bronnen
# 5 SELECT: the record as it is answered
# 6 SELECT: its bronnen
@pytest.mark.parametrize("number", [1, 2, 50])
def test_making(
    schrijver: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    with django_assert_num_queries(6):
        assert post(schrijver, invoer(1, bronnen=number)).status_code == 201


# PUT of a record that exists
# 1 SELECT: the token, and that it was used
# 2 SELECT ... FOR UPDATE: the record
# 3 UPDATE: the record
# 4 SELECT: its bronnen
# 5 DELETE: its bronnen
# 6 INSERT: all bronnen
# 7 SELECT: the record as it is answered
# 8 SELECT: its bronnen
@pytest.mark.parametrize("number", [1, 2, 50])
def test_replacing(
    schrijver: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    put(schrijver, UUID_1, invoer(1))

    with django_assert_num_queries(8):
        response = put(schrijver, UUID_1, invoer(1, vraag="Anders", bronnen=number))

    assert len(response.json()["bronnen"]) == number


# PATCH
# 1 SELECT: the token, and that it was used
# 2 SELECT ... FOR UPDATE: the record
# 3 SELECT: its bronnen, for who corrects
# 4 UPDATE: the record
# 5 SELECT: its bronnen, to compare
# 6 DELETE: its bronnen
# 7 INSERT: all bronnen
# 8 SELECT: the record as it is answered
# 9 SELECT: its bronnen
@pytest.mark.parametrize("number", [1, 2, 50])
def test_changing(
    schrijver: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    put(schrijver, UUID_1, invoer(1, bronnen=3))
    sent = {"vraag": "Anders", "bronnen": [bron(n) for n in range(9, 9 + number)]}

    with django_assert_num_queries(9):
        assert patch(schrijver, UUID_1, sent).status_code == 200


# DELETE
# 1 SELECT: the token, and that it was used
# 2 SELECT ... FOR UPDATE: the record
# 3 DELETE: the record
# 4 DELETE: its bronnen
# 5 DELETE: its versions
# 6 DELETE: those of its bronnen
# 7 UPDATE: the contexts of its earlier entries in the log
@pytest.mark.parametrize("number", [1, 10])
def test_removing(
    schrijver: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for nummer in range(number):
        put(schrijver, UUID_1, invoer(1, vraag=f"Versie {nummer}", bronnen=nummer))

    with django_assert_num_queries(7):
        assert delete(schrijver, UUID_1).status_code == 204
