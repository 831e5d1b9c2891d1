"""Asking for the list, and following its links."""

from collections.abc import Iterator
from typing import Any

from django.test import Client

from contactmomenten.models import Contactmomentdetail
from tests.factories import V1_URL

ORDERINGS = {
    "startdatum": "startdatum",
    "einddatum": "einddatum",
    "gewijzigdOp": "gewijzigd_op",
}


def numbers(page: dict[str, Any]) -> list[int]:
    """Which records are on a page."""
    return [int(row["contactmoment"].rsplit("/", 1)[1]) for row in page["results"]]


def get(client: Client, url: str = V1_URL, **parameters: Any) -> dict[str, Any]:
    """A page."""
    response = client.get(url, parameters)
    assert response.status_code == 200, response.content
    page: dict[str, Any] = response.json()
    return page


def pages(client: Client, page: dict[str, Any], way: str = "next") -> Iterator[dict[str, Any]]:
    """This page and all that follow."""
    yield page
    while page[way]:
        page = get(client, page[way])
        yield page


def faults(response: Any) -> list[tuple[str, str]]:
    """The parameters that were refused, and why."""
    assert response.status_code == 400, response.content
    assert response["Content-Type"] == "application/problem+json"
    return sorted((fault["name"], fault["code"]) for fault in response.json()["invalidParams"])


def stored(ordering: str) -> list[int]:
    """All records in this order, the id deciding between equals."""
    sign = "-" if ordering.startswith("-") else ""
    field = ORDERINGS[ordering.removeprefix("-")]
    records = Contactmomentdetail.objects.order_by(f"{sign}{field}", f"{sign}id")
    return [int(url.rsplit("/", 1)[1]) for url in records.values_list("contactmoment", flat=True)]


def found(client: Client, **filters: Any) -> list[int]:
    """The numbers of the records that meet these filters, oldest first; count says the same."""
    page = get(client, **{"ordering": "startdatum"} | filters)
    assert page["count"] == len(numbers(page))
    return numbers(page)
