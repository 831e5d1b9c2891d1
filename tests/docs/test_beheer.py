"""docs/beheer.md shows and names what the admin has, and nothing else."""

import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.urls import resolve, reverse

from contactmomenten.exports import MOST_AT_ONCE
from contactmomenten.exports.kolommen import KOLOMMEN, in_table
from contactmomenten.models import Datakwaliteit, Export
from contactmomenten.services.grenzen import LONGEST_REDEN
from contactmomenten.toegang.groepen import GROEPEN
from tests.conftest import ROOT
from tests.docs import handboek

HANDBOOK = handboek.page("beheer.md")
PICTURES = ROOT / "docs/beheer"
LARGEST = 120 * 1024  # bytes of a picture
PERMISSIONS = {
    "Zoeken, filteren en bekijken": "view_contactmomentdetail",
    "De geschiedenis en de correcties bekijken": "view_correctie",
    "Zien welke medewerker (KCM) het contact had": "view_emailadres_kcm",
    "Exporteren": "export_contactmomentdetail",
    "Corrigeren en een oude versie terugzetten": "change_contactmomentdetail",
    "Waarden samenvoegen en dat terugdraaien": "change_contactmomentdetail",
    "Verwijderen": "delete_contactmomentdetail",
    "Zien wie wat exporteerde": "view_export",
    "Applicaties en tokens beheren": "change_applicatie",
    "Gebruikers beheren": "change_user",
}
# What the page calls buttons and the like that are Django's own.
OF_DJANGO = {"Opslaan", "Verwijderen", "Geschiedenis", "Actie"}


def table(first: str) -> list[list[str]]:
    """The cells of the table of which this is the first heading, and below it."""
    (found,) = re.findall(rf"^\| {first} \|.*\n\|[-|]+\|\n((?:\|.*\|\n)+)", HANDBOOK, re.MULTILINE)
    return [line.strip("| ").split(" | ") for line in found.splitlines()]


def test_every_picture_is_shown_and_exists() -> None:
    shown = re.findall(r"\]\(beheer/([\w-]+\.png)\)", HANDBOOK)

    assert sorted(shown) == sorted(file.name for file in PICTURES.iterdir())


def test_every_picture_is_told_to_who_cannot_see_it() -> None:
    texts = re.findall(r"!\[(.*?)\]", HANDBOOK, re.DOTALL)

    assert len(texts) == len([*PICTURES.iterdir()])
    assert all(len(text) > 60 for text in texts)


@pytest.mark.parametrize("file", sorted(PICTURES.iterdir()), ids=lambda file: file.stem)
def test_pictures_are_small(file: Path) -> None:
    assert file.stat().st_size < LARGEST


def test_every_signal_and_no_other() -> None:
    assert [row[0] for row in table("Signaal")] == Datakwaliteit.labels


def test_what_each_group_may() -> None:
    assert f"| Taak | {' | '.join(GROEPEN)} |" in HANDBOOK
    assert {task: answers for task, *answers in table("Taak")} == {
        task: ["ja" if needed in may else "nee" for may in GROEPEN.values()]
        for task, needed in PERMISSIONS.items()
    }


def test_every_kind_of_file_and_no_other() -> None:
    assert [row[0] for row in table("Soort bestand")] == Export.Formaat.labels


def test_every_column_of_a_file_and_no_other() -> None:
    described = [row[0] for row in table("Kolom")]

    assert described == [
        kolom.kop for kolom in sorted(in_table(KOLOMMEN), key=lambda kolom: kolom.voor_programmas)
    ]


def test_every_page_of_the_admin_and_no_other() -> None:
    described = {name: address.strip("`") for name, address, _ in table("Pagina")}

    assert described == {
        str(model._meta.verbose_name_plural).capitalize(): reverse(
            f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        )
        for model in admin.site._registry
    }


def test_every_address_is_a_page() -> None:
    addresses = set(re.findall(r"`(/[a-z/]+)`", HANDBOOK))

    assert "/admin/" in addresses
    assert all(resolve(address).route for address in addresses)


def test_every_bound() -> None:
    assert f"hoogstens {LONGEST_REDEN} tekens" in HANDBOOK
    assert f"hoogstens {MOST_AT_ONCE} exports tegelijk" in HANDBOOK


def test_every_word_on_the_screen_is_there() -> None:
    code = "".join(
        file.read_text().lower()
        for kind in ("admin/**/*.py", "models/*.py", "templates/**/*.html")
        for file in (ROOT / "contactmomenten").glob(kind)
    )
    words = set(re.findall(r"(?<!\*)\*(?!\*)([^*|]+?)\*(?!\*)", HANDBOOK))

    assert len(words) > 20
    assert {word for word in words - OF_DJANGO if " ".join(word.split()).lower() not in code} <= {
        "meer dan 10.000",  # a number in the code
        "ongeveer 2.000.000",
    }
