"""The life of one record: who changed what, when, through which channel and why.

Put together from the record itself, the versions that its changes left (models/geschiedenis.py) and
the log (models/wijziging.py). Five queries, however long the life.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from contactmomenten.models import (
    Bron,
    Bronversie,
    Contactmomentdetail,
    Contactmomentdetailversie,
    Wijziging,
)
from contactmomenten.services import Bronvermelding, Gegevens
from contactmomenten.services.gegevens import FIELDS

_BRON = ("id", "volgorde", "soort", "titel", "url")

# By id: its place and what it says.
_Bronnen = dict[int, tuple[int, Bronvermelding]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Verschil:
    """A field that got another value; for ``bronnen`` both are lists of `Bronvermelding`."""

    veld: str
    oud: Any
    nieuw: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Gebeurtenis:
    """Something that happened to a record.

    ``medewerker`` is None where an application called for itself. Without ``kanaal`` it was SQL by
    hand. ``toestand`` is what the record was after it.
    """

    moment: datetime
    soort: str
    medewerker: str | None
    applicatie: str | None
    kanaal: str | None
    reden: str
    verschillen: tuple[Verschil, ...]
    toestand: Gegevens


def of_record(uuid: UUID) -> list[Gebeurtenis]:
    """What happened to a record, the last first.

    Raises:
        Contactmomentdetail.DoesNotExist: there is none, or no longer.
    """
    record = Contactmomentdetail.objects.defer("zoekvector").get(uuid=uuid)
    after = {field: getattr(record, field) for field in FIELDS}
    bronnen = _bronnen(Bron.objects.filter(contactmomentdetail=record).values_list(*_BRON))
    moment, life = record.gewijzigd_op, []
    for version, events in _changes(record.pk):
        before = {field: getattr(version, field) for field in FIELDS}
        earlier = _undo(events, bronnen)
        differences = [
            Verschil(veld=field, oud=before[field], nieuw=after[field])
            for field in FIELDS
            if before[field] != after[field]
        ]
        if _in_order(earlier) != _in_order(bronnen):
            differences.append(
                Verschil(veld="bronnen", oud=_in_order(earlier), nieuw=_in_order(bronnen))
            )
        toestand = _state(after, bronnen)
        life.append(_event(moment, "gewijzigd", version.pgh_context, differences, toestand))
        after, bronnen, moment = before, earlier, version.gewijzigd_op
    made = Wijziging.objects.filter(uuid=uuid, soort=Wijziging.Soort.AANGEMAAKT)
    context = made.order_by("-nummer").values_list("context", flat=True).first()
    return [*life, _event(moment, "aangemaakt", context, [], _state(after, bronnen))]


def _changes(id_: int) -> list[tuple[Any, list[Any]]]:
    """The changes of a record, the last first, with what each did to single bronnen, likewise.

    A change is what has one ``pgh_context_id``; its version is the oldest, from before all of it.
    """
    versions: Iterable[Any] = Contactmomentdetailversie.objects.filter(pgh_obj_id=id_)
    bronversies: Iterable[Any] = Bronversie.objects.filter(contactmomentdetail_id=id_)
    changes: dict[UUID, tuple[Any, list[Any]]] = {}
    for version in versions.order_by("pgh_id"):  # type: ignore[attr-defined]
        changes.setdefault(version.pgh_context_id, (version, []))
    for event in bronversies.order_by("-pgh_id"):  # type: ignore[attr-defined]
        # Without a version it belongs to the making of the record.
        if event.pgh_context_id in changes:
            changes[event.pgh_context_id][1].append(event)
    return list(changes.values())[::-1]


def _undo(events: list[Any], bronnen: _Bronnen) -> _Bronnen:
    """The bronnen from before these events, of which the last comes first."""
    earlier = dict(bronnen)
    for event in events:
        if event.pgh_label == "toegevoegd":
            earlier.pop(event.id, None)
        else:
            earlier |= _bronnen([tuple(getattr(event, name) for name in _BRON)])
    return earlier


def _bronnen(rows: Iterable[Any]) -> _Bronnen:
    return {
        id_: (volgorde, Bronvermelding(soort=soort, titel=titel, url=url))
        for id_, volgorde, soort, titel, url in rows
    }


def _in_order(bronnen: _Bronnen) -> list[Bronvermelding]:
    return [bron for _, bron in sorted(bronnen.values(), key=lambda placed: placed[0])]


def _state(fields: dict[str, Any], bronnen: _Bronnen) -> Gegevens:
    return Gegevens(**fields, bronnen=_in_order(bronnen))


def _event(
    moment: datetime,
    soort: str,
    context: dict[str, str] | None,
    differences: list[Verschil],
    toestand: Gegevens,
) -> Gebeurtenis:
    context = context or {}
    wie, applicatie = context.get("wie"), context.get("applicatie")
    return Gebeurtenis(
        moment=moment,
        soort=soort,
        medewerker=None if wie == applicatie else wie,
        applicatie=applicatie,
        kanaal=context.get("kanaal"),
        reden=context.get("reden", ""),
        verschillen=tuple(differences),
        toestand=toestand,
    )
