"""Filling in the form of a record as a browser does: its fields kept; and what came of it."""

import re
from html import unescape
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from contactmomenten import geschiedenis
from contactmomenten.geschiedenis import Gebeurtenis
from contactmomenten.models import Contactmomentdetail

LIST = reverse("admin:contactmomenten_contactmomentdetail_changelist")
_FIELD = re.compile(r"<(input|textarea|select)\b([^>]*)>(?:(.*?)</\1>)?", re.DOTALL)


def page_of(record: Contactmomentdetail) -> str:
    """Where a record is shown and corrected."""
    return reverse("admin:contactmomenten_contactmomentdetail_change", args=[record.pk])


def filled_in(html: str) -> dict[str, str]:
    """What the form on a page would send if nobody changed anything."""
    form = html[html.index('id="contactmomentdetail_form"') :]
    sent = {}
    for tag, attributes, content in _FIELD.findall(form):
        found = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        if found.get("type") in {"submit", "checkbox"} or "name" not in found:
            continue
        value = found.get("value", "")
        if tag == "textarea":
            value = content.removeprefix("\n")
        if tag == "select":
            chosen = re.search(r'<option value="([^"]*)" selected', content)
            value = chosen[1] if chosen else ""
        sent[found["name"]] = unescape(value)
    return {name: value for name, value in sent.items() if "__prefix__" not in name}


def correct(client: Client, record: Contactmomentdetail, **changes: Any) -> Any:
    """Open the page of a record, change this, and save with a reason."""
    sent = filled_in(client.get(page_of(record)).content.decode())
    return client.post(
        page_of(record), {**sent, "reden": "Verkeerd ingevoerd", "_save": "1", **changes}
    )


def faults(response: Any) -> str:
    """The page that comes back with what is wrong."""
    assert response.status_code == 200
    html: str = response.content.decode()
    return html


def last_event(uuid: UUID) -> Gebeurtenis:
    """What last happened to a record."""
    return geschiedenis.of_record(uuid)[0]
