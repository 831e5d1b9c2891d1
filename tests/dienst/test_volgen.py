"""While four writers insert, change and remove, whoever reads ends with exactly what there is.

For as many seconds as ``VOLGEN_SECONDEN`` says, or a few.
"""

import logging
import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import pytest

from contactmomenten.models import Contactmomentdetail
from contactmomenten.services import replace
from contactmomenten.toegang import applicaties
from tests.dienst.conftest import Dienst, database_url_of_tests
from tests.dienst.schrijver_met_de_hand import HandSchrijver
from tests.dienst.schrijvers import (
    CONTESTED,
    ApiSchrijver,
    Beller,
    KissSchrijver,
    Schrijver,
    uuid_of,
)
from tests.factories import (
    HERKOMST,
    V1_URL,
    WIJZIGINGEN_URL,
    applicatie,
    applicatie_jwt,
    gegevens,
    medewerker_token,
)

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

logger = logging.getLogger(__name__)

SECONDS = float(os.environ.get("VOLGEN_SECONDEN", "5"))
STABLE = 150

Seen = tuple[float, float, Counter[str]]


def everything(beller: Beller, size: int) -> Iterator[dict[str, Any]]:
    """All records, page after page."""
    url: str | None = f"{V1_URL}?pageSize={size}&telling=nee"
    while url:
        status, page = beller.call("GET", url)
        assert status == 200
        yield from page["results"]
        url = page["next"]


class Bladeraar(Thread):
    """Pages through the list again and again."""

    def __init__(self, beller: Beller, stop: Event) -> None:
        super().__init__(name="bladeraar")
        self.beller, self.stop = beller, stop
        self.passes: list[Seen] = []

    def run(self) -> None:
        """Note of every pass when it began and ended, and what was seen how often."""
        while not self.stop.is_set():
            begin = time.monotonic()
            seen = Counter(record["contactmoment"] for record in everything(self.beller, 25))
            self.passes.append((begin, time.monotonic(), seen))


class Volger(Thread):
    """Keeps a copy, as the handbook tells: the cursor of now, then all there is, then changes."""

    def __init__(self, beller: Beller, stop: Event) -> None:
        super().__init__(name="volger")
        self.beller, self.stop = beller, stop
        self.chance = random.Random("volger")  # noqa: S311 - no secret
        self.copy: dict[str, Any] = {}
        self.entries: Counter[str] = Counter()
        self.numbers: list[int] = []

    def run(self) -> None:
        """Follow until told to stop, and then to the end."""
        _, now = self.beller.call("GET", f"{WIJZIGINGEN_URL}?na=nu")
        self.cursor = now["cursor"]
        self.copy = {record["uuid"]: record for record in everything(self.beller, 40)}
        while not self.stop.is_set():
            self.look()
        while self.look():
            pass

    def look(self) -> bool:
        """Take a page of changes; whether there are more at once."""
        size = self.chance.choice([1, 3, 10, 100])
        status, page = self.beller.call(
            "GET", f"{WIJZIGINGEN_URL}?na={self.cursor}&pageSize={size}"
        )
        assert status == 200, page
        for entry in page["results"]:
            self.entries[entry["soort"]] += 1
            if entry["contactmomentdetails"] is None:
                self.copy.pop(entry["uuid"], None)
            else:
                self.copy[entry["uuid"]] = entry["contactmomentdetails"]
        if page["results"]:
            self.numbers.append(int(page["cursor"].split("-")[0]))
        self.cursor = page["cursor"]
        return page["next"] is not None


@contextmanager
def running(*threads: Thread, stop: Event) -> Iterator[None]:
    """Let them run until the end of the block, and wait until each is done."""
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)


def writers(dienst: Dienst, stop: Event, tokens: list[str]) -> list[Schrijver]:
    """Two of the API, one KISS and one by hand."""
    stable = [gegevens(nummer).contactmoment for nummer in range(STABLE)]
    api = [ApiSchrijver(f"api{n}", stop, stable) for n in range(2)]
    for writer, token in zip(api, tokens, strict=True):
        writer.beller = Beller(dienst.port, token)
    kiss = KissSchrijver("kiss", stop, stable)
    kiss.beller = Beller(dienst.port, medewerker_token())
    hand = HandSchrijver("hand", stop, stable)
    hand.database_url = database_url_of_tests()
    return [*api, kiss, hand]


def test_whoever_pages_and_whoever_follows_end_with_exactly_the_register(dienst: Dienst) -> None:
    made = applicatie("Dataplatform")
    signing = applicatie("Zaaksysteem", client_id="zaaksysteem")
    token = applicaties.issue_token(applicatie=made, door={})
    for nummer in range(STABLE):
        stored = gegevens(nummer, bronnen=nummer % 3)
        replace(uuid=uuid_of(stored.contactmoment), gegevens=stored, herkomst=HERKOMST)
    writing, reading = Event(), Event()
    schrijvers = writers(dienst, writing, [token, applicatie_jwt(signing)])
    bladeraar = Bladeraar(Beller(dienst.port, token), reading)
    volger = Volger(Beller(dienst.port, token), reading)

    with running(bladeraar, volger, stop=reading), running(*schrijvers, stop=writing):
        time.sleep(SECONDS)

    assert [schrijver.error for schrijver in schrijvers] == [None] * 4
    register = {record["uuid"]: record for record in everything(Beller(dienst.port, token), 5000)}
    uuids = {str(uuid) for uuid in Contactmomentdetail.objects.values_list("uuid", flat=True)}
    assert register.keys() == uuids
    assert volger.copy == register
    assert volger.numbers == sorted(set(volger.numbers))
    steady = check_passes(bladeraar.passes, schrijvers)

    for schrijver in schrijvers:
        logger.info("%s: %s", schrijver.naam, dict(schrijver.did))
    logger.info("volger: %s, %s records at the end", dict(volger.entries), len(register))
    logger.info(
        "bladeraar: %s passes, in which %s times a record had to be seen once",
        len(bladeraar.passes),
        steady,
    )
    # it was about something
    assert set(volger.entries) == {"aangemaakt", "gewijzigd", "verwijderd"}
    assert all(schrijver.did["made"] and schrijver.did["changed"] for schrijver in schrijvers)
    assert sum(schrijver.did["removed"] for schrijver in schrijvers)
    assert len(bladeraar.passes) > 1


def check_passes(passes: list[Seen], schrijvers: list[Schrijver]) -> int:
    """What stayed in its place during a pass was seen in it once; how often that was so."""
    times = 0
    stable = schrijvers[0].stable
    for begin, end, seen in passes:
        steady = stable + [
            contactmoment
            for schrijver in schrijvers
            for contactmoment, lives in schrijver.lives.items()
            if any(leven.covers(begin, end) for leven in lives)
        ]
        assert {contactmoment: seen[contactmoment] for contactmoment in steady} == dict.fromkeys(
            steady, 1
        )
        times += len(steady)
        # and what was made or removed meanwhile at most once
        moved = {
            contactmoment
            for schrijver in schrijvers
            for contactmoment, lives in schrijver.lives.items()
            if len(lives) > 1
        }
        for contactmoment in seen.keys() - moved - set(CONTESTED):
            assert seen[contactmoment] == 1
    return times
