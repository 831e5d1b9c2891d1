"""Measuring what a benchmark prints."""

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

import psycopg

ROUNDS = 9


def milliseconds(call: Callable[[], object]) -> float:
    """The median of several rounds, after one to warm up."""
    (found,) = in_turns(call)
    return median(found)


def in_turns(*calls: Callable[[], object], rounds: int = ROUNDS) -> list[list[float]]:
    """How long each took in every round, in milliseconds, after one round to warm up.

    They are called in turns, so that all meet the same noise of the machine.
    """
    times: list[list[float]] = [[] for _ in calls]
    for number in range(rounds + 1):
        for call, own in zip(calls, times, strict=True):
            start = time.perf_counter()
            call()
            if number:
                own.append((time.perf_counter() - start) * 1000)
    return times


def show_plan(
    connection: psycopg.Connection, name: str, statement: str, values: Sequence[Any]
) -> None:
    """What PostgreSQL does for a query, and how long each part takes."""
    print(f"\n-- {name}")
    plan = f"EXPLAIN (ANALYZE, COSTS OFF, BUFFERS OFF) {statement}"
    for (line,) in connection.execute(plan.encode(), values):
        print(line[:160])
