"""Where the lines of an axis are: at round numbers."""

from collections.abc import Iterator
from itertools import count
from math import ceil


def marks(highest: float, *, most: int, smallest: float = 1) -> list[float]:
    """From 0 to the first that is not below the highest, in at most so many steps of one size.

    >>> marks(83, most=5)
    [0, 20, 40, 60, 80, 100]
    """
    step = next(step for step in _round(smallest) if step * most >= highest)
    return [n * step for n in range(max(1, ceil(highest / step)) + 1)]


def every(number: int, room: float) -> int:
    """Of how many labels in a row to show one, when there is room for so many.

    >>> every(31, 8)
    4
    """
    return max(1, ceil(number / max(int(room), 1)))


def _round(smallest: float) -> Iterator[float]:
    """1, 2, 5, 10, 20, 50 and so on times the smallest."""
    for power in count():
        for factor in (1, 2, 5):
            yield smallest * factor * 10**power
