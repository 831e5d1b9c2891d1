"""From what was counted to figures. Nothing here asks the database anything."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import accumulate, islice

from django.conf import settings
from django.utils import timezone

from contactmomenten.rapportages.cijfers import (
    Aandeel,
    Afdeling,
    Bron,
    Bronnen,
    Drukte,
    Gespreksduur,
    Gespreksresultaten,
    Meetpunt,
    Stap,
    Verloop,
    Vraag,
    Vragen,
    Zelfstandig,
)
from contactmomenten.rapportages.tellen import Duren, Telling
from contactmomenten.rapportages.tijdvak import Tijdvak

MEESTE = 10
DAYS_OF_THE_WEEK, HOURS = 7, 24


def verloop(telling: Telling, tijdvak: Tijdvak, stap: Stap) -> Verloop:
    """The number of contactmomenten through time. Needs the hours."""
    counted: dict[datetime, int] = defaultdict(int)
    for (dag, uur), aantal in telling.uren.items():
        counted[_begin(dag, uur, stap)] += aantal
    return Verloop(stap, tuple(Meetpunt(begin, counted[begin]) for begin in _begins(tijdvak, stap)))


def drukte(telling: Telling) -> Drukte:
    """How busy each hour of the week is. Needs the hours."""
    week = [[0] * HOURS for _ in range(DAYS_OF_THE_WEEK)]
    for (dag, uur), aantal in telling.uren.items():
        week[dag.weekday()][uur] += aantal
    return Drukte(tuple(map(tuple, week)))


def gespreksduur(telling: Telling) -> Gespreksduur:
    """How long it took. Needs the durations."""
    lengths = sorted((s, n) for s, n in telling.duren.items() if s is not None)
    gemeten = sum(n for _, n in lengths)
    totaal = sum(s * n for s, n in lengths)
    return Gespreksduur(
        gemeten=gemeten,
        zonder_duur=telling.duren.get(None, 0),
        totaal=totaal,
        gemiddelde=totaal / gemeten if gemeten else None,
        mediaan=_percentile(lengths, gemeten, 50),
        percentiel_90=_percentile(lengths, gemeten, 90),
    )


def gespreksresultaten(telling: Telling) -> Gespreksresultaten:
    """How they ended. Needs the outcomes."""
    per_resultaat: dict[str | None, int] = defaultdict(int)
    for (_, resultaat), duren in telling.uitkomsten.items():
        per_resultaat[resultaat] += duren.aantal
    totaal = sum(per_resultaat.values())
    return Gespreksresultaten(
        aantal=totaal,
        resultaten=_shares(per_resultaat, totaal),
        zelfstandig=_zelfstandig(per_resultaat),
    )


def afdelingen(telling: Telling, vorige: Telling) -> tuple[Afdeling, ...]:
    """Per afdeling, now and in the period before; also those that only that has. Outcomes."""
    now, before = _per_afdeling(telling), _per_afdeling(vorige)
    totaal = _total(d for results in now.values() for d in results.values())
    totaal_vorige = _total(d for results in before.values() for d in results.values())
    found = []
    for afdeling in now | before:
        results = now.get(afdeling, {})
        aantal, gemeten, seconden = (
            sum(getattr(d, name) for d in results.values())
            for name in ("aantal", "gemeten", "seconden")
        )
        aantal_vorige = _total(before.get(afdeling, {}).values())
        aandeel = aantal / totaal if totaal else 0.0
        found.append(
            Afdeling(
                afdeling=afdeling,
                aantal=aantal,
                aandeel=aandeel,
                gemiddelde_duur=seconden / gemeten if gemeten else None,
                aandeel_zelfstandig=_zelfstandig(
                    {resultaat: duren.aantal for resultaat, duren in results.items()}
                ).aandeel,
                aantal_vorige=aantal_vorige,
                verschuiving=aandeel - aantal_vorige / totaal_vorige if totaal_vorige else None,
            )
        )
    return tuple(sorted(found, key=lambda a: (-a.aantal, -a.aantal_vorige, a.afdeling or "")))


def vragen(telling: Telling, vorige: Telling, meeste: int = MEESTE) -> Vragen:
    """What was asked, now and in the period before. Needs the vragen."""
    asked = [
        Vraag(vraag, telling.vragen.get(vraag, 0), vorige.vragen.get(vraag, 0))
        for vraag in telling.vragen | vorige.vragen
        if vraag is not None
    ]
    now = sorted((v for v in asked if v.aantal), key=lambda v: (-v.aantal, v.vraag))
    moved = sorted(asked, key=lambda v: (-abs(v.verschil), v.vraag))
    zonder_vraag = telling.vragen.get(None, 0)
    return Vragen(
        met_vraag=sum(telling.vragen.values()) - zonder_vraag,
        zonder_vraag=zonder_vraag,
        meest_gesteld=tuple(now[:meeste]),
        stijgers=tuple(islice((v for v in moved if v.verschil > 0), meeste)),
        dalers=tuple(islice((v for v in moved if v.verschil < 0), meeste)),
    )


def bronnen(telling: Telling, meeste: int = MEESTE) -> Bronnen:
    """Which bronnen were consulted. Needs the dimensions of bronnen, and the outcomes."""
    aantal = _total(telling.uitkomsten.values())
    used = sorted(telling.bronnen.items(), key=lambda item: (-item[1], item[0]))
    zonder_bron = aantal - telling.met_bron
    return Bronnen(
        aantal=aantal,
        soorten=_shares(telling.soorten, aantal),
        meest_gebruikt=tuple(Bron(*bron, n) for bron, n in used[:meeste]),
        zonder_bron=zonder_bron,
        aandeel_zonder_bron=zonder_bron / aantal if aantal else None,
    )


def _percentile(lengths: list[tuple[int, int]], total: int, percent: int) -> float | None:
    """Interpolated between the two nearest, of values in order and how often each is there."""
    if not total:
        return None
    place, rest = divmod((total - 1) * percent, 100)
    below = _at(lengths, place)
    return below + (_at(lengths, min(place + 1, total - 1)) - below) * rest / 100


def _at(lengths: list[tuple[int, int]], place: int) -> int:
    """The value at a place, counted from 0."""
    seen = accumulate(number for _, number in lengths)
    return next(value for (value, _), upto in zip(lengths, seen, strict=True) if upto > place)


def _shares(
    counted: Mapping[str, int] | Mapping[str | None, int], total: int
) -> tuple[Aandeel, ...]:
    """Most frequent first, equals by their text, those without last."""
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0] is None, item[0] or ""))
    return tuple(Aandeel(waarde, aantal, aantal / total) for waarde, aantal in ordered if aantal)


def _zelfstandig(per_resultaat: Mapping[str | None, int]) -> Zelfstandig:
    onbekend = per_resultaat.get(None, 0)
    bekend = sum(per_resultaat.values()) - onbekend
    aantal = sum(per_resultaat.get(r, 0) for r in settings.ZELFSTANDIG_RESULTATEN)
    return Zelfstandig(
        aantal=aantal,
        bekend=bekend,
        onbekend=onbekend,
        aandeel=aantal / bekend if bekend else None,
        doel=settings.ZELFSTANDIG_DOEL / 100,
    )


def _per_afdeling(telling: Telling) -> dict[str | None, dict[str | None, Duren]]:
    found: dict[str | None, dict[str | None, Duren]] = defaultdict(dict)
    for (afdeling, resultaat), duren in telling.uitkomsten.items():
        found[afdeling][resultaat] = duren
    return found


def _total(counted: Iterable[Duren]) -> int:
    return sum(duren.aantal for duren in counted)


def _begin(dag: date, uur: int, stap: Stap) -> datetime:
    """When the hour, the day and so on begins, that this hour is in."""
    match stap:
        case Stap.UUR:
            return _moment(dag, uur)
        case Stap.DAG:
            return _moment(dag)
        case Stap.WEEK:
            back = min(dag.weekday(), (dag - date.min).days)
            return _moment(dag - timedelta(days=back))
        case Stap.MAAND:
            return _moment(dag.replace(day=1))
        case Stap.JAAR:
            return _moment(dag.replace(month=1, day=1))


def _begins(tijdvak: Tijdvak, stap: Stap) -> Iterator[datetime]:
    """All hours, days and so on of a period."""
    dag = _begin(tijdvak.van, 0, stap).date()
    while True:
        yield from _of_day(dag) if stap is Stap.UUR else [_moment(dag)]
        days = _length(dag, stap)
        if (tijdvak.tot_en_met - dag).days < days:
            return
        dag += timedelta(days=days)


def _of_day(dag: date) -> Iterator[datetime]:
    """The hours that the clock on the wall shows: 23 when it goes forward, and 24 otherwise."""
    for uur in range(HOURS):
        moment = _moment(dag, uur)
        before, after = moment.utcoffset(), moment.replace(fold=1).utcoffset()
        if before and after and before >= after:  # but for an hour that the clock skips
            yield moment


def _length(dag: date, stap: Stap) -> int:
    match stap:
        case Stap.WEEK:
            return DAYS_OF_THE_WEEK
        case Stap.MAAND:
            return monthrange(dag.year, dag.month)[1]
        case Stap.JAAR:
            return (date(dag.year, 12, 31) - dag).days + 1
        case _:
            return 1


def _moment(dag: date, uur: int = 0) -> datetime:
    return datetime.combine(dag, time(uur), tzinfo=timezone.get_current_timezone())
