"""Of which period the management information is, and what an address can do wrong."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from contactmomenten.admin.managementinformatie.formulier import dagen
from contactmomenten.admin.periode import Periode
from contactmomenten.rapportages import Tijdvak
from tests.admin.managementinformatie import FEBRUARI, PAGE, begun, html, pagina, text
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db


def of(client: Client, **query: Any) -> Tijdvak:
    found = pagina(client, **query).overzicht
    assert found
    return found.nu.tijdvak


def test_the_month_that_was_last_over_unless_another_period_is_asked_for(
    rapportage: Client,
) -> None:
    days = Tijdvak(*Periode.VORIGE_MAAND.days())

    assert of(rapportage) == of(rapportage, periode="vorige-maand") == days
    assert f"Vorige maand ({dagen(days)})" in text(rapportage)
    assert dagen(of(rapportage, **FEBRUARI)) == "01-02-2026 t/m 28-02-2026"
    assert dagen(of(rapportage, **FEBRUARI, periode="vandaag")) == "01-02-2026 t/m 28-02-2026"


@pytest.mark.parametrize("periode", Periode)
def test_a_period_that_is_not_over_ends_today(rapportage: Client, periode: Periode) -> None:
    today = timezone.localdate()
    van, tot_en_met = periode.days()

    assert of(rapportage, periode=periode.value) == Tijdvak(van, min(tot_en_met, today))
    told = "Deze periode loopt nog." in text(rapportage, periode=periode.value)
    assert told == (tot_en_met > today)


def test_a_period_to_come_stays_as_it_is(rapportage: Client) -> None:
    future = timezone.localdate() + timedelta(days=400)
    period = {"van": f"{future:%d-%m-%Y}", "tot_en_met": f"{future:%d-%m-%Y}"}

    assert of(rapportage, **period) == Tijdvak(future, future)
    assert "Deze periode loopt nog." not in text(rapportage, **period)


def test_an_address_to_share_has_the_days_themselves(rapportage: Client) -> None:
    van, tot_en_met = Periode.VORIG_JAAR.days()
    found = pagina(rapportage, periode="vorig-jaar", soort="vac").formulier

    assert found.vast_adres == (f"?soort=vac&van={van:%d-%m-%Y}&tot_en_met={tot_en_met:%d-%m-%Y}")
    assert "om te delen" in text(rapportage, periode="vorig-jaar")
    assert "om te delen" not in text(rapportage, **FEBRUARI)


def test_links_to_other_periods_keep_the_filters_and_no_days(rapportage: Client) -> None:
    page = html(rapportage, **FEBRUARI, afdeling="Zorg")

    assert '<a href="?afdeling=Zorg&amp;periode=deze-week">Deze week</a>' in page
    assert '<a href="?periode=vorige-maand" aria-current="true">' in html(rapportage)


def test_an_address_has_no_more_than_what_is_asked_for(rapportage: Client) -> None:
    response = rapportage.get(f"{PAGE}?van=&tot_en_met=+&afdeling=Zorg&periode=vandaag")

    assert response.headers["Location"] == f"{PAGE}?afdeling=Zorg&periode=vandaag"


@pytest.mark.parametrize(
    ("query", "fout"),
    [
        ({"van": "gisteren"}, "Van: Dit is geen datum."),
        ({"van": "01-02-2026"}, "Tot en met: Vul ook deze datum in."),
        ({"tot_en_met": "01-02-2026"}, "Van: Vul ook deze datum in."),
        (
            {"van": "02-02-2026", "tot_en_met": "01-02-2026"},
            'Tot en met: Deze datum ligt voor "van"',
        ),
        ({"van": "01-01-0001", "tot_en_met": "31-12-9999"}, "hoogstens 25 jaar"),
        ({"periode": "ooit"}, 'Periode: "ooit" is geen mogelijkheid.'),
        ({"soort": "boek"}, 'Soort bron: "boek" is geen mogelijkheid.'),
        ({"afdeling": "x" * 501}, "Afdeling: Geef hoogstens 500 tekens."),
        ({"gespreksresultaat": "\0"}, "Gespreksresultaat: Hier staat een teken"),
        ({"q": "paspoort"}, '"q" is geen filter van deze pagina.'),
        ({"csv": "alles"}, 'Bestand: "alles" is er niet.'),
        ({"csv": "afdelingen", "van": "x"}, "Van: Dit is geen datum."),
    ],
)
def test_what_is_wrong_is_told(rapportage: Client, query: dict[str, str], fout: str) -> None:
    contactmomentdetail(1)
    begun(2, *Periode.VORIGE_MAAND.days()[0].timetuple()[:3])

    found = html(rapportage, **query).replace("&quot;", '"')

    assert fout in found
    assert "<title>Fout: " in found


def test_without_records_there_are_no_charts(rapportage: Client) -> None:
    contactmomentdetail(1, verantwoordelijke_afdeling="Zorg")
    empty = {"van": "01-01-2020", "tot_en_met": "31-01-2020"}

    found = html(rapportage, **empty)
    narrowed = text(rapportage, **FEBRUARI, afdeling="Parkeren")

    assert "Er zijn geen contactmomenten in deze periode." in found
    assert 'role="img"' not in found
    assert "geen contactmomenten die aan deze filters voldoen. Kies een andere" in narrowed
    assert "haal een filter weg" in narrowed
    assert "dus ook geen bestand" in text(rapportage, **empty, csv="afdelingen")


def test_the_first_days_of_the_calendar_have_nothing_before_them(rapportage: Client) -> None:
    begun(1, 1, 1, 3, 9)

    found = text(rapportage, van="02-01-0001", tot_en_met="28-12-0001")

    assert "Contactmomenten 1 In deze periode Geen cijfers van de periode ervoor" in found
    assert "De periode ervoor:" not in found
