"""Giving many records another value: batch by batch, each in the history, and undone if need be."""

from typing import Any

import pytest
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from contactmomenten import geschiedenis
from contactmomenten.models import Contactmomentdetail, Contactmomentdetailversie, Samenvoeging
from contactmomenten.services import Herkomst, Kanaal, merge_batch, samenvoegen, start_merge
from contactmomenten.services.samenvoegen import start_undo
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db

BEHEERDER = Herkomst(wie="beheerder@gemeente.example", kanaal=Kanaal.ADMIN, reden="Een naam")
AFDELING = Samenvoeging.Veld.AFDELING


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samenvoegen, "BATCH", 2)


def begin(*oud: str | None, records: Any = None, nieuw: str = "Burgerzaken") -> Samenvoeging:
    return start_merge(
        veld=AFDELING,
        oud=oud,
        nieuw=nieuw,
        records=Contactmomentdetail.objects.all() if records is None else records,
        herkomst=BEHEERDER,
        filter="alles",
    )


def finish(job: Samenvoeging, records: Any = None) -> int:
    """Do all batches; how many it took."""
    for batches in range(100):
        if job.klaar_op is not None:
            return batches
        merge_batch(
            samenvoeging=job,
            records=Contactmomentdetail.objects.all() if records is None else records,
            herkomst=BEHEERDER,
        )
    raise AssertionError


def afdelingen() -> list[str | None]:
    return list(
        Contactmomentdetail.objects.order_by("id").values_list(
            "verantwoordelijke_afdeling", flat=True
        )
    )


def fill(*values: str | None) -> list[Contactmomentdetail]:
    return [
        contactmomentdetail(nummer, verantwoordelijke_afdeling=value)
        for nummer, value in enumerate(values)
    ]


def test_variants_become_one_value_in_batches() -> None:
    fill("burgerzaken", "Burger zaken", "Burgerzaken", "Belastingen", "burgerzaken", "burgerzaken")

    job = begin("burgerzaken", "Burger zaken", "Burgerzaken")

    assert job.verwacht == 4
    assert finish(job) == 3
    assert job.aantal == 4
    assert afdelingen() == ["Burgerzaken"] * 3 + ["Belastingen"] + ["Burgerzaken"] * 2


def test_each_record_has_an_own_entry_in_the_history() -> None:
    record, same = fill("burgerzaken", "Burgerzaken")

    finish(begin("burgerzaken", "Burgerzaken"))

    event = geschiedenis.of_record(record.uuid)[0]
    assert (event.medewerker, event.kanaal, event.reden) == (
        "beheerder@gemeente.example",
        "admin",
        "Een naam",
    )
    assert [(v.oud, v.nieuw) for v in event.verschillen] == [("burgerzaken", "Burgerzaken")]
    assert len(geschiedenis.of_record(same.uuid)) == 1  # nothing was to be changed


def test_empty_can_be_one_of_the_values() -> None:
    fill(None, "", "x")

    finish(begin(None, ""))

    assert afdelingen() == ["Burgerzaken", "Burgerzaken", "x"]


def test_only_what_was_chosen_from_and_there_at_the_start() -> None:
    first, _second = fill("a", "a")
    chosen = Contactmomentdetail.objects.filter(pk=first.pk)
    job = begin("a", records=chosen)
    assert job.verwacht == 1
    finish(job, chosen)
    assert afdelingen() == ["Burgerzaken", "a"]

    job = begin("a")
    contactmomentdetail(7, verantwoordelijke_afdeling="a")
    finish(job)
    assert afdelingen() == ["Burgerzaken", "Burgerzaken", "a"]


def test_what_got_another_value_meanwhile_stays() -> None:
    fill("a", "a", "a")
    job = begin("a")
    merge_batch(samenvoeging=job, records=Contactmomentdetail.objects.all(), herkomst=BEHEERDER)
    contactmomentdetail(2, verantwoordelijke_afdeling="Van KISS")

    finish(job)

    assert afdelingen() == ["Burgerzaken", "Burgerzaken", "Van KISS"]
    assert (job.verwacht, job.aantal) == (3, 2)


def test_a_job_that_is_done_does_nothing_more() -> None:
    fill("a")
    job = begin("a")
    finish(job)
    contactmomentdetail(0, verantwoordelijke_afdeling="a")

    merge_batch(samenvoeging=job, records=Contactmomentdetail.objects.all(), herkomst=BEHEERDER)

    assert afdelingen() == ["a"]


def test_undoing_gives_each_its_own_value_back() -> None:
    fill("a", "b", None, "c", "a")
    job = begin("a", "b", None)
    finish(job)

    undo = start_undo(samenvoeging=job, herkomst=BEHEERDER)
    finish(undo)

    assert afdelingen() == ["a", "b", None, "c", "a"]
    assert undo.aantal == 4
    assert Contactmomentdetailversie.objects.count() == 8  # undoing is in the history too


def test_undoing_leaves_what_somebody_corrected_since() -> None:
    record, *_ = fill("a", "a", "a")
    job = begin("a")
    finish(job)
    contactmomentdetail(1, verantwoordelijke_afdeling="Anders")

    finish(start_undo(samenvoeging=job, herkomst=BEHEERDER))

    assert afdelingen() == ["a", "Anders", "a"]
    assert geschiedenis.of_record(record.uuid)[0].verschillen[0].nieuw == "a"


def test_a_job_is_undone_once() -> None:
    fill("a")
    job = begin("a")
    finish(job)
    start_undo(samenvoeging=job, herkomst=BEHEERDER)

    with pytest.raises(IntegrityError):
        start_undo(samenvoeging=job, herkomst=BEHEERDER)


# 1 the job locked, 2 ids of the batch, 3 update, 4 the job stored, 5 the job read again
@pytest.mark.parametrize("records", [3, 4])
def test_a_batch_takes_as_many_queries_for_any_number_of_records(
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
    records: int,
) -> None:
    monkeypatch.setattr(samenvoegen, "BATCH", 100)
    fill(*["a"] * records)
    job = begin("a")

    with django_assert_num_queries(5):
        merge_batch(samenvoeging=job, records=Contactmomentdetail.objects.all(), herkomst=BEHEERDER)
