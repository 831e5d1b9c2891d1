"""A moment as people here write it, in two text fields: ``03-02-2026`` and ``10:17:02``."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

DATUM, TIJD = "%d-%m-%Y", "%H:%M:%S"


def as_typed(moment: datetime | None) -> list[str]:
    """The two texts of a moment, in local time; in UTC where the calendar has no local one."""
    if moment is None:
        return ["", ""]
    try:
        moment = timezone.localtime(moment)
    except OverflowError:
        moment = moment.astimezone(UTC)
    return [f"{moment:%d-%m-}{moment.year:04d}", f"{moment:{TIJD}}"]


class MomentWidget(forms.MultiWidget):
    """Two text fields, each with a name of its own for who does not see them."""

    template_name = "admin/contactmomenten/contactmomentdetail/moment.html"

    def __init__(self) -> None:
        super().__init__(
            {
                "datum": forms.TextInput(attrs={"size": 10, "placeholder": "dd-mm-jjjj"}),
                "tijd": forms.TextInput(attrs={"size": 8, "placeholder": "uu:mm:ss"}),
            }
        )

    def decompress(self, value: datetime | None) -> list[str]:
        """The texts of the two fields."""
        return as_typed(value)


class MomentField(forms.Field):
    """A moment in local time, exact to the second.

    What nobody touched stays what it is (``stored``), to the microsecond, also where its local time
    is one that a summer-time night has twice.
    """

    widget = MomentWidget
    default_error_messages = {  # noqa: RUF012 - Django's own declaration
        "required": "Vul een datum en een tijd in.",
        "invalid": "Vul een datum in als 31-12-2026 en een tijd als 14:05 of 14:05:30.",
        "twice": "Deze tijd komt die nacht twee keer voor, of juist niet, door de zomertijd. Kies "
        "een tijd ervoor of erna.",
    }
    stored: datetime | None = None

    def clean(self, value: Any) -> datetime:
        """Take the two texts.

        Raises:
            ValidationError: they are no moment, or not a single one.
        """
        datum, tijd = (str(part or "").strip() for part in value or ["", ""])
        if self.stored and [datum, tijd] == as_typed(self.stored):
            return self.stored
        if not datum or not tijd:
            raise ValidationError(self.error_messages["required"], code="required")
        local = _read(f"{datum} {tijd if tijd.count(':') > 1 else f'{tijd}:00'}")
        if local is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        zone = timezone.get_current_timezone()
        first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
        if first.utcoffset() != second.utcoffset():
            raise ValidationError(self.error_messages["twice"], code="twice")
        try:
            return first.astimezone(UTC)
        except OverflowError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether somebody typed something else than what was there."""
        return [str(part or "").strip() for part in data or []] != as_typed(self.stored)


def _read(tekst: str) -> datetime | None:
    try:
        return datetime.strptime(tekst, f"{DATUM} {TIJD}")  # noqa: DTZ007 - its zone comes next
    except ValueError:
        return None
