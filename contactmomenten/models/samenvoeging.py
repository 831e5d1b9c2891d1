"""One value in the place of several, in many records at once."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Samenvoeging(models.Model):
    """A job that gives one field of many records another value, batch by batch.

    It keeps its own place, so that it can be taken up again wherever it stopped; every batch and
    its place are one transaction. Each record has an own entry in the history, whose context names
    this job (models/geschiedenis.py): so a job can be undone.
    """

    class Veld(models.TextChoices):
        """The fields that have variants of one value."""

        AFDELING = "verantwoordelijke_afdeling", "Verantwoordelijke afdeling"
        GESPREKSRESULTAAT = "gespreksresultaat", "Gespreksresultaat"

    veld = models.CharField("gegeven", max_length=30, choices=Veld.choices)
    oud = ArrayField(models.TextField(null=True), verbose_name="was")  # None: records without it
    nieuw = models.TextField("wordt")
    reden = models.TextField("reden")
    door = models.TextField("door")
    filter = models.TextField("in", help_text="Waaruit is gekozen, in woorden.")
    # What was chosen from the list, encrypted (admin/keuze.py); nothing once the job is done.
    query = models.TextField(blank=True)
    ids = ArrayField(models.BigIntegerField(), null=True)  # where it was a selection
    verwacht = models.PositiveIntegerField("verwacht")  # records, at the start
    aantal = models.PositiveIntegerField("veranderd", default=0)
    plaats = models.BigIntegerField(default=0)  # the last id that was looked at
    einde = models.BigIntegerField()  # the last id that was there at the start
    begonnen_op = models.DateTimeField("begonnen op", db_default=Now())
    klaar_op = models.DateTimeField("klaar op", null=True)
    terug_van = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="teruggedraaid_door"
    )

    class Meta:
        verbose_name = "samenvoeging"
        verbose_name_plural = "samenvoegingen"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"Samenvoeging {self.pk}"

    def matching(self) -> models.Q:
        """The condition on the field of a record."""
        texts = [value for value in self.oud if value is not None]
        condition = models.Q((f"{self.veld}__in", texts))
        return (
            condition | models.Q((f"{self.veld}__isnull", True)) if None in self.oud else condition
        )
