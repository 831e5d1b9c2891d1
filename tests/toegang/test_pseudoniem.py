"""Finding an employee in the log."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from contactmomenten.toegang.gebeurtenissen import pseudonym
from tests.factories import KCM


def test_it_is_the_same_in_any_case_and_tells_nothing(settings: Settings) -> None:
    found = pseudonym(KCM)

    assert found == pseudonym(KCM.upper())
    assert len(found) == 16
    assert int(found, 16)
    assert found != pseudonym("ander@gemeente.example")
    settings.SECRET_KEY = "new-" + "0123456789" * 6
    assert pseudonym(KCM) != found


def test_a_command_tells_it(monkeypatch: pytest.MonkeyPatch) -> None:
    output = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO(f" {KCM}\n"))
    call_command("pseudoniem", stdout=output)

    assert output.getvalue().strip() == pseudonym(KCM)
    with pytest.raises(CommandError, match="e-mailadres"):
        call_command("pseudoniem")
