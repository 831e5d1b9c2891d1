"""The record of each file that is made of the register."""

from collections.abc import Sequence

from django.db.models.functions import Now

from contactmomenten.models import Export
from contactmomenten.services.gegevens import Herkomst


def begin_export(
    *, herkomst: Herkomst, formaat: Export.Formaat, kolommen: Sequence[str], filters: str
) -> Export:
    """Record that somebody asked for a file, before anything of it is sent.

    Args:
        herkomst: who asks, and through which channel.
        kolommen: the names of the columns in it.
        filters: which part of the register is in it, in Dutch, without anything that can name a
            person; "" for all of it.
    """
    return Export.objects.create(
        wie=herkomst.wie,
        applicatie=herkomst.applicatie or "",
        kanaal=herkomst.kanaal.value,
        formaat=formaat,
        kolommen=list(kolommen),
        filters=filters,
    )


def end_export(*, export: Export, uitkomst: Export.Uitkomst, aantal: int) -> None:
    """Record how an export ended, and how many records were in the file."""
    Export.objects.filter(pk=export.pk).update(uitkomst=uitkomst, aantal=aantal, beeindigd_op=Now())
