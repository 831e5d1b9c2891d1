"""Writing through the versioned API, and what it answers."""

import json
from typing import Any
from uuid import UUID

from django.test import Client

from tests.factories import V1_URL

UUID_1 = UUID("00000000-0000-4000-8000-000000000001")
UUID_2 = UUID("00000000-0000-4000-8000-000000000002")
MERGE_PATCH = "application/merge-patch+json"
# Every member, of every problem, and one more where a request is faulty.
MEMBERS = {"type", "title", "status", "detail", "instance", "code"}

Faults = list[tuple[str, str]]


def url_of(uuid: UUID | str) -> str:
    """The path of a record."""
    return f"{V1_URL}/{uuid}"


def send(
    client: Client,
    method: str,
    url: str,
    data: Any = None,
    *,
    content_type: str = "application/json",
    **headers: str,
) -> Any:
    """A request with a body as JSON; text and bytes go out as they are. If_Match is If-Match."""
    raw = data if isinstance(data, str | bytes) else json.dumps(data)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.generic(method, url, raw, content_type=content_type, headers=names)


def post(client: Client, data: Any, **headers: str) -> Any:
    """Make a record."""
    return send(client, "POST", V1_URL, data, **headers)


def put(client: Client, uuid: UUID | str, data: Any, **headers: str) -> Any:
    """Make this record hold just this."""
    return send(client, "PUT", url_of(uuid), data, **headers)


def patch(client: Client, uuid: UUID | str, data: Any, **headers: str) -> Any:
    """Change what is given of this record."""
    return send(client, "PATCH", url_of(uuid), data, content_type=MERGE_PATCH, **headers)


def delete(client: Client, uuid: UUID | str, **headers: str) -> Any:
    """Remove this record."""
    return client.delete(
        url_of(uuid), headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


def assert_problem(response: Any, status: int, code: str = "") -> dict[str, Any]:
    """A problem as every error is one: its document."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert response["API-Version"] == "1.1.0"
    document: dict[str, Any] = response.json()
    assert document.keys() >= MEMBERS
    assert document["type"] == "about:blank"
    assert document["status"] == status
    assert UUID(document["instance"].removeprefix("urn:uuid:")).version == 4
    assert document["title"]
    assert document["detail"]
    if code:
        assert document["code"] == code
    return document


def faults(response: Any) -> Faults:
    """All that is wrong with a request, in any order."""
    document = assert_problem(response, 400, "invalid")
    for param in document["invalidParams"]:
        assert param.keys() == {"name", "code", "reason"}
        assert param["reason"].endswith(".")
    return sorted((param["name"], param["code"]) for param in document["invalidParams"])
