"""The figures in the examples of the description are those of a register that can be."""

from typing import Any

import pytest
from django.test import Client

from contactmomenten.api.statistieken import voorbeelden
from tests.api.statistieken import figures, register_of_the_examples
from tests.factories import STATISTIEKEN_URL

pytestmark = pytest.mark.django_db

EXAMPLES: dict[str, dict[str, Any]] = {
    "aantallen": voorbeelden.AANTALLEN,
    "gespreksduur": voorbeelden.GESPREKSDUUR,
    "gespreksresultaten": voorbeelden.GESPREKSRESULTATEN,
    "afdelingen": voorbeelden.AFDELINGEN,
    "vragen": voorbeelden.VRAGEN,
    "bronnen": voorbeelden.BRONNEN,
    "kennisgaten": voorbeelden.KENNISGATEN,
}


@pytest.mark.parametrize(("name", "example"), EXAMPLES.items(), ids=EXAMPLES)
def test_an_example_is_what_is_answered(
    rapporteur: Client, name: str, example: dict[str, Any]
) -> None:
    register_of_the_examples()

    assert figures(rapporteur, name, "2026-02-03", "2026-02-04") == example


def test_the_example_of_drukte_leaves_out_the_hours_without_anything(rapporteur: Client) -> None:
    register_of_the_examples()

    answer = figures(rapporteur, "drukte", "2026-02-03", "2026-02-04")

    assert [uur for uur in answer["uren"] if uur["aantal"]] == voorbeelden.DRUKTE["uren"]


def test_the_example_of_what_kiss_shows(rapporteur: Client) -> None:
    register_of_the_examples()

    answer = rapporteur.get(f"{STATISTIEKEN_URL}/veelgestelde-vragen").json()

    assert answer == voorbeelden.VEELGESTELDE_VRAGEN
