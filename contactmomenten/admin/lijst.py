"""The list of contactmomentdetails as an address asks for it: filtered, sorted, and one page."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.templatetags.admin_list import result_headers
from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR, ChangeList
from django.db.models.functions import Left
from django.forms import Field, Form
from django.http import HttpRequest

from contactmomenten.admin.filters import DATUMS, ActiefFilter, Filterformulier, actieve_filters
from contactmomenten.admin.managementinformatie.formulier import adres_met
from contactmomenten.admin.paginator import MOST, Paginator
from contactmomenten.admin.periode import Periode
from contactmomenten.admin.volgorde import NIEUWSTE_EERST, SLEUTELS, Volgorde
from contactmomenten.admin.weergave import number
from contactmomenten.models import Bron
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet

KNOWN = {*Filterformulier.base_fields, ORDER_VAR, PAGE_VAR}
LONGEST_SHOWN = 200  # characters of a text; the page of the record has all of it
# What a row needs; the texts are cut off in the database, where they can be a megabyte each.
COLUMNS = ("contactmoment", "startdatum", "einddatum", "emailadres_kcm")
TEXTS = ("vraag", "specifieke_vraag", "gespreksresultaat", "verantwoordelijke_afdeling")


def _with_columns(records: ContactmomentdetailQuerySet) -> ContactmomentdetailQuerySet:
    """With the columns of the list and nothing else: ``vraag_kort`` and so on for the texts."""
    short = {f"{name}_kort": Left(name, LONGEST_SHOWN + 1) for name in TEXTS}
    return records.only(*COLUMNS).annotate(**short)


class Zoekvak(Form):
    """The words as they stand in the address; `Filterformulier` tells what is wrong with them."""

    q = Field(required=False)


class Lijst(ChangeList):
    """The list. Its ``queryset`` has all that is asked for, in order; nothing if there is a fault.

    ``fouten`` tells what is wrong with the address.
    """

    search_form_class = Zoekvak
    formulier: Filterformulier
    paginator: Paginator

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: Any = None
    ) -> ContactmomentdetailQuerySet:
        """What the address asks for.

        Raises:
            DisallowedModelAdminLookup: it has a parameter that does not exist.
        """
        if unknown := request.GET.keys() - KNOWN:
            raise DisallowedModelAdminLookup(f"Unknown parameters: {len(unknown)}")
        self.filter_specs = []
        self.has_filters = self.has_active_filters = False
        self.formulier = Filterformulier(request.GET)
        self.fouten = self.formulier.fouten
        self.volgorde = self._volgorde()
        records: ContactmomentdetailQuerySet = self.root_queryset  # type: ignore[assignment]
        self.bereik = records
        if self.fouten:
            return records.none()
        in_period = self.formulier.in_period(records)
        self.bereik = in_period if self.volgorde.sleutel.is_moment else records
        self.query = self.formulier.cleaned_data["q"]
        found, _ = self.model_admin.get_search_results(
            request, self.formulier.narrow(in_period), self.query
        )
        return self.volgorde.order(found)  # type: ignore[arg-type]

    def _volgorde(self) -> Volgorde:
        asked = self.params.get(ORDER_VAR, "")
        try:
            return Volgorde.read(asked) if asked else NIEUWSTE_EERST
        except KeyError:
            self.fouten.append(f'Volgorde: op "{asked[:20]}" kunt u niet sorteren.')
            return NIEUWSTE_EERST

    def get_results(self, request: HttpRequest) -> None:
        """Count, and fetch the page. Three queries, and one for the estimate of a long list."""
        records = _with_columns(self.queryset)
        self.paginator = Paginator(
            records, self.list_per_page, volgorde=self.volgorde, bereik=self.bereik
        )
        self.result_count = self.paginator.count
        self.full_result_count = None
        self.show_full_result_count = False
        self.show_admin_actions = self.result_count > 0
        self.can_show_all = self.show_all = False
        self.multi_page = self.paginator.num_pages > 1
        self.page_num = self._page_num(request.GET.get(PAGE_VAR, ""))
        self.result_list = self._rows()

    def _page_num(self, asked: str) -> int:
        """Which page to show; 0, which there is not, where the address has no page that is."""
        last = self.paginator.num_pages
        if not asked:
            return 1
        if asked.isascii() and asked.isdigit() and len(asked) < 10 and 1 <= int(asked) <= last:
            return int(asked)
        pages = f"Er zijn {number(last)} pagina's." if last > 1 else "Er is 1 pagina."
        self.fouten.append(f'Pagina "{asked[:20]}" is er niet. {pages}')
        return 0

    def _rows(self) -> list[Any]:
        """The records of the page, with how many bronnen each has."""
        if not (self.page_num and self.result_count):
            return []
        rows = list(self.paginator.rows(self.page_num))
        counts = Bron.objects.count_per_contactmomentdetail([row.pk for row in rows])
        for row in rows:
            row.aantal_bronnen = counts.get(row.pk, 0)  # type: ignore[attr-defined]
        return rows

    def get_ordering_field_columns(self) -> dict[int, Any]:
        """None: the template makes the links that sort, by the name of a column."""
        return {}

    def koppen(self) -> Iterator[dict[str, Any]]:
        """The headings of the table, and of what can be sorted the link that does."""
        for kolom, kop in zip(self.list_display, result_headers(self), strict=True):
            yield {**kop, **self._sorting(str(kolom))}

    def _sorting(self, kolom: str) -> dict[str, str]:
        if kolom not in SLEUTELS:
            return {}
        if kolom != self.volgorde.kolom:
            return {"adres": self.get_query_string({ORDER_VAR: f"-{kolom}"})}
        return {
            "adres": self.get_query_string({ORDER_VAR: str(self.volgorde.omgekeerd)}),
            "richting": "descending" if self.volgorde.aflopend else "ascending",
        }

    @property
    def actieve_filters(self) -> list[ActiefFilter]:
        """For the template."""
        return actieve_filters(self)

    def periodes(self) -> Iterator[dict[str, Any]]:
        """The links to the periods that have a name, instead of any other period."""
        chosen = self.formulier["periode"].value()
        for periode in Periode:
            yield {
                "label": periode.label,
                "adres": self.get_query_string({"periode": periode.value}, DATUMS),
                "gekozen": periode.value == chosen,
            }

    @property
    def managementinformatie(self) -> str:
        """The figures of about the same records: of this period, and of the values they know."""
        return adres_met(self.formulier.data)

    @property
    def bladerbaar(self) -> str:
        """How many records have a page, at most."""
        return number(MOST)
