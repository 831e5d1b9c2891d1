"""Every text that Django's admin and accounts can show, there is in Dutch."""

import ast
from gettext import GNUTranslations
from pathlib import Path

import django
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from tests.conftest import ROOT

DJANGO = Path(django.__file__).parent
OURS = ROOT / "contactmomenten" / "locale" / "nl" / "LC_MESSAGES"
CATALOGUES = [
    (app, domain)
    for app in ("contrib/admin", "contrib/auth", "contrib/contenttypes", "contrib/postgres", "conf")
    for domain in ("django", "djangojs")
    if (DJANGO / app / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po").exists()
]


def entries(po: Path) -> list[dict[str, str]]:
    """What a catalogue in source form has: ``{msgctxt, msgid, msgid_plural, msgstr...}``."""
    found = []
    for block in po.read_text().split("\n\n"):
        entry: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            start, quote, rest = line.partition('"')
            name = start.strip() or name
            entry[name] = entry.get(name, "") + ast.literal_eval(quote + rest)
        if entry.get("msgid"):
            found.append(entry)
    return found


def translations(mo: Path) -> set[str]:
    """The keys of a compiled catalogue; a text with a plural has two."""
    with mo.open("rb") as file:
        catalogue: dict[str | tuple[str, int], str] = GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key if isinstance(key, str) else key[0] for key, text in catalogue.items() if text}


def key_of(entry: dict[str, str]) -> str:
    """How a compiled catalogue names it."""
    context = entry.get("msgctxt")
    return f"{context}\x04{entry['msgid']}" if context else entry["msgid"]


@pytest.mark.parametrize(("app", "domain"), CATALOGUES)
def test_what_django_lacks_in_dutch_is_supplied(app: str, domain: str) -> None:
    locale = DJANGO / app / "locale"
    asked = {key_of(e) for e in entries(locale / "en" / "LC_MESSAGES" / f"{domain}.po")}
    of_django = translations(locale / "nl" / "LC_MESSAGES" / f"{domain}.mo")

    assert len(asked) > 5
    assert asked - of_django - translations(OURS / f"{domain}.mo") == set()


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_compiled_catalogue_is_that_of_the_source(domain: str) -> None:
    source = entries(OURS / f"{domain}.po")
    with (OURS / f"{domain}.mo").open("rb") as file:
        compiled = GNUTranslations(file)

    assert translations(OURS / f"{domain}.mo") - {""} == {key_of(entry) for entry in source}
    for entry in source:
        if "msgid_plural" in entry:
            for number, form in ((1, "msgstr[0]"), (2, "msgstr[1]")):
                told = compiled.ngettext(entry["msgid"], entry["msgid_plural"], number)
                assert told == entry[form]
        else:
            assert compiled.gettext(entry["msgid"]) == entry["msgstr"]


def test_the_pages_use_them(beheerder: Client) -> None:
    assert gettext("Error:") == "Fout:"
    page = beheerder.post(reverse("admin:contactmomenten_applicatie_add"), {}).content.decode()

    assert "<title>Fout: " in page


def test_the_scripts_use_them(beheerder: Client) -> None:
    script = beheerder.get(reverse("admin:jsi18n")).content.decode()

    assert '"Remove all %s": "Alle %s weghalen"' in script
    assert '"Cancel": "Annuleren"' in script
