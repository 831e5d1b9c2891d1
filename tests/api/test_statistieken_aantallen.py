"""How many contactmomenten there were, through time and by the hour of the week."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from tests.api.statistieken import figures, gesprek, tijdvak
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db


def points(answer: dict[str, Any]) -> list[tuple[str, int | None, int]]:
    return [(punt["datum"], punt["uur"], punt["aantal"]) for punt in answer["punten"]]


def busy(answer: dict[str, Any]) -> dict[tuple[int, int], int]:
    """By weekday and hour, where there was anything."""
    assert [(u["weekdag"], u["uur"]) for u in answer["uren"]] == [
        (dag, uur) for dag in range(1, 8) for uur in range(24)
    ]
    return {(u["weekdag"], u["uur"]): u["aantal"] for u in answer["uren"] if u["aantal"]}


def test_nothing_is_zero(rapporteur: Client) -> None:
    answer = figures(rapporteur, "aantallen", "2026-02-03", "2026-02-04")

    assert points(answer) == [("2026-02-03", None, 0), ("2026-02-04", None, 0)]
    assert (answer["aantal"], answer["per"]) == (0, "dag")
    assert busy(figures(rapporteur, "drukte", "2026-02-03", "2026-02-04")) == {}


def test_one_record_on_its_day_alone(rapporteur: Client) -> None:
    gesprek(1, date(2026, 2, 3), "09:17")

    answer = figures(rapporteur, "aantallen", "2026-02-03", "2026-02-03", per="uur")

    assert answer["aantal"] == 1
    assert [punt for punt in points(answer) if punt[2]] == [("2026-02-03", 9, 1)]
    assert [uur for _, uur, _ in points(answer)] == list(range(24))
    assert busy(figures(rapporteur, "drukte", "2026-02-03", "2026-02-03")) == {(2, 9): 1}
    for day in ("2026-02-02", "2026-02-04"):
        assert figures(rapporteur, "aantallen", day, day)["aantal"] == 0


def test_a_day_is_from_midnight_to_midnight_here(rapporteur: Client) -> None:
    gesprek(1, date(2026, 2, 2), "23:59:59.999999")
    gesprek(2, date(2026, 2, 3), "00:00")
    gesprek(3, date(2026, 2, 3), "23:59:59.999999")
    gesprek(4, date(2026, 2, 4), "00:00")

    answer = figures(rapporteur, "aantallen", "2026-02-03", "2026-02-03")

    assert answer["aantal"] == 2
    assert points(answer) == [("2026-02-03", None, 2)]


@pytest.mark.parametrize(
    ("per", "expected"),
    [
        ("dag", [("2025-12-30", 1), ("2025-12-31", 0), ("2026-01-01", 2), ("2026-01-02", 0)]),
        ("week", [("2025-12-29", 3), ("2026-01-05", 1)]),
        ("maand", [("2025-12-01", 1), ("2026-01-01", 3)]),
        ("jaar", [("2025-01-01", 1), ("2026-01-01", 3)]),
    ],
)
def test_per_step(rapporteur: Client, per: str, expected: list[tuple[str, int]]) -> None:
    days = [date(2025, 12, 30), date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 5)]
    for nummer, dag in enumerate(days):
        gesprek(nummer, dag)
    gesprek(10, date(2025, 12, 29))  # in the first week, and before the period
    gesprek(11, date(2026, 1, 6))

    answer = figures(rapporteur, "aantallen", "2025-12-30", "2026-01-05", per=per)

    assert (answer["aantal"], answer["per"]) == (4, per)
    found = [(datum, aantal) for datum, uur, aantal in points(answer) if uur is None]
    assert found[: len(expected)] == expected
    assert len(found) == (7 if per == "dag" else len(expected))


def test_beside_the_period_before_and_the_year_before(rapporteur: Client) -> None:
    for nummer, dag in enumerate(
        [date(2026, 3, 1), date(2026, 3, 31), date(2026, 2, 28), date(2025, 3, 31)]
    ):
        gesprek(nummer, dag)
    gesprek(9, date(2026, 1, 31))

    answer = figures(rapporteur, "aantallen", "2026-03-01", "2026-03-31", per="maand")

    assert answer["aantal"] == 2
    assert answer["vorige"] == {"tijdvak": tijdvak("2026-02-01", "2026-02-28"), "aantal": 1}
    assert answer["vorigJaar"] == {"tijdvak": tijdvak("2025-03-01", "2025-03-31"), "aantal": 1}


def test_the_night_that_the_clock_goes_back_has_the_hour_once_with_both(
    rapporteur: Client,
) -> None:
    night = date(2026, 10, 25)
    for nummer, (klok, fold) in enumerate([("01:59", 0), ("02:30", 0), ("02:30", 1), ("03:00", 0)]):
        gesprek(nummer, night, klok, fold=fold)

    answer = figures(rapporteur, "aantallen", night, night, per="uur")

    assert len(answer["punten"]) == 24
    assert [punt["aantal"] for punt in answer["punten"][:5]] == [0, 1, 2, 1, 0]
    assert busy(figures(rapporteur, "drukte", night, night)) == {(7, 1): 1, (7, 2): 2, (7, 3): 1}


def test_the_night_that_the_clock_goes_forward_lacks_an_hour(rapporteur: Client) -> None:
    night = date(2026, 3, 29)
    gesprek(1, night, "01:59")
    gesprek(2, night, "03:00")

    answer = figures(rapporteur, "aantallen", night, night, per="uur")

    hours = [(punt["uur"], punt["aantal"]) for punt in answer["punten"]]
    assert hours[:4] == [(0, 0), (1, 1), (3, 1), (4, 0)]
    assert len(hours) == 23


def test_29_february(rapporteur: Client) -> None:
    gesprek(1, date(2028, 2, 29))
    gesprek(2, date(2028, 2, 28))
    gesprek(3, date(2027, 2, 28))

    answer = figures(rapporteur, "aantallen", "2028-02-29", "2028-02-29")

    assert answer["aantal"] == 1
    assert answer["vorige"] == {"tijdvak": tijdvak("2028-02-28", "2028-02-28"), "aantal": 1}
    assert answer["vorigJaar"] == {"tijdvak": tijdvak("2027-02-28", "2027-02-28"), "aantal": 1}


def test_the_first_and_the_last_day_of_the_calendar(rapporteur: Client) -> None:
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    contactmomentdetail(1, startdatum=first, einddatum=first)
    contactmomentdetail(2, startdatum=last, einddatum=last)

    begin = figures(rapporteur, "aantallen", "0001-01-01", "0001-01-01", per="uur")
    end = figures(rapporteur, "aantallen", "9999-12-31", "9999-12-31")
    whole = figures(rapporteur, "aantallen", "0001-01-01", "9999-12-31", per="jaar")

    assert points(begin)[0] == ("0001-01-01", 0, 1)
    assert (begin["vorige"], begin["vorigJaar"]) == (None, None)
    assert points(end) == [("9999-12-31", None, 1)]
    assert points(whole)[0] == ("0001-01-01", None, 1)
    assert points(whole)[-1] == ("9999-01-01", None, 1)
    assert (len(whole["punten"]), whole["aantal"]) == (9999, 2)
