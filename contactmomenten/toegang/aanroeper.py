"""The caller of an endpoint."""

from dataclasses import dataclass
from enum import Enum


class Rol(Enum):
    """What a caller is to the register (contract section 5)."""

    KLANTCONTACTMEDEWERKER = "Klantcontactmedewerker"
    EXTERN_SYSTEEM = "Extern systeem"


@dataclass(frozen=True, kw_only=True, slots=True)
class Aanroeper:
    """A caller whose credential was checked.

    ``naam`` is the e-mail address of an employee, or the name of a system.
    """

    naam: str
    rol: Rol

    # What REST framework asks of a user.
    is_authenticated = True
