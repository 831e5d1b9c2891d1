"""Places in the order of the register."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contactmomenten.models import Contactmomentdetail
from tests.factories import BEGIN, contactmomentdetail

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("per_moment", [1, 3, 12])
def test_a_page_is_what_an_offset_gives(per_moment: int) -> None:
    """Also where many records share one startdatum."""
    for nummer in range(12):
        contactmomentdetail(nummer, startdatum=BEGIN + timedelta(minutes=nummer // per_moment))
    alles = Contactmomentdetail.objects.all()
    volgorde = list(alles.order_by("-startdatum", "-id"))

    for overslaan in range(12):
        for aantal in (1, 5, 20):
            page = list(alles.page(overslaan, aantal, total=12))
            assert page == volgorde[overslaan : overslaan + aantal]


@pytest.mark.parametrize(("skip", "offset"), [(3, 3), (6, 6), (7, 4), (11, 0)])
def test_the_place_is_sought_from_the_nearer_end(skip: int, offset: int) -> None:
    for nummer in range(12):
        contactmomentdetail(nummer)

    with CaptureQueriesContext(connection) as captured:
        Contactmomentdetail.objects.page(skip, 2, total=12)

    (seek,) = captured
    assert ("OFFSET" in seek["sql"]) is (offset > 0)
    assert not offset or seek["sql"].endswith(f"LIMIT 1 OFFSET {offset}")


def test_the_page_is_read_from_its_place_on() -> None:
    record = contactmomentdetail(1)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")

    page = Contactmomentdetail.objects.from_place(record.startdatum, record.pk).newest_first()[:5]

    (condition,) = [line for line in page.explain().splitlines() if "Index Cond" in line]
    assert "startdatum <=" in condition


def test_the_place_is_sought_in_the_index_alone() -> None:
    contactmomentdetail(1)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    plaats = Contactmomentdetail.objects.newest_first().values_list("startdatum", "id")

    assert "Index Only Scan Backward using contactmomentdetail_startdatum" in plaats[5:6].explain()
