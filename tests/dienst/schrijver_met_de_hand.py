"""A writer past the register: SQL by hand."""

from datetime import timedelta

import psycopg

from tests.dienst.schrijvers import CONTESTED, Schrijver
from tests.factories import BEGIN


class HandSchrijver(Schrijver):
    """SQL by hand, in transactions of any length, with savepoints, that end well or do not."""

    database_url: str

    def run(self) -> None:
        """Write in a session of its own until told to stop."""
        with psycopg.connect(self.database_url) as self.own:
            super().run()

    def step(self) -> None:
        """One transaction."""
        kept = self.chance.random() < 0.7
        made: list[str] = []
        removed: list[str] = []
        try:
            for _ in range(self.chance.randint(1, 4)):
                self.chance.choice([self.insert, self.insert, self.delete, self.update])(
                    made, removed, kept
                )
                if self.chance.random() < 0.3:
                    self.own.execute("SAVEPOINT half")
                    self.insert([], [], False)
                    self.own.execute("ROLLBACK TO half")
                self.own.execute("SELECT pg_sleep(%s)", [self.chance.random() / 50])
            if kept:
                self.own.commit()
            else:
                self.own.rollback()
        except psycopg.errors.DeadlockDetected:  # of which we are the victim: nothing happened
            self.own.rollback()
            self.did["deadlock"] += 1
            return
        if kept:
            for contactmoment in made:
                self.begin(contactmoment)
            self.did["removed"] += len(removed)

    def insert(self, made: list[str], _removed: list[str], _kept: bool) -> None:
        """A new record with a bron."""
        contactmoment = self.next_one()
        begin = BEGIN + timedelta(minutes=self.chance.randrange(500))
        self.own.execute(
            "WITH detail AS ("
            " INSERT INTO contactmomenten_contactmomentdetail"
            " (contactmoment, startdatum, einddatum) VALUES (%s, %s, %s) RETURNING id) "
            "INSERT INTO contactmomenten_bron"
            " (contactmomentdetail_id, volgorde, soort, titel, url)"
            " SELECT id, 0, 'vac', 'Met de hand', 'https://gemeente.example' FROM detail",
            [contactmoment, begin, begin],
        )
        made.append(contactmoment)

    def delete(self, _made: list[str], removed: list[str], kept: bool) -> None:
        """One of its own, record and bronnen, in the order in which the register writes."""
        left = [moment for moment in self.alive() if moment not in removed]
        if not left:
            return
        contactmoment = self.chance.choice(left)
        if kept:
            self.end(contactmoment)
        self.own.execute(
            "WITH detail AS (DELETE FROM contactmomenten_contactmomentdetail"
            " WHERE contactmoment = %s RETURNING id) "
            "DELETE FROM contactmomenten_bron USING detail"
            " WHERE contactmomentdetail_id = detail.id",
            [contactmoment],
        )
        removed.append(contactmoment)

    def update(self, _made: list[str], _removed: list[str], _kept: bool) -> None:
        """Many at once, of everybody's."""
        self.own.execute(
            "UPDATE contactmomenten_contactmomentdetail SET gespreksresultaat = %s"
            " WHERE contactmoment = ANY(%s)",
            [f"{self.chance.random()}", self.chance.sample(self.stable, 5) + CONTESTED[:2]],
        )
        self.did["changed"] += 1
