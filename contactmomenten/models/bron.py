"""The sources that were consulted for a contactmoment."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from contactmomenten.models import triggers
from contactmomenten.models.contactmomentdetail import Contactmomentdetail
from contactmomenten.models.contactmomentdetail_queryset import indexed, is_one_of

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler


class Soort(models.TextChoices):
    """The soorten that KISS has; it may store any other (contract section 1)."""

    KENNISARTIKEL = "kennisartikel"
    VAC = "vac"
    WEBSITE = "website"
    NIEUWSBERICHT = "nieuwsbericht"
    WERKINSTRUCTIE = "werkinstructie"


UNKNOWN_SOORT = ~models.Q(soort__in=Soort.values)  # an index has this condition

# A bron as the APIs and the exports have it.
AS_JSON = "json_object(ARRAY['soort', 'titel', 'url'], ARRAY[soort, titel, url])"


class _AsJson(models.Aggregate):
    """Bronnen as a list of objects, in this order."""

    template = f"json_agg({AS_JSON} ORDER BY %(expressions)s)::text"
    output_field = models.TextField()


class BronQuerySet(models.QuerySet["Bron"]):
    """Choosing bronnen, and fetching those of many records at once."""

    def of_unknown_soort(self) -> Self:
        """Those that are of none of the soorten that KISS has."""
        return self.filter(UNKNOWN_SOORT)

    def of_soort(self, soorten: Sequence[str], *, andere: bool) -> Self:
        """Those of one of these soorten, or of one that KISS does not have."""
        wanted = is_one_of("soort", soorten)
        return self.filter(wanted | UNKNOWN_SOORT if andere else wanted)

    def count_per_contactmomentdetail(self, ids: Sequence[int]) -> dict[int, int]:
        """How many each of these records has. One without is not among the keys."""
        rows = self.filter(contactmomentdetail__any_of=ids).order_by()
        counted = rows.values("contactmomentdetail_id").annotate(aantal=models.Count("*"))
        return dict(counted.values_list("contactmomentdetail_id", "aantal"))

    def of_records(self) -> models.QuerySet[Bron, Any]:
        """The ids of the records that these belong to, for ``id__in``."""
        return self.values("contactmomentdetail_id")

    def json_per_contactmomentdetail(self, ids: Sequence[int]) -> dict[int, str]:
        """The bronnen of these records: ``[{"soort": ..., "titel": ..., "url": ...}, ...]``.

        As JSON, in their order. One query, however many records. PostgreSQL writes it in less time
        than Python takes to make the objects and write those.
        """
        rows = self.filter(contactmomentdetail__any_of=array("q", ids)).order_by()
        written = rows.values("contactmomentdetail_id").annotate(bronnen=_AsJson("volgorde"))
        found = dict(written.values_list("contactmomentdetail_id", "bronnen"))
        return dict.fromkeys(ids, "[]") | found


@models.BigAutoField.register_lookup
@models.ForeignKey.register_lookup
class AnyOf(models.Lookup):
    """``= ANY(array)``: one parameter for thousands of ids, where ``IN`` takes one for each."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """Give the condition and its parameters."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", (*parameters, f"{{{','.join(map(str, self.rhs))}}}")


class Bron(models.Model):
    """A source that the KCM consulted and found relevant."""

    Soort = Soort

    contactmomentdetail = models.ForeignKey(
        Contactmomentdetail,
        on_delete=models.CASCADE,
        related_name="bronnen",
        db_index=False,  # the unique constraint's index begins with it
        verbose_name="contactmomentdetails",
    )
    volgorde = models.PositiveSmallIntegerField(
        "volgorde", help_text="Plaats in de lijst van bronnen, vanaf 0."
    )
    soort = models.TextField(
        "soort",
        help_text="Soort bron: kennisartikel, vac, website, nieuwsbericht of werkinstructie.",
    )
    titel = models.TextField("titel", help_text="Titel van de bron. Bij een VAC is dat de vraag.")
    url = models.TextField("URL", help_text="Vindplaats van de bron.")

    objects = BronQuerySet.as_manager()

    class Meta:
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
        ordering = ("volgorde",)
        constraints = (
            models.UniqueConstraint(
                fields=("contactmomentdetail", "volgorde"), name="bron_plaats_in_lijst_uniek"
            ),
        )
        indexes = (
            models.Index(
                fields=("contactmomentdetail",),
                condition=UNKNOWN_SOORT,
                name="bron_onbekende_soort",
            ),
            models.Index(fields=("soort",), condition=indexed("soort"), name="bron_soort"),
            models.Index(fields=("url",), condition=indexed("url"), name="bron_url"),
        )
        triggers = triggers.BRONNEN

    def __str__(self) -> str:
        return f"{self.soort} {self.volgorde + 1}"
