"""Figures are as described, whatever KISS has stored."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client

from contactmomenten.models import Bron, Contactmomentdetail
from tests.api.statistieken import VAN_EEN_TIJDVAK, figures
from tests.factories import BEGIN, STATISTIEKEN_URL, contactmomentdetail
from tests.openapi.document import operations, validator

pytestmark = pytest.mark.django_db

DESCRIBED = {operation.path: operation.described for operation in operations()}
TEXTS = [None, "", " \n", "Vraag", "vraag", "'\"; --", "😀" * 300, "x" * 10_000, "%s {0}", "\u2028"]
FIRST, LAST = date.min, date.max


@pytest.fixture
def awkward(db: None) -> None:
    """Every text in every place, and moments on the edges of the calendar and of the clock."""
    for nummer, tekst in enumerate(TEXTS):
        contactmomentdetail(nummer, bronnen=2, specifieke_vraag=f"Sticker {tekst}")
    summer = datetime(2026, 10, 24, 21, 59, 59, 999_999, tzinfo=UTC)
    moments = [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
    moments += [summer + timedelta(hours=n, microseconds=n % 2) for n in range(5)]
    for nummer, (begin, einde) in enumerate(product(moments, [*moments, BEGIN])):
        contactmomentdetail(100 + nummer, startdatum=begin, einddatum=einde)
    for record in Contactmomentdetail.objects.all():
        for field in ("vraag", "gespreksresultaat", "verantwoordelijke_afdeling"):
            setattr(record, field, TEXTS[(record.pk + len(field)) % len(TEXTS)])
        record.save()
    for bron in Bron.objects.all():
        said = TEXTS[bron.pk % len(TEXTS)] or ""
        Bron.objects.filter(pk=bron.pk).update(soort=said[:500], titel=said, url=said)


def schema_of(name: str) -> dict[str, Any]:
    content = DESCRIBED[f"/statistieken/{name}"]["responses"]["200"]["content"]
    found: dict[str, Any] = content["application/json"]["schema"]
    return found


@pytest.mark.usefixtures("awkward")
@pytest.mark.parametrize("name", VAN_EEN_TIJDVAK)
def test_figures_are_as_described(rapporteur: Client, name: str) -> None:
    per = {"per": "jaar"} if name == "aantallen" else {}

    for van, tot_en_met in ((FIRST, LAST), (LAST, LAST), (date(2026, 10, 24), date(2026, 10, 25))):
        answer = figures(rapporteur, name, van, tot_en_met, **per)
        validator(schema_of(name)).validate(answer)


@pytest.mark.usefixtures("awkward")
def test_what_kiss_shows_is_as_described(rapporteur: Client) -> None:
    answer = rapporteur.get(f"{STATISTIEKEN_URL}/veelgestelde-vragen").json()

    validator(schema_of("veelgestelde-vragen")).validate(answer)
