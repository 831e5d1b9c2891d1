"""docs/managementinformatie.md tells what the dashboard in the admin has, and nothing else."""

import re

import pytest
from django.test import Client
from django.urls import resolve

from contactmomenten.admin.managementinformatie.formulier import MOST_YEARS
from tests.admin.lijst import client_of
from tests.admin.managementinformatie import FEBRUARI, begun, pagina
from tests.conftest import ROOT
from tests.docs import handboek

DASHBOARD = handboek.page("managementinformatie.md").partition("\n## Het dashboard\n")[2]
DASHBOARD = DASHBOARD.partition("\n## ")[0]
PICTURES = ROOT / "docs/managementinformatie"
LARGEST = 200 * 1024  # bytes of a picture


@pytest.fixture
def client(db: None) -> Client:
    """Somebody who may see the dashboard."""
    return client_of("Rapportage")


def test_every_part_of_the_page_and_no_other(client: Client) -> None:
    begun(1, 2026, 2, 3, 9)
    (table,) = re.findall(
        r"^\| Onderdeel \|.*\n\|[-|]+\|\n((?:\|.*\|\n)+)", DASHBOARD, re.MULTILINE
    )
    described = [line.strip("| ").split(" | ")[0] for line in table.splitlines()]

    shown = [onderdeel.kop for onderdeel in pagina(client, **FEBRUARI).onderdelen]
    assert described == ["Kerncijfers", *shown]


def test_the_picture_is_shown_told_and_small() -> None:
    ((text, name),) = re.findall(r"!\[(.*?)\]\(managementinformatie/(.*?)\)", DASHBOARD, re.DOTALL)

    assert [file.name for file in PICTURES.iterdir()] == [name]
    assert (PICTURES / name).stat().st_size < LARGEST
    assert len(text) > 60


def test_every_address_and_every_bound() -> None:
    addresses = re.findall(r"`(/[a-z/]+)`", DASHBOARD)

    assert addresses
    assert all(resolve(address).route for address in addresses)
    assert f"hoogstens {MOST_YEARS} jaar" in DASHBOARD


def test_every_word_on_the_screen_is_there() -> None:
    code = "".join(
        file.read_text().lower()
        for kind in ("admin/**/*.py", "templates/**/*.html")
        for file in (ROOT / "contactmomenten").glob(kind)
    )
    words = set(re.findall(r"(?<!\*)\*(?!\*)([^*|]+?)\*(?!\*)", DASHBOARD))

    assert len(words) > 5
    assert {word for word in words if " ".join(word.split()).lower() not in code} <= {
        "Opslaan als PDF",  # of the browser
    }
