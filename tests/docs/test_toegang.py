"""docs/toegang.md names what there is of access, and nothing else."""

import argparse
import json
import re

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.test import Client

from contactmomenten.models import Scope
from contactmomenten.toegang.authentication import _SCOPES as OF_SESSION
from contactmomenten.toegang.gebeurtenissen import Gebeurtenis
from contactmomenten.toegang.groepen import GROEPEN
from contactmomenten.toegang.omgeving import omgevingsapplicaties
from contactmomenten.toegang.rollen import SCOPES, Rol
from contactmomenten.toegang.weigering import Weigering
from tests.docs import handboek
from tests.docs.handboek import names, rows

HANDBOOK = handboek.page("toegang.md")
ON_EVERY_LINE = {"tijd", "level", "gebeurtenis", "logger", "request_id"}


def section(title: str) -> str:
    return handboek.section(HANDBOOK, title)


def examples(wanted: str) -> list[str]:
    return [text for language, text in handboek.examples(HANDBOOK) if language == wanted]


def test_every_event_and_no_other() -> None:
    described = [names(row[0])[0] for row in rows(section("Gebeurtenissen"))]

    assert sorted(described) == sorted(["verzoek", *(event.value for event in Gebeurtenis)])


def test_every_reason_and_no_other() -> None:
    described = [names(row[0])[0] for row in rows(section("Redenen"))]

    assert sorted(described) == sorted(reason.value for reason in Weigering)


def test_the_log_lines_have_the_fields_that_their_event_has() -> None:
    fields = {names(row[0])[0]: set(names(row[2])) for row in rows(section("Gebeurtenissen"))}
    lines = [json.loads(line) for text in examples("json") for line in text.splitlines()]

    assert len(lines) == 5
    for line in lines:
        assert set(line) <= ON_EVERY_LINE | fields[line["gebeurtenis"]], line
        assert line.get("reden", "geen_rol") in section("Redenen")


def test_every_scope_with_its_label() -> None:
    described = [(names(row[0])[0], row[1]) for row in rows(section("Rechten"))]

    assert described == list(Scope.choices)


def test_every_role_with_its_setting_its_name_and_its_group() -> None:
    described = {
        names(row[1])[0]: names(row[0])[0] for row in rows(section("Rollen van medewerkers"))
    }

    assert described == {rol.value: getattr(settings, rol.value) for rol in Rol}
    assert f"| | {' | '.join(GROEPEN)} |" in HANDBOOK


def test_what_each_role_may_with_an_access_token() -> None:
    described = {
        names(cells[1])[0]: set(names(cells[2]))
        for cells in rows(section("Rollen van medewerkers"))
    }

    assert described == {rol.value: set(map(str, SCOPES.get(rol, ()))) for rol in Rol}


def test_what_each_group_may_with_a_session() -> None:
    lines = re.findall(r"^\| (\w+) \| (`.*) \|$", section("Proberen in de browser"), re.MULTILINE)

    assert {group: set(names(scopes)) for group, scopes in lines} == {
        group: {str(scope) for scope, needed in OF_SESSION.items() if permissions >= {*needed}}
        for group, permissions in GROEPEN.items()
    }


def test_what_another_site_may_send_and_read() -> None:
    lines = re.findall(r"^\| (.*) \|$", section("Aanroepen vanuit een browser"), re.MULTILINE)
    described = {what: names(value) for what, value in (line.split(" | ") for line in lines)}

    for path in described["Adressen"]:
        assert re.match(settings.CORS_URLS_REGEX, f"{path}x")
    assert described["Methoden"] == list(settings.CORS_ALLOW_METHODS)
    for what, known in (
        ("Headers die zij mag sturen", settings.CORS_ALLOW_HEADERS),
        ("Headers die zij mag lezen", settings.CORS_EXPOSE_HEADERS),
    ):
        assert [name.lower() for name in described[what]] == list(known)


def test_the_applications_of_the_environment_with_their_scopes() -> None:
    text = section("De twee applicaties uit de omgeving")
    described = {
        row[0]: (names(row[1])[0], set(names(row[2])))
        for row in (line.split(" | ") for line in re.findall(r"^\| (.*) \|$", text, re.MULTILINE))
        if names(row[-1])
    }

    assert described == {
        own.naam: (own.variabele, {str(scope) for scope in own.scopes})
        for own in omgevingsapplicaties()
    }


def parsers() -> dict[str, argparse.ArgumentParser]:
    """The parser of each action of ``manage.py applicatie``."""
    command = load_command_class("contactmomenten", "applicatie")
    parser = command.create_parser("manage.py", "applicatie")
    (actions,) = (
        action for action in parser._actions if isinstance(action, argparse._SubParsersAction)
    )
    return dict(actions.choices)


def test_every_action_of_the_command_and_no_other() -> None:
    described = [names(row[0])[0] for row in rows(section("Met een opdracht"))]

    assert sorted(described) == sorted(parsers())


def test_every_option_of_the_command_is_shown_and_exists() -> None:
    known = {
        (action, option)
        for action, parser in parsers().items()
        for entry in parser._actions
        for option in entry.option_strings
        if option not in {"-h", "--help"}
    }
    shown = {
        (action, option)
        for text in examples("sh")
        for action, rest in re.findall(
            r"manage\.py applicatie ([\w-]+)(.*)", text.replace("\\\n", " ")
        )
        for option in re.findall(r"(?<=\s)--[a-z-]+", rest)
    }

    assert shown <= known
    assert {option for _, option in known} == {option for _, option in shown}


@pytest.mark.parametrize(
    "file", ["toegang.md", "installatie.md", "kiss.md", "ontwikkelen.md", "api.md"]
)
def test_every_command_of_manage_py_exists(file: str) -> None:
    text = handboek.page(file)

    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= set(get_commands())


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/login/", "/api/faq", "/healthz", "/nergens"])
def test_every_answer_has_the_headers(client: Client, path: str) -> None:
    described = {names(row[0])[0]: row[1] for row in rows(section("Headers"))}
    headers = client.get(path, secure=True).headers

    del described["Strict-Transport-Security"]  # only with HTTPS_VERPLICHT
    for name, text in described.items():
        for value in names(text):
            if name != "Content-Security-Policy":
                assert value in headers[name], name
    policy = dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )
    own = {"script-src", "style-src", "img-src", "font-src", "connect-src", "form-action"}
    assert {name for name, value in policy.items() if value == "'self'"} == own
    none = {name for name, value in policy.items() if value == "'none'"}
    assert none == {"default-src", "base-uri", "frame-ancestors"}
    assert all(name in described["Content-Security-Policy"] for name in none)
    assert len(policy) == len(own) + len(none)
