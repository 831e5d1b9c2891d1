"""``manage.py applicatie``, for automated installations."""

import io
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from contactmomenten.models import Applicatie, Scope, Token
from contactmomenten.toegang import applicaties, tokens
from contactmomenten.toegang.authentication import read_token
from tests.conftest import ROOT
from tests.factories import applicatie, applicatie_jwt

pytestmark = pytest.mark.django_db

NEW = ("--doel", "Rapportages.", "--contactadres", "data@gemeente.example")


def run(*arguments: str) -> str:
    """What the command writes to standard output."""
    output = io.StringIO()
    call_command("applicatie", *arguments, stdout=output, stderr=io.StringIO())
    return output.getvalue().strip()


def fails(*arguments: str) -> str:
    with pytest.raises(CommandError) as error:
        run(*arguments)
    return str(error.value)


def test_it_makes_an_application_and_a_token() -> None:
    run("opslaan", "Dataplatform", *NEW, "--recht", Scope.RAPPORTAGES, "--recht", Scope.MEDEWERKERS)
    token = run("token", "Dataplatform")

    caller = read_token(token.encode())
    assert caller.applicatie == "Dataplatform"
    assert caller.scopes == {Scope.RAPPORTAGES, Scope.MEDEWERKERS}


def test_saying_the_same_again_changes_nothing() -> None:
    arguments = ("opslaan", "Dataplatform", *NEW, "--recht", Scope.LEZEN)
    run(*arguments)
    before = Applicatie.objects.values().get()
    run(*arguments)

    assert Applicatie.objects.values().get() == before


def test_what_is_not_named_stays_as_it_is() -> None:
    run("opslaan", "Dataplatform", *NEW, "--recht", Scope.LEZEN, "--client-id", "data")
    run("opslaan", "Dataplatform", "--geldig-tot-en-met", "2030-12-31")

    made = Applicatie.objects.get()
    assert (made.doel, made.scopes, made.client_id) == ("Rapportages.", [Scope.LEZEN], "data")
    assert made.geldig_tot_en_met == date(2030, 12, 31)
    run("opslaan", "Dataplatform", "--geen-einde")
    assert Applicatie.objects.get().geldig_tot_en_met is None


def test_rights_and_access_can_be_taken_away() -> None:
    run("opslaan", "Dataplatform", *NEW, "--recht", Scope.LEZEN)
    run("opslaan", "Dataplatform", "--geen-rechten", "--niet-actief")
    assert (Applicatie.objects.get().scopes, Applicatie.objects.get().actief) == ([], False)
    run("opslaan", "Dataplatform", "--actief")
    assert Applicatie.objects.get().actief


def test_a_token_from_a_file(tmp_path: Path) -> None:
    applicatie()
    file = tmp_path / "token"
    token = tokens.make()
    file.write_text(f"{token}\n")

    assert run("token", "Dataplatform", "--uit-bestand", str(file)) == ""
    assert read_token(token.encode()).applicatie == "Dataplatform"


def test_a_secret_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    made = applicatie(client_id="zaaksysteem")
    secret = "een-geheim-uit-de-kluis-van-de-gemeente"
    monkeypatch.setattr(sys, "stdin", io.StringIO(secret + "\n"))

    assert run("geheim", "Dataplatform", "--uit-bestand", "-") == ""
    assert read_token(applicatie_jwt(made, secret).encode()).applicatie == "Dataplatform"


def test_a_secret_that_is_made_here_is_all_that_is_printed() -> None:
    made = applicatie(client_id="zaaksysteem")

    secret = run("geheim", "Dataplatform")

    assert read_token(applicatie_jwt(made, secret).encode()).applicatie == "Dataplatform"


def test_rotating_leaves_the_old_one_for_a_while() -> None:
    made = applicatie()
    old = applicaties.issue_token(applicatie=made, door={})

    new = run("roteren", "Dataplatform", "--overlap", "2")

    for token in (old, new):
        assert read_token(token.encode()).applicatie == "Dataplatform"
    stored = Token.objects.get(digest=tokens.digest_of(old))
    assert stored.geldig_tot_en_met == timezone.localdate() + timedelta(days=2)


def test_giving_the_same_token_again_changes_nothing(tmp_path: Path) -> None:
    """An automated installation runs again and again."""
    applicatie()
    applicatie("Andere")
    file = tmp_path / "token"
    file.write_text(tokens.make())
    arguments = ("--uit-bestand", str(file))
    for _ in range(2):
        run("token", "Dataplatform", *arguments)

    assert Token.objects.count() == 1
    assert "al eens gegeven" in fails("token", "Andere", *arguments)
    run("intrekken", "Dataplatform", Token.objects.get().kenmerk)
    assert "al eens gegeven" in fails("token", "Dataplatform", *arguments)


def test_withdrawing_and_removing() -> None:
    made = applicatie(client_id="zaaksysteem")
    token = applicaties.issue_token(applicatie=made, door={})
    kenmerk = str(tokens.kenmerk_of(token))
    run("geheim-intrekken", "Dataplatform")
    assert Applicatie.objects.get().client_geheim == ""

    run("intrekken", "Dataplatform", kenmerk)
    assert Token.objects.get().ingetrokken_op is not None
    run("verwijderen", "Dataplatform")
    assert not Applicatie.objects.exists()


def test_the_list_tells_who_has_access_and_no_secret() -> None:
    token = applicaties.issue_token(applicatie=applicatie(scopes=[Scope.LEZEN]), door={})
    applicatie("Oud", actief=False, scopes=[])

    listed = run("lijst")

    assert "KISS (uit KISS_CLIENT_SECRET): contactmomentdetails.lezen" in listed
    assert "Dataplatform: contactmomentdetails.lezen" in listed
    assert "Oud, geen toegang: geen rechten" in listed
    assert str(tokens.kenmerk_of(token)) in listed
    assert token not in listed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("opslaan", "Nieuw"), "contactadres"),
        (("opslaan", "Nieuw", *NEW, "--client-id", "kiss"), "die van KISS zelf"),
        (("opslaan", " kiss", *NEW), "uit de instellingen van de server"),
        (("opslaan", "Nieuw", "--recht", "alles"), "alles"),
        (("opslaan", "Nieuw", "--geldig-tot-en-met", "morgen"), "2026-12-31"),
        (("token", "Onbekend"), "Er is geen applicatie met de naam Onbekend"),
        (("token", "Dataplatform", "--geldig-tot-en-met", "2020-01-01"), "Kies een dag"),
        (("token", "Dataplatform", "--uit-bestand", "/bestaat/niet"), "kan niet worden gelezen"),
        (("token", "Dataplatform", "--uit-bestand", "/dev/null"), "is leeg"),
        (("roteren", "Dataplatform", "--overlap", "-1"), "aantal dagen"),
        (("geheim", "Dataplatform"), "client-id"),
        (("intrekken", "Dataplatform", "kcd_00000000"), "geen token"),
        (("verwijderen", "Onbekend"), "Er is geen applicatie"),
    ],
)
def test_what_is_wrong_is_told_in_dutch(arguments: tuple[str, ...], told: str) -> None:
    applicatie()

    assert told in fails(*arguments)
    assert Applicatie.objects.count() == 1
    assert not Token.objects.exists()


def test_a_token_of_another_shape_is_refused(tmp_path: Path) -> None:
    applicatie()
    file = tmp_path / "token"
    for text in ("te kort", "x" * 64, "kcd_ABCDEFGH_" + "a" * 43, tokens.make() + "x"):
        file.write_text(text)
        assert "begint met kcd_" in fails("token", "Dataplatform", "--uit-bestand", str(file))


def test_no_action_takes_a_secret_as_an_argument() -> None:
    """Other users of a machine see arguments, and shells keep them."""
    for action in ("token", "roteren", "geheim"):
        help_text = subprocess.run(
            [sys.executable, "manage.py", "applicatie", action, "--help"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        options = {
            word.strip("[],") for word in help_text.split() if word.startswith(("--", "[--"))
        }
        assert "--uit-bestand" in options
        assert not options & {"--token", "--secret", "--geheim"}
