"""Applications that may call the register, and the tokens that prove which one is calling.

No column holds a usable credential: of a token there is only a hash, and a client secret is
encrypted with a key that is not in the database (toegang/versleuteling.py).
"""

from __future__ import annotations

import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

SHORTEST_CLIENT_ID = 3


class Scope(models.TextChoices):
    """What a caller of the API may be granted. Nothing else is granted by having one of these."""

    LEZEN = "contactmomentdetails.lezen", "Contactmomentdetails lezen"
    SCHRIJVEN = "contactmomentdetails.schrijven", "Contactmomentdetails opslaan en wijzigen"
    VERWIJDEREN = "contactmomentdetails.verwijderen", "Contactmomentdetails verwijderen"
    RAPPORTAGES = "rapportages.lezen", "Managementinformatie lezen"
    MEDEWERKERS = "medewerkers.lezen", "Zien welke medewerker een contactmoment afhandelde"


def has_access(actief: bool, einde: datetime.date | None, vandaag: datetime.date) -> bool:
    """Whether an application with this state and this last day may call today."""
    return actief and (einde is None or einde >= vandaag)


def validate_printable(text: str) -> None:
    """Refuse characters that a terminal or a log would take for something else.

    Raises:
        ValidationError: in Dutch.
    """
    if not text.isprintable():
        raise ValidationError("Gebruik alleen gewone tekens.")


class Applicatie(models.Model):
    """A system of the municipality or of a supplier that may call the API.

    Written through ``toegang/applicaties.py`` only, which logs what changes.
    """

    naam = models.CharField(
        "naam",
        max_length=100,
        validators=[validate_printable],
        help_text="Zo heet de applicatie in dit beheer, in het logboek en in de geschiedenis.",
    )
    doel = models.TextField(
        "doel",
        help_text="Waarvoor de applicatie de gegevens gebruikt. Nodig om het recht op de "
        "gegevens te kunnen verantwoorden.",
    )
    contactadres = models.EmailField(
        "contactadres",
        help_text="E-mailadres van wie de applicatie beheert. Gebruik liever een adres van een "
        "team dan van een persoon.",
    )
    scopes = ArrayField(
        models.CharField(max_length=50, choices=Scope.choices),
        verbose_name="rechten",
        default=list,
        blank=True,
        help_text="Wat de applicatie mag. Zonder rechten mag zij niets.",
    )
    actief = models.BooleanField(
        "actief",
        default=True,
        help_text="Zet dit uit om de applicatie meteen de toegang te ontnemen.",
    )
    geldig_tot_en_met = models.DateField(
        "geldig tot en met",
        null=True,
        blank=True,
        help_text="Laatste dag waarop de applicatie toegang heeft. Leeg betekent: geen einde.",
    )
    client_id = models.CharField(
        "client-id",
        max_length=100,
        null=True,
        blank=True,
        validators=[
            RegexValidator(
                rf"^[A-Za-z0-9._-]{{{SHORTEST_CLIENT_ID},}}$",
                f"Gebruik ten minste {SHORTEST_CLIENT_ID} tekens: letters, cijfers, punt, streepje "
                "en laag streepje.",
            )
        ],
        help_text="Alleen voor een applicatie die zelf JWT's ondertekent, zoals bij de "
        "ZGW-API's. Het geheim maakt u daarna.",
    )
    client_geheim = models.TextField("versleuteld geheim", blank=True, editable=False)
    client_geheim_gemaakt_op = models.DateTimeField("geheim gemaakt op", null=True, editable=False)
    versie = models.PositiveIntegerField(
        "versie",
        default=0,
        help_text="Loopt op bij elke wijziging, zodat niemand de wijziging van een ander ongedaan "
        "maakt zonder het te weten.",
    )
    aangemaakt_op = models.DateTimeField("aangemaakt op", db_default=Now(), editable=False)

    class Meta:
        verbose_name = "applicatie"
        verbose_name_plural = "applicaties"
        ordering = ("naam",)
        constraints = (
            models.UniqueConstraint(
                fields=("naam",),
                name="applicatie_naam_uniek",
                violation_error_message="Er is al een applicatie met deze naam.",
            ),
            models.UniqueConstraint(
                fields=("client_id",),
                name="applicatie_client_id_uniek",
                violation_error_message="Er is al een applicatie met deze client-id.",
            ),
            models.CheckConstraint(
                condition=models.Q(scopes__contained_by=Scope.values),
                name="applicatie_scopes_bestaan",
                violation_error_message="Kies alleen rechten die bestaan.",
            ),
            models.CheckConstraint(
                condition=models.Q(client_geheim="") | models.Q(client_id__isnull=False),
                name="applicatie_geheim_hoort_bij_client_id",
                violation_error_message="Geef bij een geheim ook een client-id.",
            ),
            models.CheckConstraint(condition=~models.Q(naam=""), name="applicatie_heeft_een_naam"),
        )

    def __str__(self) -> str:
        return self.naam

    def is_geldig(self, vandaag: datetime.date | None = None) -> bool:
        """Whether the application may call today."""
        return has_access(self.actief, self.geldig_tot_en_met, vandaag or timezone.localdate())


class TokenQuerySet(models.QuerySet["Token"]):
    """Choosing tokens."""

    def ending_within(self, days: int) -> Self:
        """Those that work now and stop within so many days, the first to stop first."""
        today = timezone.localdate()
        return self.filter(
            ingetrokken_op=None,
            applicatie__actief=True,
            geldig_tot_en_met__gte=today,
            geldig_tot_en_met__lte=today + datetime.timedelta(days),
        ).order_by("geldig_tot_en_met", "id")


class Token(models.Model):
    """A secret that an application sends with each call. An application can have any number."""

    applicatie = models.ForeignKey(
        Applicatie, models.CASCADE, related_name="tokens", verbose_name="applicatie"
    )
    kenmerk = models.CharField(
        "kenmerk",
        max_length=20,
        editable=False,
        help_text="Het begin van het token. Hieraan herkent u het; het is niet geheim.",
    )
    digest = models.CharField("SHA-256 van het token", max_length=64, editable=False)
    geldig_tot_en_met = models.DateField(
        "geldig tot en met", help_text="Laatste dag waarop het token werkt."
    )
    aangemaakt_op = models.DateTimeField("aangemaakt op", db_default=Now(), editable=False)
    laatst_gebruikt_op = models.DateTimeField(
        "laatst gebruikt op",
        null=True,
        editable=False,
        help_text="Op een minuut nauwkeurig.",
    )
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, editable=False)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = "token"
        verbose_name_plural = "tokens"
        ordering = ("-aangemaakt_op", "-id")
        constraints = (models.UniqueConstraint(fields=("digest",), name="token_digest_uniek"),)

    def __str__(self) -> str:
        return self.kenmerk

    def is_geldig(self, vandaag: datetime.date | None = None) -> bool:
        """Whether the token itself works today; its application may still be refused."""
        vandaag = vandaag or timezone.localdate()
        return self.ingetrokken_op is None and self.geldig_tot_en_met >= vandaag
