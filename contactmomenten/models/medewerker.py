"""Who an employee of the identity provider is in the admin."""

from django.conf import settings
from django.db import models


class Medewerker(models.Model):
    """Ties an account of the admin to an employee of the identity provider.

    By issuer and subject, which the provider never gives to somebody else: an e-mail address or a
    user name can change hands, and would let one employee into the account of another.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="medewerker"
    )
    issuer = models.TextField("identityprovider")
    subject = models.TextField("kenmerk bij de identityprovider")

    class Meta:
        verbose_name = "medewerker"
        verbose_name_plural = "medewerkers"
        constraints = (
            models.UniqueConstraint(
                fields=("issuer", "subject"), name="medewerker_issuer_subject_uniek"
            ),
        )

    def __str__(self) -> str:
        return str(self.account)
