"""The figures, as whoever asks gets them. Each is whole: what it leaves out is counted in it.

Shares are between 0 and 1. Durations are in seconds, of records whose gespreksduur is known: whole
seconds each, as the API gives them. A text that is absent or blank is None.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices


class Stap(TextChoices):
    """What a number of contactmomenten is counted per."""

    UUR = "uur", "uur"
    DAG = "dag", "dag"
    WEEK = "week", "week"
    MAAND = "maand", "maand"
    JAAR = "jaar", "jaar"


@dataclass(frozen=True, slots=True)
class Meetpunt:
    """How many contactmomenten began in an hour, a day and so on.

    ``begin`` is when that begins: local, with its offset. In a period that ends halfway a week or a
    month, its first and last points count only the days of the period.
    """

    begin: datetime
    aantal: int


@dataclass(frozen=True, slots=True)
class Verloop:
    """The number of contactmomenten through time, without gaps: nothing happened is 0."""

    stap: Stap
    punten: tuple[Meetpunt, ...]


@dataclass(frozen=True, slots=True)
class Drukte:
    """The number of contactmomenten by day of the week and hour.

    ``uren[0][9]`` is Monday from 9:00 to 10:00, all Mondays of the period together. The hour that
    is there twice when the clock goes back counts both times.
    """

    uren: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Gespreksduur:
    """How long contactmomenten took, in seconds; None where none has a duration.

    Left out, and counted in ``zonder_duur``: those whose einddatum lies before their startdatum.
    ``mediaan`` and ``percentiel_90`` are interpolated between the two nearest (percentile_cont).
    """

    gemeten: int
    zonder_duur: int
    totaal: int
    gemiddelde: float | None
    mediaan: float | None
    percentiel_90: float | None


@dataclass(frozen=True, slots=True)
class Aandeel:
    """How many of all contactmomenten have this value; None is those without."""

    waarde: str | None
    aantal: int
    aandeel: float


@dataclass(frozen=True, slots=True)
class Zelfstandig:
    """The share that the contact centre handled on its own, against the target.

    Of those with a gespreksresultaat: of the others (``onbekend``) nobody knows. ``aandeel`` is
    None where nothing is known.
    """

    aantal: int
    bekend: int
    onbekend: int
    aandeel: float | None
    doel: float

    @property
    def gehaald(self) -> bool:
        """Whether the target is met."""
        return self.aandeel is not None and self.aandeel >= self.doel


@dataclass(frozen=True, slots=True)
class Gespreksresultaten:
    """How contactmomenten ended, most frequent first."""

    aantal: int
    resultaten: tuple[Aandeel, ...]
    zelfstandig: Zelfstandig


@dataclass(frozen=True, slots=True)
class Afdeling:
    """The contactmomenten for one afdeling; None is those without.

    ``verschuiving`` is the share less the share in the period before; None where that period has
    no contactmomenten. ``gemiddelde_duur`` is in seconds.
    """

    afdeling: str | None
    aantal: int
    aandeel: float
    gemiddelde_duur: float | None
    aandeel_zelfstandig: float | None
    aantal_vorige: int
    verschuiving: float | None


@dataclass(frozen=True, slots=True)
class Vraag:
    """How often a vraag was asked, now and in the period before."""

    vraag: str
    aantal: int
    aantal_vorige: int

    @property
    def verschil(self) -> int:
        """How much more than before."""
        return self.aantal - self.aantal_vorige


@dataclass(frozen=True, slots=True)
class Vragen:
    """What was asked most, and what more or less often than in the period before.

    Equals are in the order of their text. ``met_vraag`` counts the contactmomenten with a vraag.
    """

    met_vraag: int
    zonder_vraag: int
    meest_gesteld: tuple[Vraag, ...]
    stijgers: tuple[Vraag, ...]
    dalers: tuple[Vraag, ...]


@dataclass(frozen=True, slots=True)
class Bron:
    """In how many contactmomenten a bron was consulted."""

    soort: str
    titel: str
    url: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Bronnen:
    """Which bronnen were consulted. A contactmoment with several soorten counts for each."""

    aantal: int
    soorten: tuple[Aandeel, ...]
    meest_gebruikt: tuple[Bron, ...]
    zonder_bron: int
    aandeel_zonder_bron: float | None


@dataclass(frozen=True, slots=True)
class Kennisgat:
    """Specifieke vragen that look like each other, and that no source covers.

    ``voorbeeld`` is one of those asked most, ``andere`` are others. ``zonder_vraag`` of them had no
    vraag at all; of the others the vraag did not cover it.
    """

    voorbeeld: str
    aantal: int
    zonder_vraag: int
    andere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kennisgaten:
    """The gaps in the knowledge base: what is asked, and is in no source yet.

    Of the newest ``bekeken`` contactmomenten with a specifieke vraag; ``gezien_vanaf`` is the day
    of the oldest of those, if there were more in the period than are looked at.
    """

    bekeken: int
    gezien_vanaf: date | None
    gaten: tuple[Kennisgat, ...]
