"""The home page: what needs attention and what was corrected, only for whoever may see it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from contactmomenten import services
from contactmomenten.admin import startpagina
from contactmomenten.admin.startpagina import is_long_ago, told
from contactmomenten.models import Applicatie, Contactmomentdetail, Datakwaliteit, Token
from contactmomenten.services import Bronvermelding, Gegevens, Herkomst, Kanaal
from contactmomenten.toegang import applicaties
from tests.factories import BEGIN, KCM, applicatie, contactmomentdetail, gegevens, samenvoeging

pytestmark = pytest.mark.django_db

INDEX = reverse("admin:index")
LIST = reverse("admin:contactmomenten_contactmomentdetail_changelist")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def correct(
    record: Contactmomentdetail, *, kanaal: Kanaal = Kanaal.ADMIN, vraag: str = "Anders"
) -> None:
    """Change a record as somebody of the municipality."""

    def changed(_stored: Gegevens) -> Gegevens:
        return gegevens(0, contactmoment=record.contactmoment, vraag=vraag)

    herkomst = Herkomst(wie="bo@gemeente.example", kanaal=kanaal, reden=f"Reden: {vraag}")
    services.change(uuid=record.uuid, correct=changed, herkomst=herkomst)


def text_of(client: Client) -> str:
    """The page."""
    response = client.get(INDEX)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_register_says_so(beheerder: Client) -> None:
    page = text_of(beheerder)

    assert "KISS heeft nog niets opgeslagen." in page
    assert "Er zijn geen contactmomenten die aandacht vragen." in page
    assert "Geen enkel token verloopt in de komende 30 dagen." in page
    assert "Er is nog niets gecorrigeerd." in page


def test_a_signal_leads_to_the_list_of_its_records(beheerder: Client) -> None:
    contactmomentdetail(1, einddatum=BEGIN - timedelta(days=1), verantwoordelijke_afdeling="A")
    contactmomentdetail(2, verantwoordelijke_afdeling="A")
    contactmomentdetail(3)
    contactmomentdetail(4)

    page = text_of(beheerder)

    assert f'<a href="{LIST}?signaal=einddatum-voor-startdatum">' in page
    assert "Einddatum ligt voor startdatum</a>: <strong>1</strong>" in page
    assert "Geen afdeling</a>: <strong>2</strong>" in page
    assert "Duurt langer dan 4 uur" not in page


def test_every_signal_leads_to_as_many_records_as_it_tells(beheerder: Client) -> None:
    contactmomentdetail(1, einddatum=BEGIN - timedelta(days=1), verantwoordelijke_afdeling="A")
    contactmomentdetail(2, einddatum=BEGIN + timedelta(hours=9), verantwoordelijke_afdeling="A")
    contactmomentdetail(3, startdatum=datetime(1, 1, 1, tzinfo=UTC), vraag=None)
    onbekend = Bronvermelding(soort="smoelenboek", titel="Bo", url="https://gemeente.example/bo")
    contactmomentdetail(4, bronnen=[onbekend])

    signalen = beheerder.get(INDEX).context["overzicht"].signalen

    assert {signaal.label for signaal in signalen} == set(Datakwaliteit.labels)
    for signaal in signalen:
        changelist = beheerder.get(signaal.adres).context["cl"]
        assert changelist.fouten == []
        assert changelist.paginator.aantal == signaal.aantal


def test_counting_stops(beheerder: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startpagina, "MOST", 2)
    for nummer in range(4):
        contactmomentdetail(nummer)

    assert "Geen afdeling</a>: <strong>meer dan 2</strong>" in text_of(beheerder)


def test_the_last_that_kiss_stored(beheerder: Client) -> None:
    record = contactmomentdetail(1)
    correct(record)
    moment = timezone.localtime()

    page = text_of(beheerder)

    assert f"<strong>vandaag om {moment:%H:}" in page
    assert "Let op:" not in page


@pytest.mark.parametrize(
    ("moment", "now", "expected"),
    [
        ("2026-02-02 17:00", "2026-02-03 09:00", False),  # Monday evening, Tuesday morning
        ("2026-02-02 08:59", "2026-02-03 09:00", True),
        ("2026-02-06 17:00", "2026-02-09 09:00", False),  # Friday evening, Monday morning
        ("2026-02-06 08:59", "2026-02-09 09:00", True),
        ("2026-02-02 17:00", "2026-02-07 09:00", False),  # in the weekend nobody is told
    ],
)
def test_a_weekend_is_no_silence(moment: str, now: str, expected: bool) -> None:
    then, today = (
        datetime.fromisoformat(tekst).replace(tzinfo=AMSTERDAM) for tekst in (moment, now)
    )
    assert is_long_ago(then, today) is expected


def test_moments_are_told_as_one_says_them() -> None:
    now = timezone.localtime()

    assert told(now) == f"vandaag om {now:%H:%M}"
    assert told(datetime(2026, 2, 3, 9, 17, tzinfo=UTC)) == "03-02-2026 om 10:17"


def test_a_correction_leads_to_the_history(beheerder: Client) -> None:
    record = contactmomentdetail(1)
    correct(record)
    correct(record, kanaal=Kanaal.API, vraag="Via de API")

    page = text_of(beheerder)

    history = reverse("admin:contactmomenten_contactmomentdetail_history", args=[record.pk])
    assert page.count(f'<a href="{history}">') == 2
    assert "<td>bo@gemeente.example</td>" in page
    assert "<td>Reden: Via de API</td>" in page


def test_what_kiss_changes_is_no_correction(beheerder: Client) -> None:
    correct(contactmomentdetail(1), kanaal=Kanaal.KISS)

    assert "Er is nog niets gecorrigeerd." in text_of(beheerder)


def test_a_removed_record_has_no_page(beheerder: Client) -> None:
    record = contactmomentdetail(1)
    herkomst = Herkomst(wie=KCM, kanaal=Kanaal.ADMIN, reden="Dubbel")
    services.remove(uuid=record.uuid, herkomst=herkomst)

    page = text_of(beheerder)

    assert "<td>Verwijderd</td>" in page
    assert "/history/" not in page


def test_a_merging_is_one_correction(beheerder: Client) -> None:
    for nummer in range(3):
        contactmomentdetail(nummer, verantwoordelijke_afdeling="burgerzaken")
    job = samenvoeging()
    herkomst = Herkomst(wie=KCM, kanaal=Kanaal.ADMIN, reden=job.reden)
    services.merge_batch(
        samenvoeging=job, records=Contactmomentdetail.objects.all(), herkomst=herkomst
    )

    page = text_of(beheerder)

    assert "<td>Verantwoordelijke afdeling veranderd van 3 contactmomenten</td>" in page
    assert page.count("<td>Eén naam</td>") == 1


def test_who_corrected_is_for_whoever_may_know(rapportage: Client) -> None:
    correct(contactmomentdetail(1))
    samenvoeging()

    page = text_of(rapportage)

    assert "<td>een medewerker</td>" in page
    assert "@gemeente.example" not in page.replace("rapportage@gemeente.example", "")
    assert "veranderd van" not in page


def test_tokens_are_for_whoever_gives_them(beheerder: Client, redacteur: Client) -> None:
    def token(made: Applicatie, days: int) -> Token:
        day = timezone.localdate() + timedelta(days)
        applicaties.issue_token(applicatie=made, door={}, geldig_tot_en_met=day)
        return made.tokens.latest("id")

    made = applicatie("Dataplatform")
    soon, later = token(made, 30), token(made, 31)
    withdrawn = token(made, 3)
    applicaties.withdraw_token(token=withdrawn, door={})
    off = token(applicatie("Uitgezet", actief=False), 3)

    page = text_of(beheerder)

    assert f"token {soon.kenmerk} werkt tot en met" in page
    for other in (later, withdrawn, off):
        assert other.kenmerk not in page
    assert soon.kenmerk not in text_of(redacteur)
    assert "tokens-kop" not in text_of(redacteur)


def test_somebody_without_rights_sees_none_of_it(db: None, client: Client) -> None:
    correct(contactmomentdetail(1))
    client.force_login(User.objects.create_user("kaal", is_staff=True))

    page = text_of(client)

    for heading in ("kiss-kop", "datakwaliteit-kop", "tokens-kop", "correcties-kop", "zoek"):
        assert f'id="{heading}"' not in page


def test_the_number_of_queries_is_constant(
    beheerder: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # 1-2   session and account
    # 3-4   rights of the account and of its groups
    # 5     the last of KISS
    # 6-11  a count for each signal
    # 12    tokens with their application
    # 13-15 corrections, the records that they are of, and merging
    correct(contactmomentdetail(1))
    with django_assert_num_queries(15):
        text_of(beheerder)
    for nummer in range(2, 6):
        correct(contactmomentdetail(nummer, einddatum=BEGIN - timedelta(days=1)))
        samenvoeging()
        made = applicatie(f"Applicatie {nummer}")
        soon = timezone.localdate() + timedelta(3)
        applicaties.issue_token(applicatie=made, door={}, geldig_tot_en_met=soon)
    with django_assert_num_queries(15):
        text_of(beheerder)


@pytest.mark.parametrize(
    ("naam", "header"),
    [
        ("", ">Contactmomentdetails<"),
        ("Gemeente Voorbeeld", ">Contactmomentdetails · Gemeente Voorbeeld<"),
    ],
)
def test_the_header_has_the_name_of_the_municipality(
    settings: Settings, client: Client, beheerder: Client, naam: str, header: str
) -> None:
    settings.GEMEENTE_NAAM = naam

    assert header in text_of(beheerder)
    assert header in client.get(reverse("admin:login")).content.decode()


def test_the_search_box_asks_the_list(beheerder: Client) -> None:
    contactmomentdetail(1, vraag="Wat kost een paspoort?")
    contactmomentdetail(2, vraag="Wanneer komt de vuilniswagen?")
    page = text_of(beheerder)
    assert f'method="get" action="{LIST}"' in page

    found: Any = beheerder.get(LIST, {"q": "paspoort"}).content.decode()
    assert "paspoort" in found
    assert "vuilniswagen" not in found
