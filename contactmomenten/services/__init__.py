"""Every write to the register, whatever the channel: keyword-only, typed and atomic."""

from contactmomenten.services.cijfers import CountingBusyError, count_days
from contactmomenten.services.exporteren import begin_export, end_export
from contactmomenten.services.gegevens import (
    Bronvermelding,
    Gegevens,
    Herkomst,
    Kanaal,
    Uitkomst,
)
from contactmomenten.services.opslaan import register
from contactmomenten.services.samenvoegen import merge_batch, start_merge, start_undo
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
    "CountingBusyError",
    "Gegevens",
    "Herkomst",
    "Kanaal",
    "Uitkomst",
    "VersionConflictError",
    "begin_export",
    "change",
    "count_days",
    "create",
    "end_export",
    "merge_batch",
    "register",
    "remove",
    "replace",
    "start_merge",
    "start_undo",
]
