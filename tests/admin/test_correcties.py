"""Corrections across the register: who, what, when and why, and how they are found."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from contactmomenten import services
from contactmomenten.models import Contactmomentdetail, Wijziging
from contactmomenten.services import Herkomst, Kanaal
from tests.admin.formulier import correct
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db(transaction=True)  # triggers tell transactions apart

CORRECTIES = reverse("admin:contactmomenten_correctie_changelist")


def rows(client: Client, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(CORRECTIES, query).context["correcties"]
    return found


def reasons(client: Client, **query: Any) -> list[str]:
    return [row["reden"] for row in rows(client, **query)]


@pytest.fixture
def register(redacteur: Client) -> None:
    """Three records of KISS; one corrected in the admin, one through the API, one removed."""
    first, second, third = (contactmomentdetail(nummer, bronnen=1) for nummer in range(3))
    correct(
        redacteur,
        first,
        vraag="Paspoort",
        reden="Verkeerde vraag",
        **{"bronnen-0-titel": "Andere titel"},
    )
    services.replace(
        uuid=second.uuid,
        gegevens=services.Gegevens(
            contactmoment=second.contactmoment,
            startdatum=second.startdatum,
            einddatum=second.einddatum,
            vraag=second.vraag,
            gespreksresultaat="Doorverbonden",
            bronnen=[services.Bronvermelding(**bron) for bron in _bronnen(second)],
        ),
        herkomst=Herkomst(
            wie="Zaaksysteem", kanaal=Kanaal.API, applicatie="Zaaksysteem", reden="Uitkomst bekend"
        ),
    )
    services.remove(
        uuid=third.uuid,
        herkomst=Herkomst(wie="baas@gemeente.example", kanaal=Kanaal.ADMIN, reden="Dubbel"),
    )


def _bronnen(record: Contactmomentdetail) -> list[dict[str, Any]]:
    return [dict(bron) for bron in record.bronnen.values("soort", "titel", "url")]


@pytest.mark.usefixtures("register")
def test_each_correction_says_who_what_and_why(beheerder: Client) -> None:
    removed, through_api, corrected = rows(beheerder)

    assert (removed["verwijderd"], removed["wie"], removed["adres"]) == (
        True,
        "baas@gemeente.example",
        "",
    )
    assert (through_api["wie"], through_api["wat"]) == ("Zaaksysteem", ["gespreksresultaat"])
    assert corrected["wie"] == "redacteuren@gemeente.example"
    assert corrected["wat"] == ["vraag", "bronnen"]
    history = beheerder.get(corrected["adres"]).content.decode()
    assert "Verkeerde vraag" in history


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Dubbel", "Uitkomst bekend", "Verkeerde vraag"]),
        ({"wie": "BAAS@gemeente.example"}, ["Dubbel"]),
        ({"wie": "zaaksysteem"}, ["Uitkomst bekend"]),
        ({"wie": "baas"}, []),
        ({"veld": "vraag"}, ["Verkeerde vraag"]),
        ({"veld": "bronnen"}, ["Verkeerde vraag"]),
        ({"veld": "startdatum"}, []),
        ({"reden": "VRAAG"}, ["Verkeerde vraag"]),
        ({"reden": "%"}, []),
        ({"van": "01-01-2020"}, ["Dubbel", "Uitkomst bekend", "Verkeerde vraag"]),
        ({"van": "01-01-2999"}, []),
        ({"tot_en_met": "01-01-2020"}, []),
        (
            {"reden": "vraag", "veld": "vraag", "wie": "redacteuren@gemeente.example"},
            ["Verkeerde vraag"],
        ),
    ],
)
def test_it_can_be_narrowed(beheerder: Client, query: dict[str, str], expected: list[str]) -> None:
    assert reasons(beheerder, **query) == expected


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ({"van": "gisteren"}, "Vul een datum in als 31-12-2026."),
        ({"veld": "kleur"}, "Selecteer een geldige keuze"),
        ({"voor": "x"}, "Corrigeer"),
        ({"reden": "a\0b"}, "Corrigeer"),
    ],
)
def test_a_faulty_question_shows_nothing_and_says_why(
    beheerder: Client, query: dict[str, str], fault: str
) -> None:
    response = beheerder.get(CORRECTIES, query)

    assert fault in response.content.decode()
    assert response.context["correcties"] == []


@pytest.mark.usefixtures("register")
def test_who_may_not_know_the_employee_sees_none(rapportage: Client) -> None:
    html = rapportage.get(CORRECTIES, {"wie": "baas@gemeente.example"}).content.decode()

    assert "een medewerker" in html
    assert "@gemeente.example" not in html.replace('value="baas@gemeente.example"', "")
    assert 'name="wie"' not in html
    assert len(rows(rapportage, wie="baas@gemeente.example")) == 3  # asks for nothing


def test_who_may_see_no_corrections_sees_none(zonder_rechten: Client) -> None:
    assert zonder_rechten.get(CORRECTIES).status_code == 403


@pytest.mark.usefixtures("register")
def test_the_log_itself_is_shown_to_nobody(rapportage: Client) -> None:
    entry = Wijziging.objects.latest("nummer")

    for page in ("change", "history"):
        response = rapportage.get(
            reverse(f"admin:contactmomenten_correctie_{page}", args=[entry.pk])
        )
        assert (response.status_code, response["Location"]) == (302, CORRECTIES)


def test_nothing_yet_says_where_to_begin(beheerder: Client) -> None:
    contactmomentdetail(1)

    assert "Er is nog niets gecorrigeerd." in beheerder.get(CORRECTIES).content.decode()
    narrowed = beheerder.get(CORRECTIES, {"reden": "x"}).content.decode()
    assert "Er zijn geen correcties die hieraan voldoen." in narrowed


def test_older_ones_are_a_page_further(
    redacteur: Client, beheerder: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contactmomenten.admin.correctie.PER_PAGE", 2)
    record = contactmomentdetail(1)
    for nummer in range(5):
        correct(redacteur, record, vraag=f"Vraag {nummer}", reden=f"Reden {nummer}")

    seen, url = [], f"{CORRECTIES}?veld=vraag"
    while url:
        context = beheerder.get(url).context
        seen.append([row["reden"] for row in context["correcties"]])
        url = context["ouder"] and f"{CORRECTIES}{context['ouder']}"

    assert seen == [["Reden 4", "Reden 3"], ["Reden 2", "Reden 1"], ["Reden 0"]]


def test_after_a_removal_nothing_tells_what_was_changed_before(
    redacteur: Client, beheerder: Client
) -> None:
    record = contactmomentdetail(1)
    correct(redacteur, record, vraag="Anders")
    services.remove(
        uuid=record.uuid, herkomst=Herkomst(wie="x", kanaal=Kanaal.ADMIN, reden="Weg ermee")
    )

    assert reasons(beheerder) == ["Weg ermee"]
    assert set(Wijziging.objects.values_list("velden", flat=True)) == {None}


# 1 session, 2 account, 3 its permissions, 4 those of its groups, 5 corrections, 6 their records
@pytest.mark.parametrize("corrections", [3, 4])
def test_the_list_takes_as_many_queries_for_any_number(
    redacteur: Client, django_assert_num_queries: DjangoAssertNumQueries, corrections: int
) -> None:
    for nummer in range(corrections):
        correct(redacteur, contactmomentdetail(nummer), vraag="Anders")

    with django_assert_num_queries(6):
        redacteur.get(CORRECTIES)
