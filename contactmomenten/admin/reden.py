"""Why somebody corrects the register, and who does."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from contactmomenten.services import Herkomst, Kanaal
from contactmomenten.services.grenzen import LONGEST_REDEN

SHORTEST_REDEN = 3  # characters that one can see


class RedenField(forms.CharField):
    """The reason of a correction: required, and kept in the history."""

    default_error_messages = {  # noqa: RUF012 - Django's own declaration
        "required": "Vul in waarom u dit verandert.",
        "short": "Schrijf iets meer: waarom verandert u dit?",
        "max_length": f"Dit mag hoogstens {LONGEST_REDEN} tekens lang zijn.",
    }

    def __init__(self, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {
            "label": "Reden",
            "help_text": "Waarom verandert u dit? Dit komt in de geschiedenis. Noem geen namen of "
            "andere gegevens van klanten.",
            "widget": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }
        super().__init__(**(defaults | kwargs))

    def clean(self, value: Any) -> str:
        """Take a reason.

        Raises:
            ValidationError: it is empty, too short or too long.
        """
        reden: str = super().clean(value)
        if len("".join(reden.split())) < SHORTEST_REDEN:
            raise ValidationError(self.error_messages["short"], code="short")
        if len(reden) > LONGEST_REDEN:
            raise ValidationError(self.error_messages["max_length"], code="max_length")
        return reden


def naam_of(request: HttpRequest) -> str:
    """How the history names somebody who is logged in: by e-mail address, or else account name."""
    account: Any = request.user
    return str(account.email or account.get_username())


def herkomst_of(request: HttpRequest, reden: str = "") -> Herkomst:
    """Where something that is done in the admin comes from, and for a correction why."""
    return Herkomst(wie=naam_of(request), kanaal=Kanaal.ADMIN, reden=reden)
