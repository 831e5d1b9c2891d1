"""What applications may do and see, and the secrets of those that sign for themselves."""

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from contactmomenten.models import Applicatie, Scope
from contactmomenten.toegang import applicaties, omgeving
from contactmomenten.toegang.authentication import read_token
from contactmomenten.toegang.weigering import Weigering, WeigeringError
from tests.factories import (
    ALLES,
    DETAILS_URL,
    KCM,
    RAPPORT_URL,
    applicatie,
    applicatie_jwt,
    bearer,
    body,
    contactmomentdetail,
    opslaan,
)
from tests.toegang.tokens import issue, reason

pytestmark = pytest.mark.django_db


# --- What is left out ----------------------------------------------------------------------


def test_without_medewerkers_lezen_nobody_learns_which_employee_it_was() -> None:
    record = contactmomentdetail(1, emailadres_kcm=KCM)
    granted = [Scope.LEZEN, Scope.RAPPORTAGES]
    without = bearer(issue(applicatie("Zonder", scopes=granted)))
    with_it = bearer(issue(applicatie("Met", scopes=[*granted, Scope.MEDEWERKERS])))

    for url, query in ((DETAILS_URL, {"id": record.contactmoment}), (RAPPORT_URL, ALLES)):
        shown = without.get(url, query)
        assert KCM not in shown.content.decode()
        assert "emailadresKcm" not in shown.content.decode()
        everything = with_it.get(url, query).content.decode()
        assert f'"emailadresKcm":"{KCM}"' in everything


def test_an_application_that_calls_for_itself_cannot_store() -> None:
    response = opslaan(bearer(issue()), body(1))

    assert response.status_code == 403
    assert response.json()["code"] == "medewerker_required"
    assert "user_id" in response.json()["detail"]


def test_an_application_stores_on_behalf_of_an_employee() -> None:
    token = applicatie_jwt(applicatie(client_id="zaaksysteem"), user_id=KCM)

    assert opslaan(bearer(token), body(1, emailadresKcm="ander@x.example")).status_code == 200
    shown = bearer(token).get(DETAILS_URL, {"id": body(1)["id"]}).json()
    assert shown["emailadresKcm"] == KCM


# --- Secrets of applications that sign -----------------------------------------------------


def test_a_secret_is_encrypted_and_can_be_replaced() -> None:
    made = applicatie(client_id="zaaksysteem")
    secret = applicaties.set_client_secret(applicatie=made, door={})

    assert secret not in Applicatie.objects.values_list("client_geheim", flat=True).get()
    assert read_token(applicatie_jwt(made, secret).encode()).applicatie == "Dataplatform"
    applicaties.set_client_secret(applicatie=made, door={})
    assert reason(applicatie_jwt(made, secret)) is Weigering.HANDTEKENING


def test_a_new_secret_key_reads_what_the_old_one_encrypted(settings: Settings) -> None:
    token = applicatie_jwt(applicatie(client_id="zaaksysteem")).encode()
    old, settings.SECRET_KEY = settings.SECRET_KEY, "new-" + "0123456789" * 6
    with pytest.raises(WeigeringError) as refusal:
        read_token(token)
    assert refusal.value.reason is Weigering.GEHEIM_ONLEESBAAR

    settings.SECRET_KEY_FALLBACKS = [old]
    assert read_token(token).applicatie == "Dataplatform"


def test_a_secret_is_long_enough_and_used_once(settings: Settings) -> None:
    made = applicatie(client_id="zaaksysteem")

    for secret in ("x" * 31, settings.KISS_CLIENT_SECRET, settings.MANAGEMENTINFORMATIE_API_KEY):
        with pytest.raises(ValidationError):
            applicaties.set_client_secret(applicatie=made, door={}, secret=secret)
    with pytest.raises(ValidationError):
        applicaties.set_client_secret(applicatie=applicatie("Zonder client-id"), door={})


def test_a_secret_does_not_outlive_its_client_id() -> None:
    made = applicatie(client_id="zaaksysteem")
    made.client_id = "anders"
    applicaties.save_applicatie(applicatie=made, door={})

    assert Applicatie.objects.get().client_geheim == ""


def test_the_client_id_of_kiss_is_taken(settings: Settings) -> None:
    made = applicatie()
    made.client_id = settings.KISS_CLIENT_ID

    with pytest.raises(ValidationError, match="KISS"):
        applicaties.save_applicatie(applicatie=made, door={})


# --- From the environment ------------------------------------------------------------------


def test_the_applications_of_the_environment_are_known(settings: Settings) -> None:
    assert [found.variabele for found in omgeving.omgevingsapplicaties()] == [
        "KISS_CLIENT_SECRET",
        "MANAGEMENTINFORMATIE_API_KEY",
    ]
    settings.KISS_CLIENT_ID = settings.MANAGEMENTINFORMATIE_API_KEY = ""
    assert omgeving.omgevingsapplicaties() == []
