"""Traces: one line for each request, and named events; with nothing of what callers sent."""

import io
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contactmomenten.models import Token
from contactmomenten.toegang import applicaties
from contactmomenten.toegang.gebeurtenissen import pseudonym
from tests.factories import (
    ALLES,
    DETAILS_URL,
    KCM,
    RAPPORT_URL,
    applicatie,
    bearer,
    body,
    contactmomentdetail,
    medewerker_token,
    opslaan,
)
from tests.identityprovider.proces import IdentityProvider, Medewerker
from tests.toegang.aanmelding import come_back
from tests.toegang.uitgever import Uitgever

pytestmark = pytest.mark.django_db

Lines = Callable[[], list[dict[str, Any]]]
VRAAG = "Geheim-0612345678"


@pytest.fixture
def lines(written_log: io.StringIO) -> Lines:
    """What the service would write."""
    return lambda: [json.loads(line) for line in written_log.getvalue().splitlines()]


def events(found: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [line for line in found if line["gebeurtenis"] == name]


# --- The line of a request ------------------------------------------------------------------


def test_a_request_is_one_line(medewerker: Client, lines: Lines) -> None:
    opslaan(medewerker, body(1))

    (line,) = lines()
    assert line.pop("tijd").endswith("Z")
    assert line.pop("duur_ms") > 0
    assert len(line.pop("request_id")) == 36
    assert line == {
        "level": "info",
        "gebeurtenis": "verzoek",
        "logger": "kiss_details.verzoek",
        "methode": "PUT",
        "route": "api/contactmomentdetails",
        "status": 200,
        "applicatie": "KISS",
        "medewerker": pseudonym(KCM),
    }


def test_an_application_is_named(lines: Lines) -> None:
    token = applicaties.issue_token(applicatie=applicatie(), door={})
    bearer(token).get(RAPPORT_URL, ALLES)

    (line,) = events(lines(), "verzoek")
    assert line["applicatie"] == "Dataplatform"
    assert "medewerker" not in line


def test_an_employee_is_the_same_pseudonym_whatever_proves_it(
    uitgever: Uitgever, lines: Lines
) -> None:
    for token in (uitgever.token(email=KCM.upper()), medewerker_token()):
        bearer(token).get(DETAILS_URL, {"id": "x"})

    first, second = events(lines(), "verzoek")
    assert first["medewerker"] == second["medewerker"] != KCM
    assert "applicatie" not in first


def test_one_caller_is_not_named_on_the_line_of_the_next(
    medewerker: Client, anoniem: Client, lines: Lines
) -> None:
    medewerker.get(DETAILS_URL, {"id": "x"})
    anoniem.get(DETAILS_URL, {"id": "x"})

    assert "medewerker" not in events(lines(), "verzoek")[1]


def test_a_beheerder_is_named_on_the_lines_of_the_admin(admin_client: Client, lines: Lines) -> None:
    admin_client.get("/admin/")

    assert events(lines(), "verzoek")[0]["medewerker"] == pseudonym("admin@example.com")


@pytest.mark.parametrize(
    ("offered", "kept"),
    [
        ("6c1f6b1e-0001-4c3a-9d55-0b7f3f1f2a10", True),
        ("4BF92F3577B34DA6A3CE929D0E0E4736", True),
        ("jan.jansen-06-12345678", False),
        ("kort", False),
        ("x" * 65, False),
        ("jan@gemeente.example", False),
        ("a b c d e f g h", False),
        ('12345678","level":"x', False),
        ("", False),
    ],
)
def test_the_request_id_is_taken_over_and_given_back(
    anoniem: Client, lines: Lines, offered: str, kept: bool
) -> None:
    response = anoniem.get(DETAILS_URL, headers={"X-Request-ID": offered})

    assert (response["X-Request-ID"] == offered) is kept
    assert len(response["X-Request-ID"]) >= 16
    assert {line["request_id"] for line in lines()} == {response["X-Request-ID"]}


def test_a_path_that_does_not_exist_is_not_logged(anoniem: Client, lines: Lines) -> None:
    anoniem.get(f"/api/{VRAAG}")
    anoniem.generic("GEHEIM", "/api/faq")

    first, second = events(lines(), "verzoek")
    assert (first["route"], first["status"]) == (None, 404)
    assert second["methode"] == "ander"
    assert VRAAG not in json.dumps(lines())


@pytest.mark.parametrize(
    "path", ["/healthz", "/healthz/live", "/static/contactmomenten/beheer.css"]
)
def test_probes_and_files_are_no_lines(anoniem: Client, lines: Lines, path: str) -> None:
    assert anoniem.get(path).status_code == 200

    assert not events(lines(), "verzoek")


def test_nothing_that_was_sent_is_in_any_line(
    admin_client: Client, anoniem: Client, lines: Lines, uitgever: Uitgever
) -> None:
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        record = contactmomentdetail(1, vraag=VRAAG)
        tokens = [medewerker_token(), uitgever.token(), "kcd_0a1b2c3d_" + "Z" * 43]
        for token in tokens:
            client = bearer(token)
            opslaan(client, body(2, vraag=VRAAG, id=f"https://x.example/{VRAAG}"))
            opslaan(client, body(2, vraag=VRAAG, startdatum=VRAAG))
            client.get(DETAILS_URL, {"id": f"{VRAAG}"})
            client.get(f"{RAPPORT_URL}?from={VRAAG}")
        admin_client.get("/admin/contactmomenten/contactmomentdetail/", {"q": VRAAG})
        anoniem.post("/admin/login/", {"username": VRAAG, "password": VRAAG})
        anoniem.get(reverse("oidc-terug"), {"code": VRAAG, "state": VRAAG})
    finally:
        logging.getLogger().setLevel(logging.INFO)

    text = "\n".join(json.dumps(line) for line in lines() if line["logger"] != "django.db.backends")
    assert len(lines()) > 10
    for secret in (VRAAG, KCM, record.contactmoment, *tokens):
        assert secret not in text
    assert not any(part in text for token in tokens for part in token.split(".") if len(part) > 40)


# --- Events ---------------------------------------------------------------------------------


def test_a_refusal_has_its_reason_and_the_answer_does_not(lines: Lines) -> None:
    token = applicaties.issue_token(applicatie=applicatie(), door={})
    withdrawn = Token.objects.get()
    applicaties.withdraw_token(token=withdrawn, door={})

    response = bearer(token).get(RAPPORT_URL, ALLES)

    (refusal,) = events(lines(), "toegang.geweigerd")
    assert refusal["reden"] == "ingetrokken"
    assert refusal["applicatie"] == "Dataplatform"
    assert refusal["kenmerk"] == withdrawn.kenmerk
    assert refusal["request_id"] == response["X-Request-ID"]
    assert "ingetrokken" not in response.content.decode()


def test_a_right_that_lacks_is_a_refusal_too(medewerker: Client, lines: Lines) -> None:
    medewerker.get(RAPPORT_URL, ALLES)

    (refusal,) = events(lines(), "toegang.geweigerd")
    assert refusal["level"] == "warning"
    assert (refusal["reden"], refusal["recht"]) == ("geen_recht", "rapportages.lezen")
    assert refusal["medewerker"] == pseudonym(KCM)


@pytest.mark.django_db(transaction=True)  # events are recorded once the change is there for good
def test_changes_to_applications_tell_who_and_what(lines: Lines) -> None:
    account = User.objects.create_user("b.heer", "b.heer@gemeente.example", is_staff=True)
    account.groups.add(Group.objects.get(name="Beheerders"))
    client = Client()
    client.force_login(account)
    made = applicatie(client_id="zaaksysteem", scopes=[])
    for name in ("token", "geheim", "geheim_intrekken"):
        data = {"token-geldig_tot_en_met": f"{timezone.localdate():%d-%m-%Y}"}
        client.post(reverse(f"admin:applicatie_{name}", args=[made.pk]), data)
    token = made.tokens.get()
    client.post(reverse("admin:applicatie_token_intrekken", args=[made.pk]), {"token": token.pk})
    made.scopes = ["rapportages.lezen"]
    applicaties.save_applicatie(applicatie=made, door={"kanaal": "opdracht"})
    client.post(reverse("admin:contactmomenten_applicatie_delete", args=[made.pk]), {"post": "yes"})

    found = [line for line in lines() if line["logger"] == "contactmomenten.toegang"]
    assert [line["gebeurtenis"] for line in found] == [
        "aanmelding.gelukt",
        "token.gemaakt",
        "clientgeheim.gemaakt",
        "clientgeheim.ingetrokken",
        "token.ingetrokken",
        "applicatie.gewijzigd",
        "applicatie.verwijderd",
    ]
    for line in found:
        assert "kanaal" in line or line["medewerker"] == pseudonym("b.heer@gemeente.example")
    assert found[5]["velden"] == ["scopes"]
    assert found[5]["rechten"] == ["rapportages.lezen"]
    assert found[1]["kenmerk"] == token.kenmerk


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_no_event(lines: Lines) -> None:
    made = applicatie()
    with transaction.atomic():
        applicaties.issue_token(applicatie=made, door={})
        transaction.set_rollback(True)

    assert not lines()


@pytest.mark.django_db(transaction=True)
def test_saving_an_application_without_a_change_is_no_event(lines: Lines) -> None:
    applicaties.save_applicatie(applicatie=applicatie(), door={})

    assert not lines()


def test_logging_in_and_out_are_events(lines: Lines) -> None:
    User.objects.create_superuser("nood", "nood@gemeente.example", "een-lang-wachtwoord")
    client = Client()
    for password in ("fout", "een-lang-wachtwoord"):
        client.post("/admin/login/", {"username": "nood", "password": password})
    client.post("/admin/logout/")
    for _ in range(5):
        client.post("/admin/login/", {"username": "nood", "password": "fout"})

    found = [line for line in lines() if line["logger"] == "contactmomenten.toegang"]
    assert [(line["gebeurtenis"], line["medewerker"]) for line in found] == [
        ("aanmelding.mislukt", pseudonym("nood")),
        ("aanmelding.gelukt", pseudonym("nood@gemeente.example")),
        ("afmelding", pseudonym("nood@gemeente.example")),
        *[("aanmelding.mislukt", pseudonym("nood"))] * 4,
        ("aanmelding.geblokkeerd", pseudonym("nood")),
        ("aanmelding.mislukt", pseudonym("nood")),
    ]
    assert found[1]["via"] == "wachtwoord"


def test_logging_in_at_the_provider_is_an_event(idp: IdentityProvider, lines: Lines) -> None:
    idp.set_medewerkers(
        Medewerker("b-1", "b.heer", ("Beheerder",), "b.heer@gemeente.example"),
        Medewerker("x-1", "x", (), "x@gemeente.example"),
    )
    come_back(Client(), "b-1")
    come_back(Client(), "x-1")
    idp.stop()

    found = [line for line in lines() if line["logger"] == "contactmomenten.toegang"]
    names = [line["gebeurtenis"] for line in found]
    assert names == [
        "identityprovider.sleutels_opgehaald",
        "groepen.gewijzigd",
        "aanmelding.gelukt",
        "aanmelding.mislukt",
    ]
    assert found[1]["groepen"] == ["Beheerders"]
    assert found[2]["via"] == found[3]["via"] == "identityprovider"
    assert found[3]["reden"] == "geen_rol"
    assert "gemeente.example" not in json.dumps(found)


def test_a_call_with_a_credential_is_not_of_whoever_is_logged_in(
    admin_client: Client, lines: Lines
) -> None:
    token = applicaties.issue_token(applicatie=applicatie(), door={})
    admin_client.get(RAPPORT_URL, ALLES, headers={"Authorization": f"Bearer {token}"})

    (line,) = events(lines(), "verzoek")
    assert line["applicatie"] == "Dataplatform"
    assert "medewerker" not in line


def test_libraries_that_name_people_are_silent() -> None:
    """Without a handler of their own, Python would print their warnings as they are."""
    for name in ("axes", "mozilla_django_oidc"):
        found = logging.getLogger(name)
        assert not found.propagate
        assert logging.NullHandler in [type(handler) for handler in found.handlers]
