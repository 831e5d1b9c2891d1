"""What a request for a file asks: which kind, which columns, and where to begin."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from drf_spectacular.utils import OpenApiParameter

from contactmomenten.api import datumtijd
from contactmomenten.api.filters import ContactmomentdetailsFilter
from contactmomenten.api.parameters import KeuzeParameter, TekstenParameter, TekstParameter
from contactmomenten.exports import KOLOMMEN, MEDEWERKER
from contactmomenten.models import Export
from contactmomenten.velden import ONTBREEKT

NAMEN = [kolom.naam for kolom in KOLOMMEN]
STANDAARD = [naam for naam in NAMEN if naam != MEDEWERKER]
NIET_IN_XLSX = "Een Excel-bestand kan niet halverwege beginnen. Vraag om csv of ndjson."

PARAMETERS = [
    OpenApiParameter(
        "formaat",
        {"type": "string", "enum": Export.Formaat.values},
        required=True,
        description="Soort bestand.",
    ),
    OpenApiParameter(
        "kolommen",
        {
            "type": "array",
            "minItems": 1,
            "maxItems": 100,
            "items": {"type": "string", "enum": NAMEN},
        },
        description="Welke gegevens erin staan. U kunt deze parameter herhalen, of de namen achter "
        "elkaar zetten met een komma ertussen. De volgorde ligt vast. Standaard alles behalve "
        f"{MEDEWERKER}: dat kan alleen met het recht medewerkers.lezen.",
    ),
    OpenApiParameter(
        "na",
        {"type": "string", "format": "uuid"},
        description="Ga verder na deze regel: het uuid van de laatste regel die u hebt. Geef "
        "dezelfde filters en kolommen als de eerste keer. Niet met xlsx.",
    ),
]


class FormaatParameter(KeuzeParameter):
    """A kind of file."""

    def __init__(self) -> None:
        super().__init__(*Export.Formaat.values)

    def clean(self, value: Any) -> str:
        """The kind.

        Raises:
            ValidationError: there is none, or it is another one.
        """
        if value is None:
            raise forms.ValidationError(ONTBREEKT, code="required")
        return super().clean(value)


class KolommenParameter(TekstenParameter):
    """Names of columns, repeated or with a comma between them."""

    def clean(self, value: Sequence[str] | None) -> list[str]:
        """The names.

        Raises:
            ValidationError: there is no such column.
        """
        texts = super().clean(value)
        if texts is None:
            return STANDAARD
        namen = [naam.strip() for tekst in texts for naam in tekst.split(",")]
        if not set(namen) <= set(NAMEN):
            raise forms.ValidationError(f"Kies uit: {', '.join(NAMEN)}.", code="invalid_choice")
        return [*dict.fromkeys(namen)]


class KenmerkParameter(TekstParameter):
    """A uuid."""

    def read(self, tekst: str) -> UUID:
        """The uuid.

        Raises:
            ValidationError: it is none.
        """
        try:
            return UUID(tekst)
        except ValueError:
            raise forms.ValidationError("Dit moet een uuid zijn.", code="invalid") from None


class ExportForm(forms.Form):
    """The query of a file, besides the filters."""

    formaat = FormaatParameter()
    kolommen = KolommenParameter(required=False)
    na = KenmerkParameter(required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse what does not go together."""
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        if asked.get("na") and asked.get("formaat") == Export.Formaat.XLSX:
            self.add_error("na", forms.ValidationError(NIET_IN_XLSX, code="not_in_xlsx"))
        return asked


# What these were asked for can be, or lead to, a person: that it was asked is all that is kept.
NEVER_KEPT = {"contactmoment", "bronUrl", "vraag", "zoek", "emailadresKcm"}


def in_woorden(filters: ContactmomentdetailsFilter, *, hervat: bool) -> str:
    """Which part of the register a file has, to be kept; "" for all of it."""
    parts = [
        f"met een filter op {name}" if name in NEVER_KEPT else f"{name}: {_shown(value)}"
        for name, value in filters.form.cleaned_data.items()
        if value is not None
    ]
    return "; ".join([*parts, *(["vervolg van een afgebroken bestand"] if hervat else [])])


def _shown(value: Any) -> str:
    match value:
        case datetime():
            return datumtijd.write(value)
        case timedelta():
            return f"{value // timedelta(seconds=1)} seconden"
        case bool():
            return "ja" if value else "nee"
        case list():
            return " of ".join(value)
        case _:
            return str(value)
