"""Correcting a record in the admin: whole, with a reason, and never over somebody else's change."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from contactmomenten import geschiedenis, services
from contactmomenten.models import Bron, Contactmomentdetail, Wijziging
from contactmomenten.services import Bronvermelding, Herkomst, Kanaal
from tests.admin.formulier import LIST, correct, filled_in, page_of
from tests.factories import BEGIN, contactmomentdetail, gegevens

pytestmark = pytest.mark.django_db

API = Herkomst(wie="Zaaksysteem", kanaal=Kanaal.API)


def last_event(uuid: UUID) -> Any:
    return geschiedenis.of_record(uuid)[0]


def faults(response: Any) -> str:
    assert response.status_code == 200
    html: str = response.content.decode()
    return html


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


def test_a_field_can_be_made_empty(redacteur: Client) -> None:
    record = contactmomentdetail(1, specifieke_vraag="Mag dat?")

    correct(redacteur, record, specifieke_vraag=" ")

    assert Contactmomentdetail.objects.get().specifieke_vraag is None


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


# --- Bronnen -------------------------------------------------------------------------------


def stored_bronnen() -> list[tuple[str, str, str]]:
    return list(Bron.objects.order_by("volgorde").values_list("soort", "titel", "url"))


@pytest.mark.django_db(transaction=True)  # triggers tell transactions apart
def test_bronnen_are_added_changed_and_removed(redacteur: Client) -> None:
    record = contactmomentdetail(1, bronnen=3)
    nieuw = {"soort": "vac", "titel": "Mag dat?", "url": "https://www.gemeente.example/vac/1"}

    correct(
        redacteur,
        record,
        **{f"bronnen-3-{name}": value for name, value in nieuw.items()},
        **{"bronnen-0-DELETE": "on", "bronnen-1-titel": "Andere titel"},
    )

    assert [titel for _, titel, _ in stored_bronnen()] == ["Andere titel", "Artikel 2", "Mag dat?"]
    (verschil,) = last_event(record.uuid).verschillen
    assert verschil.veld == "bronnen"


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("soort", "", "Dit veld is vereist."),
        ("soort", "folder", "Selecteer een geldige keuze"),
        ("titel", "  ", "Dit veld is vereist."),
        ("titel", "x" * 1001, "Dit mag hoogstens 1000 tekens lang zijn."),
        ("url", "www.gemeente.example", "Vul een volledig adres in"),
        ("url", "javascript:alert(1)", "Vul een volledig adres in"),
    ],
)
def test_a_faulty_bron_is_refused(redacteur: Client, field: str, value: str, fault: str) -> None:
    record = contactmomentdetail(1, bronnen=1)
    before = stored_bronnen()

    html = faults(correct(redacteur, record, vraag="Anders", **{f"bronnen-0-{field}": value}))

    assert fault in html
    assert stored_bronnen() == before
    assert Contactmomentdetail.objects.get().vraag == "Vraag 1"


def test_a_soort_that_only_kiss_knows_may_stay(redacteur: Client) -> None:
    folder = Bronvermelding(soort="folder", titel="Folder", url="s3://folder")
    record = contactmomentdetail(1, bronnen=[folder])

    assert correct(redacteur, record, **{"bronnen-0-titel": "De folder"}).status_code == 302

    assert stored_bronnen() == [("folder", "De folder", "s3://folder")]


# --- What the page shows, and to whom ------------------------------------------------------


def test_related_facts_are_shown(redacteur: Client) -> None:
    record = contactmomentdetail(
        1, vraag="Paspoort", specifieke_vraag="Mag dat?", emailadres_kcm="kcm@gemeente.example"
    )

    html = redacteur.get(page_of(record)).content.decode()

    assert f'<a href="{record.contactmoment}"' in html
    assert "Paspoort (Mag dat?)" in html
    assert "0:04:00" in html
    assert "kcm@gemeente.example" in html


def test_what_is_no_address_of_the_web_is_no_link(redacteur: Client) -> None:
    record = contactmomentdetail(1, contactmoment="javascript:alert(1)")

    html = redacteur.get(page_of(record)).content.decode()

    assert "javascript:alert(1)" in html
    assert 'href="javascript' not in html


def test_who_may_only_look_sees_no_form_and_no_employee(rapportage: Client) -> None:
    record = contactmomentdetail(1, bronnen=1, emailadres_kcm="kcm@gemeente.example")

    html = rapportage.get(page_of(record)).content.decode()

    assert "Artikel 0" in html
    assert "03-02-2026 10:18:02" in html
    assert "kcm@gemeente.example" not in html
    assert 'name="_save"' not in html
    assert 'name="reden"' not in html
    assert rapportage.post(page_of(record), {"vraag": "x"}).status_code == 403


def test_nobody_adds_a_record_here(admin_client: Client) -> None:
    assert admin_client.post(f"{LIST}add/").status_code == 403


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
