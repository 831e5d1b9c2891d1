"""From a figure to the records that it counts: the list, filtered in the same way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from contactmomenten.admin.filtervelden import BronField
from contactmomenten.admin.managementinformatie.formulier import GEKOZEN, Rapportformulier
from contactmomenten.admin.weergave import day
from contactmomenten.models import Datakwaliteit
from contactmomenten.models.contactmomentdetail_queryset import LONGEST_INDEXED
from contactmomenten.rapportages import Tijdvak

LIST = "admin:contactmomenten_contactmomentdetail_changelist"
_OPERATOR = re.compile(r"\bor\b", re.IGNORECASE)  # of the search


@dataclass(frozen=True, slots=True)
class NaarLijst:
    """The list of the records of a period, with what the page is narrowed to."""

    tijdvak: Tijdvak
    gekozen: dict[str, Sequence[str]]

    @classmethod
    def of(cls, form: Rapportformulier) -> NaarLijst:
        """Of all that the page is of."""
        return cls(form.tijdvak, {name: form.cleaned_data[name] for name in GEKOZEN})

    def van(self, tijdvak: Tijdvak) -> NaarLijst:
        """The same of another period."""
        return replace(self, tijdvak=tijdvak)

    def dagen(self, van: date, tot_en_met: date) -> str:
        """The records of some days of the period."""
        first, last = max(van, self.tijdvak.van), min(tot_en_met, self.tijdvak.tot_en_met)
        return self.van(Tijdvak(first, last)).adres()

    def adres(self, **values: Sequence[str]) -> str:
        """The list with these values, instead of those of the page.

        Empty where a value is too long for the list to be filtered on.
        """
        if any(len(value) > LONGEST_INDEXED for given in values.values() for value in given):
            return ""
        query = {
            "van": day(self.tijdvak.van),
            "tot_en_met": day(self.tijdvak.tot_en_met),
            **self.gekozen,
            **values,
        }
        return f"{reverse(LIST)}?{urlencode(query, doseq=True)}"

    def afdeling(self, afdeling: str | None, resultaten: Sequence[str] = ()) -> str:
        """Those for one afdeling, or for none; of some gespreksresultaten, if given."""
        own = {"gespreksresultaat": resultaten} if resultaten else {}
        if afdeling is None:
            return self.adres(signaal=[Datakwaliteit.ZONDER_AFDELING], **own)
        return self.adres(afdeling=[afdeling], **own)

    def gespreksresultaat(self, resultaat: str | None) -> str:
        """Those that ended in one way, or of which that is not known."""
        if resultaat is None:
            return self.adres(zonder=["gespreksresultaat"])
        return self.adres(gespreksresultaat=[resultaat])

    def soort(self, soort: str) -> str:
        """Those with a bron of just this soort."""
        return self._bron(soort)

    def bron(self, soort: str, titel: str, url: str) -> str:
        """Those with just this bron."""
        return self._bron(soort, titel, url)

    def zoek(self, tekst: str) -> str:
        """Those with about these words."""
        words = re.findall(r"\w+", _OPERATOR.sub(" ", tekst.removesuffix("…")))
        return self.adres(q=[" ".join(words)]) if words else ""

    def _bron(self, *bron: str) -> str:
        if any(len(tekst) > LONGEST_INDEXED for tekst in bron):
            return ""
        # The value as a whole is longer than the texts in it.
        query = self.adres()
        return f"{query}&{urlencode({'bron': BronField.text(*bron)})}"
