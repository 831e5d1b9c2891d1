"""Bars on their side: how much of the whole each of some values has."""

from collections.abc import Sequence
from typing import NamedTuple

from contactmomenten.admin.grafieken.schaal import marks
from contactmomenten.admin.grafieken.svg import (
    LETTER,
    Grafiek,
    Titel,
    element,
    frame,
    shortened,
    together,
)
from contactmomenten.admin.weergave import number, share

BREEDTE, ROW, BAR = 340, 42, 14
LEGEND, AXIS = 24, 40
MOST_MARKS = 4


class Balk(NamedTuple):
    """A bar. Its name stands above it, and its number at the end of that line."""

    naam: str
    aantal: int
    aandeel: float
    bijzonder: bool = False


def balken(
    titel: Titel, rows: Sequence[Balk], *, eenheid: str, legenda: tuple[str, str] | None = None
) -> Grafiek:
    """Bars below each other; with a legend for what is ``bijzonder`` and what is not."""
    lines = marks(max(row.aandeel for row in rows) * 100, most=MOST_MARKS)
    per_share = BREEDTE / lines[-1] * 100
    top = LEGEND * len(legenda or ())
    floor = top + ROW * len(rows)
    parts = [_legend(n, tekst) for n, tekst in enumerate(legenda or ())]
    for line in lines:
        x = line * per_share / 100
        anchor = "start" if not line else "end" if line == lines[-1] else "middle"
        parts += [
            element("line", x1=x, x2=x, y1=top, y2=floor, class_="rooster"),
            element("text", f"{line:.0f}%", x=x, y=floor + 16, text_anchor=anchor, class_="as"),
        ]
    for n, row in enumerate(rows):
        parts.append(_bar(row, top + n * ROW, row.aandeel * per_share))
    parts.append(element("text", eenheid, x=0, y=floor + 36, class_="as-naam"))
    return Grafiek((frame(titel, "vast", parts, breedte=BREEDTE, hoogte=floor + AXIS),))


def _bar(row: Balk, y: float, width: float) -> str:
    amount = f"{number(row.aantal)} ({share(row.aandeel)})"
    room = BREEDTE - LETTER * (len(amount) + 1)
    return element(
        "g",
        element("title", f"{row.naam}: {amount}"),
        element("rect", x=0, y=y + 4, width=BREEDTE, height=18, class_="achtergrond"),
        element("text", shortened(row.naam, room), x=0, y=y + 18, class_="naam"),
        element("text", amount, x=BREEDTE, y=y + 18, text_anchor="end", class_="naam"),
        element(
            "rect",
            x=0,
            y=y + 24,
            width=max(width, 0.5),
            height=BAR,
            class_="staaf hoogste" if row.bijzonder else "staaf",
        ),
    )


def _legend(n: int, tekst: str) -> str:
    y = n * LEGEND
    return together(
        [
            element(
                "rect",
                x=0,
                y=y + 3,
                width=12,
                height=12,
                class_="staaf" if n else "staaf hoogste",
            ),
            element("text", tekst, x=20, y=y + 14, class_="as"),
        ]
    )
