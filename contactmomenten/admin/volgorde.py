"""What the list can be sorted by, either way, and always in an order that is total."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from django.db.models import F, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from contactmomenten.models.contactmomentdetail_queryset import (
    GESPREKSDUUR,
    ContactmomentdetailQuerySet,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sleutel:
    """What records are sorted by; there is an index on it.

    Args:
        laagste: no record has less.
        hoogste: no record has more.
        begin: how many records are read in less time than a page may take. For a duration that is
            fewer: records that lasted equally long are not stored together.
        passed_by: how many more of them, for each of the list that is on an earlier page.
        is_moment: whether a period is a part of the order.
    """

    expression: Combinable
    laagste: datetime | timedelta
    hoogste: datetime | timedelta
    begin: int
    passed_by: int
    is_moment: bool = False


_FIRST = datetime(1, 1, 1, tzinfo=UTC)
_LAST = datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
SLEUTELS = {
    "moment": Sleutel(
        expression=F("startdatum"),
        laagste=_FIRST,
        hoogste=_LAST,
        begin=100_000,
        passed_by=20,
        is_moment=True,
    ),
    "duur": Sleutel(
        expression=GESPREKSDUUR,
        laagste=_FIRST - _LAST,
        hoogste=_LAST - _FIRST,
        begin=5_000,
        passed_by=5,
    ),
}


@dataclass(frozen=True, slots=True)
class Volgorde:
    """A column of the list, and whether the highest come first."""

    kolom: str
    aflopend: bool

    @classmethod
    def read(cls, tekst: str) -> Self:
        """As it stands in an address: ``duur``, or ``-duur`` for the longest first.

        Raises:
            KeyError: the list cannot be sorted by that.
        """
        kolom = tekst.removeprefix("-")
        SLEUTELS[kolom]
        return cls(kolom, aflopend=tekst.startswith("-"))

    def __str__(self) -> str:
        return f"-{self.kolom}" if self.aflopend else self.kolom

    @property
    def sleutel(self) -> Sleutel:
        """What the records are sorted by."""
        return SLEUTELS[self.kolom]

    @property
    def omgekeerd(self) -> "Volgorde":
        """The other way round."""
        return Volgorde(self.kolom, aflopend=not self.aflopend)

    def order(
        self, records: ContactmomentdetailQuerySet, *, sort: bool = False
    ) -> ContactmomentdetailQuerySet:
        """The records in this order; ``sort`` as for `ContactmomentdetailQuerySet.in_order`."""
        keyed = records.alias(sleutel=self.sleutel.expression)
        return keyed.in_order("sleutel", descending=self.aflopend, sort=sort)

    def begin_of(
        self, records: ContactmomentdetailQuerySet, of: ContactmomentdetailQuerySet, among: int
    ) -> ContactmomentdetailQuerySet:
        """Those of the records that are among so many of the first ``of`` more, in this order."""
        keys = self.order(of).values(rand=self.sleutel.expression)
        beyond = self.sleutel.laagste if self.aflopend else self.sleutel.hoogste
        edge = Coalesce(Subquery(keys[among : among + 1]), beyond)
        side = "gte" if self.aflopend else "lte"
        condition: dict[str, Any] = {f"sleutel__{side}": edge}
        return self.order(records).filter(**condition)


NIEUWSTE_EERST = Volgorde("moment", aflopend=True)
