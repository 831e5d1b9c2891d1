"""The timeline of a record, and putting an old version back."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from contactmomenten import geschiedenis
from contactmomenten.models import Bron, Contactmomentdetail
from contactmomenten.services import Bronvermelding, Herkomst, Kanaal, register, remove
from tests.admin.formulier import correct
from tests.database import just_before
from tests.factories import gegevens

pytestmark = pytest.mark.django_db(transaction=True)  # triggers tell transactions apart


def history_of(record: Contactmomentdetail) -> str:
    return reverse("admin:contactmomenten_contactmomentdetail_history", args=[record.pk])


def store(**changes: Any) -> None:
    """As KISS does, with an employee in it."""
    herkomst = Herkomst(wie="kcm@gemeente.example", kanaal=Kanaal.KISS, applicatie="KISS")
    register(gegevens=gegevens(1, **changes), herkomst=herkomst)


@pytest.fixture
def record(redacteur: Client) -> Contactmomentdetail:
    """Made by KISS, changed by KISS, and then corrected."""
    store(bronnen=1, vraag="Paspoort", emailadres_kcm="eerste@gemeente.example")
    store(bronnen=2, vraag="Paspoort", emailadres_kcm="tweede@gemeente.example")
    record = Contactmomentdetail.objects.get()
    correct(redacteur, record, vraag="Rijbewijs", reden="Verkeerde vraag gekozen")
    return record


def put_back(client: Client, record: Contactmomentdetail, place: int, **changes: str) -> Any:
    """The version at this place of the timeline, 0 being the newest."""
    life = geschiedenis.of_record(record.uuid)
    url = f"{history_of(record)}?versie={life[place].moment.isoformat().replace('+', '%2B')}"
    assert client.get(url).status_code == 200
    sent = {"reden": "Was toch goed", "nu": life[0].moment.isoformat()}
    return client.post(url, sent | changes, follow=True)


def test_the_timeline_tells_who_what_when_and_why(
    redacteur: Client, record: Contactmomentdetail
) -> None:
    html = redacteur.get(history_of(record)).content.decode()

    corrected, changed, made = (html.index(f": {wat}</h3>", start) for wat, start in _starts(html))
    assert corrected < changed < made
    newest = html[corrected:changed]
    for tekst in (
        "Door redacteuren@gemeente.example, via het beheer.",
        "Reden: Verkeerde vraag gekozen",
        "Paspoort",
        "Rijbewijs",
    ):
        assert tekst in newest
    by_kiss = html[changed:made]
    assert "Door kcm@gemeente.example, via KISS." in by_kiss
    assert "Artikel 1 (kennisartikel, https://www.gemeente.example/artikel/1)" in by_kiss
    assert "Artikel 0" not in by_kiss  # it was there before and after
    assert "tweede@gemeente.example" in by_kiss


def _starts(html: str) -> list[tuple[str, int]]:
    first = html.index(": gewijzigd</h3>")
    return [("gewijzigd", 0), ("gewijzigd", first + 1), ("aangemaakt", 0)]


def test_who_may_not_know_the_employee_sees_none(
    rapportage: Client, record: Contactmomentdetail
) -> None:
    html = rapportage.get(history_of(record)).content.decode()

    assert "@gemeente.example" not in html
    assert "Door een medewerker, via het beheer." in html
    assert "Rijbewijs" in html
    assert "terugzetten" not in html


def test_an_old_version_comes_back_as_a_new_correction(
    redacteur: Client, record: Contactmomentdetail
) -> None:
    html = put_back(redacteur, record, 2).content.decode()

    assert "De oude versie is teruggezet." in html
    stored = Contactmomentdetail.objects.get()
    assert stored.vraag == "Paspoort"
    assert [bron.titel for bron in Bron.objects.all()] == ["Artikel 0"]
    assert stored.emailadres_kcm == "tweede@gemeente.example"  # who had the contact stays
    life = geschiedenis.of_record(record.uuid)
    assert [event.soort for event in life] == ["gewijzigd"] * 3 + ["aangemaakt"]
    assert life[0].reden == "Was toch goed"


def test_first_it_shows_what_that_changes(redacteur: Client, record: Contactmomentdetail) -> None:
    life = geschiedenis.of_record(record.uuid)

    html = redacteur.get(
        history_of(record), {"versie": life[1].moment.isoformat()}
    ).content.decode()

    assert html.index("Rijbewijs") < html.index("Paspoort")
    assert "Bronnen" not in html.split("<table", 1)[1]
    assert Contactmomentdetail.objects.get().vraag == "Rijbewijs"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reden": ""}, "Vul in waarom u dit verandert."),
        ({"nu": "2026-02-03T09:17:02+00:00"}, "Er is niets teruggezet."),
        ({"nu": ""}, "Corrigeer de onderstaande fout."),
    ],
)
def test_what_is_not_right_changes_nothing(
    redacteur: Client, record: Contactmomentdetail, changes: dict[str, str], said: str
) -> None:
    html = put_back(redacteur, record, 2, **changes).content.decode()

    assert said in html
    assert Contactmomentdetail.objects.get().vraag == "Rijbewijs"


def test_what_stands_there_already_changes_nothing(
    redacteur: Client, record: Contactmomentdetail
) -> None:
    correct(redacteur, record, vraag="Paspoort", reden="Zelf hersteld")

    html = put_back(redacteur, record, 2).content.decode()

    assert "Er is niets veranderd: dit stond er al." in html
    assert len(geschiedenis.of_record(record.uuid)) == 4


def test_a_contactmoment_that_is_of_other_gegevens_by_now(
    redacteur: Client, record: Contactmomentdetail
) -> None:
    Contactmomentdetail.objects.update(contactmoment="https://elders.example/1")
    store()

    html = put_back(redacteur, record, 1).content.decode()

    assert "Dat contactmoment staat nu bij andere gegevens." in html
    record.refresh_from_db()
    assert record.contactmoment == "https://elders.example/1"


def test_a_record_that_goes_in_between(redacteur: Client, record: Contactmomentdetail) -> None:
    herkomst = Herkomst(wie="baas@gemeente.example", kanaal=Kanaal.ADMIN, reden="Dubbel")

    with just_before("FOR UPDATE", lambda: remove(uuid=record.uuid, herkomst=herkomst)):
        html = put_back(redacteur, record, 2).content.decode()

    assert "Deze contactmomentdetails zijn intussen verwijderd." in html


@pytest.mark.parametrize("versie", ["", "gisteren", "2026-02-03T09:17:02+00:00"])
def test_a_version_that_is_not_there(
    redacteur: Client, record: Contactmomentdetail, versie: str
) -> None:
    response = redacteur.get(history_of(record), {"versie": versie}, follow=True)

    assert "Die versie is er niet." in response.content.decode()


def test_who_may_only_look_puts_nothing_back(
    rapportage: Client, record: Contactmomentdetail
) -> None:
    life = geschiedenis.of_record(record.uuid)
    versie = {"versie": life[1].moment.isoformat()}

    assert rapportage.get(history_of(record), versie).status_code == 403
    url = f"{history_of(record)}?versie={versie['versie'].replace('+', '%2B')}"
    assert rapportage.post(url, {"reden": "Was goed"}).status_code == 403


def test_who_may_see_no_contactmomenten_sees_no_history(
    zonder_rechten: Client, record: Contactmomentdetail
) -> None:
    assert zonder_rechten.get(history_of(record)).status_code == 403


def test_a_moment_is_told_in_local_time(redacteur: Client, record: Contactmomentdetail) -> None:
    correct(redacteur, record, einddatum_tijd="10:30:00", reden="Klok liep achter")

    assert "03-02-2026 10:30:00" in redacteur.get(history_of(record)).content.decode()


def test_bronnen_in_another_order_are_told_as_such(redacteur: Client) -> None:
    a, b = (Bronvermelding(soort="vac", titel=naam, url="https://x.example") for naam in "AB")
    store(bronnen=[a, b])
    store(bronnen=[b, a])

    html = redacteur.get(history_of(Contactmomentdetail.objects.get())).content.decode()

    assert "Volgorde van de bronnen" in html


def test_what_is_not_there_has_no_history(redacteur: Client) -> None:
    response = redacteur.get(history_of(Contactmomentdetail(pk=99)), follow=True)

    assert "zijn er niet, of niet meer" in response.content.decode()


# 1 session, 2 account, 3 record, 4 permissions of the account, 5 and of its groups, 6-10 the life
# of the record
@pytest.mark.parametrize("changes", [3, 4])
def test_the_timeline_takes_as_many_queries_for_any_life(
    redacteur: Client, django_assert_num_queries: DjangoAssertNumQueries, changes: int
) -> None:
    for nummer in range(changes):
        store(vraag=f"Vraag {nummer}", bronnen=nummer)
    record = Contactmomentdetail.objects.get()

    with django_assert_num_queries(10):
        redacteur.get(history_of(record))
