"""Fields that the channels read bodies and queries with."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Model
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

ONTBREEKT = "Dit gegeven ontbreekt."
VERPLICHT = "Vul hier iets in."
ONLEESBAAR = "Hier staat een teken in dat het register niet kan bewaren."

# For a description: something that is not blank, and no NUL. What Python takes for white space
# beyond the \s of JSON Schema is named.
LEESBAAR = r"^[^\x00]*[^\s\x00\x1c-\x1f\x85][^\x00]*$"
# As RFC 3986 has it: letters beyond ASCII and spaces stand in an address with a percent sign.
# Without a name and password before the host.
_TEKEN = r"[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2}"
WEBADRES = (
    rf"^https?://(({_TEKEN})+|\[[0-9A-Fa-f:.]+\])(:[0-9]{{1,5}})?"
    rf"(/({_TEKEN}|[:@/])*)?(\?({_TEKEN}|[:@/?])*)?(#({_TEKEN}|[:@/?])*)?$"
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
    """Whether it is an absolute http or https address (RFC 3986)."""
    try:
        return bool(re.fullmatch(WEBADRES, tekst) and urlsplit(tekst).hostname)
    except ValueError:  # what is between brackets is no IPv6 address
        return False


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


@extend_schema_field({"type": "string", "pattern": LEESBAAR})
class LeesbaarField(TekstField):
    """A text that is not blank."""
