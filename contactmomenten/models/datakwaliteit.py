"""What cannot be right in a record, or lacks, and what a beheerder therefore should look at.

KISS stores what an employee sends, whatever it is (contract sections 1 and 7): the register keeps
that, and tells where it is.
"""

from datetime import UTC, datetime, timedelta

from django.db.models import Q, TextChoices

LONGEST_GESPREK = timedelta(hours=4)
# KISS stored a moment that lacked as the year 0001 (contract section 6.1).
FIRST_REAL_MOMENT = datetime(2, 1, 1, tzinfo=UTC)

# The conditions of an index have to be spelled as here for it to be used.
ZONDER_AFDELING = Q(verantwoordelijke_afdeling__isnull=True) | Q(
    verantwoordelijke_afdeling__regex=r"^\s*$"
)
ZONDER_ONDERWERP = (Q(vraag__isnull=True) | Q(vraag__regex=r"^\s*$")) & (
    Q(specifieke_vraag__isnull=True) | Q(specifieke_vraag__regex=r"^\s*$")
)


class Datakwaliteit(TextChoices):
    """The signals. A record can have several."""

    OMGEKEERD = "einddatum-voor-startdatum", "Einddatum ligt voor startdatum"
    LANG = "langer-dan-4-uur", "Duurt langer dan 4 uur"
    ZONDER_MOMENT = "jaar-0001", "Datum ontbreekt (jaar 0001)"
    ONBEKENDE_SOORT = "onbekende-soort", "Bron van een onbekende soort"
    ZONDER_AFDELING = "zonder-afdeling", "Geen afdeling"
    ZONDER_ONDERWERP = "zonder-onderwerp", "Geen vraag en geen specifieke vraag"
