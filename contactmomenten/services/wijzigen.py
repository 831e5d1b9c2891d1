"""Making, changing and removing one record by its uuid.

Whoever changes or removes can give a ``condition``: it hears ``gewijzigd_op`` of the record as it
is stored (None where there is none) while its row is locked, and tells whether to go on.

Whoever makes or changes can give ``afterwards``: it is called with the uuid once all is written,
while the row is still locked. What it reads is what this write left, and nobody else's.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, connection
from psycopg.errors import UniqueViolation

from contactmomenten.models import (
    Bronversie,
    Contactmomentdetail,
    Contactmomentdetailversie,
    Wijziging,
)
from contactmomenten.services.gegevens import FIELDS, Gegevens, Herkomst, Uitkomst
from contactmomenten.services.transactie import (
    RaceLostError,
    add_bronnen,
    bronnen_of,
    change_by,
    replace_bronnen,
    try_again,
)

Condition = Callable[[datetime | None], bool]
Afterwards = Callable[[UUID], object]

_KEPT = "emailadres_kcm"  # who had the contact does not change because somebody corrects it
_INSERT = f"""
    INSERT INTO contactmomenten_contactmomentdetail (uuid, {", ".join(FIELDS)})
    VALUES (%s{", %s" * len(FIELDS)})
    ON CONFLICT DO NOTHING
    RETURNING id
"""  # noqa: S608 - built from constants
_DELETE_RECORD = "DELETE FROM contactmomenten_contactmomentdetail WHERE id = %s"
_DELETE_BRONNEN = "DELETE FROM contactmomenten_bron WHERE contactmomentdetail_id = %s"


class ContactmomentExistsError(Exception):
    """The contactmoment is in the register already, under another uuid."""

    def __init__(self, uuid: UUID) -> None:
        super().__init__("the contactmoment is in the register already")
        self.uuid = uuid


class VersionConflictError(Exception):
    """The record is not as the caller's condition says."""


def create(*, gegevens: Gegevens, herkomst: Herkomst, afterwards: Afterwards | None = None) -> UUID:
    """Make a record; its uuid.

    Raises:
        ContactmomentExistsError: nothing was written.
        django.db.DatabaseError: nothing was written.
    """
    uuid = uuid4()
    replace(uuid=uuid, gegevens=gegevens, herkomst=herkomst, afterwards=afterwards)
    return uuid


def replace(
    *,
    uuid: UUID,
    gegevens: Gegevens,
    herkomst: Herkomst,
    condition: Condition | None = None,
    afterwards: Afterwards | None = None,
) -> Uitkomst:
    """Make the record with this uuid hold just these gegevens, whether it exists or not.

    ``emailadres_kcm`` counts for a new record only.

    Raises:
        VersionConflictError: nothing was written.
        ContactmomentExistsError: nothing was written.
        django.db.DatabaseError: nothing was written.
    """

    def write() -> Uitkomst:
        with change_by(herkomst):
            record = _lock(uuid)
            _check(condition, record)
            uitkomst = _update(record, gegevens) if record else _insert(uuid, gegevens)
            if afterwards:
                afterwards(uuid)
            return uitkomst

    return try_again(write)


def change(
    *,
    uuid: UUID,
    correct: Callable[[Gegevens], Gegevens],
    herkomst: Herkomst,
    condition: Condition | None = None,
    afterwards: Afterwards | None = None,
) -> Uitkomst:
    """Change a record into what ``correct`` makes of it, while nobody else can change it.

    What ``correct`` raises comes through, with nothing written.

    Raises:
        Contactmomentdetail.DoesNotExist: nothing was written.
        VersionConflictError: nothing was written.
        ContactmomentExistsError: nothing was written.
        django.db.DatabaseError: nothing was written.
    """

    def write() -> Uitkomst:
        with change_by(herkomst):
            record = _lock_existing(uuid, condition)
            stored = {name: getattr(record, name) for name in FIELDS}
            corrected = correct(Gegevens(**stored, bronnen=bronnen_of(record.pk)))
            uitkomst = _update(record, corrected)
            if afterwards:
                afterwards(uuid)
            return uitkomst

    return try_again(write)


def remove(*, uuid: UUID, herkomst: Herkomst, condition: Condition | None = None) -> None:
    """Remove a record, its bronnen and its history.

    What stays is in the log of changes: the uuid, when, who, through which channel and why.

    Raises:
        Contactmomentdetail.DoesNotExist: nothing was written.
        VersionConflictError: nothing was written.
        django.db.DatabaseError: nothing was written.
    """

    def write() -> None:
        with change_by(herkomst):
            id_ = _lock_existing(uuid, condition).pk
            with connection.cursor() as cursor:
                # The record first, which the foreign key allows until the end of the transaction:
                # the other way round it would first be a record of which the bronnen changed.
                cursor.execute(_DELETE_RECORD, [id_])
                cursor.execute(_DELETE_BRONNEN, [id_])
            Contactmomentdetailversie.objects.filter(pgh_obj_id=id_).delete()
            Bronversie.objects.filter(contactmomentdetail_id=id_).delete()
            log = Wijziging.objects.filter(uuid=uuid)
            log.exclude(soort=Wijziging.Soort.VERWIJDERD).update(context=None, velden=None)

    try_again(write)


def _lock(uuid: UUID) -> Contactmomentdetail | None:
    """The record, which nobody else can change until the end of the transaction."""
    records = Contactmomentdetail.objects.select_for_update().defer("zoekvector")
    return records.filter(uuid=uuid).first()


def _lock_existing(uuid: UUID, condition: Condition | None) -> Contactmomentdetail:
    record = _lock(uuid)
    if record is None:
        raise Contactmomentdetail.DoesNotExist
    _check(condition, record)
    return record


def _check(condition: Condition | None, record: Contactmomentdetail | None) -> None:
    if condition is not None and not condition(record.gewijzigd_op if record else None):
        raise VersionConflictError


def _insert(uuid: UUID, gegevens: Gegevens) -> Uitkomst:
    """Make a record of which there was none. Nothing was written when this raises.

    Waits for whoever is making one with this uuid or contactmoment.

    Raises:
        ContactmomentExistsError: under another uuid.
        RaceLostError: somebody made this uuid just now, or removed what was in the way.
    """
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [uuid, *(getattr(gegevens, name) for name in FIELDS)])
        row = cursor.fetchone()
    if row is None:
        _refuse_known(gegevens.contactmoment, uuid)
        raise RaceLostError
    add_bronnen(row[0], gegevens.bronnen)
    return Uitkomst.NIEUW


def _update(record: Contactmomentdetail, gegevens: Gegevens) -> Uitkomst:
    """Write what is different, in a record that is locked.

    Raises:
        ContactmomentExistsError: under another uuid.
        RaceLostError: somebody took the contactmoment after we looked.
    """
    changed = [
        name
        for name in FIELDS
        if name != _KEPT and getattr(record, name) != getattr(gegevens, name)
    ]
    if "contactmoment" in changed:
        _refuse_known(gegevens.contactmoment, record.uuid)
    if changed:
        for name in changed:
            setattr(record, name, getattr(gegevens, name))
        try:
            record.save(update_fields=changed)
        except IntegrityError as error:
            if isinstance(error.__cause__, UniqueViolation):
                raise RaceLostError from error
            raise
    bronnen_changed = replace_bronnen(record.pk, gegevens.bronnen)
    return Uitkomst.GEWIJZIGD if changed or bronnen_changed else Uitkomst.ONGEWIJZIGD


def _refuse_known(contactmoment: str, own: UUID) -> None:
    same = Contactmomentdetail.objects.filter(contactmoment=contactmoment).exclude(uuid=own)
    other = same.values_list("uuid", flat=True).first()
    if other is not None:
        raise ContactmomentExistsError(other)
