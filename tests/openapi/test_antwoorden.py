"""Every answer that the document of the versioned API describes really occurs, and is as described.

For each operation and each of its statuses there is a request that gets it.
"""

import json
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from contactmomenten.api import BASIS
from contactmomenten.api.paginering import LONGEST_QUERY
from contactmomenten.models import Bron, Contactmomentdetail, Scope
from tests.api.storing import STOPPING, UNEXPECTED, failing
from tests.factories import BEGIN, applicatie, bearer, bron, contactmomentdetail, invoer
from tests.openapi.document import Operation, contents, operations, validator
from tests.toegang.tokens import issue

EACH = [
    pytest.param(
        operation,
        status,
        id=f"{operation}-{status}",
        # A conflict ends the transaction of the service, which must not be that of the test.
        marks=pytest.mark.django_db(transaction=status == "409"),
    )
    for operation in operations()
    for status in operation.described["responses"]
]
BY_ID = {operation.id: operation for operation in operations()}
PERIODE = "?van=2026-02-01&totEnMet=2026-02-28"
EXPORTEREN = "contactmomentdetails_exporteren"
ONBEKEND = UUID("00000000-0000-4000-8000-000000000000")


@dataclass(frozen=True, kw_only=True)
class Verzoek:
    """A request, which succeeds until something about it is replaced."""

    operation: Operation
    uuid: UUID | str
    raw: str = ""
    scopes: tuple[Scope, ...] | None = tuple(Scope)  # None: without a token
    query: str = ""
    content_type: str = "application/json"
    accept: str = "application/json"
    condition: tuple[str, str] = ("If-Match", "*")

    def send(self) -> Any:
        """The answer."""
        token = "" if self.scopes is None else issue(applicatie(str(uuid4()), scopes=self.scopes))
        name, value = self.condition
        return bearer(token).generic(
            self.operation.method.upper(),
            BASIS + self.operation.path.format(uuid=self.uuid) + self.query,
            self.raw,
            content_type=self.content_type if self.raw else "",
            headers={"Accept": self.accept} | ({} if value == "*" else {name: value}),
        )


def verzoek(operation: Operation, record: Contactmomentdetail) -> Verzoek:
    """One that succeeds, about a record of which KISS has sent ``invoer(1)``."""
    number = 3 if operation.method == "post" else 1
    raw = json.dumps(invoer(number, bronnen=2)) if "requestBody" in operation.described else ""
    if operation.id == EXPORTEREN:
        return Verzoek(
            operation=operation,
            uuid=record.uuid,
            raw=raw,
            query="?formaat=ndjson",
            accept="application/x-ndjson",
        )
    parameters = operation.described.get("parameters", [])
    required = {found["name"] for found in parameters if found.get("required")}
    query = PERIODE if required & {"van", "totEnMet"} else ""
    return Verzoek(operation=operation, uuid=record.uuid, raw=raw, query=query)


# What of a request gets it this status.
CHANGES: dict[str, dict[str, Any]] = {
    "400": {"query": "?kleur=rood"},
    "401": {"scopes": None},
    "403": {"scopes": (Scope.MEDEWERKERS,)},
    "404": {"uuid": ONBEKEND},
    "406": {"accept": "text/html"},
    "409": {"raw": json.dumps(invoer(2))},
    "410": {"query": "?na=7-0123456789ab"},
    "412": {"condition": ("If-Match", '"anders"')},
    "414": {"query": f"?vraag={'x' * LONGEST_QUERY}"},
    "413": {"raw": json.dumps("x" * 1024 * 1024)},
    "415": {"content_type": "text/plain"},
}


def with_status(good: Verzoek, status: str) -> Verzoek:
    """One that gets this status."""
    if status == "304":
        return replace(good, condition=("If-None-Match", good.send()["ETag"]))
    if status == "404" and good.operation.method == "put":  # which makes what there is not yet
        return replace(good, uuid="geen-kenmerk")
    if status == "201" and good.operation.method == "put":
        return replace(good, uuid=ONBEKEND, raw=json.dumps(invoer(4)))
    if status == "410" and good.operation.id == EXPORTEREN:
        return replace(good, query=f"{good.query}&na={ONBEKEND}")
    return replace(good, **CHANGES.get(status, {}))


def check(operation: Operation, response: Any) -> None:
    """The answer is as described: its headers, its media type and its body."""
    described = operation.described["responses"][str(response.status_code)]
    assert set(described["headers"]) <= set(response.headers)
    if "content" not in described:
        assert response.content == b""
        return
    media_type = response["Content-Type"].partition(";")[0]
    schema = described["content"][media_type]["schema"]
    is_json = media_type.endswith("json") and not response.streaming
    validator(schema).validate(response.json() if is_json else response.getvalue().decode())


@pytest.mark.parametrize(("operation", "status"), EACH)
def test_every_described_answer_occurs(operation: Operation, status: str) -> None:
    record = contactmomentdetail(1, bronnen=1)
    contactmomentdetail(2)
    asked = with_status(verzoek(operation, record), status)
    sqlstate = {"500": UNEXPECTED, "503": STOPPING}.get(status)

    with failing(sqlstate) if sqlstate else nullcontext():
        response = asked.send()

    assert str(response.status_code) == status, response.content
    check(operation, response)


@pytest.mark.django_db
def test_every_example_of_a_body_is_accepted() -> None:
    for operation in operations():
        record = contactmomentdetail(1)
        for where, media_type, content in contents(operation):
            if where != "request":
                continue
            for example in content["examples"].values():
                asked = replace(
                    verzoek(operation, record),
                    raw=json.dumps(example["value"]),
                    content_type=media_type,
                )
                response = asked.send()
                assert response.status_code in {200, 201}, response.content
                check(operation, response)
        Contactmomentdetail.objects.all().delete()


@pytest.mark.django_db(transaction=True)  # or nothing is in the log yet
@pytest.mark.parametrize("scopes", [tuple(Scope), (Scope.LEZEN,)])
def test_answers_about_records_that_only_kiss_can_make_are_as_described(
    scopes: tuple[Scope, ...],
) -> None:
    reversed_ = contactmomentdetail(1, einddatum=BEGIN - timedelta(days=1), vraag=None, bronnen=2)
    Bron.objects.update(soort="intranet", url="geen adres")
    contactmomentdetail(2, contactmoment="geen-url", emailadres_kcm="kcm@gemeente.example")
    change = verzoek(BY_ID["contactmomentdetails_aanpassen"], reversed_)
    changes = invoer(5, bronnen=[bron(7)], specifiekeVraag=None)
    assert replace(change, raw=json.dumps(changes)).send().status_code == 200
    gone = contactmomentdetail(3)
    delete = verzoek(BY_ID["contactmomentdetails_verwijderen"], gone)
    assert delete.send().status_code == 204

    answers = {}
    for operation in operations():
        if operation.method == "get":
            asked = replace(verzoek(operation, reversed_), scopes=scopes)
            answers[operation.id] = asked.send()
            check(operation, answers[operation.id])

    assert len(answers["contactmomentdetails_lijst"].json()["results"]) == 2
    log = answers["wijzigingen_lijst"].json()["results"]
    assert {entry["soort"] for entry in log} == {"aangemaakt", "gewijzigd", "verwijderd"}
    changed = answers["contactmomentdetails_geschiedenis"].json()["results"][0]
    values = [difference["oud"] for difference in changed["verschillen"]]
    assert {type(value) for value in values} == {str, list, type(None)}
