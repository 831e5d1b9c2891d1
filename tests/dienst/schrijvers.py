"""Writers of the register through every door, each with a journal of what it did and when."""

import json
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection
from threading import Event, Thread
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from tests.factories import BEGIN, DETAILS_URL, V1_URL, body, bron, invoer

# What several writers make, change and remove at will, so that they meet.
CONTESTED = [f"https://strijd.example/klantcontacten/{nummer}" for nummer in range(5)]


def uuid_of(contactmoment: str) -> UUID:
    """The uuid with which a writer makes it."""
    return uuid5(NAMESPACE_URL, contactmoment)


class Beller:
    """A caller that keeps its connection."""

    def __init__(self, port: int, token: str) -> None:
        self.http = HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def call(self, method: str, url: str, data: Any = None) -> tuple[int, Any]:
        """Make one request: the status, and what the body says."""
        raw = None if data is None else json.dumps(data)
        self.http.request(method, url.removeprefix(self.origin), raw, self.headers)
        response = self.http.getresponse()
        content = response.read()
        return response.status, json.loads(content) if content else None

    @property
    def origin(self) -> str:
        """What addresses in answers begin with."""
        return f"http://127.0.0.1:{self.http.port}"


@dataclass
class Leven:
    """When a record was surely there, in one place of the list; moments are `time.monotonic`."""

    since: float
    until: float = float("inf")

    def covers(self, begin: float, end: float) -> bool:
        """Whether it was there, in its place, all that time."""
        return self.since < begin and end < self.until


@dataclass
class Schrijver(Thread):
    """Makes, changes, moves and removes records of its own, and fights over contested ones."""

    naam: str
    stop: Event
    stable: list[str]  # contactmomenten that everybody changes and nobody moves or removes
    lives: dict[str, list[Leven]] = field(default_factory=dict)
    did: Counter[str] = field(default_factory=Counter)
    error: BaseException | None = None

    def __post_init__(self) -> None:
        super().__init__(name=self.naam)
        self.chance = random.Random(self.naam)  # noqa: S311 - no secret
        self.made = 0

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        """Write until told to stop."""
        try:
            while not self.stop.is_set():
                self.step()
        except BaseException as error:
            self.error = error
            raise

    def step(self) -> None:
        """Do one thing."""
        raise NotImplementedError

    def next_one(self) -> str:
        """A contactmoment that nobody had before."""
        self.made += 1
        return f"https://{self.naam}.example/klantcontacten/{self.made}"

    def alive(self) -> list[str]:
        """Its own records that are there."""
        return [moment for moment, lives in self.lives.items() if lives[-1].until == float("inf")]

    def begin(self, contactmoment: str) -> None:
        """It is there from now on."""
        self.lives.setdefault(contactmoment, []).append(Leven(time.monotonic()))
        self.did["made"] += 1

    def end(self, contactmoment: str) -> None:
        """From now on it may not be there, or elsewhere."""
        self.lives[contactmoment][-1].until = time.monotonic()

    def data(self, contactmoment: str) -> dict[str, Any]:
        """Anything."""
        nummer = self.chance.randrange(500)
        bronnen = [bron(self.chance.randrange(9)) for _ in range(self.chance.randrange(4))]
        return invoer(
            nummer, contactmoment=contactmoment, vraag=f"{self.naam} {nummer}", bronnen=bronnen
        )


class ApiSchrijver(Schrijver):
    """Through the versioned API."""

    beller: Beller

    def step(self) -> None:
        """Mostly something with a record of its own."""
        own = self.alive()
        steps: list[Callable[[], None]] = [self.make, self.change_stable, self.fight]
        if own:
            steps += [self.change_own, self.move_own, self.remove_own]
        self.chance.choice(steps)()

    def make(self) -> None:
        """A new record, at the address of our choice."""
        contactmoment = self.next_one()
        if self.write("PUT", contactmoment, self.data(contactmoment)) == 201:
            self.begin(contactmoment)

    def change_own(self) -> None:
        """What does not move it."""
        contactmoment = self.chance.choice(self.alive())
        sent = {"vraag": f"{self.chance.random()}", "bronnen": []}
        if self.write("PATCH", contactmoment, sent) == 200:
            self.did["changed"] += 1

    def change_stable(self) -> None:
        """One that others change too."""
        contactmoment = self.chance.choice(self.stable)
        self.write("PATCH", contactmoment, {"specifiekeVraag": f"{self.chance.random()}"})

    def move_own(self) -> None:
        """To another place in the list."""
        contactmoment = self.chance.choice(self.alive())
        begin = BEGIN + timedelta(minutes=self.chance.randrange(500))
        sent = {"startdatum": begin.isoformat(), "einddatum": begin.isoformat()}
        self.end(contactmoment)
        assert self.write("PATCH", contactmoment, sent) == 200
        self.lives[contactmoment].append(Leven(time.monotonic()))
        self.did["moved"] += 1

    def remove_own(self) -> None:
        """For good."""
        contactmoment = self.chance.choice(self.alive())
        self.end(contactmoment)
        assert self.write("DELETE", contactmoment) == 204
        self.did["removed"] += 1

    def fight(self) -> None:
        """Make or remove what others make and remove."""
        contactmoment = self.chance.choice(CONTESTED)
        if self.chance.random() < 0.5:
            status = self.write("PUT", contactmoment, self.data(contactmoment))
            assert status in {200, 201, 409}
        else:
            assert self.write("DELETE", contactmoment) in {204, 404}

    def write(self, method: str, contactmoment: str, data: Any = None) -> int:
        """Send it: the status."""
        status, answer = self.beller.call(method, f"{V1_URL}/{uuid_of(contactmoment)}", data)
        assert status < 500, answer
        return status


class KissSchrijver(Schrijver):
    """As the KISS frontend does: PUT of the whole contactmoment, new or again."""

    beller: Beller

    def step(self) -> None:
        """Store a new one, one of its own again, or a contested one."""
        own = self.alive()
        choice = self.chance.random()
        if choice < 0.4 or not own:
            contactmoment = self.next_one()
            self.save(contactmoment)
            self.begin(contactmoment)
        elif choice < 0.8:
            contactmoment = self.chance.choice(own)
            self.end(contactmoment)  # its startdatum may be another
            self.save(contactmoment)
            self.lives[contactmoment].append(Leven(time.monotonic()))
            self.did["changed"] += 1
        else:
            self.save(self.chance.choice(CONTESTED))

    def save(self, contactmoment: str) -> None:
        """Store it."""
        nummer = self.chance.randrange(500)
        data = body(
            nummer,
            id=contactmoment,
            vraag=f"{self.naam} {nummer}",
            bronnen=self.chance.randrange(4),
        )
        status, _ = self.beller.call("PUT", DETAILS_URL, data)
        assert status == 200
