"""The form with which a record is corrected, and that of its bronnen."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from contactmomenten.admin.momentveld import MomentField
from contactmomenten.admin.reden import RedenField
from contactmomenten.admin.versie import versie_of
from contactmomenten.models import Bron, Contactmomentdetail
from contactmomenten.services import Bronvermelding
from contactmomenten.services.grenzen import (
    LONGEST_NAAM,
    LONGEST_SPECIFIEKE_VRAAG,
    LONGEST_TITEL,
    LONGEST_URL,
    LONGEST_VRAAG,
)
from contactmomenten.velden import is_webadres

LONGEST = {
    "vraag": LONGEST_VRAAG,
    "specifieke_vraag": LONGEST_SPECIFIEKE_VRAAG,
    "gespreksresultaat": LONGEST_NAAM,
    "verantwoordelijke_afdeling": LONGEST_NAAM,
    "titel": LONGEST_TITEL,
    "url": LONGEST_URL,
}
TEXTS = tuple(LONGEST)[:4]
SUGGESTED = ("gespreksresultaat", "verantwoordelijke_afdeling")
MOMENTS = ("startdatum", "einddatum")
CHANGED_MEANWHILE = (
    "Deze gegevens zijn intussen veranderd door iemand anders. Uw correctie is niet opgeslagen. "
    "Open de gegevens opnieuw en kijk wat er nu staat."
)


class TekstVeld(forms.CharField):
    """A text as it is; nothing is None. A browser sends the end of a line as two characters."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, empty_value=None, **kwargs)

    def to_python(self, value: Any) -> str | None:
        """The text, or None where it is blank."""
        tekst = super().to_python(value)
        return tekst.replace("\r\n", "\n") if tekst and not tekst.isspace() else None


def _too_long(form: forms.BaseForm) -> None:
    """Bound what somebody typed. What KISS stored may be longer, and may stay."""
    for name, longest in LONGEST.items():
        value = form.cleaned_data.get(name)
        if name in form.changed_data and value and len(value) > longest:
            form.add_error(name, f"Dit mag hoogstens {longest} tekens lang zijn.")


class CorrectieForm(forms.ModelForm):  # type: ignore[type-arg]
    """What may be corrected, the reason, and which version somebody is looking at."""

    reden = RedenField()
    versie = forms.CharField(widget=forms.HiddenInput)
    startdatum = MomentField(label="Startdatum")
    einddatum = MomentField(label="Einddatum")

    class Meta:
        model = Contactmomentdetail
        fields = (*TEXTS, *MOMENTS)
        field_classes = dict.fromkeys(TEXTS, TekstVeld)
        widgets = {
            "vraag": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "specifieke_vraag": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        } | {
            name: forms.TextInput(attrs={"class": "vTextField", "list": f"suggesties-{name}"})
            for name in SUGGESTED
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["versie"] = versie_of(self.instance.gewijzigd_op)
        for name in MOMENTS:
            field = self.fields.get(name)
            if isinstance(field, MomentField):  # for whoever may not correct there is none
                field.stored = getattr(self.instance, name)
                for widget, part in zip(field.widget.widgets, ("datum", "tijd"), strict=True):
                    widget.attrs["aria-label"] = f"{field.label}: {part}"

    def clean(self) -> dict[str, Any]:
        """Check what belongs together, and that nobody else was first.

        From here on nobody else can change the record: its row is locked until the transaction of
        the admin ends.
        """
        cleaned = super().clean() or {}
        locked = Contactmomentdetail.objects.select_for_update().only("gewijzigd_op")
        now = locked.filter(pk=self.instance.pk).first()
        if now is None or versie_of(now.gewijzigd_op) != cleaned.get("versie"):
            raise ValidationError(CHANGED_MEANWHILE, code="changed_meanwhile")
        _too_long(self)
        begin, end = (cleaned.get(name) for name in MOMENTS)
        if self._touched_moments() and begin and end and end < begin:
            self.add_error("einddatum", "De einddatum ligt voor de startdatum.")
        return cleaned

    def corrections(self) -> dict[str, str | datetime | None]:
        """The fields that somebody changed, with what they become."""
        return {
            name: self.cleaned_data[name]
            for name in (*TEXTS, *MOMENTS)
            if name in self.changed_data
        }

    def _touched_moments(self) -> bool:
        """What KISS stored the wrong way round may stay so while something else is corrected."""
        return any(name in self.changed_data for name in MOMENTS)


class BronForm(forms.ModelForm):  # type: ignore[type-arg]
    """One of the consulted sources."""

    soort = forms.ChoiceField(label="Soort")

    class Meta:
        model = Bron
        fields = ("soort", "titel", "url")
        field_classes = {"titel": TekstVeld, "url": TekstVeld}  # noqa: RUF012
        widgets = {  # noqa: RUF012 - Django's own declaration
            "titel": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "url": forms.TextInput(attrs={"class": "vLargeTextField"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        soort = self.fields.get("soort")
        if isinstance(soort, forms.ChoiceField):
            stored = [self.instance.soort] if self.instance.pk else [""]
            soort.choices = [
                (name, name or "Kies een soort") for name in dict.fromkeys([*stored, *Bron.Soort])
            ]

    def clean(self) -> dict[str, Any]:
        """Check what somebody typed."""
        cleaned = super().clean() or {}
        _too_long(self)
        url = cleaned.get("url")
        if "url" in self.changed_data and url and not is_webadres(url):
            self.add_error("url", "Vul een volledig adres in dat met http:// of https:// begint.")
        return cleaned


class BronUitLijst(forms.Field):
    """The hidden id of a bron; Django's own field asks the database for each of them."""

    widget = forms.HiddenInput

    def __init__(self, bronnen: Iterable[Bron], **kwargs: Any) -> None:
        self.bronnen = {str(bron.pk): bron for bron in bronnen}
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> Bron | None:
        """The bron with this id.

        Raises:
            ValidationError: it is not (any more) in the list.
        """
        if value in self.empty_values:
            return None
        try:
            return self.bronnen[str(value)]
        except KeyError:
            raise ValidationError(CHANGED_MEANWHILE, code="changed_meanwhile") from None


class BronnenFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """All bronnen of a record, in their order."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """The fields of one bron, with its id."""
        super().add_fields(form, index)
        form.fields["id"] = BronUitLijst(self.get_queryset(), initial=form.instance.pk)

    def bronnen(self) -> list[Bronvermelding]:
        """What the list becomes: those that stay, then the new ones."""
        return [
            Bronvermelding(**{name: form.cleaned_data[name] for name in BronForm.Meta.fields})
            for form in self.forms
            if form not in self.deleted_forms and (form.instance.pk or form.has_changed())
        ]
