"""What was corrected or removed since KISS stored it, as a model of its own for the admin."""

from contactmomenten.models.wijziging import Wijziging


class Correctie(Wijziging):
    """An entry of the log that is a correction (`WijzigingQuerySet.corrections`)."""

    class Meta:
        proxy = True
        verbose_name = "correctie"
        verbose_name_plural = "correcties"
