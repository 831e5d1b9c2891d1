"""Every write to the register, whatever the channel: keyword-only, typed and atomic."""

from contactmomenten.services.gegevens import (
    Bronvermelding,
    Gegevens,
    Herkomst,
    Kanaal,
    Uitkomst,
)
from contactmomenten.services.opslaan import register
from contactmomenten.services.wijzigen import (
    ContactmomentExistsError,
    VersionConflictError,
    change,
    create,
    remove,
    replace,
)

__all__ = [
    "Bronvermelding",
    "ContactmomentExistsError",
    "Gegevens",
    "Herkomst",
    "Kanaal",
    "Uitkomst",
    "VersionConflictError",
    "change",
    "create",
    "register",
    "remove",
    "replace",
]
