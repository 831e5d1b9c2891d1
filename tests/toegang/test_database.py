"""A dump of the database yields no usable credential."""

import re

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from contactmomenten.toegang import applicaties
from tests.factories import CLIENT_SECRET, applicatie, extern_token, medewerker_token
from tests.toegang.uitgever import Uitgever

PASSWORD = "een-lang-wachtwoord-voor-nood"


def dump() -> str:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" AS t')  # noqa: S608 - its own names
            rows += [row[0] for row in cursor.fetchall()]
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]  # packed in rows
    return "\n".join([*rows, *sessions])


@pytest.mark.django_db
def test_a_dump_yields_no_usable_credential(settings: Settings, uitgever: Uitgever) -> None:
    made = applicatie(client_id="zaaksysteem")
    secrets = {
        "token": applicaties.issue_token(applicatie=made, door={}),
        "client secret": applicaties.set_client_secret(applicatie=made, door={}),
        "old client secret": CLIENT_SECRET,
        "password": PASSWORD,
        "secret key": settings.SECRET_KEY,
        "KISS": settings.KISS_CLIENT_SECRET,
        "management information": settings.MANAGEMENTINFORMATIE_API_KEY,
        "provider": settings.OIDC_CLIENT_SECRET,
    }
    User.objects.create_superuser("nood", password=PASSWORD)
    browser, failing = Client(), Client()
    browser.get(reverse("oidc-aanmelden"))
    browser.post("/admin/login/", {"username": "nood", "password": PASSWORD})
    secrets["session"] = browser.cookies[settings.SESSION_COOKIE_NAME].value
    failing.post("/admin/login/", {"username": PASSWORD, "password": PASSWORD + "!"})
    for name, bearer in (
        ("its token", secrets["token"]),
        ("JWT", medewerker_token()),
        ("other JWT", extern_token()),
        ("access token", uitgever.token()),
    ):
        headers = {"Authorization": f"Bearer {bearer}"}
        assert browser.get("/api/faq", headers=headers).status_code in {200, 403}
        secrets[name] = bearer

    text = dump()

    assert made.naam in text
    for name, secret in secrets.items():
        assert secret not in text, name
    # Nor the secret part of a token on its own, nor anything that looks like one.
    assert secrets["token"].split("_", 2)[2] not in text
    assert not re.search(r"kcd_[0-9a-z]{8}_", text)
