"""Asking the versioned API what happened, to all records or to one."""

from typing import Any
from uuid import UUID

from django.test import Client

from tests.api.schrijven import url_of
from tests.database import session
from tests.factories import WIJZIGINGEN_URL


def get(client: Client, url: str = WIJZIGINGEN_URL, **parameters: Any) -> dict[str, Any]:
    """A page of the log."""
    response = client.get(url, parameters)
    assert response.status_code == 200, response.content
    page: dict[str, Any] = response.json()
    assert page.keys() == {"cursor", "next", "results"}
    return page


def told(page: dict[str, Any]) -> list[tuple[str, str]]:
    """Which record, and what happened to it."""
    return [(entry["uuid"], entry["soort"]) for entry in page["results"]]


def history(client: Client, uuid: UUID | str) -> list[dict[str, Any]]:
    """What happened to a record, the newest first."""
    response = client.get(f"{url_of(uuid)}/wijzigingen")
    assert response.status_code == 200, response.content
    assert response.json().keys() == {"results"}
    results: list[dict[str, Any]] = response.json()["results"]
    assert [each["soort"] for each in results[:-1]] == ["gewijzigd"] * (len(results) - 1)
    assert results[-1]["soort"] == "aangemaakt"
    assert results[-1]["verschillen"] == []
    return results


def differences(event: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Each property that changed: its old and its new value."""
    return {each["veld"]: (each["oud"], each["nieuw"]) for each in event["verschillen"]}


def by_hand(*statements: str) -> None:
    """One transaction of somebody in the database itself."""
    with session() as own:
        for statement in statements:
            own.execute(statement)
        own.commit()
