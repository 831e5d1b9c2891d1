"""Which files were made of the register: by whom, of what, and whether they were sent whole.

An export that runs holds an advisory lock, `EXPORT_LOCK` and its id, from its first row to its
last. So the register knows which there are, also of other processes; and of one whose process was
killed, that it runs no more.
"""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models.functions import Now

MOST_AT_ONCE = 2  # the register sends no more exports than this at the same time

EXPORT_LOCK = 0x6B6365  # "kce": the first of the two numbers of the lock; the second is the export

# "kcp": the second number is a place, of which there are MOST_AT_ONCE. Who has none waits outside:
# places are taken before the answer begins, and by a connection, which loses them when it ends.
EXPORT_PLACE = 0x6B6370
_TAKE_PLACE = f"""
    SELECT place FROM generate_series(1, {MOST_AT_ONCE}) AS place
    WHERE pg_try_advisory_lock({EXPORT_PLACE}, place) LIMIT 1
"""  # noqa: S608 - built from constants
_LEAVE_PLACE = f"SELECT pg_advisory_unlock({EXPORT_PLACE}, %s)"

# Of two numbers PostgreSQL shows the first as classid and the second as objid.
_RUNNING = f"""
    SELECT objid::bigint FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 2 AND classid::bigint = {EXPORT_LOCK}
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND pid <> pg_backend_pid()
"""  # noqa: S608 - built from constants


def take_place() -> int | None:
    """Take one of the places of exports for this connection; None if there is none. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_PLACE)
        taken: tuple[int] | None = cursor.fetchone()
    return taken[0] if taken else None


def leave_place(place: int) -> None:
    """Give it to whoever comes next. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_LEAVE_PLACE, [place])


def running_exports() -> set[int]:
    """The ids of the exports that other connections are sending. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_RUNNING)
        return {id_ for (id_,) in cursor.fetchall()}


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
