"""Pages of a list that may have millions of records, and about how many those are."""

from math import ceil

from django.core import paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from contactmomenten.admin.volgorde import Volgorde
from contactmomenten.admin.weergave import number
from contactmomenten.models import Contactmomentdetail
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet
from contactmomenten.models.waarden import estimated_total

MOST = 10_000  # records that are counted, and that have a page


class Paginator(paginator.Paginator):  # type: ignore[type-arg]
    """The first 10,000 records of a list, in pages; counted no further than that.

    Args:
        records: what the list has, in any order.
        volgorde: the order of the list.
        bereik: a part of that order that the records were chosen from: a period, or all.
    """

    def __init__(
        self,
        records: ContactmomentdetailQuerySet,
        per_page: int,
        *,
        volgorde: Volgorde,
        bereik: ContactmomentdetailQuerySet,
    ) -> None:
        super().__init__(volgorde.order(records), per_page)
        self.records = records
        self.volgorde = volgorde
        self.bereik = bereik

    @cached_property
    def counted(self) -> int:
        """How many there are, or one more than are counted."""
        return 0 if self.records.query.is_empty() else self.records.count_up_to(MOST)

    @property
    def count(self) -> int:
        """How many records have a page."""
        return min(self.counted, MOST)

    @property
    def has_more(self) -> bool:
        """Whether there are records that have no page."""
        return self.counted > MOST

    @cached_property
    def aantal(self) -> str:
        """How many there are, as far as it is known: ``ongeveer 2.000.000``."""
        if not self.has_more:
            return number(self.counted)
        if not self.records.query.where and (estimate := estimated_total()) > MOST:
            return f"ongeveer {number(_rounded(estimate))}"
        return f"meer dan {number(MOST)}"

    @property
    def num_pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return ceil(self.count / self.per_page) or 1

    def rows(self, page: int) -> QuerySet[Contactmomentdetail] | list[Contactmomentdetail]:
        """The records of a page.

        The index of the order leads to them at once, unless they lie far apart in it: because there
        are few, or because all are old. Then it is faster to find all of the list and sort them.
        """
        first = (page - 1) * self.per_page
        part = slice(first, first + self.per_page)
        if self.records.query.where == self.bereik.query.where:
            return self.volgorde.order(self.records)[part]
        if self.has_more:
            among = self.volgorde.sleutel.begin + self.volgorde.sleutel.passed_by * first
            found = list(self.volgorde.begin_of(self.records, self.bereik, among)[part])
            if len(found) == self.per_page:
                return found
        return self.volgorde.order(self.records, sort=True)[part]


def _rounded(estimate: int) -> int:
    """Three figures: more would be in the eyes of whoever reads it only."""
    unit = int(10 ** max(0, len(str(estimate)) - 3))
    return int(round(estimate / unit) * unit)
