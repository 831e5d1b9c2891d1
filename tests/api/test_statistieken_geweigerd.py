"""Questions about figures that are refused: all faults at once, and never with what was sent."""

from typing import Any

import pytest
from django.test import Client

from contactmomenten.api.paginering import LONGEST_QUERY
from tests.api.lijst import faults
from tests.api.statistieken import VAN_EEN_TIJDVAK, ask
from tests.factories import STATISTIEKEN_URL

pytestmark = pytest.mark.django_db

MEESTE = ["vragen", "bronnen", "kennisgaten"]
PERIOD = {"van": "2026-02-03", "totEnMet": "2026-02-03"}


@pytest.mark.parametrize("name", VAN_EEN_TIJDVAK)
def test_figures_are_of_a_period(rapporteur: Client, name: str) -> None:
    url = f"{STATISTIEKEN_URL}/{name}"

    assert faults(rapporteur.get(url)) == [("totEnMet", "required"), ("van", "required")]
    assert faults(rapporteur.get(url, {"van": "2026-02-03"})) == [("totEnMet", "required")]
    assert faults(ask(rapporteur, name, "2026-02-03", "2026-02-02")) == [("totEnMet", "before_van")]


@pytest.mark.parametrize("name", VAN_EEN_TIJDVAK)
def test_all_faults_are_named_at_once(rapporteur: Client, name: str) -> None:
    query: dict[str, Any] = {
        "van": ["geheim", "x"],
        "totEnMet": "gisteren",
        "startdatumVanaf": "2026-01-01T00:00:00Z",
        "startdatumTot": "2026-01-01T00:00:00Z",
        "pageSize": "1",
        "ordering": "startdatum",
        "cursor": "geheim",
        "vraag": ["geheim", "geheim"],
        "zonderVraag": "geheim",
        "emailadresKcm": "geheim",
    }

    response = rapporteur.get(f"{STATISTIEKEN_URL}/{name}", query)

    assert faults(response) == [
        ("cursor", "unknown"),
        ("ordering", "unknown"),
        ("pageSize", "unknown"),
        ("startdatumTot", "unknown"),
        ("startdatumVanaf", "unknown"),
        ("totEnMet", "invalid"),
        ("van", "repeated"),
        ("vraag", "repeated"),
        ("zonderVraag", "invalid"),
    ]
    assert "geheim" not in response.content.decode()


@pytest.mark.parametrize(
    "tekst",
    [
        "2027-02-30",
        "2027-02-29",
        "20271130",
        "2027-W06-2",
        "2027-2-3",
        "2027-11-30T00:00:00Z",
        " 2027-11-30",
        "0000-01-01",
        "10000-01-01",
        "٢٠٢٦-02-03",
        "vandaag",
    ],
)
def test_what_is_no_date_is_refused(rapporteur: Client, tekst: str) -> None:
    response = ask(rapporteur, "drukte", tekst, tekst)

    assert faults(response) == [("totEnMet", "invalid"), ("van", "invalid")]
    assert tekst.strip() not in response.content.decode()


def test_a_date_is_not_empty(rapporteur: Client) -> None:
    assert faults(ask(rapporteur, "drukte", "", " ")) == [("totEnMet", "blank"), ("van", "blank")]


@pytest.mark.parametrize(
    ("per", "tot_en_met", "points"),
    [
        ("uur", "2026-03-03", 62 * 24),
        ("dag", "2036-01-08", 3660),
        ("week", "2126-03-17", 5229),
        ("maand", "2126-03-17", 1203),
        ("jaar", "9999-12-31", 7974),
    ],
)
def test_a_step_has_its_longest_period(
    rapporteur: Client, per: str, tot_en_met: str, points: int
) -> None:
    answer = ask(rapporteur, "aantallen", "2026-01-01", tot_en_met, per=per)
    longer = ask(rapporteur, "aantallen", "2025-12-31", tot_en_met, per=per)

    assert len(answer.json()["punten"]) == points
    if per == "jaar":
        assert longer.status_code == 200
    else:
        assert faults(longer) == [("per", "too_long")]


def test_per_day_is_the_default(rapporteur: Client) -> None:
    assert ask(rapporteur, "aantallen", "2026-01-01", "2026-01-01").json()["per"] == "dag"
    assert faults(ask(rapporteur, "aantallen", "1926-01-01", "2026-01-01")) == [("per", "too_long")]
    assert faults(ask(rapporteur, "aantallen", "2026-01-01", "2026-01-01", per="Dag")) == [
        ("per", "invalid_choice")
    ]


@pytest.mark.parametrize("name", MEESTE)
@pytest.mark.parametrize("tekst", ["0", "101", "-1", "1.5", "+1", "²", "veel", "9" * 5000])
def test_what_is_no_number_of_them_is_refused(rapporteur: Client, name: str, tekst: str) -> None:
    expected = "max_length" if len(tekst) > 2000 else "invalid"
    response = ask(rapporteur, name, "2026-02-03", "2026-02-03", aantal=tekst)

    assert faults(response) == [("aantal", expected)]


@pytest.mark.parametrize("name", VAN_EEN_TIJDVAK)
def test_what_another_figure_has_is_unknown(rapporteur: Client, name: str) -> None:
    extra = {"per": "dag", "aantal": "10"}
    known = {"aantallen": {"per"}} | {name: {"aantal"} for name in MEESTE}

    response = rapporteur.get(f"{STATISTIEKEN_URL}/{name}", PERIOD | extra)

    assert faults(response) == [(n, "unknown") for n in sorted(extra.keys() - known.get(name, ()))]


def test_what_kiss_shows_is_of_no_period(rapporteur: Client) -> None:
    response = rapporteur.get(f"{STATISTIEKEN_URL}/veelgestelde-vragen", PERIOD)

    assert faults(response) == [("totEnMet", "unknown"), ("van", "unknown")]


@pytest.mark.parametrize("name", VAN_EEN_TIJDVAK)
def test_a_query_has_an_end(rapporteur: Client, name: str) -> None:
    filters = {"bronUrl": ["x" * 2000] * (LONGEST_QUERY // 2000)}

    assert ask(rapporteur, name, "2026-02-03", "2026-02-03", **filters).status_code == 200
    filters["bronUrl"].append("x" * 2000)
    assert ask(rapporteur, name, "2026-02-03", "2026-02-03", **filters).status_code == 414


def test_other_bytes_than_utf_8_are_refused(rapporteur: Client) -> None:
    url = f"{STATISTIEKEN_URL}/vragen?van=2026-02-03&totEnMet=2026-02-03&vraag=%ff"

    assert rapporteur.get(url).json()["code"] == "parse_error"
