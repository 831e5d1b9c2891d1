"""The kinds of values in queries of the API."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms

from contactmomenten.api import datumtijd
from contactmomenten.velden import ONLEESBAAR, ONTBREEKT, VERPLICHT, is_storable

LONGEST_VALUE = 2000
MOST_VALUES = 100  # of one repeatable parameter
LONGEST_SECONDS = 2**31 - 1
LARGEST_PAGE = 5000
DEFAULT_PAGE = 100
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)  # of all that ISO 8601 allows


class TekstParameter(forms.CharField):
    """A text, taken as it is; empty is a fault, and not the same as absent."""

    default_error_messages = {  # noqa: RUF012 - Django's own declaration
        "blank": VERPLICHT,
        "unreadable": ONLEESBAAR,
        "max_length": f"Dit mag hoogstens {LONGEST_VALUE} tekens lang zijn.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, empty_value=None, **kwargs)

    def clean(self, value: Any) -> Any:
        """Take a text.

        Raises:
            ValidationError: it is empty, too long, or PostgreSQL cannot hold it.
        """
        if value is None:
            return None
        if not value.strip():
            raise self._fault("blank")
        if not is_storable(value):
            raise self._fault("unreadable")
        if len(value) > LONGEST_VALUE:
            raise self._fault("max_length")
        return self.read(value)

    def read(self, tekst: str) -> Any:
        """What the text means."""
        return tekst

    def _fault(self, code: str) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code)


class MomentParameter(TekstParameter):
    """An RFC 3339 date-time."""

    default_error_messages = {"invalid": datumtijd.ONGELDIG}  # noqa: RUF012

    def read(self, tekst: str) -> datetime:
        """The instant. A plus that was not encoded arrives as a space, and can be nothing else.

        Raises:
            ValidationError: it is none.
        """
        try:
            return datumtijd.read(tekst.replace(" ", "+"))
        except ValueError:
            raise self._fault("invalid") from None


class DatumParameter(TekstParameter):
    """A day, which has to be given."""

    default_error_messages = {  # noqa: RUF012 - Django's own declaration
        "required": ONTBREEKT,
        "invalid": "Dit moet een datum zijn, zoals 2026-02-03.",
    }

    def clean(self, value: Any) -> Any:
        """Take a day.

        Raises:
            ValidationError: it is absent, or none.
        """
        if value is None:
            raise self._fault("required")
        return super().clean(value)

    def read(self, tekst: str) -> date:
        """The day.

        Raises:
            ValidationError: it is none.
        """
        try:
            if _DATE.fullmatch(tekst):
                return date.fromisoformat(tekst)
        except ValueError:  # 30 February, say
            pass
        raise self._fault("invalid")


class SecondenParameter(TekstParameter):
    """A number of seconds."""

    default_error_messages = {  # noqa: RUF012 - Django's own declaration
        "invalid": f"Dit moet een geheel getal zijn van 0 tot en met {LONGEST_SECONDS}."
    }

    def read(self, tekst: str) -> timedelta:
        """The duration.

        Raises:
            ValidationError: it is none, or out of bounds.
        """
        if not (tekst.isascii() and tekst.isdigit() and len(tekst) < 20):
            raise self._fault("invalid")
        if int(tekst) > LONGEST_SECONDS:
            raise self._fault("invalid")
        return timedelta(seconds=int(tekst))


class JaNeeParameter(TekstParameter):
    """True or false, as JSON spells them."""

    default_error_messages = {"invalid": "Dit moet true of false zijn."}  # noqa: RUF012

    def read(self, tekst: str) -> bool:
        """Which of the two.

        Raises:
            ValidationError: neither.
        """
        if tekst not in {"true", "false"}:
            raise self._fault("invalid")
        return tekst == "true"


class _AllValues(forms.TextInput):
    """A widget that gives every value of a repeated parameter."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str] | None:
        return data.getlist(name) or None


class TekstenParameter(forms.Field):
    """One or more texts."""

    widget = _AllValues
    default_error_messages = {  # noqa: RUF012 - Django's own declaration
        "max_items": f"Dit mogen hoogstens {MOST_VALUES} waarden zijn."
    }

    def clean(self, value: Sequence[str] | None) -> list[str] | None:
        """Take the texts.

        Raises:
            ValidationError: one of them is not right, or there are too many.
        """
        if value is None:
            return None
        if len(value) > MOST_VALUES:
            raise forms.ValidationError(self.error_messages["max_items"], code="max_items")
        one = TekstParameter(required=False)
        return [one.clean(tekst) for tekst in value]


class GetalParameter(TekstParameter):
    """A whole number from 1 up to some largest, or else the default."""

    def __init__(self, *, largest: int, default: int) -> None:
        super().__init__(required=False)
        self.largest = largest
        self.default = default
        self.error_messages["invalid"] = (
            f"Dit moet een geheel getal zijn van 1 tot en met {largest}."
        )

    def clean(self, value: Any) -> int:
        """The number, or the default."""
        return self.default if value is None else super().clean(value)

    def read(self, tekst: str) -> int:
        """The number.

        Raises:
            ValidationError: it is none, or out of bounds.
        """
        number = int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 10 else 0
        if not 1 <= number <= self.largest:
            raise self._fault("invalid")
        return number


class PageSizeParameter(GetalParameter):
    """How many records a page has."""

    def __init__(self) -> None:
        super().__init__(largest=LARGEST_PAGE, default=DEFAULT_PAGE)


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
