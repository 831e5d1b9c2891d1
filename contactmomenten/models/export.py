"""Which files were made of the register: by whom, of what, and whether they were sent whole.

An export that runs holds an advisory lock, `EXPORT_LOCK` and its id, from its first row to its
last. So the register knows how many there are, also of other processes; and of one whose process
was killed, that it runs no more.
"""

from datetime import timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models.functions import Now

# Each keeps a thread of the server busy until the last byte is sent, however slow the line is. The
# others are for KISS.
MOST_AT_ONCE = 2

EXPORT_LOCK = 0x6B6365  # "kce": the first of the two numbers of the lock; the second is the export

# From the record of an export to its lock it takes milliseconds. Of a process that was killed in
# between it counts for so long.
BEGINNING = timedelta(seconds=30)
_TURN = f"SELECT pg_advisory_xact_lock({0x6B6374})"  # "kct": one begins at a time

# Of two numbers PostgreSQL shows the first as classid and the second as objid.
_RUNNING = f"""
    SELECT objid::bigint FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 2 AND classid::bigint = {EXPORT_LOCK}
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND pid <> pg_backend_pid()
"""  # noqa: S608 - built from constants


def running_exports() -> set[int]:
    """The ids of the exports that other connections are sending. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_RUNNING)
        return {id_ for (id_,) in cursor.fetchall()}


def is_room() -> bool:
    """Whether one more export may begin. Three queries.

    Nobody else is told so until the end of this transaction, which has to write its record.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TURN)
    beginning = Export.objects.filter(uitkomst="", begonnen_op__gt=Now() - BEGINNING)
    return len(running_exports().union(beginning.values_list("pk", flat=True))) < MOST_AT_ONCE


class ExportQuerySet(models.QuerySet["Export"]):
    """What becomes of exports."""

    def with_loopt(self) -> Self:
        """With ``loopt``: whether it is being sent now. One query more, at once."""
        running = models.Q(pk__in=running_exports(), uitkomst="")
        return self.annotate(
            loopt=models.ExpressionWrapper(running, output_field=models.BooleanField())
        )


class Export(models.Model):
    """A file of contactmomentdetails that somebody asked for.

    Written through ``services`` only: when it begins, and when it ends. Without ``uitkomst`` it
    runs, or the process that made it was killed.
    """

    class Formaat(models.TextChoices):
        """The kinds of file."""

        XLSX = "xlsx", "Excel (XLSX)"
        CSV = "csv", "CSV"
        NDJSON = "ndjson", "NDJSON"

    class Uitkomst(models.TextChoices):
        """How an export can end."""

        VOLTOOID = "voltooid", "voltooid"
        AFGEBROKEN = "afgebroken", "afgebroken"

    wie = models.TextField("wie", help_text="Wie de export heeft gemaakt.")
    applicatie = models.TextField(
        "applicatie", blank=True, help_text="De applicatie die de export ophaalde. Vaak leeg."
    )
    kanaal = models.CharField("kanaal", max_length=10)
    formaat = models.CharField("formaat", max_length=10, choices=Formaat.choices)
    kolommen = ArrayField(models.TextField(), verbose_name="kolommen")
    filters = models.TextField(
        "filters",
        blank=True,
        help_text="Welk deel van het register in het bestand zit. Leeg betekent: alles. Een "
        "zoekterm staat er niet bij, want dat kan een naam zijn.",
    )
    begonnen_op = models.DateTimeField("begonnen op", db_default=Now())
    beeindigd_op = models.DateTimeField("beëindigd op", null=True)
    uitkomst = models.CharField("uitkomst", max_length=10, blank=True, choices=Uitkomst.choices)
    aantal = models.PositiveBigIntegerField(
        "aantal", default=0, help_text="Hoeveel contactmomenten er in het bestand kwamen."
    )

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = "export"
        verbose_name_plural = "exports"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(uitkomst="", beeindigd_op=None)
                | (~models.Q(uitkomst="") & models.Q(beeindigd_op__isnull=False)),
                name="export_einde_heeft_uitkomst",
            ),
        )

    def __str__(self) -> str:
        return f"export {self.pk}"
