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
    return found


def in_turns(*calls: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The median of each, in milliseconds. Called in turns, so that all meet the same noise."""
    times: list[list[float]] = [[] for _ in calls]
    for number in range(rounds + 1):
        for call, own in zip(calls, times, strict=True):
            start = time.perf_counter()
            call()
            if number:  # the first is to warm up
                own.append(time.perf_counter() - start)
    return [median(own) * 1000 for own in times]


def show_plan(
    connection: psycopg.Connection, name: str, statement: str, values: Sequence[Any]
) -> None:
    """What PostgreSQL does for a query, and how long each part takes."""
    print(f"\n-- {name}")
    plan = f"EXPLAIN (ANALYZE, COSTS OFF, BUFFERS OFF) {statement}"
    for (line,) in connection.execute(plan.encode(), values):
        print(line[:160])
