"""Counting the contactmomenten of a period: from the stored figures, and the records themselves.

The stored figures (models/cijfer.py) serve for the days that they are right for, where nothing is
filtered on; and for whole months, where nothing is but one `Uitsplitsing` that they are split by.
All else is counted from the records.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Sum

from contactmomenten.models import Cijfer, Contactmomentdetail, Geteld
from contactmomenten.models.cijfer import CijferQuerySet
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet
from contactmomenten.models.dagen import gaps, on_days
from contactmomenten.models.tellen import Dimensie, Uitsplitsing, counting
from contactmomenten.rapportages.tijdvak import Tijdvak

Tekst = str | None


@dataclass(frozen=True, slots=True)
class Waarden:
    """The records that have one of these values, exactly.

    Raises:
        ValueError: figures split by this do not tell of these values.
    """

    uitsplitsing: Uitsplitsing
    waarden: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse what would be counted wrong from the stored figures."""
        if not self.uitsplitsing.tells_of(self.waarden):
            raise ValueError(self.uitsplitsing)

    @property
    def records(self) -> ContactmomentdetailQuerySet:
        """These records, whenever they began."""
        records = Contactmomentdetail.objects.all()
        if self.uitsplitsing is Uitsplitsing.SOORT:
            return records.with_bron(soort=self.waarden)
        return records.with_text(self.uitsplitsing.value, self.waarden)


@dataclass(frozen=True, slots=True)
class Selectie:
    """Which contactmomenten: those that began in a period, of all or of some.

    ``van`` is what they are of: values that there can be figures of, any other records, or None for
    the whole register.
    """

    tijdvak: Tijdvak
    van: Waarden | ContactmomentdetailQuerySet | None = None

    @classmethod
    def filtered(
        cls, tijdvak: Tijdvak, asked: Mapping[str, Any], records: ContactmomentdetailQuerySet
    ) -> Selectie:
        """Of what is asked for: the column of each filter that is on, with its value or values.

        Where there can be figures of that, ``records`` is not needed: all that meet the filters.
        """
        if not asked:
            return cls(tijdvak)
        column, values = next(iter(asked.items()))
        if len(asked) == 1 and column in Uitsplitsing.values:
            uitsplitsing = Uitsplitsing(column)
            if uitsplitsing.tells_of(values):
                return cls(tijdvak, Waarden(uitsplitsing, tuple(values)))
        return cls(tijdvak, records)

    def in_tijdvak(self, tijdvak: Tijdvak) -> Selectie:
        """The same of another period."""
        return Selectie(tijdvak, self.van)

    @property
    def records(self) -> ContactmomentdetailQuerySet:
        """What is chosen, whenever it began."""
        match self.van:
            case None:
                return Contactmomentdetail.objects.all()
            case Waarden():
                return self.van.records
            case _:
                return self.van

    @property
    def gekozen(self) -> ContactmomentdetailQuerySet:
        """The records of the period."""
        return self.records.on_days(self.tijdvak.van, self.tijdvak.tot_en_met)


@dataclass(slots=True)
class Duren:
    """How many contactmomenten; how many have a duration, and of how many seconds together."""

    aantal: int = 0
    gemeten: int = 0
    seconden: int = 0


def _nothing() -> Any:
    return defaultdict(int)


@dataclass(slots=True)
class Telling:
    """What was counted: of each dimension that was asked for how many have each value.

    ``uren`` is by day and hour of the clock on the wall. ``duren`` has None for those whose
    einddatum lies before their startdatum. Texts that are absent or blank are None.
    """

    uren: dict[tuple[date, int], int] = field(default_factory=_nothing)
    uitkomsten: dict[tuple[Tekst, Tekst], Duren] = field(default_factory=lambda: defaultdict(Duren))
    duren: dict[int | None, int] = field(default_factory=_nothing)
    vragen: dict[Tekst, int] = field(default_factory=_nothing)
    bronnen: dict[tuple[str, str, str], int] = field(default_factory=_nothing)
    soorten: dict[str, int] = field(default_factory=_nothing)
    met_bron: int = 0

    def add(
        self, dimensie: str, dag: date | None, sleutel: list[Any], *numbers: int | None
    ) -> None:
        """Add a row of what was counted (models/tellen.py)."""
        aantal = numbers[0] or 0
        match dimensie:
            case Dimensie.UUR:
                self.uren[cast(date, dag), int(sleutel[0])] += aantal
            case Dimensie.UITKOMST:
                duren = self.uitkomsten[sleutel[0], sleutel[1]]
                duren.aantal += aantal
                duren.gemeten += numbers[1] or 0
                duren.seconden += numbers[2] or 0
            case Dimensie.DUUR:
                self.duren[None if sleutel[0] is None else int(sleutel[0])] += aantal
            case Dimensie.VRAAG:
                self.vragen[sleutel[0]] += aantal
            case Dimensie.BRON:
                self.bronnen[sleutel[0], sleutel[1], sleutel[2]] += aantal
            case Dimensie.SOORT:
                self.soorten[sleutel[0]] += aantal
            case Dimensie.MET_BRON:
                self.met_bron += aantal


def tel(selectie: Selectie, dimensies: Collection[Dimensie]) -> Telling:
    """Count by these dimensions. At most four queries.

    Several counts that have to agree are for one `snapshot` (models/snapshot.py).
    """
    telling = Telling()
    van, tot_en_met = selectie.tijdvak.van, selectie.tijdvak.tot_en_met
    stored = _stored(selectie.van)
    counted = [] if stored is None else Geteld.objects.right(van, tot_en_met)
    if selectie.van is not None:
        counted = in_whole_months(counted)
    if stored is not None and counted:
        _add_stored(telling, stored, counted, dimensies)
    rest = [on_days("startdatum", first, last) for first, last in gaps(van, tot_en_met, counted)]
    if rest:
        _count(telling, selectie.records.filter(reduce(or_, rest)), dimensies)
    return telling


def _stored(van: Waarden | ContactmomentdetailQuerySet | None) -> CijferQuerySet | None:
    """The stored figures of what is chosen, of any day; None if there are none."""
    if van is None:
        return Cijfer.objects.of_all()
    if isinstance(van, Waarden):
        return Cijfer.objects.of_waarden(van.uitsplitsing, van.waarden)
    return None


def _count(
    telling: Telling, records: ContactmomentdetailQuerySet, dimensies: Collection[Dimensie]
) -> None:
    """Count the records themselves."""
    try:
        statement, parameters = counting(records, dimensies)
    except EmptyResultSet:
        return
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        for dimensie, dag, _, *row in cursor.fetchall():
            telling.add(dimensie, dag, *row)


def _add_stored(
    telling: Telling, stored: CijferQuerySet, days: list[date], dimensies: Collection[Dimensie]
) -> None:
    """Add the stored figures of these days; those of whole months at once, but for the hours."""
    if Dimensie.UUR in dimensies:
        _add(telling, stored.covering([], days).filter(dimensie=Dimensie.UUR), "begin")
    if others := [dimensie for dimensie in dimensies if dimensie is not Dimensie.UUR]:
        months, loose = whole_months(days)
        _add(telling, stored.covering(months, loose).filter(dimensie__in=others))


def _add(telling: Telling, cijfers: CijferQuerySet, *day: str) -> None:
    summed = (
        cijfers.order_by()
        .values_list("dimensie", *day, "sleutel")
        .annotate(Sum("aantal"), Sum("gemeten"), Sum("seconden"))
    )
    for dimensie, *when, sleutel, aantal, gemeten, seconden in summed:
        telling.add(dimensie, *(when or [None]), sleutel, aantal, gemeten, seconden)


def whole_months(days: Iterable[date]) -> tuple[list[date], list[date]]:
    """The first days of the months of which all days are among these, and the other days."""
    per_month: dict[date, list[date]] = defaultdict(list)
    for day in days:
        per_month[day.replace(day=1)].append(day)
    whole = [
        month
        for month, found in per_month.items()
        if len(found) == monthrange(month.year, month.month)[1]
    ]
    loose = [day for month, found in per_month.items() if month not in whole for day in found]
    return whole, loose


def in_whole_months(days: Iterable[date]) -> list[date]:
    """Those of these days that are in a month of which all days are among them."""
    days = list(days)
    months, _ = whole_months(days)
    return [day for day in days if day.replace(day=1) in months]
