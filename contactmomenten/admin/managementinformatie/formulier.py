"""What the management information is of: a period, and what it is narrowed to."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from contactmomenten.admin.filters import DATUMS, KOLOMMEN, Selectieformulier, address
from contactmomenten.admin.periode import Periode
from contactmomenten.admin.weergave import day
from contactmomenten.models import Contactmomentdetail
from contactmomenten.rapportages import Selectie, Tijdvak

MOST_YEARS = 25  # of which a chart can still be read
GEKOZEN = (*KOLOMMEN, "soort")  # besides the period
# The last month that is over: a month that has just begun says nothing yet.
STANDAARD = Periode.VORIGE_MAAND
CSV = "csv"
PAGE = "admin:managementinformatie"


class Rapportformulier(Selectieformulier):
    """Always of a period; without one in the address, of the month that was last over.

    ``csv`` is the table that is asked for as a file, if any.
    """

    def __init__(self, data: QueryDict) -> None:
        data = data.copy()
        self.csv = str(data.pop(CSV, [""])[-1])
        self.unknown = sorted(data.keys() - self.base_fields.keys())
        super().__init__(data)

    def clean(self) -> dict[str, Any]:
        """Refuse what is no filter here, and a period without an end or of too long."""
        asked = super().clean()
        for name in self.unknown:
            self.add_error(None, f'"{name[:50]}" is geen filter van deze pagina.')
        van, tot_en_met = (asked.get(name) for name in DATUMS)
        for name, other in (DATUMS, DATUMS[::-1]):
            if asked.get(other) and not asked.get(name) and name not in self.errors:
                self.add_error(name, "Vul ook deze datum in.")
        if van and tot_en_met and tot_en_met.year - van.year > MOST_YEARS:
            self.add_error("tot_en_met", f"Kies een periode van hoogstens {MOST_YEARS} jaar.")
        return asked

    @property
    def benoemd(self) -> Periode | None:
        """The period with a name that is shown, if it is one."""
        if any(self.cleaned_data[name] for name in DATUMS):
            return None
        return Periode(self.cleaned_data["periode"] or STANDAARD)

    @property
    def tijdvak(self) -> Tijdvak:
        """The days that the figures are of: of a period that is not over yet, those until today.

        So that what is compared with it is as long.
        """
        van, tot_en_met = self._days()
        today = timezone.localdate()
        return Tijdvak(van, today if van <= today < tot_en_met else tot_en_met)

    @property
    def loopt_nog(self) -> bool:
        """Whether the period is not over yet."""
        return self.tijdvak.tot_en_met != self._days()[1]

    @property
    def is_versmald(self) -> bool:
        """Whether anything besides the period is chosen."""
        return any(self.cleaned_data[name] for name in GEKOZEN)

    @property
    def vast_adres(self) -> str:
        """The page with the days of a period that has a name, which moves along otherwise."""
        van, tot_en_met = day(self.tijdvak.van), day(self.tijdvak.tot_en_met)
        return address(self.data, van=[van], tot_en_met=[tot_en_met], periode=())

    @property
    def selectie(self) -> Selectie:
        """What to count."""
        given = self.cleaned_data
        asked = {KOLOMMEN.get(name, name): given[name] for name in GEKOZEN if given[name]}
        return Selectie.filtered(
            self.tijdvak, asked, self.narrow(Contactmomentdetail.objects.all())
        )

    @property
    def in_woorden(self) -> str:
        """The period as the page tells it: ``vorige maand (01-10-2026 t/m 31-10-2026)``."""
        days = dagen(self.tijdvak)
        return f"{self.benoemd.label} ({days})" if self.benoemd else days

    def periodes(self) -> Iterator[dict[str, Any]]:
        """The links to the periods that have a name, instead of any other period."""
        chosen = self.benoemd if self.is_valid() else None
        for periode in Periode:
            yield {
                "label": periode.label,
                "adres": address(self.data, periode=[periode.value], **dict.fromkeys(DATUMS, ())),
                "gekozen": periode is chosen,
            }

    def csv_adres(self, naam: str) -> str:
        """Where a table of the page is a file."""
        return address(self.data, **{CSV: [naam]})

    def _days(self) -> tuple[date, date]:
        if self.benoemd:
            return self.benoemd.days()
        return self.cleaned_data["van"], self.cleaned_data["tot_en_met"]


def adres_met(query: QueryDict) -> str:
    """The page with what it knows of the query of the list; of a period with both its ends."""
    known = query.copy()
    for name in query:
        if name not in Selectieformulier.base_fields:
            del known[name]
    if not all(known.get(name) for name in DATUMS):
        for name in DATUMS:
            known.pop(name, None)
    return f"{reverse(PAGE)}?{known.urlencode()}".removesuffix("?")


def dagen(tijdvak: Tijdvak) -> str:
    """``01-10-2026 t/m 31-10-2026``, or the one day."""
    van, tot_en_met = day(tijdvak.van), day(tijdvak.tot_en_met)
    return van if van == tot_en_met else f"{van} t/m {tot_en_met}"
