"""One bar from 0 to 100%, and the line that it should reach."""

from contactmomenten.admin.grafieken.svg import LETTER, Grafiek, Titel, element, frame
from contactmomenten.admin.weergave import share

BREEDTE, HOOGTE, BAR = 240, 44, 14


def doelbalk(titel: Titel, aandeel: float, doel: float) -> Grafiek:
    """A share and its target."""
    tekst = f"doel {share(doel, decimals=0)}"
    half = LETTER * len(tekst) / 2
    at = doel * BREEDTE
    parts = [
        element("rect", x=0, y=6, width=BREEDTE, height=BAR, class_="baan"),
        element("rect", x=0, y=6, width=aandeel * BREEDTE, height=BAR, class_="staaf hoogste"),
        element("line", x1=at, x2=at, y1=0, y2=26, class_="doel"),
        element(
            "text",
            tekst,
            x=min(max(at, half), BREEDTE - half),
            y=40,
            text_anchor="middle",
            class_="as",
        ),
    ]
    return Grafiek((frame(titel, "vast", parts, breedte=BREEDTE, hoogte=HOOGTE),))
