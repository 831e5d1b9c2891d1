"""Every figure is that of plain Python, on records with everything that makes counting hard."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contactmomenten.models import Contactmomentdetail
from contactmomenten.rapportages import Tijdvak
from tests.rapportages.lastig import BRONNEN, DUREN, MOMENTEN, RESULTATEN, TEKSTEN, store, values
from tests.rapportages.vergelijken import check

pytestmark = pytest.mark.django_db

TIJDVAKKEN = [
    Tijdvak(date(2026, 3, 1), date(2026, 3, 31)),
    Tijdvak(date(2026, 4, 1), date(2026, 4, 1)),
    Tijdvak(date(2026, 10, 19), date(2026, 10, 25)),
    Tijdvak(date(2025, 3, 1), date(2026, 12, 31)),
    Tijdvak(date(2024, 2, 29), date(2024, 2, 29)),
    Tijdvak(date(1, 1, 1), date(1, 1, 31)),
    Tijdvak(date(9999, 12, 1), date(9999, 12, 31)),
    Tijdvak(date.min, date.max),
]
IN_ONE_TRANSACTION = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("tijdvak", TIJDVAKKEN, ids=str)
def test_everything_at_once(tijdvak: Tijdvak) -> None:
    for n in range(240):
        store(
            n,
            startdatum=MOMENTEN[n % len(MOMENTEN)],
            duur=DUREN[n % len(DUREN)],
            vraag=TEKSTEN[n % 5],
            gespreksresultaat=RESULTATEN[n // 5 % 5],
            verantwoordelijke_afdeling=TEKSTEN[n // 3 % 6],
            bronnen=BRONNEN[: n % 4] + BRONNEN[: n % 2],
        )

    check(tijdvak)


@pytest.mark.parametrize("tijdvak", TIJDVAKKEN, ids=str)
def test_an_empty_register(tijdvak: Tijdvak) -> None:
    check(tijdvak)


@IN_ONE_TRANSACTION
@given(st.lists(values(), min_size=1, max_size=12), st.sampled_from(TIJDVAKKEN))
def test_any_few_records(records: list[dict[str, Any]], tijdvak: Tijdvak) -> None:
    Contactmomentdetail.objects.all().delete()
    for nummer, record in enumerate(records):
        store(nummer, **record)

    check(tijdvak)
