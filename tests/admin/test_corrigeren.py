"""Correcting a record in the admin: whole, with a reason, and never over somebody else's change."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from contactmomenten import services
from contactmomenten.models import Bron, Contactmomentdetail, Wijziging
from contactmomenten.services import Bronvermelding, Herkomst, Kanaal
from tests.admin.formulier import LIST, correct, faults, filled_in, last_event, page_of
from tests.factories import BEGIN, contactmomentdetail, gegevens

pytestmark = pytest.mark.django_db

API = Herkomst(wie="Zaaksysteem", kanaal=Kanaal.API)


def test_a_correction_is_stored_with_who_why_and_what(redacteur: Client) -> None:
    record = contactmomentdetail(1, bronnen=2, verantwoordelijke_afdeling="Burgerzken")

    response = correct(
        redacteur, record, verantwoordelijke_afdeling="Burgerzaken", reden="  Tikfout hersteld "
    )

    assert response.status_code == 302
    event = last_event(record.uuid)
    assert (event.medewerker, event.kanaal) == ("redacteuren@gemeente.example", "admin")
    assert event.reden == "Tikfout hersteld"
    assert [(v.veld, v.oud, v.nieuw) for v in event.verschillen] == [
        ("verantwoordelijke_afdeling", "Burgerzken", "Burgerzaken")
    ]


@pytest.mark.parametrize(
    ("reden", "fault"),
    [
        ("", "Vul in waarom u dit verandert."),
        ("  \n ", "Vul in waarom u dit verandert."),
        ("x y", "Schrijf iets meer"),
        ("x" * 1001, "Dit mag hoogstens 1000 tekens lang zijn."),
    ],
)
def test_without_a_good_reason_nothing_is_stored(redacteur: Client, reden: str, fault: str) -> None:
    record = contactmomentdetail(1)

    html = faults(correct(redacteur, record, vraag="Anders", reden=reden))

    assert fault in html
    assert ">\nAnders</textarea>" in html  # what was typed is not lost
    assert Contactmomentdetail.objects.get().vraag == "Vraag 1"


def test_saving_what_is_there_leaves_nothing(redacteur: Client) -> None:
    """Texts and moments to the letter: no trimming, no rounding, no other end of a line."""
    record = contactmomentdetail(
        1,
        bronnen=[Bronvermelding(soort="vac ", titel=" Titel ", url="geen adres")],
        vraag="  Eerste regel\nTweede regel ",
        specifieke_vraag="",
        gespreksresultaat="x" * 300,
        startdatum=BEGIN.replace(microsecond=123_456),
    )
    before = Contactmomentdetail.objects.values().get()
    changes = Wijziging.objects.count()

    assert correct(redacteur, record).status_code == 302

    assert Contactmomentdetail.objects.values().get() == before
    assert Wijziging.objects.count() == changes
    assert "u hebt niets veranderd" in redacteur.get(LIST).content.decode()
    html = redacteur.get(page_of(record)).content.decode()
    sent = filled_in(html)
    sent |= {"vraag": sent["vraag"].replace("\n", "\r\n"), "reden": "Kijken", "_save": "1"}
    redacteur.post(page_of(record), sent)
    assert Contactmomentdetail.objects.values().get() == before
    assert Bron.objects.get().titel == " Titel "


def test_one_can_go_on_with_the_same_record(redacteur: Client) -> None:
    record = contactmomentdetail(1)

    response = correct(redacteur, record, vraag="Anders", _continue="1")

    assert response["Location"] == page_of(record)


def test_a_field_can_be_made_empty(redacteur: Client) -> None:
    record = contactmomentdetail(1, specifieke_vraag="Mag dat?")

    correct(redacteur, record, specifieke_vraag=" ")

    assert Contactmomentdetail.objects.get().specifieke_vraag is None


# --- Texts ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("field", "longest"),
    [
        ("vraag", 1000),
        ("specifieke_vraag", 10_000),
        ("gespreksresultaat", 200),
        ("verantwoordelijke_afdeling", 200),
    ],
)
def test_a_text_has_a_bound(redacteur: Client, field: str, longest: int) -> None:
    record = contactmomentdetail(1)

    html = faults(correct(redacteur, record, **{field: "x" * (longest + 1)}))
    assert f"Dit mag hoogstens {longest} tekens lang zijn." in html

    assert correct(redacteur, record, **{field: "x" * longest}).status_code == 302


# --- Two people at once --------------------------------------------------------------------
def test_nobody_overwrites_the_change_of_somebody_else(redacteur: Client) -> None:
    record = contactmomentdetail(1, bronnen=1)
    sent = filled_in(redacteur.get(page_of(record)).content.decode())
    services.register(gegevens=gegevens(1, vraag="Van KISS"), herkomst=API)

    response = redacteur.post(page_of(record), {**sent, "vraag": "Van mij", "reden": "Tikfout"})

    assert "intussen veranderd door iemand anders" in faults(response)
    assert Contactmomentdetail.objects.get().vraag == "Van KISS"


@pytest.mark.django_db(transaction=True)  # triggers tell transactions apart
def test_a_change_of_the_bronnen_alone_counts_too(redacteur: Client) -> None:
    record = contactmomentdetail(1, bronnen=1)
    sent = filled_in(redacteur.get(page_of(record)).content.decode())
    contactmomentdetail(1, bronnen=2)

    response = redacteur.post(page_of(record), {**sent, "vraag": "Van mij", "reden": "Tikfout"})

    assert "intussen veranderd door iemand anders" in faults(response)
    assert Bron.objects.count() == 2


@pytest.mark.parametrize("versie", ["", "gisteren"])
def test_a_form_that_names_no_version_stores_nothing(redacteur: Client, versie: str) -> None:
    record = contactmomentdetail(1)

    correct(redacteur, record, vraag="Anders", versie=versie)

    assert Contactmomentdetail.objects.get().vraag == "Vraag 1"


# 1 session, 2 account, 3 savepoint, 4 record, 5 permissions of the account, 6 and of its groups,
# 7 record locked by the form, 8 bronnen for the form, 9 record locked by the service, 10 its
# bronnen, 11 update, 12 bronnen once more, 13 end of the savepoint
@pytest.mark.parametrize("bronnen", [2, 3])
def test_a_correction_takes_as_many_queries_for_any_number_of_bronnen(
    redacteur: Client, django_assert_num_queries: DjangoAssertNumQueries, bronnen: int
) -> None:
    record = contactmomentdetail(1, bronnen=bronnen)
    sent = filled_in(redacteur.get(page_of(record)).content.decode())

    with django_assert_num_queries(13):
        redacteur.post(page_of(record), {**sent, "vraag": "Anders", "reden": "Tikfout"})
