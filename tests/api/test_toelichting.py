"""The header with the reason of a change."""

from typing import Any

import pytest
from django.test import Client

from contactmomenten import geschiedenis
from contactmomenten.models import Contactmomentdetail
from contactmomenten.toegang import applicaties
from tests.factories import V1_URL, applicatie, bearer, contactmomentdetail

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """An application that may do everything."""
    return bearer(applicaties.issue_token(applicatie=applicatie(), door={}))


def correct(client: Client, detail: Contactmomentdetail, reden: str) -> Any:
    """Change the vraag, with this header as WSGI has it."""
    return client.patch(
        f"{V1_URL}/{detail.uuid}",
        {"vraag": "Een andere"},
        content_type="application/json",
        headers={"X-Audit-Toelichting": reden},
    )


@pytest.mark.parametrize(
    ("header", "reden"),
    [
        ("Tikfout hersteld", "Tikfout hersteld"),
        ("100% zeker", "100% zeker"),
        ("100%25 zeker", "100% zeker"),
        ("%C3%A9%C3%A9n%20%E2%86%92 twee", "één → twee"),
        ("%E9%E9n", "%E9%E9n"),  # Latin-1, which may be what it says as well
        ("één".encode().decode("latin-1"), "één"),
        ("één", "één"),  # Latin-1, as a browser sends it
        ("regel%0Aregel%00", "regel regel"),
        ("x" * 1000, "x" * 1000),
        ("%C3%A9" * 1000, "é" * 1000),
    ],
)
def test_it_is_kept_as_meant(client: Client, header: str, reden: str) -> None:
    detail = contactmomentdetail(1)

    assert correct(client, detail, header).status_code == 200
    assert geschiedenis.of_record(detail.uuid)[0].reden == reden


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "unreadable"),
        (" ", "unreadable"),
        ("%00%0A", "unreadable"),
        ("x" * 1001, "max_length"),
        ("%C3%A9" * 1001, "max_length"),
    ],
)
def test_what_cannot_be_kept_is_refused(client: Client, header: str, code: str) -> None:
    detail = contactmomentdetail(1)

    response = correct(client, detail, header)

    assert response.status_code == 400
    param = response.json()["invalidParams"][0]
    assert (param["name"], param["code"]) == ("X-Audit-Toelichting", code)
    assert Contactmomentdetail.objects.get().vraag == "Vraag 1"
