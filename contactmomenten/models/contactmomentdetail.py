"""What KISS records of a contactmoment besides the standard."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Left, Now

from contactmomenten.models import triggers
from contactmomenten.models.contactmomentdetail_queryset import (
    GESPREKSDUUR,
    WITH_VRAAG,
    WITHOUT_VRAAG,
    ContactmomentdetailQuerySet,
    indexed,
)
from contactmomenten.models.datakwaliteit import ZONDER_AFDELING, ZONDER_ONDERWERP
from contactmomenten.models.kenmerk import LAATSTE_DEEL

# A tsvector holds at most 1 MB. Nobody's question is this long, but a body may be.
SEARCHED_CHARACTERS = 20_000


def _searched(field: str) -> SearchVector:
    return SearchVector(Left(field, SEARCHED_CHARACTERS), config="dutch")


def _index_on(field: str, *, name: str) -> models.Index:
    return models.Index(fields=(field,), condition=indexed(field), name=name)


class Contactmomentdetail(models.Model):
    """What a contact centre wants to know of a contactmoment, besides what the standard has.

    Written through ``services`` only. ``gewijzigd_op`` and the history are kept by database
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
        permissions = (
            ("view_emailadres_kcm", "Kan zien welke medewerker het contact had"),
            ("export_contactmomentdetail", "Kan contactmomentdetails exporteren"),
        )
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
            models.Index(fields=("einddatum", "id"), name="contactmomentdetail_einddatum"),
            models.Index(fields=("gewijzigd_op", "id"), name="contactmomentdetail_gewijzigd"),
            models.Index(GESPREKSDUUR, name="contactmomentdetail_duur"),
            # Half the size of a B-tree: nothing is in the order of a kenmerk.
            HashIndex(LAATSTE_DEEL, name="contactmomentdetail_kenmerk"),
            models.Index(
                fields=("startdatum", "id"),
                condition=ZONDER_AFDELING,
                name="contactmoment_zonder_afdeling",
            ),
            models.Index(
                fields=("startdatum", "id"),
                condition=ZONDER_ONDERWERP,
                name="contactmoment_zonder_onderwerp",
            ),
            # For values that few have, and to count those that many have.
            _index_on("vraag", name="contactmomentdetail_vraag"),
            _index_on("gespreksresultaat", name="contactmomentdetail_resultaat"),
            _index_on("verantwoordelijke_afdeling", name="contactmomentdetail_afdeling"),
            _index_on("emailadres_kcm", name="contactmomentdetail_kcm"),
            models.Index(
                fields=("startdatum", "id"),
                condition=WITHOUT_VRAAG,
                name="contactmomentdetail_zonder",
            ),
        )
        triggers = (*triggers.GEWIJZIGD_OP, *triggers.WIJZIGINGEN)

    def __str__(self) -> str:
        # Never a question: this text ends up in messages and logs.
        return self.contactmoment.rstrip("/").rpartition("/")[2] or self.contactmoment

    @property
    def onderwerp(self) -> str | None:
        """What the contactmoment was about, as KISS shows it."""
        return onderwerp_of(self.vraag, self.specifieke_vraag)

    @property
    def gespreksduur(self) -> timedelta | None:
        """How long it took; None where the two moments cannot be right (contract section 1)."""
        duur = self.einddatum - self.startdatum
        return duur if duur >= timedelta() else None


def onderwerp_of(vraag: str | None, specifieke_vraag: str | None) -> str | None:
    """Vraag and specifieke vraag together, as KISS puts them: ``vraag (specifieke vraag)``."""
    if not vraag or vraag.isspace():
        vraag = None
    if not specifieke_vraag or specifieke_vraag.isspace():
        return vraag
    return f"{vraag} ({specifieke_vraag})" if vraag else specifieke_vraag
