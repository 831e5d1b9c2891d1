"""Figures of whole days and months that were counted before, so that years are answered at once.

They are right, always: a change of a record of an earlier day leaves a mark in its own transaction
(models/triggers.py), and a day with a mark, or that was never counted, is counted from the records
themselves by whoever asks (rapportages/tellen.py). Writers wait for nobody and touch no row of
another one. Decision record 0009 has the proof, and what this costs.

Changes of today's records leave no mark. Instead the last days are never counted beforehand
(services/cijfers.py): a day has been over for a whole day by then.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef

from contactmomenten.models.tellen import Dimensie, Uitsplitsing


class Schaal(models.TextChoices):
    """What a figure covers."""

    DAG = "dag"
    MAAND = "maand"


class CijferQuerySet(models.QuerySet["Cijfer"]):
    """Choosing figures."""

    def of_all(self) -> Self:
        """Those of all records."""
        return self.filter(uitsplitsing="", waarde="")

    def of_waarden(self, uitsplitsing: Uitsplitsing, waarden: Collection[str]) -> Self:
        """Those of the records with one of these values of this."""
        return self.filter(uitsplitsing=uitsplitsing, waarde__in=waarden)

    def covering(self, maanden: list[date], dagen: list[date]) -> Self:
        """Those of these whole months (their first days) and of these days."""
        return self.filter(
            models.Q(schaal=Schaal.MAAND, begin__in=maanden)
            | models.Q(schaal=Schaal.DAG, begin__in=dagen)
        )


class Cijfer(models.Model):
    """A number of contactmomenten that began on a day or in a month here.

    ``sleutel`` tells which, for its ``dimensie``; a text in it can be NULL. ``gemeten`` of them
    have a gespreksduur, of ``seconden`` together; None where the dimension does not need that.

    With an ``uitsplitsing`` they have this ``waarde`` of that. Of those there are only the figures
    of whole months, and the hours.
    """

    schaal = models.CharField("schaal", max_length=5, choices=Schaal.choices)
    begin = models.DateField("begin")
    dimensie = models.CharField("dimensie", max_length=8, choices=Dimensie.choices)
    uitsplitsing = models.CharField(
        "uitsplitsing", max_length=26, choices=Uitsplitsing.choices, blank=True
    )
    waarde = models.TextField("waarde", blank=True)
    sleutel = ArrayField(models.TextField(null=True), verbose_name="sleutel")
    aantal = models.BigIntegerField("aantal")
    gemeten = models.BigIntegerField("gemeten", null=True)
    seconden = models.BigIntegerField("seconden", null=True)

    objects = CijferQuerySet.as_manager()

    class Meta:
        verbose_name = "cijfer"
        verbose_name_plural = "cijfers"
        indexes = (
            # Without the sleutel, and so not unique: an entry of an index holds at most 2704 bytes,
            # and a vraag may be longer.
            models.Index(
                fields=("schaal", "begin", "uitsplitsing", "waarde", "dimensie"),
                name="cijfer_plaats",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dimensie} {self.begin}"


class GeteldQuerySet(models.QuerySet["Geteld"]):
    """Choosing days that were counted."""

    def right(self, van: date, tot_en_met: date) -> list[date]:
        """The days of which the figures can be used: of nothing that changed since. One query."""
        marks = Hertellen.objects.filter(dag=OuterRef("dag"))
        days = self.filter(~Exists(marks), dag__gte=van, dag__lte=tot_en_met).order_by("dag")
        return list(days.values_list("dag", flat=True))


class Geteld(models.Model):
    """A day of which the figures were counted; also one without any record."""

    dag = models.DateField("dag", primary_key=True)

    objects = GeteldQuerySet.as_manager()

    class Meta:
        verbose_name = "getelde dag"
        verbose_name_plural = "getelde dagen"

    def __str__(self) -> str:
        return str(self.dag)


class Hertellen(models.Model):
    """A mark: something changed in the records of this day."""

    dag = models.DateField("dag")

    class Meta:
        verbose_name = "te hertellen dag"
        verbose_name_plural = "te hertellen dagen"

    def __str__(self) -> str:
        return str(self.dag)
