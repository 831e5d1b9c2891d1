"""Tokens and secrets of applications: what is kept of them, and what using one costs."""

from datetime import UTC, date, datetime, timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contactmomenten.models import Applicatie, Token
from contactmomenten.toegang import applicaties, tokens
from contactmomenten.toegang.authentication import read_token
from contactmomenten.toegang.weigering import Weigering, WeigeringError
from tests.factories import (
    ALLES,
    RAPPORT_URL,
    applicatie,
    applicatie_jwt,
    bearer,
    extern_token,
    medewerker_token,
)
from tests.toegang.tokens import issue, reason

pytestmark = pytest.mark.django_db
VANDAAG = timezone.localdate


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


def test_rotating_to_a_token_that_is_there_already_can_be_repeated() -> None:
    """An automated installation runs again and again."""
    made, token = applicatie(), tokens.make()
    for _ in range(3):
        applicaties.rotate_token(applicatie=made, door={}, overlap=timedelta(days=7), token=token)

    assert made.tokens.get().geldig_tot_en_met == VANDAAG() + timedelta(days=365)


def test_rotating_without_overlap_ends_the_others_at_once() -> None:
    made = applicatie()
    old = issue(made)
    new = applicaties.rotate_token(applicatie=made, door={}, overlap=timedelta(0))

    assert reason(old) is Weigering.INGETROKKEN
    assert read_token(new.encode())


def test_withdrawing_twice_keeps_the_first_moment() -> None:
    issue()
    applicaties.withdraw_token(token=Token.objects.get(), door={})
    first = Token.objects.get().ingetrokken_op
    applicaties.withdraw_token(token=Token.objects.get(), door={})

    assert Token.objects.get().ingetrokken_op == first


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


@pytest.mark.parametrize(("seconds", "written"), [(50, False), (70, True)])
def test_last_used_is_written_at_most_once_a_minute(seconds: int, written: bool) -> None:
    token = issue()
    assert Token.objects.get().laatst_gebruikt_op is None
    read_token(token.encode())
    assert Token.objects.get().laatst_gebruikt_op is not None
    before = timezone.now() - timedelta(seconds=seconds)  # now() stands still in a transaction
    Token.objects.update(laatst_gebruikt_op=before)

    read_token(token.encode())

    assert (Token.objects.get().laatst_gebruikt_op != before) is written


@pytest.mark.parametrize(
    ("of_token", "of_application"),
    [
        ({"ingetrokken_op": datetime(2026, 1, 1, tzinfo=UTC)}, {}),
        ({"geldig_tot_en_met": date(2026, 1, 1)}, {}),
        ({}, {"actief": False}),
        ({}, {"geldig_tot_en_met": date(2026, 1, 1)}),
    ],
)
def test_a_refused_token_was_not_used(
    of_token: dict[str, Any], of_application: dict[str, Any]
) -> None:
    token = issue()
    Token.objects.update(kenmerk="kcd_00000000", **of_token)
    Applicatie.objects.update(doel="x", **of_application)

    with pytest.raises(WeigeringError):
        read_token(token.encode())
    assert Token.objects.get().laatst_gebruikt_op is None


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_another_who_notes_the_same() -> None:
    token = issue()
    held, done = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            Token.objects.select_for_update().get()
            held.set()
            done.wait(20)
        connection.close()

    holder = Thread(target=hold)
    holder.start()
    held.wait(20)
    try:
        assert read_token(token.encode()).applicatie == "Dataplatform"
    finally:
        done.set()
        holder.join()
    assert Token.objects.get().laatst_gebruikt_op is None


def test_days_end_at_midnight_here_and_not_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    token = issue()
    made = applicatie("Andere", client_id="andere", geldig_tot_en_met=date(2027, 6, 30))
    Token.objects.update(geldig_tot_en_met=date(2027, 6, 30))
    moment = datetime(2027, 6, 30, 21, 59, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert read_token(token.encode())
    assert made.is_geldig()

    moment = datetime(2027, 6, 30, 22, 1, tzinfo=UTC)
    assert reason(token) is Weigering.VERLOPEN
    assert not made.is_geldig()


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
