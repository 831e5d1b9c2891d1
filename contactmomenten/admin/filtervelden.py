"""The fields of the forms that lists and figures are filtered with."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from contactmomenten.models.contactmomentdetail_queryset import LONGEST_INDEXED

ONLEESBAAR = "Hier staat een teken in dat het register niet kan bewaren."
BESTAAT_NIET = '"%(value)s" is geen mogelijkheid.'


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

    def __init__(
        self, choices: Any = (), *, label: str, widget: type[forms.Widget] | None = None
    ) -> None:
        super().__init__(label=label, choices=choices, required=False, widget=widget)

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


class BronField(forms.CharField):
    """One bron, or all of one soort: ``["vac","Titel","https://..."]`` or ``["vac"]``, as JSON.

    In one value, because they belong together and each of the texts can be empty.
    """

    _NAMES = ("soort", "titel", "url")

    def __init__(self, *, label: str) -> None:
        super().__init__(label=label, required=False, strip=False, widget=forms.HiddenInput)

    @staticmethod
    def text(*bron: str) -> str:
        """The value for this soort, or for this soort, titel and url."""
        return json.dumps(bron, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def label_of(cls, value: str) -> str:
        """What people call the bron: its titel, its url where it has none, or its soort."""
        try:
            soort, titel, url = (*cls._read(value), "", "")[:3]
        except ValueError:
            return value
        return titel.strip() or url.strip() or soort.strip() or "(leeg)"

    def to_python(self, value: str | None) -> Any:
        """Conditions for `with_bron`; None where nothing is asked.

        Raises:
            ValidationError: it is no bron, or too long to be found fast.
        """
        if not (value or "").strip():
            return None
        try:
            bron = self._read(value or "")
        except ValueError:
            raise ValidationError("Dit is geen bron.") from None
        if any("\0" in tekst for tekst in bron):
            raise ValidationError(ONLEESBAAR)
        if any(len(tekst) > LONGEST_INDEXED for tekst in bron):
            raise ValidationError(f"Geef hoogstens {LONGEST_INDEXED} tekens.")
        return {name: [tekst] for name, tekst in zip(self._NAMES, bron, strict=False)}

    @classmethod
    def _read(cls, value: str) -> list[str]:
        """Raises ValueError if it is not what `text` makes."""
        try:
            bron = json.loads(value)
        except RecursionError:
            raise ValueError from None
        if not (isinstance(bron, list) and len(bron) in {1, len(cls._NAMES)}):
            raise ValueError
        if not all(isinstance(tekst, str) for tekst in bron):
            raise ValueError
        "".join(bron).encode()  # half a character cannot be, and is a ValueError too
        return list(bron)
