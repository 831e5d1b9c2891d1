"""Every figure once more, straight from the records, in plain Python.

Written from what the figures mean, without the queries, so that both would have to be wrong in the
same way.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import fmean, median, quantiles
from typing import Any
from zoneinfo import ZoneInfo

from contactmomenten.models import Contactmomentdetail
from contactmomenten.rapportages import Stap, Tijdvak, Uitsplitsing, Waarden

HIER = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Los:
    """A record as plain values."""

    begin: datetime
    einde: datetime
    vraag: str | None
    resultaat: str | None
    afdeling: str | None
    bronnen: tuple[tuple[str, str, str], ...]

    @property
    def hier(self) -> datetime:
        """What the clock on the wall showed; past the calendar it is still its last day."""
        try:
            return self.begin.astimezone(HIER)
        except OverflowError:
            return self.begin.replace(hour=0)

    @property
    def dag(self) -> date:
        return self.hier.date()

    @property
    def duur(self) -> int | None:
        """Whole seconds."""
        seconds = (self.einde - self.begin) // timedelta(seconds=1)
        return seconds if self.einde >= self.begin else None


def said(text: str | None) -> str | None:
    return text if text and text.strip() else None


def records(tijdvak: Tijdvak, van: Waarden | None = None) -> list[Los]:
    """All of the register that began in the period, or those with one of the values."""
    found = [
        Los(
            begin=r.startdatum,
            einde=r.einddatum,
            vraag=said(r.vraag),
            resultaat=said(r.gespreksresultaat),
            afdeling=said(r.verantwoordelijke_afdeling),
            bronnen=tuple((b.soort, b.titel, b.url) for b in r.bronnen.all()),
        )
        for r in Contactmomentdetail.objects.prefetch_related("bronnen")
        if van is None or not has(r, van.uitsplitsing).isdisjoint(van.waarden)
    ]
    return [r for r in found if tijdvak.van <= r.dag <= tijdvak.tot_en_met]


def has(record: Contactmomentdetail, uitsplitsing: Uitsplitsing) -> set[str]:
    """What a record has of this."""
    if uitsplitsing is Uitsplitsing.SOORT:
        return {bron.soort for bron in record.bronnen.all()}
    return {getattr(record, uitsplitsing)}


def durations(rows: Iterable[Los]) -> list[int]:
    return [r.duur for r in rows if r.duur is not None]


def gespreksduur(rows: Sequence[Los]) -> dict[str, Any]:
    values = durations(rows)
    few = values[0] if values else None
    return {
        "gemeten": len(values),
        "zonder_duur": len(rows) - len(values),
        "totaal": sum(values),
        "gemiddelde": fmean(values) if values else None,
        "mediaan": median(values) if values else None,
        "percentiel_90": quantiles(values, n=10, method="inclusive")[8] if values[1:] else few,
    }


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def zelfstandig(rows: Iterable[Los]) -> float | None:
    known = [r.resultaat for r in rows if r.resultaat]
    return share(known.count("Zelfstandig afgehandeld"), len(known))


def per_resultaat(rows: Sequence[Los]) -> list[tuple[str | None, int, float]]:
    counted = Counter(r.resultaat for r in rows)
    found = [(resultaat, n, n / len(rows)) for resultaat, n in counted.items()]
    return sorted(found, key=lambda row: (-row[1], row[0] is None, row[0] or ""))


def per_afdeling(rows: Sequence[Los], vorige: Sequence[Los]) -> dict[str | None, dict[str, Any]]:
    found: dict[str | None, dict[str, Any]] = {}
    for afdeling in {r.afdeling for r in (*rows, *vorige)}:
        own = [r for r in rows if r.afdeling == afdeling]
        before = [r for r in vorige if r.afdeling == afdeling]
        aandeel = share(len(own), len(rows)) or 0.0
        then = share(len(before), len(vorige))
        found[afdeling] = {
            "aantal": len(own),
            "aandeel": aandeel,
            "gemiddelde_duur": fmean(durations(own)) if durations(own) else None,
            "aandeel_zelfstandig": zelfstandig(own),
            "aantal_vorige": len(before),
            "verschuiving": None if then is None else aandeel - then,
        }
    return found


def vragen(rows: Iterable[Los], vorige: Iterable[Los]) -> dict[str, list[tuple[str, int, int]]]:
    now, before = Counter(r.vraag for r in rows), Counter(r.vraag for r in vorige)
    both = [(v, now[v], before[v]) for v in now | before if v is not None]
    asked = [row for row in both if row[1]]
    more = [row for row in both if row[1] > row[2]]
    less = [row for row in both if row[1] < row[2]]
    return {
        "meest_gesteld": sorted(asked, key=lambda row: (-row[1], row[0]))[:10],
        "stijgers": sorted(more, key=lambda row: (row[2] - row[1], row[0]))[:10],
        "dalers": sorted(less, key=lambda row: (row[1] - row[2], row[0]))[:10],
    }


def once(rows: Iterable[Los], parts: int) -> Counter[tuple[str, ...]]:
    """How many records have a bron that begins with these parts of soort, titel and url."""
    return Counter(key for r in rows for key in {bron[:parts] for bron in r.bronnen})


def drukte(rows: Iterable[Los]) -> tuple[tuple[int, ...], ...]:
    counted = Counter((r.hier.weekday(), r.hier.hour) for r in rows)
    return tuple(tuple(counted[day, hour] for hour in range(24)) for day in range(7))


def verloop(rows: Iterable[Los], tijdvak: Tijdvak, stap: Stap) -> list[tuple[str, int]]:
    """By walking through the period an hour at a time."""
    shape = {
        Stap.UUR: "%Y-%m-%d %H",
        Stap.DAG: "%Y-%m-%d",
        Stap.WEEK: "%G-%V",
        Stap.MAAND: "%Y-%m",
        Stap.JAAR: "%Y",
    }[stap]
    counted = Counter(r.hier.strftime(shape) for r in rows)
    moment = datetime.combine(tijdvak.van, datetime.min.time(), HIER).astimezone(UTC)
    names: dict[str, None] = {}
    while (local := moment.astimezone(HIER)).date() <= tijdvak.tot_en_met:
        names[local.strftime(shape)] = None
        moment += timedelta(hours=1)
    return [(name, counted[name]) for name in names]
