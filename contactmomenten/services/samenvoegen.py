"""Giving one field of many records another value: in batches, resumable, and undone if need be.

A batch takes a fraction of a second and locks its own records only, so that KISS goes on storing
meanwhile. A record that got another value before its batch came stays as it is.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import models
from django.db.models.functions import Now

from contactmomenten.models import Contactmomentdetail, Contactmomentdetailversie, Samenvoeging
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet
from contactmomenten.services.gegevens import Herkomst
from contactmomenten.services.transactie import change_by, try_again

BATCH = 1000  # records


def start_merge(
    *,
    veld: Samenvoeging.Veld,
    oud: Iterable[str | None],
    nieuw: str,
    records: ContactmomentdetailQuerySet,
    herkomst: Herkomst,
    filter: str,
    query: str = "",
    ids: list[int] | None = None,
) -> Samenvoeging:
    """Write down what has to be done; `merge_batch` does it.

    ``records`` are those to choose from; ``filter`` says so in words, ``query`` or ``ids`` for the
    next batches. What comes into the register after this is left alone.
    """
    job = Samenvoeging(
        veld=veld,
        oud=[value for value in oud if value != nieuw],
        nieuw=nieuw,
        reden=herkomst.reden,
        door=herkomst.wie,
        filter=filter,
        query=query,
        ids=ids,
    )
    job.verwacht = records.filter(job.matching()).count()
    job.einde = Contactmomentdetail.objects.aggregate(last=models.Max("id"))["last"] or 0
    job.save()
    return job


def start_undo(*, samenvoeging: Samenvoeging, herkomst: Herkomst) -> Samenvoeging:
    """Write down that a job has to be undone, where nobody gave a record another value since.

    Raises:
        django.db.IntegrityError: that was done already.
    """
    return Samenvoeging.objects.create(
        veld=samenvoeging.veld,
        oud=[samenvoeging.nieuw],
        nieuw="",
        reden=herkomst.reden,
        door=herkomst.wie,
        filter=f"de records van samenvoeging {samenvoeging.pk}",
        verwacht=samenvoeging.aantal,
        einde=_versions_of(samenvoeging).aggregate(last=models.Max("pgh_id"))["last"] or 0,
        terug_van=samenvoeging,
    )


def merge_batch(
    *, samenvoeging: Samenvoeging, records: ContactmomentdetailQuerySet, herkomst: Herkomst
) -> None:
    """Do the next batch; ``klaar_op`` is set when there is none left.

    Whoever does a batch holds the job, so that two browsers do not do the same one.

    Raises:
        django.db.DatabaseError: nothing of this batch was written.
    """
    herkomst = replace(herkomst, samenvoeging=samenvoeging.pk)
    try_again(lambda: _batch(samenvoeging.pk, records, herkomst))
    samenvoeging.refresh_from_db()


def _batch(pk: int, records: ContactmomentdetailQuerySet, herkomst: Herkomst) -> None:
    with change_by(herkomst):
        job = Samenvoeging.objects.select_for_update().get(pk=pk)
        if job.klaar_op is not None:
            return
        seen, changed = _undo(job) if job.terug_van_id else _merge(job, records)
        job.aantal += changed
        job.plaats = max(seen, default=job.einde)
        if len(seen) < BATCH:
            job.klaar_op = Now()
            job.query, job.ids = "", None
        job.save()


def _merge(job: Samenvoeging, records: ContactmomentdetailQuerySet) -> tuple[list[int], int]:
    """The ids of a batch, and how many records it changed."""
    batch = records.filter(job.matching(), id__gt=job.plaats, id__lte=job.einde)
    ids = list(batch.order_by("id").values_list("id", flat=True)[:BATCH])
    same = Contactmomentdetail.objects.filter(job.matching(), id__any_of=ids)
    return ids, same.update(**{job.veld: job.nieuw})


def _undo(job: Samenvoeging) -> tuple[list[int], int]:
    """The versions of a batch, and how many records went back to them."""
    assert job.terug_van is not None  # noqa: S101 - for the type checker
    versions = _versions_of(job.terug_van).filter(pgh_id__gt=job.plaats, pgh_id__lte=job.einde)
    batch = list(versions.order_by("pgh_id").values_list("pgh_id", "pgh_obj_id", job.veld)[:BATCH])
    by_value: defaultdict[str | None, list[int]] = defaultdict(list)
    for _, id_, value in batch:
        by_value[value].append(id_)
    changed = sum(
        Contactmomentdetail.objects.filter(job.matching(), id__any_of=ids).update(
            **{job.veld: value}
        )
        for value, ids in by_value.items()
    )
    return [pgh_id for pgh_id, _, _ in batch], changed


def _versions_of(samenvoeging: Samenvoeging) -> models.QuerySet[Any]:
    return Contactmomentdetailversie.objects.filter(  # type: ignore[no-any-return]
        pgh_context__has_key="samenvoeging",  # the condition of the index
        pgh_context__samenvoeging=samenvoeging.pk,
    )
