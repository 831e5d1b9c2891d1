"""What figures can be asked of: a period of whole days, and what the list can be filtered on."""

from typing import Any

from django import forms
from drf_spectacular.utils import OpenApiParameter

from contactmomenten.api.filters import ContactmomentdetailsFilter
from contactmomenten.api.parameters import DatumParameter, GetalParameter, KeuzeParameter
from contactmomenten.rapportages import Selectie, Stap, Tijdvak

MOST_AANTAL = 100
DEFAULT_AANTAL = 10
# Of days, so that an answer has some thousands of points at most.
MOST_DAYS = {Stap.UUR: 62, Stap.DAG: 3660, Stap.WEEK: 36_600, Stap.MAAND: 36_600}
# The first is the default.
STAPPEN = [Stap.DAG.value, *(stap.value for stap in Stap if stap is not Stap.DAG)]

VAN = OpenApiParameter(
    "van", {"type": "string", "format": "date"}, required=True, description="De eerste dag."
)
TOT_EN_MET = OpenApiParameter(
    "totEnMet",
    {"type": "string", "format": "date"},
    required=True,
    description="De laatste dag. Die telt mee.",
)
PER = OpenApiParameter(
    "per",
    {"type": "string", "enum": STAPPEN},
    description="Waarvan u een aantal wilt. Een week begint op maandag. Standaard dag. Per uur kan "
    f"over hoogstens {MOST_DAYS[Stap.UUR]} dagen, per dag over {MOST_DAYS[Stap.DAG]} dagen, per "
    f"week en per maand over {MOST_DAYS[Stap.WEEK]} dagen.",
)


def aantal(what: str) -> OpenApiParameter:
    """How many to answer of something."""
    return OpenApiParameter(
        "aantal",
        {"type": "integer", "minimum": 1, "maximum": MOST_AANTAL},
        description=f"Hoeveel {what} u hoogstens wilt. Standaard {DEFAULT_AANTAL}.",
    )


class StatistiekenFilter(ContactmomentdetailsFilter):
    """The filters of the list; those on the startdatum give way to a period of whole days."""

    # How django-filter leaves out a filter of the class that this one extends.
    startdatumVanaf = None  # type: ignore[assignment]
    startdatumTot = None  # type: ignore[assignment]

    def selectie(self, tijdvak: Tijdvak) -> Selectie:
        """What to count of a period."""
        asked = {
            self.filters[name].field_name: value
            for name, value in self.form.cleaned_data.items()
            if value is not None
        }
        return Selectie.filtered(tijdvak, asked, self.qs)


class TijdvakForm(forms.Form):
    """The period."""

    van = DatumParameter()
    totEnMet = DatumParameter()

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        given = self.cleaned_data
        if "van" in given and "totEnMet" in given and given["totEnMet"] < given["van"]:
            fault = forms.ValidationError(
                "De laatste dag ligt voor de eerste, 'van'.", code="before_van"
            )
            self.add_error("totEnMet", fault)
        return given

    @property
    def tijdvak(self) -> Tijdvak:
        """The period, of a form without faults."""
        return Tijdvak(self.cleaned_data["van"], self.cleaned_data["totEnMet"])


class AantallenForm(TijdvakForm):
    """A period, and what to count it per."""

    per = KeuzeParameter(*STAPPEN)

    def clean(self) -> dict[str, Any]:
        """Refuse more points than anybody wants at once."""
        given = super().clean()
        if given.keys() >= {"van", "totEnMet", "per"}:
            most = MOST_DAYS.get(self.stap)
            if most is not None and self.tijdvak.dagen > most:
                fault = forms.ValidationError(
                    f"Per {self.stap} kan over hoogstens {most} dagen.", code="too_long"
                )
                self.add_error("per", fault)
        return given

    @property
    def stap(self) -> Stap:
        """What to count per."""
        return Stap(self.cleaned_data["per"])


class MeesteForm(TijdvakForm):
    """A period, and how many to answer of what there is most of."""

    aantal = GetalParameter(largest=MOST_AANTAL, default=DEFAULT_AANTAL)
