"""What it costs to find out who is calling, and whether time tells how much of a token is right.

The floor is the query ``SELECT 1`` through the same connection: what any look-up costs at least.
"""

import time
from collections.abc import Callable
from statistics import median, quantiles

import pytest
from django.db import connection
from pytest_django import Settings

from contactmomenten.toegang import applicaties, tokens
from contactmomenten.toegang.authentication import read_token
from contactmomenten.toegang.oidc.provider import provider_of
from contactmomenten.toegang.weigering import WeigeringError
from tests.factories import KCM, applicatie, applicatie_jwt, extern_token, medewerker_token
from tests.toegang.uitgever import CLIENT_ID, serve

TIMES = 2000


def select_1() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def reading(token: str) -> Callable[[], None]:
    raw = token.encode()

    def read() -> None:
        try:
            read_token(raw)
        except WeigeringError:
            return

    return read


def measure(
    calls: dict[str, Callable[[], None]], clock: Callable[[], int]
) -> dict[str, list[float]]:
    """Microseconds of each call, many times, in turns so that all meet the same circumstances."""
    found: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(TIMES + 100):
        for name, call in calls.items():
            begin = clock()
            call()
            spent = (clock() - begin) / 1000
            if number >= 100:  # after warming up
                found[name].append(spent)
    return found


@pytest.mark.django_db
def test_cpu_of_finding_out_who_calls(settings: Settings) -> None:
    made = applicatie(client_id="zaaksysteem")
    with serve() as uitgever:
        settings.OIDC_AUTHORITY = uitgever.authority
        settings.OIDC_AUDIENCE = [CLIENT_ID]
        calls = {
            "SELECT 1": select_1,
            "token of an application": reading(applicaties.issue_token(applicatie=made, door={})),
            "JWT of an application": reading(applicatie_jwt(made, user_id=KCM)),
            "JWT of KISS": reading(medewerker_token()),
            "JWT for management information": reading(extern_token()),
            "access token, RS256": reading(uitgever.token()),
            "access token, ES256": reading(uitgever.token(algorithm="ES256")),
        }
        found = measure(calls, time.thread_time_ns)
        provider_of.cache_clear()

    floor = median(found["SELECT 1"])
    print(f"\nCPU in microseconds, median of {TIMES}, and as a multiple of SELECT 1")
    for name, spent in found.items():
        print(f"{name:>32} {median(spent):8.0f} {median(spent) / floor:6.1f}")


@pytest.mark.django_db
def test_the_time_of_a_wrong_token_does_not_tell_how_much_is_right() -> None:
    right = applicaties.issue_token(applicatie=applicatie(), door={})
    kenmerk = tokens.kenmerk_of(right)
    secret = right.removeprefix(f"{kenmerk}_")
    other = "A" if secret[0] != "A" else "B"
    last = "A" if secret[-1] != "A" else "Q"
    calls = {
        "all wrong": reading("kcd_00000000_" + "A" * 43),
        "right kenmerk": reading(f"{kenmerk}_{'A' * 43}"),
        "first character wrong": reading(f"{kenmerk}_{other}{secret[1:]}"),
        "last character wrong": reading(f"{kenmerk}_{secret[:-1]}{last}"),
    }
    found = measure(calls, time.perf_counter_ns)

    base = median(found["all wrong"])
    print(f"\nelapsed microseconds, median of {TIMES}, its quartiles, and the difference")
    for name, spent in found.items():
        low, middle, high = quantiles(spent, n=4)
        print(f"{name:>24} {middle:8.1f} ({low:.1f} to {high:.1f}) {middle - base:+6.1f}")
