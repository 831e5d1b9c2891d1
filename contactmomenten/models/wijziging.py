"""The log of changes: every creation, change and removal, in an order that can be followed.

Kept by a database trigger (models/triggers.py). Numbers are given out before a transaction commits,
so a lower one can become visible after a higher one; a consumer that asks for "everything after
number n" would miss it. Therefore each writing transaction holds a shared advisory lock, whose key
is the last number that was given out before its own. Nobody ever waits for it: it only tells
`settled` how far the log is final (docs/besluiten/0006).
"""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from contactmomenten.models.dagen import on_days

# The upper 24 bits of the key of the lock say that it is ours, the lower 40 are a number.
LOCK_CLASS = 0x6B6364  # "kcd"
_NUMBER_BITS = 40

_GIVEN_OUT = "SELECT last_value FROM contactmomenten_wijziging_nummer_seq"
# Of a key of 64 bits PostgreSQL shows the upper half as classid and the lower half as objid.
_OLDEST_OF_RUNNING = f"""
    SELECT min((classid::bigint << 32 | objid::bigint) & {(1 << _NUMBER_BITS) - 1})
    FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 8 = {LOCK_CLASS}
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""  # noqa: S608 - built from constants


def settled() -> int:
    """The number up to which the log is final: what is not there now never comes. Two queries.

    Everything up to it that will ever be there is visible to a query that begins after this one.
    The order of the two matters. Whoever gets a number up to the last one given out had its lock
    before the first query; at the second it either holds that still, or has ended.
    """
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN_OUT)
        given_out: int = cursor.fetchone()[0]
        cursor.execute(_OLDEST_OF_RUNNING)
        oldest: int | None = cursor.fetchone()[0]
    # One lower: as long as no number was given out, the sequence shows the first to come.
    return given_out if oldest is None else min(given_out, oldest - 1)


# The conditions of an index have to be spelled as here for it to be used.
VIA_KISS = models.Q(context__kanaal="kiss")
# By a person or an application, one record at a time: of many at once tells models/samenvoeging.py.
CORRECTIE = models.Q(
    models.Q(soort__in=["gewijzigd", "verwijderd"]),
    models.Q(context__kanaal__in=["admin", "api"]),
    ~models.Q(context__has_key="samenvoeging"),
)


class WijzigingQuerySet(models.QuerySet["Wijziging"]):
    """How the log is followed, and what is looked up in it."""

    def after(self, nummer: int, *, up_to: int) -> Self:
        """What came after a number, up to a number that is `settled`, in the order of the log."""
        return self.filter(nummer__gt=nummer, nummer__lte=up_to).order_by("nummer")

    def through_kiss(self) -> Self:
        """What KISS stored, the last first."""
        return self.filter(VIA_KISS).order_by("-nummer")

    def corrections(self) -> Self:
        """What was corrected or removed since KISS stored it, the last first; no merging."""
        return self.filter(CORRECTIE).order_by("-nummer")

    def on_days(self, van: date | None, tot_en_met: date | None) -> Self:
        """On these days here, both included; None leaves that side open."""
        return self.filter(on_days("moment", van, tot_en_met))

    def by(self, wie: str) -> Self:
        """By this employee or this application."""
        return self.filter(
            models.Q(context__wie__iexact=wie) | models.Q(context__applicatie__iexact=wie)
        )


class Wijziging(models.Model):
    """A record was made, changed or removed.

    ``context`` is that of the history (models/geschiedenis.py). It is kept here too, because a new
    record leaves nothing there, and a removed one nothing but this.
    """

    class Soort(models.TextChoices):
        """What happened."""

        AANGEMAAKT = "aangemaakt"
        GEWIJZIGD = "gewijzigd"
        VERWIJDERD = "verwijderd"

    nummer = models.BigAutoField("nummer", primary_key=True)
    uuid = models.UUIDField("UUID", help_text="Kenmerk van de contactmomentdetails.")
    soort = models.CharField("soort", max_length=10, choices=Soort.choices)
    moment = models.DateTimeField("moment")
    context = models.JSONField("context", null=True)
    # Of a change: the names of the columns, and "bronnen". None for all else, and after a removal.
    velden = ArrayField(models.TextField(), null=True)

    objects = WijzigingQuerySet.as_manager()

    class Meta:
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
        indexes = (
            models.Index(fields=("uuid",), name="wijziging_uuid"),
            models.Index(fields=("nummer",), condition=VIA_KISS, name="wijziging_kiss"),
            models.Index(fields=("nummer",), condition=CORRECTIE, name="wijziging_correctie"),
        )

    def __str__(self) -> str:
        return f"{self.nummer}: {self.soort}"
