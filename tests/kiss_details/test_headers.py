"""Headers of every answer (NLGov API Design Rules, /transport/security-headers), cookies, CORS."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.conftest import ROOT
from tests.factories import ALLES, DETAILS_URL, FAQ_URL, RAPPORT_URL, body, opslaan

pytestmark = pytest.mark.django_db

CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
KISS = "https://kiss.gemeente.example"


def check(response: Any) -> None:
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert set(response["Content-Security-Policy"].split("; ")) == CSP
    assert "no-store" in response["Cache-Control"]
    assert response["X-Request-ID"]
    assert "Access-Control-Allow-Origin" not in response


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 302),
        ("/admin/", 302),
        ("/admin/login/", 200),
        ("/healthz", 200),
        ("/healthz/live", 200),
        ("/api/faq", 401),
        ("/api/onbekend", 404),
        ("/onbekend", 404),
        ("/oidc/aanmelden/", 404),
    ],
)
def test_every_answer_has_them(anoniem: Client, path: str, status: int) -> None:
    response = anoniem.get(path)

    assert response.status_code == status
    check(response)


def test_answers_to_callers_have_them(
    medewerker: Client, extern: Client, admin_client: Client
) -> None:
    check(opslaan(medewerker, body(1)))
    check(opslaan(medewerker, "{"))
    check(medewerker.get(FAQ_URL))
    check(medewerker.post(FAQ_URL))
    check(medewerker.get(RAPPORT_URL))
    check(extern.get(RAPPORT_URL, ALLES))
    for path in ("/admin/", "/admin/contactmomenten/contactmomentdetail/", "/admin/onbekend/"):
        check(admin_client.get(path))


def test_another_host_gets_them_too(anoniem: Client) -> None:
    response = anoniem.get("/api/faq", headers={"Host": "elders.example"})

    assert response.status_code == 400
    check(response)


def test_an_unexpected_error_has_them(medewerker: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError

    monkeypatch.setattr("contactmomenten.kiss.views.veelgestelde_vragen", fail)
    response = medewerker.get(FAQ_URL)

    assert response.status_code == 500
    check(response)


def test_a_static_file_may_be_kept(anoniem: Client) -> None:
    response = anoniem.get("/static/contactmomenten/beheer.css")

    assert response.status_code == 200
    assert "no-store" not in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_try_out_says_nothing_about_https(anoniem: Client) -> None:
    assert "Strict-Transport-Security" not in anoniem.get("/admin/login/", secure=True)


# --- CORS -----------------------------------------------------------------------------------


def preflight(client: Client, url: str, origin: str = KISS) -> Any:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "authorization,content-type,is-api",
    }
    return client.options(url, headers=headers)


def test_without_a_setting_no_other_site_may_call(medewerker: Client) -> None:
    check(medewerker.get(FAQ_URL, headers={"Origin": KISS}))
    check(preflight(medewerker, DETAILS_URL))


def test_a_site_that_is_named_may_call_the_api_and_nothing_else(
    medewerker: Client, anoniem: Client, settings: Settings
) -> None:
    settings.CORS_ALLOWED_ORIGINS = [KISS]

    answer = preflight(anoniem, DETAILS_URL)
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == KISS
    assert "authorization" in answer["Access-Control-Allow-Headers"]
    assert answer["Access-Control-Allow-Methods"] == "GET, POST, PUT, PATCH, DELETE"
    assert "Access-Control-Allow-Credentials" not in answer
    called = medewerker.get(FAQ_URL, headers={"Origin": KISS})
    assert called["Access-Control-Allow-Origin"] == KISS
    assert "x-request-id" in called["Access-Control-Expose-Headers"]

    for origin in ("https://elders.example", "https://kiss.gemeente.example.elders.example"):
        assert "Access-Control-Allow-Origin" not in preflight(anoniem, DETAILS_URL, origin)
    assert "Access-Control-Allow-Origin" not in preflight(anoniem, "/admin/login/")


# --- Production -----------------------------------------------------------------------------

PRODUCTION = {
    "OMGEVING": "productie",
    "HTTPS_VERPLICHT": "true",
    "VERTROUWDE_PROXY": "true",
    "ALLOWED_HOSTS": "kcc.gemeente.example",
    "DATABASE_URL": "postgresql://niemand@127.0.0.1:1/niets",
    "SECRET_KEY": "x" * 60,
}
SCRIPT = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
client = Client(headers={"Host": "kcc.gemeente.example", "X-Forwarded-Proto": "https"})
response = client.get("/api/faq")
plain = Client(headers={"Host": "kcc.gemeente.example"}).get("/api/faq")
other = Client(headers={"Host": "elders.example"}).get("/api/faq")
print(json.dumps({
    "status": response.status_code,
    "hsts": response["Strict-Transport-Security"],
    "plain": [plain.status_code, plain["Location"], plain["X-Frame-Options"]],
    "other": [other.status_code, *(other[name] for name in (
        "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control"))],
    "session": [settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE,
                settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE],
    "csrf": [settings.CSRF_COOKIE_NAME, settings.CSRF_COOKIE_SECURE, settings.CSRF_COOKIE_HTTPONLY],
}))
"""


def test_in_production_only_https_and_cookies_that_stay_here() -> None:
    environment = {name: value for name, value in os.environ.items() if "POSTGRES" not in name}
    environment |= {"DJANGO_SETTINGS_MODULE": "kiss_details.settings", **PRODUCTION}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["status"] == 401
    assert found["hsts"] == "max-age=31536000; includeSubDomains; preload"
    assert found["plain"] == [301, "https://kcc.gemeente.example/api/faq", "DENY"]
    assert found["other"] == [400, "DENY", "nosniff", "same-origin", "no-store"]
    assert found["session"] == ["__Host-sessionid", True, True, "Lax"]
    assert found["csrf"] == ["__Host-csrftoken", True, True]
