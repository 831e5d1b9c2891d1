"""Writing with SQL by hand in sessions of others, and somebody who follows the log meanwhile."""

import psycopg

from contactmomenten.models import Wijziging
from contactmomenten.models.wijziging import settled

SEQUENCE = "contactmomenten_wijziging_nummer_seq"
INSERT = (
    "INSERT INTO contactmomenten_contactmomentdetail (contactmoment, startdatum, einddatum) "
    "VALUES (%s, now(), now())"
)


def make(own: psycopg.Connection, contactmoment: str) -> None:
    """Insert a record with only this contactmoment."""
    own.execute(INSERT, [contactmoment])


def ask(own: psycopg.Connection, contactmoment: str) -> None:
    """Change the vraag of a record."""
    own.execute(
        "UPDATE contactmomenten_contactmomentdetail SET vraag = gen_random_uuid()::text "
        "WHERE contactmoment = %s",
        [contactmoment],
    )


class Volger:
    """A consumer of the log, from the begin."""

    def __init__(self) -> None:
        self.place = 0
        self.seen: list[int] = []

    def look(self) -> int:
        """Take what is new; how many entries that is."""
        final = settled()
        new = list(
            Wijziging.objects.after(self.place, up_to=final).values_list("nummer", flat=True)
        )
        self.seen += new
        self.place = new[-1] if new else self.place
        return len(new)


def numbers() -> list[int]:
    """All that is in the log."""
    return list(Wijziging.objects.order_by("nummer").values_list("nummer", flat=True))
