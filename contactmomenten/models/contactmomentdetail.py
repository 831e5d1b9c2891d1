"""What KISS records of a contactmoment besides the standard."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Left, Now

from contactmomenten.models import triggers

# A tsvector holds at most 1 MB. Nobody's question is this long, but a body may be.
SEARCHED_CHARACTERS = 20_000


class ContactmomentdetailQuerySet(models.QuerySet["Contactmomentdetail"]):
    """The rules for choosing and ordering records, shared by every channel."""

    def in_periode(self, vanaf: datetime, tot_en_met: datetime) -> Self:
        """Records that started in the period, both ends included (contract section 3)."""
        return self.filter(startdatum__gte=vanaf, startdatum__lte=tot_en_met)

    def newest_first(self) -> Self:
        """Newest first, in an order that is the same every time: the id decides between equals."""
        return self.order_by("-startdatum", "-id")

    def page(self, skip: int, size: int, *, total: int) -> Self:
        """Newest first: ``size`` records after the first ``skip`` of ``total``.

        An OFFSET reads every row that it skips. Here the index alone tells where the page begins,
        counted from the nearer end; then the page is read from there. Costs a query of its own.
        """
        if not skip:
            return self.newest_first()[:size]
        order = self.newest_first()
        if skip > total // 2:
            order, skip = order.reverse(), total - 1 - skip
        startdatum, id_ = order.values_list("startdatum", "id")[skip]
        return self.from_place(startdatum, id_).newest_first()[:size]

    def from_place(self, startdatum: datetime, id_: int) -> Self:
        """The record at this place in the order and all older ones.

        Written so that the index is entered at the place: with a plain OR it is read up to there.
        """
        return self.filter(startdatum__lte=startdatum).filter(
            models.Q(startdatum__lt=startdatum) | models.Q(id__lte=id_)
        )

    def with_vraag(self) -> Self:
        """Records whose vraag is not empty or blank. The index for the FAQ has this condition."""
        return self.filter(WITH_VRAAG)

    def search(self, tekst: str) -> Self:
        """Records with all these Dutch words, in any form; quotes and "or" as on the web."""
        return self.filter(zoekvector=SearchQuery(tekst, config="dutch", search_type="websearch"))


def _searched(field: str) -> SearchVector:
    return SearchVector(Left(field, SEARCHED_CHARACTERS), config="dutch")


WITH_VRAAG = models.Q(vraag__regex=r"\S")


class Contactmomentdetail(models.Model):
    """Management information about one contactmoment (the seven properties of the mission).

    Written through ``services.py`` only. ``gewijzigd_op`` and the history are kept by database
    triggers, so that no ordinary write can pass them by. Absent texts are NULL, not "": KISS
    answers what it was sent, and those two are different answers.
    """

    uuid = models.UUIDField(
        "UUID",
        db_default=RandomUUID(),
        editable=False,
        help_text="Kenmerk van deze contactmomentdetails in de API.",
    )
    contactmoment = models.CharField(
        "contactmoment",
        max_length=500,
        help_text="URL van het klantcontact of contactmoment in het register waarin KISS het "
        "heeft opgeslagen.",
    )
    startdatum = models.DateTimeField(
        "startdatum", help_text="Moment waarop het contactmoment begon."
    )
    einddatum = models.DateTimeField(
        "einddatum",
        help_text="Moment waarop het contactmoment eindigde. Startdatum en einddatum vormen samen "
        "de gespreksduur.",
    )
    vraag = models.TextField(
        "vraag",
        null=True,
        blank=True,
        help_text="Titel van de geraadpleegde bron die de KCM als vraag heeft gekozen. Bij een VAC "
        "is dat de vraag; bij een kennisartikel de titel plus één geraadpleegde sectie. Deze vraag "
        "is te zien bij het bekijken van contactmomenten.",
    )
    specifieke_vraag = models.TextField(
        "specifieke vraag",
        null=True,
        blank=True,
        help_text="De eigenlijke vraag van de klant, als de vraag die niet dekt of als die nog in "
        "geen enkele bron staat. Vraag en specifieke vraag vormen samen het onderwerp van het "
        "klantcontact.",
    )
    gespreksresultaat = models.TextField(
        "gespreksresultaat",
        null=True,
        blank=True,
        help_text="Hoe het gesprek is afgelopen, bijvoorbeeld 'Zelfstandig afgehandeld' of "
        "'Doorverbonden'.",
    )
    verantwoordelijke_afdeling = models.TextField(
        "verantwoordelijke afdeling",
        null=True,
        blank=True,
        help_text="De afdeling waarvoor het contactmoment is afgehandeld. KISS vult die waar "
        "mogelijk in vanuit de bron.",
    )
    emailadres_kcm = models.TextField(
        "e-mailadres KCM",
        null=True,
        blank=True,
        help_text="E-mailadres van de klantcontactmedewerker die het contactmoment heeft "
        "afgehandeld. KISS vult dit zelf in.",
    )
    aangemaakt_op = models.DateTimeField(
        "aangemaakt op",
        db_default=Now(),
        editable=False,
        help_text="Moment waarop deze gegevens in het register kwamen.",
    )
    gewijzigd_op = models.DateTimeField(
        "gewijzigd op",
        db_default=Now(),
        editable=False,
        help_text="Moment waarop deze gegevens of hun bronnen voor het laatst veranderden. De "
        "database houdt dit zelf bij.",
    )
    zoekvector = models.GeneratedField(
        expression=_searched("vraag")
        + _searched("specifieke_vraag")
        + _searched("gespreksresultaat")
        + _searched("verantwoordelijke_afdeling"),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
        verbose_name="zoekvector",
    )

    objects = ContactmomentdetailQuerySet.as_manager()

    class Meta:
        verbose_name = "contactmomentdetails"
        verbose_name_plural = "contactmomentdetails"
        permissions = (("view_emailadres_kcm", "Kan zien welke medewerker het contact had"),)
        constraints = (
            models.UniqueConstraint(fields=("uuid",), name="contactmomentdetail_uuid_uniek"),
            # A constraint, not unique=True: that adds a second index on these long texts for LIKE.
            models.UniqueConstraint(
                fields=("contactmoment",), name="contactmomentdetail_contactmoment_uniek"
            ),
        )
        indexes = (
            # With the id: the order is total, and a place in it is found in the index alone.
            models.Index(fields=("startdatum", "id"), name="contactmomentdetail_startdatum"),
            models.Index(
                fields=("einddatum",), condition=WITH_VRAAG, name="contactmomentdetail_faq"
            ),
            GinIndex(fields=("zoekvector",), name="contactmomentdetail_zoekvector"),
        )
        triggers = triggers.GEWIJZIGD_OP

    def __str__(self) -> str:
        # Never a question: this text ends up in messages and logs.
        return self.contactmoment.rstrip("/").rpartition("/")[2] or self.contactmoment
