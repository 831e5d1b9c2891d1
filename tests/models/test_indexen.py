"""The indexes are those of the rules: spelled alike, or PostgreSQL does not use them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from contactmomenten.models import Bron, Contactmomentdetail
from contactmomenten.models.contactmomentdetail_queryset import (
    LONGEST_INDEXED,
    ContactmomentdetailQuerySet,
    indexed,
)
from tests.factories import BEGIN, bron, contactmomentdetail

pytestmark = pytest.mark.django_db

ALLES = Contactmomentdetail.objects.all()


@pytest.fixture(autouse=True)
def no_scans_of_tables() -> None:
    """Of a table this small PostgreSQL would rather read all of it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")


@pytest.fixture
def many() -> None:
    """So many that it matters, each with a text of its own; of what other tests left, nothing.

    Of a table without records PostgreSQL remembers what was in it once, or guesses.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO contactmomenten_contactmomentdetail (
                contactmoment, startdatum, einddatum, vraag, gespreksresultaat,
                verantwoordelijke_afdeling, emailadres_kcm
            )
            SELECT n, date '2026-02-03' + n, date '2026-02-03' + n, nullif(n % 200, 0), n, n, n
            FROM generate_series(1, 1000) n
            """
        )
        cursor.execute(
            """
            INSERT INTO contactmomenten_bron (contactmomentdetail_id, volgorde, soort, titel, url)
            SELECT id, volgorde, contactmoment, contactmoment, contactmoment
            FROM contactmomenten_contactmomentdetail, generate_series(0, 2) volgorde
            """
        )
        cursor.execute("ANALYZE contactmomenten_contactmomentdetail, contactmomenten_bron")


@pytest.mark.parametrize(
    ("records", "index"),
    [
        (ALLES.with_text("vraag", ["a", "b"]), "contactmomentdetail_vraag"),
        (ALLES.with_text("gespreksresultaat", ["a"]), "contactmomentdetail_resultaat"),
        (ALLES.with_text("verantwoordelijke_afdeling", ["a"]), "contactmomentdetail_afdeling"),
        (ALLES.with_text("emailadres_kcm", ["a"]), "contactmomentdetail_kcm"),
        (ALLES.with_text("contactmoment", ["a"]), "contactmomentdetail_contactmoment_uniek"),
        (ALLES.with_bron(soort=["a"]), "bron_soort"),
        (ALLES.with_bron(url=["a", "b"]), "bron_url"),
        (ALLES.without_vraag().newest_first(), "contactmomentdetail_zonder"),
        (ALLES.lasting(vanaf=timedelta(hours=1)), "contactmomentdetail_duur"),
        (ALLES.search("paspoort aanvr"), "contactmomentdetail_zoekvector"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_filter_has_its_index(
    many: None, records: ContactmomentdetailQuerySet, index: str
) -> None:
    assert f" {index} " in records.explain()


@pytest.mark.parametrize("field", ["startdatum", "einddatum", "gewijzigd_op"])
@pytest.mark.parametrize("descending", [True, False])
def test_a_place_in_an_order_is_where_its_index_is_entered(field: str, descending: bool) -> None:
    index = f"contactmomentdetail_{field.removesuffix('_op')}"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
    after = ALLES.after_place(field, BEGIN, 1, descending=descending)

    plan = after.in_order(field, descending=descending)[:5].explain()

    assert f"Index Scan {'Backward ' if descending else ''}using {index} on" in plan
    assert f"Index Cond: ({field} {'<=' if descending else '>='}" in plan


def test_few_records_are_sorted_and_not_met_on_a_walk() -> None:
    chosen = ALLES.with_text("vraag", ["Zeldzaam"])

    plan = chosen.in_order("startdatum", descending=True, sort=True)[:5].explain()

    assert "contactmomentdetail_startdatum" not in plan
    assert "Sort Key: ((startdatum +" in plan


def test_the_order_is_the_same_sorted_or_walked() -> None:
    for nummer in range(6):
        contactmomentdetail(nummer, startdatum=BEGIN + timedelta(hours=nummer // 3))

    for descending in (True, False):
        walked = ALLES.in_order("startdatum", descending=descending)
        sorted_ = ALLES.in_order("startdatum", descending=descending, sort=True)
        assert list(walked) == list(sorted_)
    assert list(ALLES.in_order("startdatum", descending=True)) == list(ALLES.newest_first())


@pytest.mark.parametrize("more", [0, 1, 100_000])
def test_no_text_is_too_long_for_an_index(more: int) -> None:
    """KISS takes any; an entry of an index can have 2704 bytes."""
    text = "".join(chr(0x10000 + n % 50_000) for n in range(LONGEST_INDEXED + more))
    columns: dict[str, Any] = dict.fromkeys(
        ("vraag", "gespreksresultaat", "verantwoordelijke_afdeling", "emailadres_kcm"), text
    )
    record = contactmomentdetail(1, **columns)
    Bron.objects.create(contactmomentdetail=record, volgorde=0, soort=text, titel=text, url=text)

    for column in columns:
        assert ALLES.with_text(column, [text]).get() == record
    assert ALLES.with_bron(soort=[text], url=["x", text]).get() == record


@pytest.mark.parametrize(("most", "counted"), [(1, 2), (2, 3), (3, 3), (4, 3)])
def test_counting_goes_no_further_than_needed(most: int, counted: int) -> None:
    for nummer in range(3):
        contactmomentdetail(nummer)

    assert ALLES.newest_first().count_up_to(most) == counted


# Statistics outlive a rollback, but not the removal of the records at the end of such a test.
@pytest.mark.django_db(transaction=True)
def test_the_lengths_of_indexed_texts_are_known() -> None:
    """Without statistics of them PostgreSQL guesses that a third is short enough for its index."""
    for nummer in range(60):
        contactmomentdetail(nummer, bronnen=1, gespreksresultaat="ab"[nummer % 2])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE contactmomenten_contactmomentdetail, contactmomenten_bron")

    chosen = ALLES.with_text("gespreksresultaat", ["a"]).explain()
    bronnen = Bron.objects.filter(indexed("url"), url=bron(0)["url"]).explain()

    assert "rows=30 " in chosen.splitlines()[0]
    assert "rows=60 " in bronnen.splitlines()[0]
