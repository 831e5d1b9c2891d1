"""What the list can be filtered on, as a form; the rules themselves are those of the QuerySet."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict

from contactmomenten.admin.filtervelden import (
    BESTAAT_NIET,
    ONLEESBAAR,
    BronField,
    DagField,
    KeuzesField,
    WaardenField,
)
from contactmomenten.admin.periode import Periode
from contactmomenten.admin.weergave import day
from contactmomenten.models import Bron, Datakwaliteit
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet
from contactmomenten.models.waarden import values_in_use

LONGEST_SEARCH = 1000  # characters; PostgreSQL gives up on a query of very many words
MOST_VALUES = 500  # in use, that are offered
ANDERE = "andere"
# Characters of all that is asked, as in the API. The links of a page repeat it, each filter that is
# on in a link of its own.
LONGEST_QUERY = 7000
ZOEKTERM, DEZE_VRAAG, BRON = "Zoekterm", "Deze vraag", "Bron"
# What these were asked for can be of a person, or lead to one: all that is kept is that it was.
NEVER_KEPT = {
    ZOEKTERM: "met een zoekterm",
    DEZE_VRAAG: "met een filter op vraag",
    BRON: "met een filter op bron",
}
# What records can lack, besides a vraag and what is a signal.
ZONDER: dict[str, Callable[[ContactmomentdetailQuerySet], ContactmomentdetailQuerySet]] = {
    "bron": lambda records: records.without_bron(),
    "gespreksresultaat": lambda records: records.without_text("gespreksresultaat"),
}
# The texts that can be filtered on one of their values, and the column of each.
KOLOMMEN = {
    "gespreksresultaat": "gespreksresultaat",
    "afdeling": "verantwoordelijke_afdeling",
}

TE_VEEL = "Dit zijn te veel filters tegelijk. Kies er minder."
DATUMS = ("van", "tot_en_met")
PAGINA = "p"

Keuzes = list[tuple[str, str]]


class Selectieformulier(forms.Form):
    """A period and some values, which the list and the figures can be of; empty is not asked."""

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

    data: QueryDict

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, auto_id="filter_%s")
        for name, column in KOLOMMEN.items():
            field: Any = self.fields[name]
            field.choices = partial(_choices, column, data.getlist(name))

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins, and too much at once."""
        if self.is_too_long:
            self.add_error(None, TE_VEEL)
        van, tot_en_met = (self.cleaned_data.get(name) for name in DATUMS)
        if van and tot_en_met and van > tot_en_met:
            self.add_error("tot_en_met", 'Deze datum ligt voor "van". Wissel de twee datums.')
        return self.cleaned_data

    @property
    def is_too_long(self) -> bool:
        """Whether more is asked than one page can repeat in its links."""
        return len(self.data.urlencode()) > LONGEST_QUERY

    @property
    def fouten(self) -> list[str]:
        """What is wrong, each with the name of its field if it has one."""
        of_fields = [f"{field.label}: {fout}" for field in self for fout in field.errors]
        return [*map(str, self.non_field_errors()), *of_fields]

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

    def narrow(self, records: ContactmomentdetailQuerySet) -> ContactmomentdetailQuerySet:
        """Those of the records that have the values that are asked for; of any period."""
        asked = self.cleaned_data
        for name, column in KOLOMMEN.items():
            if asked[name]:
                records = records.with_text(column, asked[name])
        if soorten := asked["soort"]:
            known = [soort for soort in soorten if soort != ANDERE]
            records = records.with_bron_of_soort(known, andere=ANDERE in soorten)
        return records


class Filterformulier(Selectieformulier):
    """All that can be asked of the list in its address.

    The last three cannot be filled in: the management information leads to records with them.
    """

    q = forms.CharField(
        label=ZOEKTERM,
        required=False,
        max_length=LONGEST_SEARCH,
        error_messages={
            "max_length": f"Zoek met hoogstens {LONGEST_SEARCH} tekens.",
            "null_characters_not_allowed": ONLEESBAAR,
        },
    )
    zonder_vraag = KeuzesField([("ja", "zonder vraag")], label="Vraag")
    signaal = forms.ChoiceField(
        label="Datakwaliteit",
        choices=[("", "Alles"), *Datakwaliteit.choices],
        required=False,
        error_messages={"invalid_choice": BESTAAT_NIET},
    )
    vraag = WaardenField(label=DEZE_VRAAG, widget=forms.MultipleHiddenInput)
    bron = BronField(label=BRON)
    zonder = KeuzesField(
        [(name, name) for name in ZONDER], label="Zonder", widget=forms.MultipleHiddenInput
    )

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
        records = super().narrow(records)
        if asked["zonder_vraag"]:
            records = records.without_vraag()
        if asked["signaal"]:
            records = records.with_signal(Datakwaliteit(asked["signaal"]))
        if asked["vraag"]:
            records = records.with_text("vraag", asked["vraag"])
        if asked["bron"]:
            records = records.with_bron(**asked["bron"])
        for name in asked["zonder"]:
            records = ZONDER[name](records)
        return records


class ActiefFilter(NamedTuple):
    """A filter that is on, and the address of the same list without it."""

    label: str
    waarde: str
    zonder: str


def actieve_filters(page: Any) -> list[ActiefFilter]:
    """What the ``formulier`` of this page narrows to, one for each value; also what is wrong."""
    form: Selectieformulier = page.formulier
    if form.is_too_long:
        return [ActiefFilter("Filters", "te veel", "?")]
    active = [_searched(form.data) if "q" in form.fields else None, _period(form.data)]
    for name in (*KOLOMMEN, "soort", "zonder_vraag", "signaal", "vraag", "bron", "zonder"):
        if name in form.fields:
            active += _values(form, name)
    return [found for found in active if found]


def in_woorden(filters: Iterable[ActiefFilter]) -> str:
    """What was chosen from, to be kept: without what can be of a person, or lead to one."""
    parts = [NEVER_KEPT.get(found.label) or f"{found.label}: {found.waarde}" for found in filters]
    return "; ".join(parts) or "alle contactmomenten"


def _searched(data: QueryDict) -> ActiefFilter | None:
    tekst = data.get("q", "").strip()
    return ActiefFilter(ZOEKTERM, tekst, address(data, q=())) if tekst else None


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
    return ActiefFilter("Periode", tekst, address(data, van=(), tot_en_met=(), periode=()))


def _name_of_period(naam: str) -> str:
    if naam not in Periode:
        return naam
    van, tot_en_met = map(day, Periode(naam).days())
    return f"{Periode(naam).label} ({van if van == tot_en_met else f'{van} t/m {tot_en_met}'})"


def _values(form: Selectieformulier, name: str) -> Iterator[ActiefFilter]:
    """One for each value of a field; those of a text of the records are their own label."""
    field: Any = form.fields[name]
    labels = _labels(field, form.data.getlist(name))
    values = list(dict.fromkeys(filter(str.strip, form.data.getlist(name))))
    for value in values:
        others = [other for other in values if other != value]
        label = str(labels.get(value) or visible(value))
        yield ActiefFilter(str(field.label), label, address(form.data, **{name: others}))


def _labels(field: Any, values: Iterable[str]) -> dict[str, str]:
    if isinstance(field, BronField):
        return {value: BronField.label_of(value) for value in values}
    return {} if isinstance(field, WaardenField) else dict(field.choices)


def address(data: QueryDict, **changes: Sequence[str]) -> str:
    """The first page of the same list with these values instead."""
    query = data.copy()
    query.pop(PAGINA, None)
    for name, values in changes.items():
        query.setlist(name, list(values))
    return f"?{query.urlencode()}"


def _choices(column: str, chosen: list[str]) -> Keuzes:
    """The values that are chosen, and then the others that are in use."""
    in_use = values_in_use(column, most=MOST_VALUES)
    chosen = [value for value in dict.fromkeys(chosen) if value.strip()]
    labels = {value: visible(value) for value in in_use}
    first = [(value, labels.pop(value, f"{value} (komt niet voor)")) for value in chosen]
    return first + list(labels.items())


def visible(value: str) -> str:
    """A value of which two spellings can be told apart."""
    plain = " ".join(value.split())
    return value if value == plain else f"{plain} (met extra spaties)"
