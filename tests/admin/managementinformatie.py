"""The page with management information, as its tests ask for it."""

import csv
from datetime import datetime, timedelta
from html.parser import HTMLParser
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contactmomenten.admin.managementinformatie.pagina import Pagina
from contactmomenten.admin.managementinformatie.tabel import Cel, Tabel
from contactmomenten.models import Contactmomentdetail
from tests.factories import contactmomentdetail

PAGE = reverse("admin:managementinformatie")
FEBRUARI = {"van": "01-02-2026", "tot_en_met": "28-02-2026"}
KLAAR = "Zelfstandig afgehandeld"


def begun(nummer: int, *when: int, minuten: float = 4, **values: Any) -> Contactmomentdetail:
    """A record that began at this local moment: year, month, day, hour and minute."""
    begin = datetime(*when, tzinfo=timezone.get_current_timezone())  # type: ignore[arg-type, misc]
    end = begin + timedelta(minutes=minuten)
    return contactmomentdetail(nummer, startdatum=begin, einddatum=end, **values)


def html(client: Client, **query: Any) -> str:
    """The page at an address."""
    response = client.get(f"{PAGE}?{urlencode(query, doseq=True)}", follow=True)
    assert response.status_code == 200
    return response.content.decode()


def text(client: Client, **query: Any) -> str:
    """What somebody reads on the page, on one line."""
    return words(html(client, **query))


def pagina(client: Client, **query: Any) -> Pagina:
    """The page, as the template gets it."""
    response = client.get(f"{PAGE}?{urlencode(query, doseq=True)}", follow=True)
    found: Pagina = response.context["pagina"]
    return found


def tabel(client: Client, naam: str, **query: Any) -> Tabel:
    """One of its tables."""
    found = pagina(client, **(FEBRUARI | query)).bestand(naam)
    assert found
    return found


def rows(found: Tabel) -> list[list[str]]:
    """What stands in its cells."""
    return [[plain(cel.tekst) for cel in rij] for rij in found.rijen]


def cells(found: Pagina) -> list[Cel]:
    """Every cell of every table."""
    return [cel for tabel in found.tabellen for rij in tabel.rijen for cel in rij]


def bestand(client: Client, naam: str, **query: Any) -> list[list[str]]:
    """A table as a file."""
    response = client.get(f"{PAGE}?{urlencode(FEBRUARI | query | {'csv': naam}, doseq=True)}")
    assert response.headers["Content-Type"].startswith("text/csv")
    content = StringIO(response.content.decode("utf-8-sig"), newline="")
    return list(csv.reader(content, delimiter=";"))


def plain(tekst: str) -> str:
    """With ordinary spaces."""
    return tekst.replace("\N{NO-BREAK SPACE}", " ")


def words(page: str) -> str:
    """What is between the tags, but for charts."""
    reader = _Words()
    reader.feed(page)
    return " ".join(plain(" ".join(reader.found)).split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.within = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.within += tag in {"svg", "script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self.within -= tag in {"svg", "script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.within:
            self.found.append(data)
