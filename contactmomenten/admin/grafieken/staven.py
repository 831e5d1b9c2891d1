"""Upright bars: how a number goes through time."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString

from contactmomenten.admin.grafieken.schaal import every, marks
from contactmomenten.admin.grafieken.svg import LETTER, Grafiek, Titel, element, frame
from contactmomenten.admin.weergave import number

TOP, BOTTOM, GAP = 44, 26, 8
MOST_MARKS = 4


class Staaf(NamedTuple):
    """A bar: what it is in full, what stands below it on the axis, and how high it is."""

    naam: str
    kort: str
    aantal: int


def staven(titel: Titel, punten: Sequence[Staaf], *, eenheid: str) -> Grafiek:
    """Bars from left to right, of which the first of the highest stands out with its number."""
    return Grafiek(
        (
            _drawn(titel, "breed", punten, eenheid, breedte=800, hoogte=260),
            _drawn(titel, "smal", punten, eenheid, breedte=320, hoogte=230),
        )
    )


def _drawn(
    titel: Titel, maat: str, punten: Sequence[Staaf], eenheid: str, *, breedte: int, hoogte: int
) -> SafeString:
    highest = max(punt.aantal for punt in punten)
    lines = marks(highest, most=MOST_MARKS)
    left = LETTER * len(number(int(lines[-1]))) + GAP
    per_unit = (hoogte - TOP - BOTTOM) / lines[-1]
    floor = hoogte - BOTTOM
    width = (breedte - left) / len(punten)
    label = LETTER * max(len(punt.kort) for punt in punten) + 2 * GAP
    pace = every(len(punten), (breedte - left) / label)
    parts = [element("text", eenheid, x=0, y=14, class_="as-naam")]
    for line in lines:
        y = floor - line * per_unit
        parts += [
            element("line", x1=left, x2=breedte, y1=y, y2=y, class_="rooster"),
            element(
                "text", number(int(line)), x=left - GAP, y=y + 4, text_anchor="end", class_="as"
            ),
        ]
    top = next(n for n, punt in enumerate(punten) if punt.aantal == highest)
    for n, punt in enumerate(punten):
        x, y = left + n * width, floor - punt.aantal * per_unit
        parts.append(
            element(
                "rect",
                element("title", f"{punt.naam}: {number(punt.aantal)}"),
                x=x + width * 0.1,
                y=y,
                width=max(width * 0.8, 0.5),
                height=floor - y,
                class_="staaf hoogste" if n == top and highest else "staaf",
            )
        )
        if n % pace == 0:
            parts.append(_below(punt.kort, x + width / 2, hoogte - 6, left, breedte))
    if highest:
        parts.append(
            _label(number(highest), left + (top + 0.5) * width, floor - highest * per_unit, breedte)
        )
    return frame(titel, maat, parts, breedte=breedte, hoogte=hoogte)


def _below(tekst: str, middle: float, y: float, left: float, right: float) -> SafeString:
    """A label on the axis, that does not go past its ends."""
    half = LETTER * len(tekst) / 2
    middle = min(max(middle, left + half - GAP), right - half)
    return element("text", tekst, x=middle, y=y, text_anchor="middle", class_="as")


def _label(tekst: str, middle: float, top: float, right: float) -> SafeString:
    """The number above the highest bar."""
    middle = min(middle, right - LETTER * len(tekst) / 2)
    return element("text", tekst, x=middle, y=top - 6, text_anchor="middle", class_="waarde")
