"""Pages of a list: keyset links, that cost the same on every page.

A page begins at a place in the order and not after a number of rows. So nothing is skipped or
repeated while others write, and the last page is as fast as the first.
"""

from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter

from contactmomenten.api.cursor import InvalidCursorError, Lijstcursor
from contactmomenten.api.filters import TekstParameter
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet

LARGEST_PAGE = 5000
DEFAULT_PAGE = 100
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


class PageSizeParameter(TekstParameter):
    """How many records a page has."""

    default_error_messages = {  # noqa: RUF012 - Django's own declaration
        "invalid": f"Dit moet een geheel getal zijn van 1 tot en met {LARGEST_PAGE}."
    }

    def clean(self, value: Any) -> int:
        """The number, or the default."""
        return DEFAULT_PAGE if value is None else super().clean(value)

    def read(self, tekst: str) -> int:
        """The number.

        Raises:
            ValidationError: it is none, or out of bounds.
        """
        number = int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 10 else 0
        if not 1 <= number <= LARGEST_PAGE:
            raise self._fault("invalid")
        return number


class KeuzeParameter(TekstParameter):
    """One of a few words."""

    def __init__(self, *words: str, **kwargs: Any) -> None:
        self.words = words
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> str:
        """The word, or else the first."""
        return self.words[0] if value is None else super().clean(value)

    def read(self, tekst: str) -> str:
        """The word.

        Raises:
            ValidationError: it is another one.
        """
        if tekst not in self.words:
            raise forms.ValidationError(
                f"Kies uit: {', '.join(self.words)}.", code="invalid_choice"
            )
        return tekst


class PaginaForm(forms.Form):
    """How a list is cut into pages."""

    pageSize = PageSizeParameter(required=False)
    ordering = KeuzeParameter(*ORDERINGS)
    telling = KeuzeParameter("ja", "nee")


@dataclass(frozen=True, kw_only=True)
class Pagina:
    """A page of a list, and how to get to its neighbours."""

    rows: list[Any]
    next: Lijstcursor | None
    previous: Lijstcursor | None


@dataclass(frozen=True, kw_only=True)
class Plaats:
    """The question that a request asks: its parameters, and where to begin."""

    query: QueryDict
    cursor: Lijstcursor | None

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """Of a request, whose parameters are in its cursor where it has one.

        Raises:
            ValidationError: of Django; the cursor is not one of ours, or it is not alone.
        """
        if "cursor" not in query:
            return cls(query=query, cursor=None)
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
        return cls(query=QueryDict(cursor.query), cursor=cursor)

    def page(
        self, records: ContactmomentdetailQuerySet, columns: tuple[Any, ...], form: PaginaForm
    ) -> Pagina:
        """The page of these records that this is the place of. Two queries; one at the start.

        Each row begins with the columns and ends with the value of the ordering.
        """
        ordering, size = form.cleaned_data["ordering"], form.cleaned_data["pageSize"]
        field = ORDER_FIELDS[ordering.removeprefix("-")]
        cursor = self.cursor
        back = cursor is not None and cursor.back
        descending = ordering.startswith("-") != back
        sign = "-" if descending else ""
        ordered = records.order_by(f"{sign}{field}", f"{sign}id")
        after = ordered
        if cursor is not None:
            after = ordered.after_place(field, cursor.value, cursor.id, descending=descending)
        rows = list(after.values_list(*columns, field)[: size + 1])
        more, rows = len(rows) > size, rows[:size]
        if back:
            rows.reverse()
        if not rows:
            return Pagina(rows=[], next=None, previous=None)

        def at(row: tuple[Any, ...], *, back: bool) -> Lijstcursor:
            return Lijstcursor(query=self.query.urlencode(), value=row[-1], id=row[0], back=back)

        def has_other_side(row: tuple[Any, ...]) -> bool:
            other = records.after_place(field, row[-1], row[0], descending=not descending)
            return cursor is not None and other.exists()

        has_next = has_other_side(rows[-1]) if back else more
        has_previous = more if back else has_other_side(rows[0])
        return Pagina(
            rows=[row[:-1] for row in rows],
            next=at(rows[-1], back=False) if has_next else None,
            previous=at(rows[0], back=True) if has_previous else None,
        )
