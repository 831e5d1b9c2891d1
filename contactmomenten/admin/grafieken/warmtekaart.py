"""The hours of a week, in a stronger colour where it is busier."""

from collections.abc import Sequence
from math import ceil

from django.utils.safestring import SafeString

from contactmomenten.admin.grafieken.svg import LETTER, Grafiek, Titel, element, frame
from contactmomenten.admin.weergave import DAGEN, number

SHADES = 5
OPEN = (8, 17)  # shown in any case: the hours that most counters are open
LEFT, TOP, LEGEND = 28, 38, 40


def warmtekaart(titel: Titel, uren: Sequence[Sequence[int]], *, eenheid: str) -> Grafiek:
    """A row for each day from Monday, a column for each hour in which anything happened."""
    return Grafiek(
        (
            _drawn(titel, "breed", uren, eenheid, breedte=800, row=26),
            _drawn(titel, "smal", uren, eenheid, breedte=320, row=24),
        )
    )


def shade(aantal: int, highest: int) -> int:
    """From 0, for nothing, to the strongest for the highest."""
    return ceil(aantal / highest * SHADES) if aantal else 0


def hours_shown(uren: Sequence[Sequence[int]]) -> range:
    """From the first hour in which anything happened to the last; the opening hours always."""
    busy = [uur for dag in uren for uur, aantal in enumerate(dag) if aantal]
    return range(min([*busy, OPEN[0]]), max([*busy, OPEN[1] - 1]) + 1)


def _drawn(
    titel: Titel,
    maat: str,
    uren: Sequence[Sequence[int]],
    eenheid: str,
    *,
    breedte: int,
    row: int,
) -> SafeString:
    highest = max(aantal for dag in uren for aantal in dag)
    shown = hours_shown(uren)
    width = (breedte - LEFT) / len(shown)
    pace = 1 if width > 3 * LETTER else 2 if width > 1.4 * LETTER else 4
    parts = [element("text", "uur van de dag", x=LEFT, y=12, class_="as-naam")]
    for n, uur in enumerate(shown):
        if n % pace == 0:
            x = LEFT + n * width
            parts.append(element("text", str(uur), x=x + 2, y=TOP - 8, class_="as"))
    for d, dag in enumerate(uren):
        y = TOP + d * row
        parts.append(element("text", DAGEN[d][:2], x=0, y=y + row / 2 + 4, class_="as"))
        for n, uur in enumerate(shown):
            parts.append(
                element(
                    "rect",
                    element("title", f"{DAGEN[d]} van {uur} tot {uur + 1} uur: {number(dag[uur])}"),
                    x=LEFT + n * width + 1,
                    y=y + 1,
                    width=width - 2,
                    height=row - 2,
                    class_=f"warmte warmte-{shade(dag[uur], highest)}",
                )
            )
    y = TOP + 7 * row + 14
    parts += _legend(y, f"{number(highest)} {eenheid}")
    return frame(titel, maat, parts, breedte=breedte, hoogte=TOP + 7 * row + LEGEND)


def _legend(y: float, most: str) -> list[SafeString]:
    """From nothing to the most."""
    parts = [element("text", "0", x=LEFT, y=y + 12, class_="as")]
    for n in range(SHADES + 1):
        x = LEFT + 14 + n * 20
        parts.append(element("rect", x=x, y=y, width=18, height=15, class_=f"warmte warmte-{n}"))
    parts.append(element("text", most, x=LEFT + 14 + (SHADES + 1) * 20 + 6, y=y + 12, class_="as"))
    return parts
