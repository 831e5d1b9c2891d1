"""Making, changing and removing one record by its uuid.

Whoever changes or removes can give a ``condition``: it hears ``gewijzigd_op`` of the record as it
is stored (None where there is none) while its row is locked, and tells whether to go on.
"""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, connection

from contactmomenten.models import (
    Bronversie,
    Contactmomentdetail,
    Contactmomentdetailversie,
    Wijziging,
)
from contactmomenten.services.gegevens import Gegevens, Herkomst, Uitkomst
from contactmomenten.services.transactie import (
    add_bronnen,
    bronnen_of,
    change_by,
    replace_bronnen,
    survive_deadlocks,
)

Condition = Callable[[datetime | None], bool]

_COLUMNS = tuple(field.name for field in fields(Gegevens) if field.name != "bronnen")
_KEPT = "emailadres_kcm"  # who had the contact does not change because somebody corrects it
_INSERT = f"""
    INSERT INTO contactmomenten_contactmomentdetail (uuid, {", ".join(_COLUMNS)})
    VALUES (%s{", %s" * len(_COLUMNS)})
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


def create(*, gegevens: Gegevens, herkomst: Herkomst) -> UUID:
    """Make a record; its uuid.

    Raises:
        ContactmomentExistsError: nothing was written.
        django.db.DatabaseError: nothing was written.
    """
    uuid = uuid4()
    replace(uuid=uuid, gegevens=gegevens, herkomst=herkomst)
    return uuid


def replace(
    *, uuid: UUID, gegevens: Gegevens, herkomst: Herkomst, condition: Condition | None = None
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
            if record is None:
                if _insert(uuid, gegevens):
                    return Uitkomst.NIEUW
                # Somebody made it just now, or has the contactmoment under another uuid.
                record = _lock(uuid)
                if record is None:
                    raise _TakenError(gegevens.contactmoment)
                _check(condition, record)
            return _update(record, gegevens)

    return _unless_taken(write)


def change(
    *,
    uuid: UUID,
    correct: Callable[[Gegevens], Gegevens],
    herkomst: Herkomst,
    condition: Condition | None = None,
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
            stored = {name: getattr(record, name) for name in _COLUMNS}
            return _update(record, correct(Gegevens(**stored, bronnen=bronnen_of(record.pk))))

    return _unless_taken(write)


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
            log.exclude(soort=Wijziging.Soort.VERWIJDERD).update(context=None)

    survive_deadlocks(write)


class _TakenError(Exception):
    """The contactmoment is that of another record; its transaction may still be running."""

    def __init__(self, contactmoment: str) -> None:
        super().__init__("the contactmoment is that of another record")
        self.contactmoment = contactmoment


def _unless_taken(write: Callable[[], Uitkomst]) -> Uitkomst:
    while True:
        try:
            return survive_deadlocks(write)
        except _TakenError as error:
            same = Contactmomentdetail.objects.filter(contactmoment=error.contactmoment)
            uuid = same.values_list("uuid", flat=True).first()
            if uuid is not None:
                raise ContactmomentExistsError(uuid) from None
            # That record was removed meanwhile.


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


def _insert(uuid: UUID, gegevens: Gegevens) -> bool:
    """Make the record, or tell that its uuid or contactmoment is there already."""
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [uuid, *(getattr(gegevens, name) for name in _COLUMNS)])
        row = cursor.fetchone()
    if row is None:
        return False
    add_bronnen(row[0], gegevens.bronnen)
    return True


def _update(record: Contactmomentdetail, gegevens: Gegevens) -> Uitkomst:
    """Write what is different, in a record that is locked."""
    changed = [
        name
        for name in _COLUMNS
        if name != _KEPT and getattr(record, name) != getattr(gegevens, name)
    ]
    if "contactmoment" in changed:
        same = Contactmomentdetail.objects.filter(contactmoment=gegevens.contactmoment)
        if same.exists():
            raise _TakenError(gegevens.contactmoment)
    if changed:
        for name in changed:
            setattr(record, name, getattr(gegevens, name))
        try:
            record.save(update_fields=changed)
        except IntegrityError:  # somebody took the contactmoment after we looked
            raise _TakenError(gegevens.contactmoment) from None
    bronnen_changed = replace_bronnen(record.pk, gegevens.bronnen)
    return Uitkomst.GEWIJZIGD if changed or bronnen_changed else Uitkomst.ONGEWIJZIGD
