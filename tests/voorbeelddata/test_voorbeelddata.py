"""``manage.py voorbeelddata``: realistic, deterministic, and never half on top of real data."""

import itertools
from collections import Counter
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from contactmomenten.models import Bron, Contactmomentdetail
from contactmomenten.rapportages import veelgestelde_vragen
from contactmomenten.voorbeelddata.generator import contactmomenten
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db(transaction=True)

SOORTEN = {"kennisartikel", "vac", "website", "nieuwsbericht", "werkinstructie"}
GESPREKSRESULTATEN = {  # contract section 8
    "Afgehandeld, klant belt terug",
    "Afgehandeld na ruggespraak",
    "Doorverbonden naar afdeling",
    "Doorverbonden naar collega",
    "Klant neemt opnieuw contact op",
    "Verbinding verbroken",
    "Verwezen naar ander instantie",
    "Zelfstandig afgehandeld",
    "Contactverzoek gemaakt",
    "Onbekend",
}


def load(*arguments: str) -> str:
    output = StringIO()
    call_command("voorbeelddata", "--tot", "2026-06-30", *arguments, stdout=output)
    return output.getvalue()


def everything() -> list[Any]:
    return [
        list(Contactmomentdetail.objects.order_by("id").values_list(*COLUMNS)),
        list(
            Bron.objects.order_by("contactmomentdetail", "volgorde").values_list(
                "contactmomentdetail__contactmoment", "volgorde", "soort", "titel", "url"
            )
        ),
    ]


COLUMNS = (
    "uuid",
    "contactmoment",
    "startdatum",
    "einddatum",
    "vraag",
    "specifieke_vraag",
    "gespreksresultaat",
    "verantwoordelijke_afdeling",
    "emailadres_kcm",
)


def test_as_many_as_asked_in_the_days_asked() -> None:
    told = load("--aantal", "1234", "--periode", "30")
    assert told == "1234 contactmomenten toegevoegd.\n30 dagen geteld.\n"

    days = {timezone.localdate(moment) for moment in values("startdatum")}
    assert Contactmomentdetail.objects.count() == 1234
    assert min(days) >= date(2026, 6, 1)
    assert max(days) == date(2026, 6, 30)


def values(name: str) -> list[Any]:
    return list(Contactmomentdetail.objects.values_list(name, flat=True))


def test_the_data_look_like_those_of_a_contact_centre() -> None:
    load("--aantal", "6000", "--periode", "364")

    assert set(values("gespreksresultaat")) == GESPREKSRESULTATEN
    local = [timezone.localtime(moment) for moment in values("startdatum")]
    per_day = Counter(moment.weekday() for moment in local)
    assert per_day.most_common(1)[0][0] == 0, "Monday is the busiest day"
    assert 6 not in per_day, "closed on Sunday"
    assert all(8 <= moment.hour < 20 for moment in local)
    durations = sorted(
        (record.einddatum - record.startdatum).total_seconds()
        for record in Contactmomentdetail.objects.all()
    )
    assert 120 < durations[3000] < 400
    assert durations[-1] > 5 * durations[3000], "a long tail"
    without_vraag = values("vraag").count(None)
    assert 0.1 < without_vraag / 6000 < 0.3
    assert not Contactmomentdetail.objects.filter(vraag=None, specifieke_vraag=None).exists()
    bronnen = Counter(Bron.objects.values_list("contactmomentdetail", flat=True))
    assert set(bronnen.values()) == {1, 2, 3, 4, 5, 6}
    assert len(bronnen) < 6000, "some have none"
    assert set(Bron.objects.values_list("soort", flat=True)) == SOORTEN
    assert len(veelgestelde_vragen()) == 10


def test_one_seed_gives_the_same_data_and_another_gives_others() -> None:
    load("--aantal", "300", "--seed", "7")
    first = everything()
    Contactmomentdetail.objects.all().delete()

    load("--aantal", "300", "--seed", "7")
    assert everything() == first
    load("--aantal", "300", "--seed", "8", "--toevoegen")
    assert Contactmomentdetail.objects.count() == 600


def test_several_vragen_in_one_conversation_have_one_kcm() -> None:
    momenten = list(contactmomenten(aantal=2000, eerste_dag=date(2026, 6, 1), dagen=5, seed=3))
    pairs = itertools.pairwise(momenten)
    same = sum(one.emailadres_kcm == other.emailadres_kcm for one, other in pairs)

    assert same > 300  # by chance 1 in 17: some 120


def test_a_register_that_is_not_empty_is_left_alone() -> None:
    contactmomentdetail(1)

    with pytest.raises(CommandError, match="niet leeg"):
        load("--aantal", "10")

    assert Contactmomentdetail.objects.count() == 1


def test_a_seed_that_is_there_already_adds_nothing() -> None:
    load("--aantal", "50", "--seed", "7")

    with pytest.raises(CommandError, match="andere --seed"):
        load("--aantal", "90", "--periode", "10", "--seed", "7", "--toevoegen")

    assert Contactmomentdetail.objects.count() == 50


@pytest.mark.parametrize(
    ("aantal", "periode"), [("1", "1"), ("1", "3000"), ("10", "1"), ("50000", "1")]
)
def test_any_size_and_period(aantal: str, periode: str) -> None:
    load("--aantal", aantal, "--periode", periode, "--tot", "2026-06-28")  # a Sunday

    assert Contactmomentdetail.objects.count() == int(aantal)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--aantal", "0"],
        ["--aantal", "-1"],
        ["--aantal", "veel"],
        ["--aantal", "9" * 5000],
        ["--periode", "0"],
        ["--periode", "40000"],
        ["--tot", "gisteren"],
        ["--tot", "2026-02-30"],
    ],
)
def test_a_wrong_argument_is_said_in_dutch(arguments: list[str]) -> None:
    with pytest.raises(CommandError, match=r"geef (een|hoogstens)"):
        load(*arguments)

    assert not Contactmomentdetail.objects.exists()


def test_the_first_days_of_the_calendar() -> None:
    with pytest.raises(CommandError, match="--periode"):
        load("--periode", "400", "--tot", "0001-06-01")
