"""The figures that were counted beforehand are those of the records, whatever happened since."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contactmomenten.models import Bron, Cijfer, Contactmomentdetail, Geteld, Hertellen
from contactmomenten.rapportages import Dimensie, Selectie, Tijdvak, Uitsplitsing, Waarden, tel
from contactmomenten.services import count_days
from tests.factories import contactmomentdetail
from tests.rapportages.lastig import (
    BRONNEN,
    MOMENTEN,
    RESULTATEN,
    TEKSTEN,
    einde_of,
    store,
    values,
)
from tests.rapportages.vergelijken import check

pytestmark = pytest.mark.django_db(transaction=True)

MAART = Tijdvak(date(2026, 3, 1), date(2026, 3, 31))
JAREN = Tijdvak(date(2024, 1, 1), date(2026, 12, 31))
ALLES = Tijdvak(date.min, date.max)


def count() -> dict[date, int]:
    """Count beforehand; the months of which days were counted, and how many."""
    return {month: days for month, days in count_days() if days}


BURGERZAKEN = Waarden(Uitsplitsing.AFDELING, ("Burgerzaken",))
# Some that are asked for together: of them one is blank, one nobody has, and one is double.
ENKELE = [
    BURGERZAKEN,
    Waarden(Uitsplitsing.AFDELING, ("burgerzaken", " \t\n", "Niemand", "burgerzaken")),
    Waarden(Uitsplitsing.RESULTAAT, ("Zelfstandig afgehandeld", "'", " ")),
    Waarden(Uitsplitsing.SOORT, ("vac",)),
    Waarden(Uitsplitsing.SOORT, ("kennisartikel", "kennisartikel")),
]


def fill() -> None:
    for nummer, moment in enumerate(MOMENTEN):
        contactmomentdetail(
            nummer,
            startdatum=moment,
            einddatum=einde_of(moment, 60 * nummer),
            bronnen=nummer % 3,
            verantwoordelijke_afdeling=TEKSTEN[nummer % len(TEKSTEN)],
            gespreksresultaat=RESULTATEN[nummer % len(RESULTATEN)],
        )


def test_they_serve_whole_periods_and_parts_of_them() -> None:
    fill()
    assert count()[MAART.van] == 31

    for tijdvak in (MAART, JAREN, ALLES, Tijdvak(date(2026, 2, 10), date(2026, 3, 29))):
        check(tijdvak)


def test_they_are_really_used() -> None:
    fill()
    count()
    Cijfer.objects.filter(dimensie=Dimensie.VRAAG).update(aantal=1000)

    assert min(tel(Selectie(MAART), [Dimensie.VRAAG]).vragen.values()) == 1000


def test_what_is_filtered_is_counted_from_the_records() -> None:
    fill()
    count()
    Cijfer.objects.all().update(aantal=1000)

    own = Contactmomentdetail.objects.with_text("vraag", ["Vraag 9"])
    assert tel(Selectie(MAART, own), [Dimensie.VRAAG]).vragen == {"Vraag 9": 1}


@pytest.mark.parametrize("van", ENKELE)
def test_they_serve_the_values_that_they_are_split_by(van: Waarden) -> None:
    fill()
    count()

    for tijdvak in (MAART, JAREN, ALLES, Tijdvak(date(2026, 2, 10), date(2026, 3, 29))):
        check(tijdvak, van)


def test_those_are_really_used_but_only_of_whole_months() -> None:
    moment = noon(date(2026, 3, 9))
    contactmomentdetail(1, startdatum=moment, verantwoordelijke_afdeling="Burgerzaken")
    count()
    Cijfer.objects.filter(waarde="Burgerzaken").update(aantal=1000)

    def counted(tijdvak: Tijdvak) -> tuple[int, int]:
        found = tel(Selectie(tijdvak, BURGERZAKEN), [Dimensie.UUR, Dimensie.VRAAG])
        return sum(found.uren.values()), sum(found.vragen.values())

    assert counted(MAART) == (1000, 1000)
    assert counted(Tijdvak(MAART.van, date(2026, 3, 30))) == (1, 1)


@pytest.mark.parametrize(
    ("uitsplitsing", "values"),
    [
        (Uitsplitsing.AFDELING, ["a" * 3000]),  # longer than an index can hold
        (Uitsplitsing.AFDELING, ["a" * 3000, "Burgerzaken"]),
        (Uitsplitsing.SOORT, ["vac", "kennisartikel"]),  # one record can have both
        (Uitsplitsing.SOORT, ["Iets anders"]),  # KISS has no such soort
    ],
)
def test_of_other_values_the_records_are_counted(
    uitsplitsing: Uitsplitsing, values: list[str]
) -> None:
    moment = noon(date(2026, 3, 9))
    contactmomentdetail(1, startdatum=moment, verantwoordelijke_afdeling="a" * 3000)
    store(2, startdatum=moment, duur=60, bronnen=BRONNEN)
    count()

    chosen = Contactmomentdetail.objects.all()
    selectie = Selectie.filtered(MAART, {uitsplitsing.value: values}, chosen)
    Cijfer.objects.all().delete()
    assert selectie.van is chosen
    assert sum(tel(selectie, [Dimensie.VRAAG]).vragen.values()) == 2
    with pytest.raises(ValueError, match=uitsplitsing.value):
        Waarden(uitsplitsing, tuple(values))


def test_only_days_that_changed_are_counted_again() -> None:
    fill()
    count()
    assert count() == {}

    Contactmomentdetail.objects.filter(startdatum=MOMENTEN[9]).update(vraag="Anders")
    late = MOMENTEN[9] + timedelta(days=1, hours=3)
    contactmomentdetail(100, startdatum=late, einddatum=late)

    check(MAART)
    assert count() == {MAART.van: 2}
    check(MAART)
    assert not Hertellen.objects.exists()


def test_a_record_that_moves_changes_both_days() -> None:
    fill()
    count()
    record = Contactmomentdetail.objects.get(startdatum=MOMENTEN[9])

    Contactmomentdetail.objects.filter(pk=record.pk).update(startdatum=MOMENTEN[7])

    check(JAREN)
    assert count() == {date(2024, 2, 1): 1, MAART.van: 1}
    check(JAREN)


def test_bronnen_alone_change_a_day_too() -> None:
    fill()
    count()
    Bron.objects.filter(contactmomentdetail__startdatum=MOMENTEN[11]).update(titel="Anders")
    Bron.objects.filter(contactmomentdetail__startdatum=MOMENTEN[8]).delete()

    check(JAREN)
    count()
    check(JAREN)


@pytest.mark.parametrize("which", range(4))
def test_a_removal_leaves_the_other_days_of_its_month_as_they_were(which: int) -> None:
    days = [MAART.van, date(2026, 3, 2), date(2026, 3, 15), MAART.tot_en_met]
    for nummer, day in enumerate(days):
        contactmomentdetail(nummer, startdatum=noon(day), einddatum=noon(day), bronnen=1)
    count()

    Contactmomentdetail.objects.filter(startdatum=noon(days[which])).delete()

    check(MAART)
    assert count() == {MAART.van: 1}
    check(MAART)


def test_of_a_removed_record_no_text_stays() -> None:
    moment = MOMENTEN[9]
    contactmomentdetail(
        1,
        startdatum=moment,
        einddatum=moment,
        vraag="Wat van mij alleen was",
        verantwoordelijke_afdeling="Van mij alleen",
    )
    contactmomentdetail(2, startdatum=MOMENTEN[10], einddatum=MOMENTEN[10], vraag="Iets anders")
    count()
    assert Cijfer.objects.filter(sleutel__contains=["Wat van mij alleen was"]).count() == 3
    assert Cijfer.objects.filter(waarde="Van mij alleen").exists()

    Contactmomentdetail.objects.filter(startdatum=moment).delete()

    assert not Cijfer.objects.filter(sleutel__contains=["Wat van mij alleen was"]).exists()
    assert not Cijfer.objects.filter(waarde="Van mij alleen").exists()
    check(MAART)
    assert count() == {MAART.van: 1}
    check(MAART)


def test_the_last_record_of_a_month_leaves_it_empty() -> None:
    contactmomentdetail(1, startdatum=MOMENTEN[9], einddatum=MOMENTEN[9])
    count()
    Contactmomentdetail.objects.all().delete()

    check(MAART)
    assert count() == {MAART.van: 1}
    assert not Hertellen.objects.exists()
    assert not Cijfer.objects.exists()
    check(MAART)


def test_the_last_days_are_not_counted_beforehand() -> None:
    today = timezone.localdate()
    for days in range(4):
        moment = noon(today - timedelta(days=days))
        contactmomentdetail(days, startdatum=moment, einddatum=moment)

    count()

    assert Geteld.objects.latest("dag").dag == today - timedelta(days=2)
    check(Tijdvak(today - timedelta(days=9), today))


def test_saving_what_happens_today_leaves_no_mark() -> None:
    contactmomentdetail(1, startdatum=timezone.now(), einddatum=timezone.now())
    assert not Hertellen.objects.exists()

    moment = noon(timezone.localdate() - timedelta(days=1))
    contactmomentdetail(2, startdatum=moment, einddatum=moment)
    assert Hertellen.objects.get().dag == timezone.localdate() - timedelta(days=1)


def noon(day: date) -> datetime:
    """That day at twelve o'clock here."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_current_timezone())


CHANGES = st.one_of(
    st.tuples(st.just("nieuw"), values()),
    st.tuples(st.just("anders"), st.integers(0, 20), values()),
    st.tuples(st.just("weg"), st.integers(0, 20)),
    st.tuples(st.just("allemaal"), st.sampled_from(["Burgerzaken", "", 'Iets "anders" 🛂'])),
    st.tuples(st.just("tellen")),
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(CHANGES, min_size=1, max_size=12))
def test_after_any_changes_they_equal_fresh_ones(changes: list[Any]) -> None:
    Contactmomentdetail.objects.all().delete()
    for model in (Cijfer, Geteld, Hertellen):
        model.objects.all().delete()
    fill()
    count()

    for nummer, (what, *how) in enumerate([*changes, ("tellen",)], start=len(MOMENTEN)):
        happen(nummer, what, *how)
        for van in (None, ENKELE[nummer % len(ENKELE)]):
            check(MAART, van)
            check(ALLES, van)


def happen(nummer: int, what: str, *how: Any) -> None:
    """One change of the register, past the services as well as through them."""
    records = Contactmomentdetail.objects.order_by("pk")
    match what:
        case "nieuw":
            store(nummer, **how[0])
        case "anders":
            place, other = how
            if found := records[place : place + 1]:
                store_again(found[0], **other)
        case "weg":
            records.filter(pk__in=list(records.values_list("pk", flat=True)[how[0] :][:1])).delete()
        case "allemaal":
            records.update(verantwoordelijke_afdeling=how[0])
        case "tellen":
            count()


def store_again(record: Contactmomentdetail, **other: Any) -> None:
    """The same contactmoment with other values, as KISS may send it."""
    store(int(record.contactmoment.rpartition("/")[2]), **other)
