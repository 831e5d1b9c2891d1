"""Settings refuse to start half-configured, and say what to set."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

GOED = {
    "SECRET_KEY": "productie-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG",
    "ALLOWED_HOSTS": "kcc.gemeente.example",
    "DATABASE_URL": "postgresql://kiss:wachtwoord@127.0.0.1:1/kiss",
}
LANG = "x" * 32


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py in production, with nothing of this shell's settings."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=keep | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_passes_the_deployment_check() -> None:
    done = manage("check", "--deploy", "--fail-level", "DEBUG", **GOED)

    assert done.returncode == 0, done.stderr
    assert "0 silenced" in done.stdout


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "no secret": ({"SECRET_KEY": ""}, "Zet SECRET_KEY op"),
    "short secret": ({"SECRET_KEY": "x" * 49}, "Zet SECRET_KEY op"),
    "debug": ({"DEBUG": "true"}, "Zet DEBUG uit"),
    "no database": ({"DATABASE_URL": ""}, "Zet DATABASE_URL, of POSTGRES_HOST"),
    "other database": ({"DATABASE_URL": "sqlite:///x"}, "Zet DATABASE_URL op postgresql://"),
    "a database without a name": ({"DATABASE_URL": "postgresql://db:5432"}, "Zet DATABASE_URL op"),
    "no url": ({"DATABASE_URL": "kiss:wachtwoord"}, "Zet DATABASE_URL op postgresql://"),
    "half of KISS's variables": ({"DATABASE_URL": "", "POSTGRES_HOST": "db"}, "POSTGRES_DB"),
    "no hosts": ({"ALLOWED_HOSTS": ""}, "Zet ALLOWED_HOSTS op"),
    "any host": ({"ALLOWED_HOSTS": "*"}, "Zet ALLOWED_HOSTS op"),
    "debug is neither": ({"DEBUG": "misschien"}, "Zet DEBUG op true of false"),
    "a log level of its own": ({"LOG_LEVEL": "veel"}, "Zet LOG_LEVEL op DEBUG"),
    "a target of more than all": ({"ZELFSTANDIG_DOEL": "101"}, "Zet ZELFSTANDIG_DOEL op een heel"),
    "a target that is no number": ({"ZELFSTANDIG_DOEL": "80%"}, "Zet ZELFSTANDIG_DOEL op een heel"),
    "a file that is not there": ({"SECRET_KEY_FILE": "/er/niet"}, "Zet SECRET_KEY_FILE op"),
    "other kind": ({"OMGEVING": "test"}, "Zet OMGEVING op"),
    "short api key": ({"MANAGEMENTINFORMATIE_API_KEY": "x" * 31}, "Maak MANAGEMENTINFORMATIE"),
    "short kiss secret": (
        {"KISS_CLIENT_ID": "kiss", "KISS_CLIENT_SECRET": "é" * 15},
        "Maak KISS_CLIENT_SECRET ten minste 32 bytes",
    ),
    "id without secret": ({"KISS_CLIENT_ID": "kiss"}, "allebei, of geen van beide"),
    "secret without id": ({"KISS_CLIENT_SECRET": LANG}, "allebei, of geen van beide"),
    "a provider over http": (
        {"OIDC_AUTHORITY": "http://id.gemeente.example", "OIDC_CLIENT_ID": "r"},
        "Zet OIDC_AUTHORITY op een adres dat met https:// begint",
    ),
    "a provider without a client": (
        {"OIDC_AUTHORITY": "https://id.gemeente.example", "OIDC_CLIENT_ID": "r"},
        "ook OIDC_CLIENT_ID en OIDC_CLIENT_SECRET",
    ),
    "a provider without a host": (
        {"OIDC_AUTHORITY": "https://", "OIDC_CLIENT_ID": "r"},
        "Zet OIDC_AUTHORITY op een adres",
    ),
    "two roles with one name": (
        {"OIDC_BEHEERDER_ROLE": "Klantcontactmedewerker"},
        "Geef elk van de vier rollen",
    ),
    "an old key that was none": (
        {"SECRET_KEY_FALLBACKS": "kort"},
        "Zet in SECRET_KEY_FALLBACKS alleen",
    ),
    "any origin": ({"CORS_ALLOWED_ORIGINS": "*"}, "Zet CORS_ALLOWED_ORIGINS op"),
    "an origin with a path": (
        {"CORS_ALLOWED_ORIGINS": "https://kiss.gemeente.example/"},
        "Zet CORS_ALLOWED_ORIGINS op",
    ),
    "one secret for both": (
        {
            "KISS_CLIENT_ID": "kiss",
            "KISS_CLIENT_SECRET": LANG,
            "MANAGEMENTINFORMATIE_API_KEY": LANG,
        },
        "elk een eigen waarde",
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), WRONG.values(), ids=WRONG)
def test_production_refuses_to_start(changes: dict[str, str], sentence: str) -> None:
    done = manage("check", **(GOED | changes))

    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert "wachtwoord@" not in done.stderr.replace("gebruiker:wachtwoord@host", "")


def test_everything_that_lacks_is_told_at_once() -> None:
    done = manage("migrate")

    assert done.returncode == 1
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"):
        assert f"Zet {name}" in done.stderr


def test_any_variable_can_be_in_a_file(tmp_path: Path) -> None:
    files = {}
    for name, value in GOED.items():
        (tmp_path / name).write_text(value + "\n")
        files[f"{name}_FILE"] = str(tmp_path / name)

    shown = manage("shell", "-v0", "-c", PRINT_SETTINGS, **files)

    assert shown.stdout.split() == [
        GOED["SECRET_KEY"],
        "['kcc.gemeente.example']",
        "127.0.0.1",
        "kiss",
        "wachtwoord",
    ]


PRINT_SETTINGS = """
from django.conf import settings as s
d = s.DATABASES["default"]
print(s.SECRET_KEY, s.ALLOWED_HOSTS, d["HOST"], d["NAME"], d["PASSWORD"])
"""


PRINT_PROXY = """
from django.conf import settings as s
print(s.USE_X_FORWARDED_HOST, s.SECURE_PROXY_SSL_HEADER, s.SECURE_SSL_REDIRECT,
      s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0)
"""


@pytest.mark.parametrize(
    ("changes", "derived"),
    [
        ({}, "False None True True True True"),
        (
            {"VERTROUWDE_PROXY": "true"},
            "True ('HTTP_X_FORWARDED_PROTO', 'https') True True True True",
        ),
        ({"HTTPS_VERPLICHT": "false"}, "False None False False False False"),
    ],
)
def test_what_is_believed_of_a_proxy_and_demanded_of_https(
    changes: dict[str, str], derived: str
) -> None:
    shown = manage("shell", "-v0", "-c", PRINT_PROXY, **(GOED | changes))

    assert shown.stdout.strip() == derived


def test_names_in_a_list_may_have_spaces_around_them() -> None:
    shown = manage("shell", "-v0", "-c", PRINT_SETTINGS, **(GOED | {"ALLOWED_HOSTS": " a , b,"}))

    assert "['a', 'b']" in shown.stdout


def test_the_database_variables_of_kiss_work() -> None:
    kiss = {
        "DATABASE_URL": "",
        "POSTGRES_HOST": "db.intern",
        "POSTGRES_PORT": "5433",
        "POSTGRES_DB": "kissdb",
        "POSTGRES_USER": "kissuser",
        "POSTGRES_PASSWORD": "p@ss/w:rd",
    }

    shown = manage("shell", "-v0", "-c", PRINT_SETTINGS, **(GOED | kiss))

    assert shown.stdout.split()[-3:] == ["db.intern", "kissdb", "p@ss/w:rd"]
