"""What a beheerder should look at: each signal finds its records and no other."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from contactmomenten.models import Contactmomentdetail, Datakwaliteit
from contactmomenten.services import Bronvermelding
from tests.factories import BEGIN, contactmomentdetail

pytestmark = pytest.mark.django_db

GOED = {"verantwoordelijke_afdeling": "Burgerzaken"}


def signals(nummer: int = 1, **changes: Any) -> set[Datakwaliteit]:
    record = contactmomentdetail(nummer, **(GOED | changes))
    return {
        signal
        for signal in Datakwaliteit
        if Contactmomentdetail.objects.with_signal(signal).filter(pk=record.pk).exists()
    }


def test_a_record_of_which_all_is_well_has_no_signal() -> None:
    assert signals() == set()


@pytest.mark.parametrize(
    ("duur", "expected"),
    [
        (timedelta(microseconds=-1), {Datakwaliteit.OMGEKEERD}),
        (timedelta(), set()),
        (timedelta(hours=4), set()),
        (timedelta(hours=4, microseconds=1), {Datakwaliteit.LANG}),
    ],
)
def test_the_two_moments(duur: timedelta, expected: set[Datakwaliteit]) -> None:
    assert signals(einddatum=BEGIN + timedelta(minutes=1) + duur) == expected


def test_a_moment_that_kiss_did_not_get() -> None:
    jaar_1 = datetime(1, 1, 1, tzinfo=UTC)

    assert Datakwaliteit.ZONDER_MOMENT in signals(startdatum=jaar_1)
    assert signals(2, einddatum=jaar_1) == {Datakwaliteit.ZONDER_MOMENT, Datakwaliteit.OMGEKEERD}


def test_a_bron_of_another_soort() -> None:
    vac = Bronvermelding(soort="vac", titel="t", url="u")
    andere = Bronvermelding(soort="Vac", titel="t", url="u")

    assert signals(bronnen=[vac]) == set()
    assert signals(2, bronnen=[vac, andere]) == {Datakwaliteit.ONBEKENDE_SOORT}


@pytest.mark.parametrize("leeg", [None, "", " \n\t"])
def test_what_is_empty(leeg: str | None) -> None:
    assert signals(verantwoordelijke_afdeling=leeg) == {Datakwaliteit.ZONDER_AFDELING}
    assert signals(2, vraag=leeg, specifieke_vraag=leeg) == {Datakwaliteit.ZONDER_ONDERWERP}
    assert signals(3, vraag=leeg, specifieke_vraag="Mag dat?") == set()


@pytest.mark.parametrize(
    ("signal", "index"),
    [
        (Datakwaliteit.OMGEKEERD, "contactmomentdetail_duur"),
        (Datakwaliteit.LANG, "contactmomentdetail_duur"),
        (Datakwaliteit.ZONDER_MOMENT, "contactmomentdetail_startdatum"),
        (Datakwaliteit.ONBEKENDE_SOORT, "bron_onbekende_soort"),
        (Datakwaliteit.ZONDER_AFDELING, "contactmoment_zonder_afdeling"),
        (Datakwaliteit.ZONDER_ONDERWERP, "contactmoment_zonder_onderwerp"),
    ],
)
def test_each_is_found_with_an_index(signal: Datakwaliteit, index: str) -> None:
    """PostgreSQL may use it: the condition of the index is that of the query."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert index in Contactmomentdetail.objects.with_signal(signal).explain()
