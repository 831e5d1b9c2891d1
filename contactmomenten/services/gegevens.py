"""What goes into the register, and what a write did to it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import Enum


class Kanaal(Enum):
    """Through which door a change came."""

    KISS = "kiss"
    API = "api"
    ADMIN = "admin"


@dataclass(frozen=True, kw_only=True, slots=True)
class Herkomst:
    """Who changes something, through which channel and why; kept in the history.

    ``applicatie`` is the one that says so of the employee in ``wie``, where there is one.
    ``samenvoeging`` is the job (models/samenvoeging.py) of which the change is part.
    """

    wie: str
    kanaal: Kanaal
    reden: str = ""
    applicatie: str | None = None
    samenvoeging: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Bronvermelding:
    """A consulted source, as it goes into the list of a record."""

    soort: str
    titel: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Gegevens:
    """All that a caller records of one contactmoment. Date-times are aware; None means absent."""

    contactmoment: str
    startdatum: datetime
    einddatum: datetime
    vraag: str | None = None
    specifieke_vraag: str | None = None
    gespreksresultaat: str | None = None
    verantwoordelijke_afdeling: str | None = None
    emailadres_kcm: str | None = None
    bronnen: Sequence[Bronvermelding] = ()


# Those that are columns of the record; its bronnen are rows of their own.
FIELDS = tuple(field.name for field in fields(Gegevens) if field.name != "bronnen")


class Uitkomst(Enum):
    """What a write did to the register."""

    NIEUW = "nieuw"
    GEWIJZIGD = "gewijzigd"
    ONGEWIJZIGD = "ongewijzigd"
