"""The rules for choosing and ordering records, shared by every channel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import starmap
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery
from django.db import models
from django.db.models import (
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OrderBy,
    OuterRef,
    Q,
    Value,
)
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from contactmomenten.models.dagen import on_days
from contactmomenten.models.datakwaliteit import (
    FIRST_REAL_MOMENT,
    LONGEST_GESPREK,
    ZONDER_AFDELING,
    ZONDER_ONDERWERP,
    Datakwaliteit,
)
from contactmomenten.models.kenmerk import is_kenmerk, may_be_kenmerk, of_contactmoment

if TYPE_CHECKING:
    from contactmomenten.models.bron import Bron, BronQuerySet
    from contactmomenten.models.contactmomentdetail import Contactmomentdetail  # noqa: F401 - in the generic

# The conditions and expressions of an index have to be spelled as here for it to be used.
WITH_VRAAG = Q(vraag__regex=r"\S")
WITHOUT_VRAAG = Q(vraag__isnull=True) | ~WITH_VRAAG
GESPREKSDUUR = ExpressionWrapper(F("einddatum") - F("startdatum"), output_field=DurationField())
# An entry of an index holds at most 2704 bytes. KISS may send any text, however long.
LONGEST_INDEXED = 500
# Of more than 32 on end PostgreSQL makes an internal error.
_MINUSES = re.compile(r"-(?:[^\w\"]*-)+")


def indexed(field: str) -> Q:
    """The condition of an index on a text: it is not too long for one."""
    return Q(LessThanOrEqual(Length(field), LONGEST_INDEXED))


class ContactmomentdetailQuerySet(models.QuerySet["Contactmomentdetail"]):
    """Choosing and ordering records."""

    def in_periode(self, vanaf: datetime, tot_en_met: datetime) -> Self:
        """Records that started in the period, both ends included (contract section 3)."""
        return self.filter(startdatum__gte=vanaf, startdatum__lte=tot_en_met)

    def on_days(self, van: date | None, tot_en_met: date | None) -> Self:
        """Records that started on these days here, both included; None leaves that side open."""
        return self.filter(on_days("startdatum", van, tot_en_met))

    def newest_first(self) -> Self:
        """Newest first, in an order that is the same every time: the id decides between equals."""
        return self.order_by("-startdatum", "-id")

    def page(self, skip: int, size: int, *, total: int) -> Self:
        """Newest first: ``size`` records after the first ``skip`` of ``total``.

        An OFFSET reads every row that it skips. Here the index alone tells where the page begins,
        counted from the nearer end; then the page is read from there. Costs a query of its own.
        """
        if not skip:
            return self.newest_first()[:size]
        order = self.newest_first()
        if skip > total // 2:
            order, skip = order.reverse(), total - 1 - skip
        startdatum, id_ = order.values_list("startdatum", "id")[skip]
        return self.from_place(startdatum, id_).newest_first()[:size]

    def from_place(self, startdatum: datetime, id_: int) -> Self:
        """The record at this place in the order and all older ones.

        Written so that the index is entered at the place: with a plain OR it is read up to there.
        """
        return self.filter(startdatum__lte=startdatum).filter(
            Q(startdatum__lt=startdatum) | Q(id__lte=id_)
        )

    def in_order(self, field: str, *, descending: bool, sort: bool = False) -> Self:
        """In the order of a date-time and the id.

        PostgreSQL may walk through the index of that order until it has met enough records. Where
        few are chosen it meets millions of others first. With ``sort`` it cannot: it has to find
        all that are chosen, by the index for that, and sort them.
        """
        place = ExpressionWrapper(F(field) + Value(timedelta()), output_field=DateTimeField())
        sign = "-" if descending else ""
        return self.order_by(
            OrderBy(place if sort else F(field), descending=descending), f"{sign}id"
        )

    def count_up_to(self, most: int) -> int:
        """How many there are, or one more than ``most``. Counts no further."""
        return self.order_by().values("pk")[: most + 1].count()

    def after_place(self, field: str, value: datetime, id_: int, *, descending: bool) -> Self:
        """What comes after a place in the order of a date-time and the id (as `from_place`)."""
        after = "lt" if descending else "gt"
        return self.filter(Q((f"{field}__{after}e", value))).filter(
            Q((f"{field}__{after}", value)) | Q((f"id__{after}", id_))
        )

    def with_text(self, field: str, values: Sequence[str]) -> Self:
        """Records of which this text is one of these values, exactly."""
        return self.filter(is_one_of(field, values))

    def without_text(self, field: str) -> Self:
        """Records of which this text is absent or blank."""
        return self.filter(Q((f"{field}__isnull", True)) | ~Q((f"{field}__regex", r"\S")))

    def with_vraag(self) -> Self:
        """Records whose vraag is not empty or blank. The index for the FAQ has this condition."""
        return self.filter(WITH_VRAAG)

    def without_vraag(self) -> Self:
        """Records that have no vraag, or a blank one."""
        return self.filter(WITHOUT_VRAAG)

    def lasting(self, *, vanaf: timedelta | None = None, tot: timedelta | None = None) -> Self:
        """Records with a gespreksduur of at least ``vanaf`` and less than ``tot``.

        One whose einddatum lies before its startdatum has none.
        """
        lasting = self.alias(duur=GESPREKSDUUR).filter(duur__gte=vanaf or timedelta())
        return lasting if tot is None else lasting.filter(duur__lt=tot)

    def with_bron(self, **one_of: Sequence[str]) -> Self:
        """Records with a bron of which each of these fields has one of these values."""
        return self.filter(
            id__in=self._bronnen().filter(*starmap(is_one_of, one_of.items())).of_records()
        )

    def without_bron(self) -> Self:
        """Records for which no bron was consulted."""
        return self.filter(~Exists(self._bronnen().filter(contactmomentdetail=OuterRef("pk"))))

    def with_bron_of_soort(self, soorten: Sequence[str], *, andere: bool) -> Self:
        """Records with a bron of one of these soorten, or of one that KISS does not have."""
        return self.filter(id__in=self._bronnen().of_soort(soorten, andere=andere).of_records())

    def _bronnen(self) -> BronQuerySet:
        bron: type[Bron] = self.model._meta.get_field("bronnen").related_model  # type: ignore[assignment]
        return bron.objects.all()

    def with_signal(self, signal: Datakwaliteit) -> Self:
        """Records in which this cannot be right, or lacks."""
        match signal:
            case Datakwaliteit.OMGEKEERD:
                return self.alias(duur=GESPREKSDUUR).filter(duur__lt=timedelta())
            case Datakwaliteit.LANG:
                return self.alias(duur=GESPREKSDUUR).filter(duur__gt=LONGEST_GESPREK)
            case Datakwaliteit.ZONDER_MOMENT:
                return self.filter(
                    Q(startdatum__lt=FIRST_REAL_MOMENT) | Q(einddatum__lt=FIRST_REAL_MOMENT)
                )
            case Datakwaliteit.ONBEKENDE_SOORT:
                return self.filter(id__in=self._bronnen().of_unknown_soort().of_records())
            case Datakwaliteit.ZONDER_AFDELING:
                return self.filter(ZONDER_AFDELING)
            case Datakwaliteit.ZONDER_ONDERWERP:
                return self.filter(ZONDER_ONDERWERP)

    def search(self, tekst: str) -> Self:
        """Records with all these Dutch words, in any form; quotes, "or" and "-" as on the web.

        The last word may still be incomplete: words that begin with it are found too.
        """
        return self.filter(zoekvector=_query(tekst))

    def find(self, tekst: str) -> Self:
        """What somebody is looking for: Dutch words, or the kenmerk of one contactmoment.

        What can be either is looked for as both.
        """
        if is_kenmerk(tekst):
            return self.filter(of_contactmoment(tekst))
        if may_be_kenmerk(tekst):
            return self.filter(of_contactmoment(tekst) | Q(zoekvector=_query(tekst)))
        return self.search(tekst)


def is_one_of(field: str, values: Sequence[str]) -> Q:
    """That a text is one of these, exactly; so that the index on it can be used."""
    equal = Q((f"{field}__in", values))
    in_index = all(len(value) <= LONGEST_INDEXED for value in values)
    return equal & indexed(field) if in_index else equal


def _query(tekst: str) -> SearchQuery | CombinedSearchQuery:
    tekst = _MINUSES.sub("-", tekst)
    whole = SearchQuery(tekst, config="dutch", search_type="websearch")
    *before, last = tekst.split() or [""]
    rest = " ".join(before)
    if not last or last.startswith("-") or '"' in last or rest.count('"') % 2:
        return whole
    # Of an incomplete word nobody knows the stem: "verhui" is a beginning, "paspoor" has none.
    quoted = last.replace("\\", "\\\\").replace("'", "''")
    begins = SearchQuery(f"'{quoted}':*", config="dutch", search_type="raw") | SearchQuery(
        f"'{quoted}':*", config="simple", search_type="raw"
    )
    if not before or (len(before) > 1 and before[-1].lower() == "or"):
        return whole | begins
    return whole | (SearchQuery(rest, config="dutch", search_type="websearch") & begins)
