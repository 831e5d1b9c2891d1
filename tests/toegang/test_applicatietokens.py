"""Tokens and secrets of applications: what is kept of them, and what using one costs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from contactmomenten.models import Applicatie, Scope, Token
from contactmomenten.toegang import applicaties, omgeving, tokens
from contactmomenten.toegang.authentication import read_token
from contactmomenten.toegang.weigering import Weigering, WeigeringError
from tests.factories import (
    ALLES,
    DETAILS_URL,
    KCM,
    RAPPORT_URL,
    applicatie,
    applicatie_jwt,
    body,
    contactmomentdetail,
    extern_token,
    medewerker_token,
    opslaan,
)

pytestmark = pytest.mark.django_db
VANDAAG = timezone.localdate


def issue(made: Applicatie | None = None) -> str:
    return applicaties.issue_token(applicatie=made or applicatie(), door={})


def bearer(token: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {token}"})


def reason(token: str) -> Weigering:
    with pytest.raises(WeigeringError) as refusal:
        read_token(token.encode())
    return refusal.value.reason


def test_a_token_is_256_random_bits_with_a_prefix_that_is_not_secret() -> None:
    made = {tokens.make() for _ in range(100)}

    assert len(made) == 100
    for token in made:
        kenmerk = tokens.kenmerk_of(token)
        assert kenmerk is not None
        assert kenmerk.startswith("kcd_")
        secret = token.removeprefix(f"{kenmerk}_")
        assert len(secret) == 43  # 32 bytes in base64url


def test_only_a_hash_and_the_kenmerk_are_kept() -> None:
    token = issue()
    stored = Token.objects.get()

    assert stored.digest == tokens.digest_of(token)
    assert stored.kenmerk == tokens.kenmerk_of(token)
    assert len(str(stored)) == 12


def test_an_application_can_have_several_so_that_one_is_replaced_without_a_gap() -> None:
    made = applicatie()
    old, new = issue(made), issue(made)
    for token in (old, new):
        assert bearer(token).get(RAPPORT_URL, ALLES).status_code == 200

    first = Token.objects.get(digest=tokens.digest_of(old))
    applicaties.withdraw_token(token=first, door={})

    assert bearer(old).get(RAPPORT_URL, ALLES).status_code == 401
    assert bearer(new).get(RAPPORT_URL, ALLES).status_code == 200


def test_rotating_shortens_the_others_and_never_lengthens_them() -> None:
    made = applicatie()
    for days in (1, 30):
        applicaties.issue_token(
            applicatie=made, door={}, geldig_tot_en_met=VANDAAG() + timedelta(days=days)
        )

    applicaties.rotate_token(applicatie=made, door={}, overlap=timedelta(days=7))

    days_left = sorted((token.geldig_tot_en_met - VANDAAG()).days for token in made.tokens.all())
    assert days_left == [1, 7, 365]


def test_a_rotation_that_is_refused_changes_nothing() -> None:
    made = applicatie()
    issue(made)
    before = made.tokens.get().geldig_tot_en_met

    with pytest.raises(ValidationError):
        applicaties.rotate_token(applicatie=made, door={}, overlap=timedelta(0), token="geen token")

    assert made.tokens.get().geldig_tot_en_met == before


@pytest.mark.parametrize("days", [-1, 367 * 2])
def test_a_token_ends_some_day(days: int) -> None:
    with pytest.raises(ValidationError, match="Kies een dag"):
        applicaties.issue_token(
            applicatie=applicatie(),
            door={},
            geldig_tot_en_met=VANDAAG() + timedelta(days=days),
        )


def test_one_token_is_of_one_application() -> None:
    token = issue()

    with pytest.raises(ValidationError, match="al eens gegeven"):
        applicaties.issue_token(applicatie=applicatie("Andere"), door={}, token=token)


def test_it_works_until_the_end_of_its_last_day() -> None:
    token = issue()
    Token.objects.update(geldig_tot_en_met=VANDAAG())
    Applicatie.objects.update(geldig_tot_en_met=VANDAAG())

    assert read_token(token.encode()).applicatie == "Dataplatform"


def test_the_log_gets_the_reason_of_a_refusal() -> None:
    made = applicatie(client_id="zaaksysteem")
    token = issue(made)
    assert reason(token[:-1]) is Weigering.ONLEESBAAR
    assert reason(tokens.make()) is Weigering.ONBEKEND

    yesterday = VANDAAG() - timedelta(days=1)
    Token.objects.update(geldig_tot_en_met=yesterday)
    assert reason(token) is Weigering.VERLOPEN
    Token.objects.update(ingetrokken_op=datetime.now(UTC))
    assert reason(token) is Weigering.INGETROKKEN
    Token.objects.update(ingetrokken_op=None, geldig_tot_en_met=VANDAAG())
    for change in ({"actief": False}, {"actief": True, "geldig_tot_en_met": yesterday}):
        Applicatie.objects.update(**change)
        assert reason(token) is Weigering.APPLICATIE_GEEN_TOEGANG
        assert reason(applicatie_jwt(made)) is Weigering.APPLICATIE_GEEN_TOEGANG
    assert reason(applicatie_jwt(made, "x" * 40)) is Weigering.HANDTEKENING


# --- Last used -----------------------------------------------------------------------------


def test_last_used_is_written_at_most_once_a_minute() -> None:
    token = issue()
    assert Token.objects.get().laatst_gebruikt_op is None

    read_token(token.encode())
    first = Token.objects.get().laatst_gebruikt_op
    assert first is not None
    read_token(token.encode())
    assert Token.objects.get().laatst_gebruikt_op == first

    Token.objects.update(laatst_gebruikt_op=first - timedelta(seconds=61))
    read_token(token.encode())
    again = Token.objects.get().laatst_gebruikt_op
    assert again is not None
    assert again >= first


def test_a_refused_token_was_not_used() -> None:
    token = issue()
    Token.objects.update(ingetrokken_op=datetime.now(UTC))

    assert reason(token) is Weigering.INGETROKKEN
    assert Token.objects.get().laatst_gebruikt_op is None


# --- What it costs -------------------------------------------------------------------------


def test_a_token_takes_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    token = issue().encode()

    for _ in range(2):  # also when it writes that it was used
        with django_assert_num_queries(1):
            read_token(token)


def test_a_wrong_token_takes_the_same_query_however_much_is_right(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    token = issue()
    for wrong in (tokens.make(), token[:-1] + ("A" if token[-1] != "A" else "B")):
        with django_assert_num_queries(1):
            assert reason(wrong) is Weigering.ONBEKEND


def test_a_jwt_of_an_application_takes_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    token = applicatie_jwt(applicatie(client_id="zaaksysteem")).encode()

    with django_assert_num_queries(1):
        read_token(token)


def test_a_jwt_from_the_environment_takes_none(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        read_token(medewerker_token().encode())
        read_token(extern_token().encode())


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
