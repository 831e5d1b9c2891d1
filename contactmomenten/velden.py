"""Fields that the channels read bodies and queries with."""

import re
from typing import Any

from django.db.models import Model
from rest_framework import serializers

ONTBREEKT = "Dit gegeven ontbreekt."
VERPLICHT = "Vul hier iets in."
ONLEESBAAR = "Hier staat een teken in dat het register niet kan bewaren."


# The same for a description: something that is not blank, and no NUL.
LEESBAAR = r"^[^\x00]*[^\s\x00][^\x00]*$"
# A host without a name and password before it, and no white space or control characters.
WEBADRES = (
    r"^https?://([^\s\x00-\x1f\x7f/?#@:\[\]]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?"
    r"([/?#][^\s\x00-\x1f\x7f]*)?$"
)


def help_of(model: type[Model], field: str) -> str:
    """What a field of a model means, for whoever reads the description of an API."""
    return str(getattr(model._meta.get_field(field), "help_text"))  # noqa: B009 - not on relations


def is_storable(tekst: str) -> bool:
    """Whether PostgreSQL can hold it.

    JSON can spell half a character ("\\ud800"), which no encoding has.
    """
    try:
        tekst.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in tekst


def is_webadres(tekst: str) -> bool:
    """Whether it is an absolute http or https address."""
    return re.fullmatch(WEBADRES, tekst) is not None


class TekstField(serializers.CharField):
    """A text, taken as it is: not trimmed, and no number passes for one."""

    default_error_messages = {  # noqa: RUF012 - REST framework's own declaration
        "required": ONTBREEKT,
        "null": VERPLICHT,
        "blank": VERPLICHT,
        "invalid": "Dit moet een tekst zijn.",
        "max_length": "Dit mag hoogstens {max_length} tekens lang zijn.",
        "unreadable": ONLEESBAAR,
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("trim_whitespace", False)
        super().__init__(**kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """White space alone is as empty as nothing, where nothing is not allowed."""
        if isinstance(data, str) and not data.strip() and not self.allow_blank:
            self.fail("blank")
        return super().run_validation(data)

    def to_internal_value(self, data: Any) -> str:
        """Take a text.

        Raises:
            ValidationError: it is something else, or PostgreSQL cannot hold it.
        """
        if not isinstance(data, str):
            self.fail("invalid")
        if not is_storable(data):
            self.fail("unreadable")
        return data
