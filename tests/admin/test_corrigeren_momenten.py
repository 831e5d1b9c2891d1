"""Correcting when a contactmoment was: typed in local time, exact where nobody touched it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from contactmomenten.models import Contactmomentdetail
from tests.admin.formulier import correct, faults
from tests.factories import BEGIN, contactmomentdetail

pytestmark = pytest.mark.django_db


# --- The two moments -----------------------------------------------------------------------
def test_a_moment_is_typed_in_local_time(redacteur: Client) -> None:
    record = contactmomentdetail(1)

    correct(redacteur, record, startdatum_datum="02-02-2026", startdatum_tijd="10:15")

    assert Contactmomentdetail.objects.get().startdatum == datetime(2026, 2, 2, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("datum", "tijd", "fault"),
    [
        ("31-02-2026", "10:15", "Vul een datum in als 31-12-2026"),
        ("2026-02-03", "10:15", "Vul een datum in als 31-12-2026"),
        ("03-02-2026", "25:00", "Vul een datum in als 31-12-2026"),
        ("01-01-0001", "00:00", "Vul een datum in als 31-12-2026"),
        ("", "10:15", "Vul een datum en een tijd in."),
        ("25-10-2026", "02:30", "Deze tijd komt die nacht twee keer voor"),
        ("29-03-2026", "02:30", "Deze tijd komt die nacht twee keer voor"),
        ("03-02-2027", "10:15", "De einddatum ligt voor de startdatum."),
    ],
)
def test_a_moment_that_cannot_be_is_refused(
    redacteur: Client, datum: str, tijd: str, fault: str
) -> None:
    record = contactmomentdetail(1)

    html = faults(correct(redacteur, record, startdatum_datum=datum, startdatum_tijd=tijd))

    assert fault in html
    assert f'value="{datum}"' in html or not datum


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # 02:30, for the first time that night
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # 02:30, for the second time
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    ],
)
def test_what_nobody_touched_stays_whatever_it_is(redacteur: Client, moment: datetime) -> None:
    record = contactmomentdetail(1, startdatum=moment, einddatum=moment)

    assert correct(redacteur, record, vraag="Anders").status_code == 302

    stored = Contactmomentdetail.objects.get()
    assert (stored.vraag, stored.startdatum, stored.einddatum) == ("Anders", moment, moment)


def test_what_is_the_wrong_way_round_may_stay_so(redacteur: Client) -> None:
    record = contactmomentdetail(1, einddatum=BEGIN - timedelta(days=1))

    assert correct(redacteur, record, vraag="Anders").status_code == 302
    html = faults(correct(redacteur, record, einddatum_tijd="00:00"))

    assert "De einddatum ligt voor de startdatum." in html
