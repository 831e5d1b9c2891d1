"""A Python client that is made from ``docs/openapi.yaml``, on a running service."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from contactmomenten.api import BASIS
from tests.dienst.conftest import Dienst, database_url_of_tests, start_dienst
from tests.factories import KLANTCONTACTEN
from tests.openapi.document import V1
from tests.toegang.tokens import issue

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

BEGIN = datetime(2026, 2, 3, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def _generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The package ``register_client`` can be imported."""
    folder = tmp_path_factory.mktemp("client")
    programs = Path(sys.executable).parent  # the generator formats what it makes, with ruff
    done = subprocess.run(
        [
            *(programs / "openapi-python-client", "generate", "--path", V1, "--meta", "none"),
            *("--output-path", folder / "register_client", "--fail-on-warning"),
        ],
        env=os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in (done.stdout + done.stderr).lower()
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield


class Register:
    """The service, through the client that was made."""

    def __init__(self, dienst: Dienst) -> None:
        self.models: Any = import_module("register_client.models")
        self.client = import_module("register_client").AuthenticatedClient(
            base_url=dienst.origin + BASIS, token=issue(), raise_on_unexpected_status=True
        )

    def call(self, operation_id: str, *path: Any, **arguments: Any) -> Any:
        """The whole answer of an operation."""
        followed = operation_id in {"wijzigingen_lijst", "contactmomentdetails_geschiedenis"}
        tag = "wijzigingen" if followed else "contactmomentdetails"
        module = import_module(f"register_client.api.{tag}.{operation_id}")
        return module.sync_detailed(*path, client=self.client, **arguments)

    def make(self, number: int) -> Any:
        """The answer to a new record."""
        bron = self.models.BronInvoer(
            soort=self.models.BronInvoerSoort.KENNISARTIKEL,
            titel="Paspoort aanvragen",
            url="https://www.gemeente.example/producten/paspoort",
        )
        body = self.models.ContactmomentdetailsInvoer(
            contactmoment=f"{KLANTCONTACTEN}{number}",
            startdatum=BEGIN + timedelta(minutes=number),
            einddatum=BEGIN + timedelta(minutes=number, seconds=90),
            vraag=f"Vraag {number}",
            bronnen=[bron],
        )
        return self.call("contactmomentdetails_aanmaken", body=body)

    def pages(self, **question: Any) -> Iterator[Any]:
        """The pages of a list, by the cursor in ``next``."""
        page = self.call("contactmomentdetails_lijst", **question).parsed
        yield page
        while page.next_:
            (cursor,) = parse_qs(urlsplit(page.next_).query)["cursor"]
            page = self.call("contactmomentdetails_lijst", cursor=cursor).parsed
            yield page

    def changes(self, na: str | None = None) -> Iterator[Any]:
        """The pages of the log after a cursor, until there is no more."""
        more = True
        while more:
            asked = {"page_size": 2} | ({"na": na} if na else {})
            page = self.call("wijzigingen_lijst", **asked).parsed
            yield page
            na, more = page.cursor, page.next_ is not None


@pytest.fixture(scope="module")
def service(django_db_setup: None, django_db_blocker: Any) -> Iterator[Dienst]:
    """One for all tests of this module; each empties its database."""
    with django_db_blocker.unblock():
        database_url = database_url_of_tests()
    with start_dienst(database_url) as running:
        yield running


@pytest.fixture
def register(_generated: None, service: Dienst) -> Register:
    return Register(service)


def test_it_creates_and_reads(register: Register) -> None:
    made = register.make(1)

    assert made.status_code == 201
    assert made.headers["Location"] == made.parsed.url
    read = register.call("contactmomentdetails_lezen", made.parsed.uuid)
    assert read.parsed == made.parsed
    assert (read.parsed.startdatum, read.parsed.gespreksduur) == (BEGIN + timedelta(minutes=1), 90)
    assert [bron.titel for bron in read.parsed.bronnen] == ["Paspoort aanvragen"]
    known = register.call(
        "contactmomentdetails_lezen", made.parsed.uuid, if_none_match=read.headers["ETag"]
    )
    assert (known.status_code, known.parsed) == (304, None)


def test_it_pages_through(register: Register) -> None:
    for number in range(1, 6):
        register.make(number)
    oldest_first = register.models.ContactmomentdetailsLijstOrdering.STARTDATUM_OPLOPEND

    pages = list(
        register.pages(
            page_size=2,
            ordering=oldest_first,
            startdatum_vanaf=BEGIN + timedelta(minutes=2),
            bron_soort=["kennisartikel", "vac"],
        )
    )

    assert [[record.vraag for record in page.results] for page in pages] == [
        ["Vraag 2", "Vraag 3"],
        ["Vraag 4", "Vraag 5"],
    ]
    assert {page.count for page in pages} == {4}


def test_it_changes_what_nobody_else_has_changed(register: Register) -> None:
    made = register.make(1)
    uuid, etag = made.parsed.uuid, made.headers["ETag"]
    body = register.models.ContactmomentdetailsDeel(vraag=None, bronnen=[])

    changed = register.call("contactmomentdetails_aanpassen", uuid, body=body, if_match=etag)
    too_late = register.call("contactmomentdetails_aanpassen", uuid, body=body, if_match=etag)

    assert (changed.status_code, changed.parsed.vraag, changed.parsed.bronnen) == (200, None, [])
    assert changed.parsed.startdatum == made.parsed.startdatum
    assert (too_late.status_code, too_late.parsed.code) == (412, "precondition_failed")
    life = register.call("contactmomentdetails_geschiedenis", uuid).parsed.results
    assert [event.soort.value for event in life] == ["gewijzigd", "aangemaakt"]
    differences = {difference.veld: difference for difference in life[0].verschillen}
    assert (differences["vraag"].oud, differences["vraag"].nieuw) == ("Vraag 1", None)
    assert differences["bronnen"].oud == made.parsed.bronnen


def test_it_follows_the_changes(register: Register) -> None:
    made = [register.make(number).parsed for number in range(1, 4)]

    *_, last = seen = list(register.changes())
    register.call("contactmomentdetails_verwijderen", made[1].uuid)
    (later,) = register.changes(last.cursor)

    entries = [entry for page in seen for entry in page.results]
    assert [(entry.soort.value, entry.uuid) for entry in entries] == [
        ("aangemaakt", record.uuid) for record in made
    ]
    assert [entry.contactmomentdetails for entry in entries] == made
    (removed,) = later.results
    assert (removed.soort.value, removed.uuid) == ("verwijderd", made[1].uuid)
    assert removed.contactmomentdetails is None


def test_it_reads_what_is_wrong(register: Register) -> None:
    made = register.make(1).parsed
    wrong = register.models.ContactmomentdetailsInvoer(
        contactmoment="geen adres", startdatum=BEGIN, einddatum=BEGIN - timedelta(days=1)
    )

    conflict = register.make(1)
    refused = register.call("contactmomentdetails_aanmaken", body=wrong)

    assert conflict.status_code == 409
    assert conflict.parsed.contactmomentdetails == made.url
    assert refused.status_code == 400
    assert {param.name for param in refused.parsed.invalid_params} == {
        "contactmoment",
        "einddatum",
    }
