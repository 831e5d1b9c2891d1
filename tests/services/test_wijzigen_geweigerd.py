"""Making and changing what may not be: refused, with nothing written."""

from dataclasses import replace as with_
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from contactmomenten.models import (
    Contactmomentdetail,
)
from contactmomenten.services import (
    ContactmomentExistsError,
    Gegevens,
    VersionConflictError,
    change,
    create,
)
from tests.database import (
    dump,
)
from tests.factories import contactmomentdetail, gegevens
from tests.services.wijziging import FULL, HERKOMST, UUID_1, UUID_2, log, put

pytestmark = pytest.mark.django_db(transaction=True)


def test_change_of_what_does_not_exist() -> None:
    with pytest.raises(Contactmomentdetail.DoesNotExist):
        change(uuid=UUID_1, correct=lambda old: old, herkomst=HERKOMST)

    assert log() == []


def test_what_the_correction_raises_comes_through_and_nothing_is_written() -> None:
    put(UUID_1, FULL)
    before = dump()

    def refuse(_: Gegevens) -> Gegevens:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change(uuid=UUID_1, correct=refuse, herkomst=HERKOMST)

    assert dump() == before


def test_a_contactmoment_of_another_record_is_refused_and_nothing_is_written() -> None:
    known = contactmomentdetail(1)
    put(UUID_2, gegevens(2, bronnen=1))
    before = dump()

    with pytest.raises(ContactmomentExistsError) as made:
        create(gegevens=gegevens(1), herkomst=HERKOMST)
    with pytest.raises(ContactmomentExistsError) as put_new:
        put(UUID_1, gegevens(1, bronnen=2))
    with pytest.raises(ContactmomentExistsError) as put_known:
        put(UUID_2, gegevens(1))
    with pytest.raises(ContactmomentExistsError) as changed:
        change(
            uuid=UUID_2,
            correct=lambda old: with_(old, contactmoment=known.contactmoment),
            herkomst=HERKOMST,
        )

    for refused in (made, put_new, put_known, changed):
        assert refused.value.uuid == known.uuid
    assert dump() == before


def test_in_a_transaction_of_the_callers_own_a_refusal_is_the_same() -> None:
    """And ends that transaction: a savepoint would hide from the triggers whose change it is."""
    known = contactmomentdetail(1)

    @transaction.atomic
    def make_two() -> None:
        create(gegevens=gegevens(2), herkomst=HERKOMST)
        create(gegevens=gegevens(1), herkomst=HERKOMST)

    with pytest.raises(ContactmomentExistsError) as refused:
        make_two()

    assert refused.value.uuid == known.uuid
    assert Contactmomentdetail.objects.get() == known


def test_several_changes_in_a_transaction_of_the_callers_own_are_whole_or_not_at_all() -> None:
    put(UUID_1, FULL)
    before = dump()

    @transaction.atomic
    def write_some() -> None:
        put(UUID_1, with_(FULL, vraag="Anders"))
        put(UUID_2, gegevens(2, bronnen=1))
        change(uuid=uuid4(), correct=lambda old: old, herkomst=HERKOMST)

    with pytest.raises(Contactmomentdetail.DoesNotExist):
        write_some()

    assert dump() == before


@pytest.mark.parametrize("exists", [True, False])
def test_a_condition_hears_what_is_stored_and_decides(exists: bool) -> None:
    if exists:
        put(UUID_1, FULL)
    known = Contactmomentdetail.objects.values_list("gewijzigd_op", flat=True).first()
    before = dump()
    heard: list[Any] = []

    def listen(moment: datetime | None) -> bool:
        heard.append(moment)
        return False

    with pytest.raises(VersionConflictError):
        put(UUID_1, gegevens(2), condition=listen)

    assert heard == [known]
    assert dump() == before
    assert put(UUID_1, gegevens(2), condition=lambda moment: moment == known)
