"""Pages of a list: keyset links, that cost the same on every page.

A page begins at a place in the order and not after a number of rows. So nothing is skipped or
repeated while others write, and the last page is as fast as the first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

from django import forms
from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter

from contactmomenten.api import datumtijd
from contactmomenten.api.cursor import InvalidCursorError, Lijstcursor
from contactmomenten.api.datumtijd import Zulu
from contactmomenten.api.fouten import parse
from contactmomenten.api.parameters import (
    DEFAULT_PAGE,
    LARGEST_PAGE,
    KeuzeParameter,
    PageSizeParameter,
)
from contactmomenten.api.telling import Telling
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet
from contactmomenten.problem_details import UriTooLong

# What a list can be ordered by: its name in the API and the column, which has an index with the id.
ORDER_FIELDS = {
    "startdatum": "startdatum",
    "einddatum": "einddatum",
    "gewijzigdOp": "gewijzigd_op",
}
ORDERINGS = [sign + name for name in ORDER_FIELDS for sign in ("-", "")]
DEFAULT_ORDERING = ORDERINGS[0]
# For clients made from the description, where no name can have a minus in it.
_ORDERING_NAMES = [
    f"{name}_{direction}" for name in ORDER_FIELDS for direction in ("aflopend", "oplopend")
]
# In bytes, as it stands in the address. The cursor of such a query is hardly longer, whatever is in
# it, and so 'next' fits in the 8 KiB that every proxy takes.
LONGEST_QUERY = 7000
TE_LANG = (
    f"Alle parameters samen mogen hoogstens {LONGEST_QUERY} tekens lang zijn, zoals ze in het "
    "adres staan. Vraag het in meer keren."
)
# Up to this many are found and sorted in less time than a walk in order can take to meet them.
FEW = 10_000

# The descriptions say the defaults and the schemas do not: clients made from the schemas would send
# them all, also with a cursor, which has the ones of the first page.
PAGE_SIZE = OpenApiParameter(
    "pageSize",
    {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE},
    description=f"Hoeveel er op een pagina staan. Standaard {DEFAULT_PAGE}.",
)
PARAMETERS = [
    PAGE_SIZE,
    OpenApiParameter(
        "ordering",
        {"type": "string", "enum": ORDERINGS, "x-enum-varnames": _ORDERING_NAMES},
        description="Volgorde. Met een min ervoor: het nieuwste eerst. Bij gelijke momenten ligt "
        f"de volgorde ook vast. Standaard {DEFAULT_ORDERING}.",
    ),
    OpenApiParameter(
        "telling",
        {"type": "string", "enum": ["ja", "nee"]},
        description="Met nee ontbreekt 'count'. Dat is sneller. Standaard ja.",
    ),
    OpenApiParameter(
        "cursor",
        {"type": "string", "minLength": 1},
        description="Plaats in de lijst: de parameter 'cursor' uit 'next' of 'previous'. De "
        "filters zitten in de cursor: andere parameters mogen er niet bij.",
    ),
]


class PaginaForm(forms.Form):
    """How a list is cut into pages."""

    pageSize = PageSizeParameter()
    ordering = KeuzeParameter(*ORDERINGS)
    telling = KeuzeParameter("ja", "nee")

    @property
    def field(self) -> str:
        """The column that the list is ordered by."""
        return ORDER_FIELDS[self.cleaned_data["ordering"].removeprefix("-")]

    @property
    def descending(self) -> bool:
        """Whether the newest come first."""
        return bool(self.cleaned_data["ordering"].startswith("-"))

    @property
    def is_counted(self) -> bool:
        """Whether the caller wants to know how many there are."""
        return bool(self.cleaned_data["telling"] == "ja")


def refuse_too_long(raw: str) -> None:
    """Refuse a query, as it stands in the address, that is too long.

    Raises:
        UriTooLong: it is.
    """
    if len(raw) > LONGEST_QUERY:
        raise UriTooLong(TE_LANG)


@dataclass(frozen=True, kw_only=True)
class Pagina:
    """A page of a list, and how to get to its neighbours."""

    rows: list[Any]
    next: Lijstcursor | None
    previous: Lijstcursor | None


@dataclass(frozen=True, kw_only=True)
class Plaats:
    """The question that a request asks: its parameters, and where to begin."""

    raw: str  # as `fouten.raw_query` gives it
    query: QueryDict
    cursor: Lijstcursor | None

    @classmethod
    def of(cls, raw: str) -> Self:
        """Of the query of a request, whose parameters are in its cursor where it has one.

        Raises:
            UriTooLong: no other page could be asked for.
            ValidationError: of Django; the cursor is not one of ours, or it is not alone.
        """
        query = parse(raw)
        if "cursor" not in query:
            refuse_too_long(raw)
            return cls(raw=raw, query=query, cursor=None)
        if len(query) > 1 or len(query.getlist("cursor")) > 1:
            raise forms.ValidationError(
                "Een cursor gaat niet samen met andere parameters.", code="not_alone"
            )
        try:
            cursor = Lijstcursor.read(str(query["cursor"]))
        except InvalidCursorError:
            raise forms.ValidationError(
                "Deze cursor werkt niet. Begin opnieuw, zonder cursor.", code="invalid"
            ) from None
        return cls(raw=cursor.query, query=parse(cursor.query), cursor=cursor)

    @property
    def telling(self) -> Telling | None:
        """The count of the page before."""
        return self.cursor.telling if self.cursor else None

    def page(
        self,
        records: ContactmomentdetailQuerySet,
        columns: tuple[Any, ...],
        form: PaginaForm,
        *,
        narrowed: bool,
        telling: Telling | None,
    ) -> Pagina:
        """The page of these records that this is the place of. One query.

        One more for a first page that is ``narrowed`` (by something else than a range of the
        ordering) and not counted. The columns begin with the id, and have what can be ordered by.
        """
        cursor, field, size = self.cursor, form.field, form.cleaned_data["pageSize"]
        back = cursor is not None and cursor.back
        descending = form.descending != back
        if cursor is not None:
            few = cursor.few
            records = records.after_place(field, cursor.value, cursor.id, descending=descending)
        else:
            few = narrowed and (
                telling.aantal <= FEW if telling else records.count_up_to(FEW) <= FEW
            )
        ordered = records.in_order(field, descending=descending, sort=few)
        rows = list(ordered.values_list(*columns)[: size + 1])
        more, rows = len(rows) > size, rows[:size]
        if back:
            rows.reverse()
        moment = columns.index(Zulu(field))
        link = partial(Lijstcursor, query=self.raw, few=few, telling=telling)

        def at(row: tuple[Any, ...], *, back: bool) -> Lijstcursor:
            return link(value=datumtijd.read(row[moment]), id=row[0], back=back)

        if not rows:
            return self._emptied(link, descending=descending)
        return Pagina(
            rows=rows,
            next=at(rows[-1], back=False) if more or back else None,
            previous=at(rows[0], back=True) if (more if back else cursor) else None,
        )

    def _emptied(self, link: Callable[..., Lijstcursor], *, descending: bool) -> Pagina:
        """A page of which all was removed meanwhile. It leads back to where it was reached from.

        That includes the record at the edge: there is no id between its own and the next.
        """
        cursor = self.cursor
        if cursor is None:
            return Pagina(rows=[], next=None, previous=None)
        edge = cursor.id + (-1 if descending else 1)
        origin = link(value=cursor.value, id=edge, back=not cursor.back)
        return Pagina(
            rows=[],
            next=origin if cursor.back else None,
            previous=None if cursor.back else origin,
        )
