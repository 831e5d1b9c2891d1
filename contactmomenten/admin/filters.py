"""What the list can be filtered on, as a form; the rules themselves are those of the QuerySet."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from contactmomenten.admin.periode import Periode
from contactmomenten.admin.weergave import day
from contactmomenten.models import Bron, Datakwaliteit
from contactmomenten.models.contactmomentdetail_queryset import (
    LONGEST_INDEXED,
    ContactmomentdetailQuerySet,
)
from contactmomenten.models.waarden import values_in_use

LONGEST_SEARCH = 1000  # characters; PostgreSQL gives up on a query of very many words
MOST_VALUES = 500  # in use, that are offered
ANDERE = "andere"
ZOEKTERM = "Zoekterm"
# The texts that can be filtered on one of their values, and the column of each.
KOLOMMEN = {
    "gespreksresultaat": "gespreksresultaat",
    "afdeling": "verantwoordelijke_afdeling",
}
ONLEESBAAR = "Hier staat een teken in dat het register niet kan bewaren."
BESTAAT_NIET = '"%(value)s" is geen mogelijkheid.'

DATUMS = ("van", "tot_en_met")
PAGINA = "p"

Keuzes = list[tuple[str, str]]


class DagField(forms.DateField):
    """A day, written as ``31-12-2026``."""

    def __init__(self, *, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            input_formats=["%d-%m-%Y"],
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            error_messages={"invalid": "Dit is geen datum. Vul een datum in als 31-12-2026."},
        )


class KeuzesField(forms.MultipleChoiceField):
    """One or more of some values."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": BESTAAT_NIET}  # noqa: RUF012 - Django's own

    def __init__(self, choices: Any = (), *, label: str) -> None:
        super().__init__(label=label, choices=choices, required=False)

    def to_python(self, value: Any) -> list[str]:
        """Those that are not empty."""
        return [tekst for tekst in super().to_python(value) if tekst.strip()]


class WaardenField(KeuzesField):
    """One or more of the values that a text of the records has.

    A value that no record has (any more) is no fault: a bookmark of before a correction works on.
    """

    def validate(self, value: list[str]) -> None:
        """Take any text.

        Raises:
            ValidationError: no record can have it, or it is too long to be found fast.
        """
        for tekst in value:
            if "\0" in tekst:
                raise ValidationError(ONLEESBAAR)
            if len(tekst) > LONGEST_INDEXED:
                raise ValidationError(f"Geef hoogstens {LONGEST_INDEXED} tekens.")


class Filterformulier(forms.Form):
    """All that can be asked of the list in its address; what is empty is not asked."""

    q = forms.CharField(
        label=ZOEKTERM,
        required=False,
        max_length=LONGEST_SEARCH,
        error_messages={
            "max_length": f"Zoek met hoogstens {LONGEST_SEARCH} tekens.",
            "null_characters_not_allowed": ONLEESBAAR,
        },
    )
    periode = forms.ChoiceField(
        label="Periode",
        choices=Periode.choices,
        required=False,
        error_messages={"invalid_choice": BESTAAT_NIET},
    )
    van = DagField(label="Van")
    tot_en_met = DagField(label="Tot en met")
    gespreksresultaat = WaardenField(label="Gespreksresultaat")
    afdeling = WaardenField(label="Afdeling")
    soort = KeuzesField(
        [(soort.value, soort.value) for soort in Bron.Soort] + [(ANDERE, "andere")],
        label="Soort bron",
    )
    zonder_vraag = KeuzesField([("ja", "zonder vraag")], label="Vraag")
    signaal = forms.ChoiceField(
        label="Datakwaliteit",
        choices=[("", "Alles"), *Datakwaliteit.choices],
        required=False,
        error_messages={"invalid_choice": BESTAAT_NIET},
    )

    data: QueryDict

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, auto_id="filter_%s")
        for name, column in KOLOMMEN.items():
            field: Any = self.fields[name]
            field.choices = partial(_choices, column, data.getlist(name))

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        van, tot_en_met = (self.cleaned_data.get(name) for name in DATUMS)
        if van and tot_en_met and van > tot_en_met:
            self.add_error("tot_en_met", 'Deze datum ligt voor "van". Wissel de twee datums.')
        return self.cleaned_data

    @property
    def most_values(self) -> int:
        """How many values a text is offered with, for the template."""
        return MOST_VALUES

    @property
    def datums(self) -> list[forms.BoundField]:
        """The two fields for dates, for the template."""
        return [self[name] for name in DATUMS]

    @property
    def waarden(self) -> list[forms.BoundField]:
        """The fields of texts of the records, for the template."""
        return [self[name] for name in KOLOMMEN]

    def in_period(self, records: ContactmomentdetailQuerySet) -> ContactmomentdetailQuerySet:
        """Those of the records that are of the period that is asked for.

        Dates that are filled in come before a period with a name, which the page keeps.
        """
        asked = self.cleaned_data
        if asked["van"] or asked["tot_en_met"]:
            return records.on_days(asked["van"], asked["tot_en_met"])
        if asked["periode"]:
            return records.on_days(*Periode(asked["periode"]).days())
        return records

    def narrow(self, records: ContactmomentdetailQuerySet) -> ContactmomentdetailQuerySet:
        """Those of the records that are asked for otherwise, but for the words."""
        asked = self.cleaned_data
        for name, column in KOLOMMEN.items():
            if asked[name]:
                records = records.with_text(column, asked[name])
        if soorten := asked["soort"]:
            known = [soort for soort in soorten if soort != ANDERE]
            records = records.with_bron_of_soort(known, andere=ANDERE in soorten)
        if asked["zonder_vraag"]:
            records = records.without_vraag()
        if asked["signaal"]:
            records = records.with_signal(Datakwaliteit(asked["signaal"]))
        return records


class ActiefFilter(NamedTuple):
    """A filter that is on, and the address of the same list without it."""

    label: str
    waarde: str
    zonder: str


def actieve_filters(changelist: Any) -> list[ActiefFilter]:
    """What the list of this changelist is narrowed to, one for each value; also what is wrong."""
    form: Filterformulier = changelist.formulier
    active = [_searched(form.data), _period(form.data)]
    for name in (*KOLOMMEN, "soort", "zonder_vraag", "signaal"):
        active += _values(form, name)
    return [found for found in active if found]


def in_woorden(filters: Iterable[ActiefFilter]) -> str:
    """What was chosen from, to be kept: without the words of a search, which can be of a person."""
    parts = [
        "met een zoekterm" if found.label == ZOEKTERM else f"{found.label}: {found.waarde}"
        for found in filters
    ]
    return "; ".join(parts) or "alle contactmomenten"


def _searched(data: QueryDict) -> ActiefFilter | None:
    tekst = data.get("q", "").strip()
    return ActiefFilter(ZOEKTERM, tekst, _address(data, q=())) if tekst else None


def _period(data: QueryDict) -> ActiefFilter | None:
    van, tot_en_met, naam = (data.get(name, "").strip() for name in (*DATUMS, "periode"))
    if van and tot_en_met:
        tekst = f"{van} t/m {tot_en_met}"
    elif van or tot_en_met:
        tekst = f"vanaf {van}" if van else f"t/m {tot_en_met}"
    elif naam:
        tekst = _name_of_period(naam)
    else:
        return None
    return ActiefFilter("Periode", tekst, _address(data, van=(), tot_en_met=(), periode=()))


def _name_of_period(naam: str) -> str:
    if naam not in Periode:
        return naam
    van, tot_en_met = map(day, Periode(naam).days())
    return f"{Periode(naam).label} ({van if van == tot_en_met else f'{van} t/m {tot_en_met}'})"


def _values(form: Filterformulier, name: str) -> Iterator[ActiefFilter]:
    """One for each value of a field; those of a text of the records are their own label."""
    field: Any = form.fields[name]
    labels = {} if name in KOLOMMEN else dict(field.choices)
    values = list(dict.fromkeys(filter(str.strip, form.data.getlist(name))))
    for value in values:
        others = [other for other in values if other != value]
        label = str(labels.get(value) or _visible(value))
        yield ActiefFilter(str(field.label), label, _address(form.data, **{name: others}))


def _address(data: QueryDict, **changes: Sequence[str]) -> str:
    """The first page of the list with these values instead."""
    query = data.copy()
    query.pop(PAGINA, None)
    for name, values in changes.items():
        query.setlist(name, list(values))
    return f"?{query.urlencode()}"


def _choices(column: str, chosen: list[str]) -> Keuzes:
    """The values that are chosen, and then the others that are in use."""
    in_use = values_in_use(column, most=MOST_VALUES)
    chosen = [value for value in dict.fromkeys(chosen) if value.strip()]
    labels = {value: _visible(value) for value in in_use}
    first = [(value, labels.pop(value, f"{value} (komt niet voor)")) for value in chosen]
    return first + list(labels.items())


def _visible(value: str) -> str:
    """A value of which two spellings can be told apart."""
    plain = " ".join(value.split())
    return value if value == plain else f"{plain} (met extra spaties)"
