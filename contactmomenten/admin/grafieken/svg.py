"""The elements of an SVG, and the frame that all charts have."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

LETTER = 8.3  # the width of a digit in a wide font, in the units of the viewBox of a chart
AVERAGE = 0.88  # how wide the letters of a sentence are, to that


class Titel(NamedTuple):
    """What a chart is called on the page, where each has another id, and what it shows."""

    id: str
    titel: str
    beschrijving: str


@dataclass(frozen=True, slots=True)
class Grafiek:
    """A chart: one drawing for any place, or one for a wide and one for a narrow place.

    The stylesheet shows one of the two, by their classes.
    """

    tekeningen: tuple[SafeString, ...]


def element(name: str, *inhoud: str, **attributes: str | float) -> SafeString:
    """An element. ``class_`` is its class, and ``text_anchor`` the attribute ``text-anchor``.

    >>> element("text", "a < b", x=1.25, class_="as")
    '<text x="1.2" class="as">a &lt; b</text>'
    """
    given = format_html_join(
        "",
        ' {}="{}"',
        ((key.rstrip("_").replace("_", "-"), _written(v)) for key, v in attributes.items()),
    )
    return format_html("<{}{}>{}</{}>", name, given, together(inhoud), name)


def together(parts: Iterable[str]) -> SafeString:
    """Several after each other."""
    return format_html_join("", "{}", ((part,) for part in parts))


def frame(
    titel: Titel, maat: str, inhoud: Iterable[str], *, breedte: float, hoogte: float
) -> SafeString:
    """A whole chart, that tells what it is to whoever cannot see it."""
    ids = [f"{titel.id}-{maat}-titel", f"{titel.id}-{maat}-tekst"]
    return element(
        "svg",
        element("title", titel.titel, id=ids[0]),
        element("desc", titel.beschrijving, id=ids[1]),
        *inhoud,
        viewBox=f"0 0 {_written(breedte)} {_written(hoogte)}",
        role="img",
        aria_labelledby=" ".join(ids),
        class_=f"grafiek-{maat}",
    )


def shortened(tekst: str, room: float) -> str:
    """A text that fits, with an ellipsis where it was cut off."""
    most = max(int(room / (LETTER * AVERAGE)), 1)
    return tekst if len(tekst) <= most else f"{tekst[: most - 1].rstrip()}…"


def _written(value: str | float) -> str:
    """A number with one decimal at most, which nobody can see the difference of."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
