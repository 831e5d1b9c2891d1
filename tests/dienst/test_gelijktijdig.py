"""Contract section 6.3: simultaneous PUTs of one id all succeed and leave one body, whole."""

from typing import Any

import pytest

from contactmomenten.models import Contactmomentdetail, Contactmomentdetailversie
from tests.dienst.conftest import Dienst, put_all_at_once
from tests.factories import KCM, body, bron

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

CALLERS = 64


def variant(nummer: int) -> dict[str, Any]:
    """A body for one and the same id, with as many bronnen as its number modulo 7."""
    bronnen = [bron(nummer * 100 + n) for n in range(nummer % 7)]
    return body(1, vraag=f"Versie {nummer}", bronnen=bronnen)


def stored() -> dict[str, Any]:
    """The only record, as the body that it came from."""
    record = Contactmomentdetail.objects.get()
    assert record.emailadres_kcm == KCM
    places = list(record.bronnen.values_list("volgorde", flat=True))
    assert places == list(range(len(places)))
    return {
        "vraag": record.vraag,
        "bronnen": list(record.bronnen.values("soort", "titel", "url")),
    }


def part_of(data: dict[str, Any]) -> dict[str, Any]:
    return {"vraag": data["vraag"], "bronnen": data["bronnen"]}


def test_of_one_new_id(dienst: Dienst) -> None:
    bodies = [variant(nummer) for nummer in range(CALLERS)]

    assert put_all_at_once(dienst, bodies) == [200] * CALLERS

    assert stored() in map(part_of, bodies)


def test_of_one_existing_id(dienst: Dienst) -> None:
    assert dienst.opslaan(variant(999)) == 200
    bodies = [variant(nummer) for nummer in range(CALLERS)]

    assert put_all_at_once(dienst, bodies) == [200] * CALLERS

    assert stored() in map(part_of, bodies)
    # every body is another, so each but the last stored one is a version
    assert Contactmomentdetailversie.objects.count() == CALLERS
    # and of two writes the later one has the later moment
    moments = list(
        Contactmomentdetailversie.objects.order_by("pgh_id").values_list("gewijzigd_op", flat=True)
    )
    assert moments == sorted(set(moments))


def test_of_one_new_id_with_one_body_leaves_no_history(dienst: Dienst) -> None:
    assert put_all_at_once(dienst, [variant(6)] * CALLERS) == [200] * CALLERS

    assert stored() == part_of(variant(6))
    assert not Contactmomentdetailversie.objects.exists()
