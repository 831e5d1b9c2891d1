"""Charts as SVG: pure functions, from numbers to markup without styles or scripts.

The stylesheet of the page (managementinformatie/grafieken.css) gives the classes their colours.
"""

from contactmomenten.admin.grafieken.balken import Balk, balken
from contactmomenten.admin.grafieken.doelbalk import doelbalk
from contactmomenten.admin.grafieken.staven import Staaf, staven
from contactmomenten.admin.grafieken.svg import Grafiek, Titel
from contactmomenten.admin.grafieken.warmtekaart import warmtekaart

__all__ = [
    "Balk",
    "Grafiek",
    "Staaf",
    "Titel",
    "balken",
    "doelbalk",
    "staven",
    "warmtekaart",
]
