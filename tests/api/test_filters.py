"""What the list can be filtered on."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from contactmomenten.models import Contactmomentdetail
from contactmomenten.services import Bronvermelding
from tests.api.lijst import found
from tests.factories import BEGIN, KCM, KLANTCONTACTEN, contactmomentdetail

pytestmark = pytest.mark.django_db


VAC, PAGINA = "https://kiss.gemeente.example/vac/1", "https://www.gemeente.example/paspoort"


def bron(soort: str, url: str) -> Bronvermelding:
    return Bronvermelding(soort=soort, titel="Titel", url=url)


def zulu(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


# --- Moments ------------------------------------------------------------------------------

MICROSECOND = timedelta(microseconds=1)


@pytest.mark.parametrize("field", ["startdatum", "einddatum"])
def test_a_period_has_its_begin_and_not_its_end(lezer: Client, field: str) -> None:
    """To the microsecond, so that two periods that touch have each record once."""
    for nummer, moment in enumerate(
        (BEGIN - MICROSECOND, BEGIN, BEGIN + MICROSECOND, BEGIN + 2 * MICROSECOND)
    ):
        contactmomentdetail(nummer, startdatum=moment, einddatum=moment)
    end = BEGIN + 2 * MICROSECOND

    assert found(lezer, **{f"{field}Vanaf": zulu(BEGIN)}) == [1, 2, 3]
    assert found(lezer, **{f"{field}Tot": zulu(end)}) == [0, 1, 2]
    assert found(lezer, **{f"{field}Vanaf": zulu(BEGIN), f"{field}Tot": zulu(end)}) == [1, 2]
    assert found(lezer, **{f"{field}Vanaf": zulu(end), f"{field}Tot": zulu(BEGIN)}) == []


# Each record is changed in a transaction of its own, and so at a moment of its own.
@pytest.mark.django_db(transaction=True)
def test_changed_in_a_period(lezer: Client) -> None:
    for nummer in range(4):
        contactmomentdetail(nummer)
    Contactmomentdetail.objects.filter(contactmoment__endswith="/0").update(vraag="Anders")
    moments = {
        int(record.contactmoment[-1]): record.gewijzigd_op
        for record in Contactmomentdetail.objects.all()
    }

    assert found(lezer, gewijzigdVanaf=zulu(moments[2])) == [0, 2, 3]
    assert found(lezer, gewijzigdTot=zulu(moments[2])) == [1]
    assert found(lezer, gewijzigdVanaf=zulu(moments[2]), gewijzigdTot=zulu(moments[0])) == [2, 3]
    assert found(lezer, gewijzigdVanaf=zulu(moments[0] + MICROSECOND)) == []


@pytest.mark.parametrize(
    "tekst",
    [
        "2026-02-03T09:17:02.044Z",
        "2026-02-03t09:17:02.044000000z",
        "2026-02-03T10:17:02.044+01:00",
        "2026-02-03T10:17:02.044 01:00",  # a plus that was not encoded
        "2026-02-02T19:32:02.044-13:45",
        "2026-02-03T09:17:02.044-00:00",
    ],
)
def test_any_offset_means_the_same_moment(lezer: Client, tekst: str) -> None:
    contactmomentdetail(0)
    contactmomentdetail(1)

    assert found(lezer, startdatumVanaf=tekst) == [0, 1]
    assert found(lezer, startdatumTot=tekst) == []


# --- Texts, precisely ---------------------------------------------------------------------

LANG = "x" * 501


@pytest.mark.parametrize(
    ("parameter", "column"),
    [
        ("gespreksresultaat", "gespreksresultaat"),
        ("verantwoordelijkeAfdeling", "verantwoordelijke_afdeling"),
    ],
)
def test_one_of_the_texts(lezer: Client, parameter: str, column: str) -> None:
    texts = ["Burgerzaken", "burgerzaken", "Burgerzaken ", "Wmo", None, "", LANG, f"{LANG}x"]
    for nummer, tekst in enumerate(texts):
        changes: dict[str, Any] = {column: tekst}
        contactmomentdetail(nummer, **changes)

    assert found(lezer, **{parameter: "Burgerzaken"}) == [0]
    assert found(lezer, **{parameter: ["Burgerzaken", "Wmo"]}) == [0, 3]
    assert found(lezer, **{parameter: ["Wmo", "Wmo", "Onbekend"]}) == [3]
    assert found(lezer, **{parameter: "Onbekend"}) == []
    assert found(lezer, **{parameter: LANG}) == [6], "longer than an index takes"
    assert found(lezer, **{parameter: ["Wmo", LANG]}) == [3, 6]


def test_one_of_the_contactmomenten(lezer: Client) -> None:
    for nummer in range(3):
        contactmomentdetail(nummer)

    assert found(lezer, contactmoment=f"{KLANTCONTACTEN}1") == [1]
    assert found(lezer, contactmoment=[f"{KLANTCONTACTEN}2", f"{KLANTCONTACTEN}0"]) == [0, 2]
    assert found(lezer, contactmoment=KLANTCONTACTEN) == []


def test_precisely_this_vraag(lezer: Client) -> None:
    for nummer, vraag in enumerate(["Paspoort?", "paspoort?", "Paspoort? ", None, LANG]):
        contactmomentdetail(nummer, vraag=vraag)

    assert found(lezer, vraag="Paspoort?") == [0]
    assert found(lezer, vraag="Paspoort? ") == [2]
    assert found(lezer, vraag=LANG) == [4]


def test_without_a_vraag(lezer: Client) -> None:
    """Blank is none, as for the FAQ and the onderwerp."""
    for nummer, vraag in enumerate(["Paspoort?", None, "", " \t\n", "x", "  y "]):
        contactmomentdetail(nummer, vraag=vraag)

    assert found(lezer, zonderVraag="true") == [1, 2, 3]
    assert found(lezer, zonderVraag="false") == [0, 4, 5]


# --- Gespreksduur -------------------------------------------------------------------------


def test_how_long_it_took(lezer: Client) -> None:
    """A record whose einddatum lies before its startdatum has no duration, and is never found."""
    for nummer, seconds in enumerate([0, 59.999_999, 60, 60.5, 61, 7200, -1, -3600]):
        contactmomentdetail(
            nummer,
            startdatum=BEGIN + timedelta(days=nummer),
            einddatum=BEGIN + timedelta(days=nummer, seconds=seconds),
        )

    assert found(lezer, gespreksduurVanaf="60") == [2, 3, 4, 5]
    assert found(lezer, gespreksduurTot="60") == [0, 1]
    assert found(lezer, gespreksduurVanaf="60", gespreksduurTot="61") == [2, 3]
    assert found(lezer, gespreksduurVanaf="0") == [0, 1, 2, 3, 4, 5]
    assert found(lezer, gespreksduurVanaf="00") == [0, 1, 2, 3, 4, 5]
    assert found(lezer, gespreksduurTot="0") == []
    assert found(lezer, gespreksduurVanaf="61", gespreksduurTot="60") == []
    assert found(lezer, gespreksduurVanaf=str(2**31 - 1)) == []


# --- The employee -------------------------------------------------------------------------


def test_of_an_employee(lezer_met_medewerkers: Client) -> None:
    for nummer, emailadres in enumerate([KCM, "ander@gemeente.example", None, KCM.upper()]):
        contactmomentdetail(nummer, emailadres_kcm=emailadres)

    assert found(lezer_met_medewerkers, emailadresKcm=KCM) == [0]


# --- Together -----------------------------------------------------------------------------


def test_all_filters_hold_together(lezer_met_medewerkers: Client) -> None:
    filters = {
        "startdatumVanaf": zulu(BEGIN),
        "startdatumTot": zulu(BEGIN + timedelta(hours=1)),
        "einddatumVanaf": zulu(BEGIN),
        "einddatumTot": zulu(BEGIN + timedelta(hours=1)),
        "gewijzigdVanaf": "2000-01-01T00:00:00Z",
        "gewijzigdTot": "9999-01-01T00:00:00Z",
        "contactmoment": [f"{KLANTCONTACTEN}{nummer}" for nummer in range(40)],
        "gespreksresultaat": ["Onbekend", "Zelfstandig afgehandeld"],
        "verantwoordelijkeAfdeling": ["Burgerzaken", "Wmo"],
        "bronSoort": "vac",
        "bronUrl": VAC,
        "vraag": "Paspoort aanvragen",
        "zonderVraag": "false",
        "zoek": "aanvraag paspo",
        "gespreksduurVanaf": "10",
        "gespreksduurTot": "600",
        "emailadresKcm": KCM,
    }
    columns: dict[str, Any] = {
        "bronnen": [bron("vac", VAC)],
        "vraag": "Paspoort aanvragen",
        "gespreksresultaat": "Onbekend",
        "verantwoordelijke_afdeling": "Wmo",
        "emailadres_kcm": KCM,
    }
    other: list[dict[str, Any]] = [
        {"startdatum": BEGIN - timedelta(minutes=1)},
        {"einddatum": BEGIN + timedelta(hours=2)},
        {"gespreksresultaat": "Anders"},
        {"verantwoordelijke_afdeling": None},
        {"bronnen": [bron("website", VAC), bron("vac", PAGINA)]},
        {"vraag": "Paspoort aanvragen?"},
        {"startdatum": BEGIN, "einddatum": BEGIN + timedelta(seconds=9)},
        {"emailadres_kcm": None},
    ]
    contactmomentdetail(0, **columns)
    for nummer, changes in enumerate(other, start=1):
        contactmomentdetail(nummer, **columns | changes)

    assert found(lezer_met_medewerkers, **filters) == [0]


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({"gespreksresultaat": "Onbekend", "startdatumVanaf": "2026-02-03T09:19:00Z"}, [2]),
        ({"zoek": "vraag", "gespreksresultaat": "Onbekend"}, [0, 2]),
        ({"zonderVraag": "true", "gespreksresultaat": "Onbekend"}, []),
        ({"zoek": "vraag", "gespreksduurTot": "60"}, [1, 3]),
    ],
)
def test_two_filters(lezer: Client, filters: dict[str, str], numbers: list[int]) -> None:
    for nummer in range(4):
        short = nummer % 2
        moment = BEGIN + timedelta(minutes=nummer)
        contactmomentdetail(
            nummer,
            einddatum=moment + timedelta(seconds=30 if short else 90),
            gespreksresultaat=None if short else "Onbekend",
        )

    assert found(lezer, **filters) == numbers
