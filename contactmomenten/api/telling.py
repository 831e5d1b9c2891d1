"""How many records meet the filters: exact, and counted no more often than needed.

Counting can cost more than a page does, and whoever fetches all pages is told on each of them. So
the links from page to page carry the count. It holds as long as nothing in the register changed.
"""

from dataclasses import dataclass
from typing import Self

from django.db.models import Max

from contactmomenten.models import Wijziging
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """A count, and the newest change that was in it.

    ``stand`` is None where a change before it could still come: then the count holds only now.
    """

    aantal: int
    stand: int | None

    @classmethod
    def of(
        cls, records: ContactmomentdetailQuerySet, *, earlier: Self | None, settled: int
    ) -> Self:
        """The count, taken over from an earlier page where nothing changed. One query, or two.

        Args:
            settled: up to which number the log of changes was final before this snapshot began.
        """
        newest = Wijziging.objects.aggregate(newest=Max("nummer"))["newest"] or 0
        if earlier is not None and earlier.stand == newest:
            return earlier
        return cls(aantal=records.count(), stand=newest if newest <= settled else None)
