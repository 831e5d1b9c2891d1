"""Making values one in the admin: choose, look first, go on until it is done, undo."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contactmomenten import services
from contactmomenten.models import Contactmomentdetail, Samenvoeging
from contactmomenten.services import Herkomst, Kanaal, samenvoegen
from tests.admin.formulier import LIST
from tests.database import just_before
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db

AFDELING = reverse("admin:contactmomentdetail_samenvoegen_verantwoordelijke_afdeling")
KEUZE = {
    "waarden": ["tekst:burgerzaken", "tekst:Burger-zaken"],
    "nieuw": " Burgerzaken ",
    "reden": "Eén naam",
}


def fill(*values: str | None) -> list[Contactmomentdetail]:
    return [
        contactmomentdetail(nummer, verantwoordelijke_afdeling=value, vraag=f"Vraag over {value}")
        for nummer, value in enumerate(values)
    ]


def afdelingen() -> list[str | None]:
    records = Contactmomentdetail.objects.order_by("id")
    return list(records.values_list("verantwoordelijke_afdeling", flat=True))


def start(client: Client, url: str = AFDELING, **changes: Any) -> Samenvoeging:
    response = client.post(url, {**KEUZE, "stap": "uitvoeren", **changes})
    assert response.status_code == 302, response.content.decode()
    return Samenvoeging.objects.latest("pk")


def page_of(job: Samenvoeging) -> str:
    return reverse("admin:contactmomenten_samenvoeging_change", args=[job.pk])


def test_what_looks_alike_stands_together_and_first(redacteur: Client) -> None:
    fill("Advies", "burgerzaken", "Burger-zaken", "Zorg", None)

    html = redacteur.get(AFDELING).content.decode()

    assert "alle contactmomenten" in html
    places = [html.index(f"> {naam} <") for naam in ("Burger-zaken", "(leeg)", "Advies", "Zorg")]
    assert places == sorted(places)
    assert html.count("Lijken op elkaar:") == 1


def test_a_space_that_nobody_sees_is_told(redacteur: Client) -> None:
    fill("Zorg", "Zorg ")

    html = redacteur.get(AFDELING).content.decode()

    assert "(1, met een spatie aan het begin of eind)" in html
    assert "(1)" in html


def test_a_preview_changes_nothing(redacteur: Client) -> None:
    fill("burgerzaken", "Burger-zaken", "burgerzaken", "Zorg")

    html = redacteur.post(AFDELING, {**KEUZE, "stap": "voorbeeld"}).content.decode()

    for tekst in ("<strong>3</strong>", "2 keer “burgerzaken”", "1 keer “Burger-zaken”"):
        assert tekst in html
    assert "Die waarde is hier nog niet in gebruik." in html
    assert "Vraag over burgerzaken" in html
    assert "Vraag over Zorg" not in html
    assert "Zorg" in afdelingen()
    assert not Samenvoeging.objects.exists()


def test_thousands_are_grouped(redacteur: Client) -> None:
    fill("burgerzaken", "Burger-zaken")
    job = start(redacteur)
    Samenvoeging.objects.update(aantal=1234, verwacht=12_345)

    assert "Veranderd: 1.234 van de 12.345" in redacteur.get(page_of(job)).content.decode()
    jobs = reverse("admin:contactmomenten_samenvoeging_changelist")
    assert ">1.234<" in redacteur.get(jobs).content.decode()


def test_it_goes_on_until_it_is_done(redacteur: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samenvoegen, "BATCH", 2)
    monkeypatch.setattr("contactmomenten.admin.samenvoeging.SECONDS", 0)  # one batch a request
    fill("burgerzaken", "Burger-zaken", "burgerzaken", "Zorg", "burgerzaken")

    job = start(redacteur)
    assert "0 van de 4 contactmomenten" in redacteur.get(page_of(job)).content.decode()
    redacteur.post(page_of(job))
    assert "2 van de 4 contactmomenten" in redacteur.get(page_of(job)).content.decode()
    redacteur.post(page_of(job))
    redacteur.post(page_of(job))

    assert "Veranderd: 4 van de 4" in redacteur.get(page_of(job)).content.decode()
    assert afdelingen() == ["Burgerzaken"] * 3 + ["Zorg", "Burgerzaken"]
    job.refresh_from_db()
    assert (job.door, job.reden, job.query) == ("redacteuren@gemeente.example", "Eén naam", "")


def test_what_was_searched_for_is_not_kept_readable(
    redacteur: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It can be a name, and a job that nobody goes on with is never done."""
    monkeypatch.setattr(samenvoegen, "BATCH", 1)
    monkeypatch.setattr("contactmomenten.admin.samenvoeging.SECONDS", 0)
    fill("burgerzaken", "Burger-zaken", "burgerzaken")

    job = start(redacteur, f"{AFDELING}?q=vraag")
    redacteur.post(page_of(job))
    assert afdelingen() == ["Burgerzaken", "Burger-zaken", "burgerzaken"]

    assert "vraag" not in str(Samenvoeging.objects.values().get())
    redacteur.post(page_of(job))
    redacteur.post(page_of(job))
    assert set(afdelingen()) == {"Burgerzaken"}


def test_a_named_period_is_of_the_day_that_it_was_chosen_on(
    redacteur: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contactmomenten.admin.samenvoeging.SECONDS", 0)
    monkeypatch.setattr(samenvoegen, "BATCH", 1)
    for nummer in range(2):
        now = timezone.now() + timedelta(seconds=nummer)
        contactmomentdetail(
            nummer, startdatum=now, einddatum=now, verantwoordelijke_afdeling="burgerzaken"
        )
    job = start(redacteur, f"{AFDELING}?periode=vandaag", waarden=["tekst:burgerzaken"])

    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: tomorrow)
    redacteur.post(page_of(job))
    redacteur.post(page_of(job))

    assert afdelingen() == ["Burgerzaken", "Burgerzaken"]


def test_without_its_key_a_job_does_not_go_on(redacteur: Client) -> None:
    fill("burgerzaken", "Burger-zaken")
    job = start(redacteur, f"{AFDELING}?q=vraag")
    Samenvoeging.objects.update(query="niet te lezen")

    html = redacteur.post(page_of(job), follow=True).content.decode()

    assert "Deze samenvoeging kan niet verder: SECRET_KEY is intussen vervangen." in html
    assert afdelingen() == ["burgerzaken", "Burger-zaken"]


def test_it_is_undone_with_a_reason(redacteur: Client) -> None:
    fill("burgerzaken", "Burger-zaken")
    job = start(redacteur)
    redacteur.post(page_of(job))

    refused = redacteur.post(page_of(job), {"stap": "terugdraaien", "reden": ""})
    assert "Vul in waarom u dit verandert." in refused.content.decode()
    redacteur.post(page_of(job), {"stap": "terugdraaien", "reden": "Toch niet"})
    undo = Samenvoeging.objects.get(terug_van=job)
    redacteur.post(page_of(undo))

    assert afdelingen() == ["burgerzaken", "Burger-zaken"]
    again = redacteur.post(page_of(job), {"stap": "terugdraaien", "reden": "Nog eens"}, follow=True)
    assert "kan niet (meer) worden teruggedraaid" in again.content.decode()


@pytest.mark.django_db(transaction=True)  # the second one ends its transaction
def test_of_two_who_undo_it_at_once_one_does(redacteur: Client) -> None:
    fill("burgerzaken", "Burger-zaken")
    job = start(redacteur)
    redacteur.post(page_of(job))
    job.refresh_from_db()
    other = Herkomst(wie="ander@gemeente.example", kanaal=Kanaal.ADMIN, reden="Toch niet")

    with just_before("INSERT INTO", lambda: services.start_undo(samenvoeging=job, herkomst=other)):
        sent = {"stap": "terugdraaien", "reden": "Toch niet"}
        html = redacteur.post(page_of(job), sent, follow=True).content.decode()

    assert "Deze samenvoeging is al teruggedraaid." in html
    assert Samenvoeging.objects.get(terug_van=job).door == "ander@gemeente.example"


def test_a_search_of_the_list_is_what_is_chosen_from(redacteur: Client) -> None:
    contactmomentdetail(1, verantwoordelijke_afdeling="burgerzaken", vraag="Paspoort")
    contactmomentdetail(2, verantwoordelijke_afdeling="burgerzaken", vraag="Afvalpas")

    job = start(redacteur, f"{AFDELING}?q=paspoort", waarden=["tekst:burgerzaken"])
    redacteur.post(page_of(job))

    assert afdelingen() == ["Burgerzaken", "burgerzaken"]
    assert job.filter == "met een zoekterm"  # which can be about a person


def test_the_job_tells_what_the_list_was_filtered_on(redacteur: Client) -> None:
    fill("burgerzaken")

    job = start(redacteur, f"{AFDELING}?afdeling=burgerzaken", waarden=["tekst:burgerzaken"])

    assert job.filter == "Afdeling: burgerzaken"


def test_nobody_removes_many_at_once(beheerder: Client) -> None:
    fill("burgerzaken")

    html = beheerder.get(LIST).content.decode()

    assert "delete_selected" not in html
    assert "Afdeling veranderen" in html


def test_a_selection_of_the_list(redacteur: Client) -> None:
    first, _, third = fill("burgerzaken", "burgerzaken", "burgerzaken")
    ticked = {
        "action": "verander_afdeling",
        ACTION_CHECKBOX_NAME: [first.pk, third.pk],
        "select_across": "0",
    }

    html = redacteur.post(LIST, ticked).content.decode()
    assert "2 gekozen contactmomenten" in html
    assert f'name="ids" value="{first.pk},{third.pk}"' in html

    job = start(redacteur, ids=f"{first.pk},{third.pk}", waarden=["tekst:burgerzaken"])
    redacteur.post(page_of(job))
    assert afdelingen() == ["Burgerzaken", "burgerzaken", "Burgerzaken"]


def test_a_selection_can_get_another_gespreksresultaat(redacteur: Client) -> None:
    record = contactmomentdetail(1, gespreksresultaat="doorverbonden")
    ticked = {"action": "verander_gespreksresultaat", ACTION_CHECKBOX_NAME: [record.pk]}

    html = redacteur.post(LIST, ticked).content.decode()

    assert "1 gekozen contactmoment</strong>" in html
    assert 'value="tekst:doorverbonden"' in html


def test_what_has_the_new_value_already_leaves_nothing_to_do(redacteur: Client) -> None:
    fill("Burgerzaken")

    job = start(redacteur, waarden=["tekst:Burgerzaken"])

    assert job.verwacht == 0
    assert "Er was niets te veranderen." in redacteur.get(page_of(job)).content.decode()


@pytest.mark.parametrize("ids", ["x", ",", "1" * 19])
def test_what_is_no_selection_chooses_nothing(redacteur: Client, ids: str) -> None:
    fill("burgerzaken")

    response = redacteur.post(AFDELING, {**KEUZE, "ids": ids, "stap": "uitvoeren"})

    assert "In deze keuze staan geen contactmomenten." in response.content.decode()
    assert not Samenvoeging.objects.exists()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"waarden": []}, "Kies ten minste één waarde."),
        ({"waarden": ["tekst:Onbekend"]}, "komt hier niet (meer) voor"),
        ({"nieuw": " "}, "Vul in wat het wordt."),
        ({"nieuw": "x" * 201}, "Dit mag hoogstens 200 tekens lang zijn."),
        ({"reden": "x"}, "Schrijf iets meer"),
    ],
)
def test_what_is_not_right_is_said_and_nothing_starts(
    redacteur: Client, changes: dict[str, Any], fault: str
) -> None:
    fill("burgerzaken", "Burger-zaken")

    for stap in ("voorbeeld", "uitvoeren"):
        response = redacteur.post(AFDELING, {**KEUZE, "stap": stap, **changes})
        assert fault in response.content.decode()
    assert not Samenvoeging.objects.exists()


def test_who_may_not_correct_may_none_of_this(rapportage: Client, redacteur: Client) -> None:
    fill("burgerzaken", "Burger-zaken")
    job = start(redacteur)

    assert rapportage.get(AFDELING).status_code == 403
    assert rapportage.post(AFDELING, {**KEUZE, "stap": "uitvoeren"}).status_code == 403
    assert rapportage.get(page_of(job)).status_code == 403
    assert rapportage.post(page_of(job)).status_code == 403
    assert "verander_afdeling" not in rapportage.get(LIST).content.decode()


def test_who_may_only_look_at_a_job_does_not_go_on_with_it(redacteur: Client) -> None:
    fill("burgerzaken", "Burger-zaken")
    job = start(redacteur)
    account = User.objects.create_user("iemand", is_staff=True)
    account.user_permissions.add(Permission.objects.get(codename="view_samenvoeging"))
    client = Client()
    client.force_login(account)

    assert client.get(page_of(job)).status_code == 200
    assert client.post(page_of(job)).status_code == 403
    assert afdelingen() == ["burgerzaken", "Burger-zaken"]


def test_what_does_not_exist(redacteur: Client) -> None:
    response = redacteur.get(page_of(Samenvoeging(pk=99)), follow=True)

    assert "Deze samenvoeging is er niet." in response.content.decode()


# 1 session, 2 account, 3 its permissions, 4 those of its groups, 5 count, 6 records and 7 bronnen
# of the list, 8 values
@pytest.mark.parametrize("records", [3, 4])
def test_choosing_takes_as_many_queries_for_any_number_of_records(
    redacteur: Client, django_assert_num_queries: DjangoAssertNumQueries, records: int
) -> None:
    fill(*[f"Afdeling {nummer}" for nummer in range(records)])

    with django_assert_num_queries(8):
        redacteur.get(AFDELING)
