"""Figures over the register."""

from collections import Counter
from typing import Any

from django.db.models import QuerySet

from contactmomenten.models import Contactmomentdetail

RECENTE_CONTACTMOMENTEN = 500
VEELGESTELDE_VRAGEN = 10


def veelgestelde_vragen() -> list[str]:
    """The vragen that occur most among the most recent contactmomenten (contract section 4).

    Returns:
        At most 10 vragen, most frequent first; of equals the most recently asked first. Counted
        over the 500 contactmomenten with the newest einddatum that have a vraag. One query.
    """
    recent = Contactmomentdetail.objects.with_vraag().order_by("-einddatum", "-id")
    vragen: QuerySet[Contactmomentdetail, Any] = recent.values_list("vraag", flat=True)[
        :RECENTE_CONTACTMOMENTEN
    ]
    return [vraag for vraag, _ in Counter(vragen).most_common(VEELGESTELDE_VRAGEN)]
