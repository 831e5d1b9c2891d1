"""Which PostgreSQL, and how a connection with it behaves."""

from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from kiss_details.embedded_postgres import EmbeddedPostgresError, serve
from kiss_details.settings.environment import DATA_DIR, PRODUCTIE, problems, text

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
_ENGINE = "django.db.backends.postgresql"

# What libpq does about a database that is away, or that a failover made read-only. In seconds,
# but for tcp_user_timeout; without these a connection that a firewall dropped hangs for minutes.
_CONNECTION = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,  # milliseconds
    "target_session_attrs": "read-write",
    # A row that somebody holds costs a 503, not a thread.
    # PostgreSQL takes reading out of order for as dear as on a spinning disk: searches would read
    # whole tables. And with 4 MB it forgets which rows an index named, of words that are common.
    "options": "-c lock_timeout=5s -c random_page_cost=1.1 -c work_mem=16MB",
}


def _is_usable(url: str) -> bool:
    try:
        database = dj_database_url.parse(url)
    except ValueError:  # its message quotes the URL, password included
        return False
    return database.get("ENGINE") == _ENGINE and bool(database.get("NAME"))


_url = text("DATABASE_URL")
# The variables that a KISS installation already has (contract section 7).
_of_kiss = {
    "ENGINE": _ENGINE,
    "HOST": text("POSTGRES_HOST"),
    "PORT": text("POSTGRES_PORT", "5432"),
    "NAME": text("POSTGRES_DB"),
    "USER": text("POSTGRES_USER"),
    "PASSWORD": text("POSTGRES_PASSWORD"),
}
if _url:
    if not _is_usable(_url):
        problems.append("Zet DATABASE_URL op postgresql://gebruiker:wachtwoord@host:5432/naam.")
elif _of_kiss["HOST"]:
    if not (_of_kiss["NAME"] and _of_kiss["USER"]):
        problems.append("Zet bij POSTGRES_HOST ook POSTGRES_DB en POSTGRES_USER.")
elif PRODUCTIE:
    problems.append("Zet DATABASE_URL, of POSTGRES_HOST en de andere POSTGRES_-variabelen.")


def database_url() -> str:
    """The URL of the database; "" where the variables of KISS name it.

    Where nothing names one it is that of the embedded PostgreSQL, which is started.

    Raises:
        ImproperlyConfigured: that does not start.
    """
    if _url or _of_kiss["HOST"]:
        return _url
    try:
        return serve(DATA_DIR / "postgres")
    except EmbeddedPostgresError as error:
        raise ImproperlyConfigured(str(error)) from None


def databases(url: str) -> dict[str, dict[str, Any]]:
    """What Django calls ``DATABASES``, with this `database_url`."""
    database: dict[str, Any] = dict(dj_database_url.parse(url)) if url else _of_kiss
    return {
        "default": {
            **database,
            # A new connection costs PostgreSQL 7-10 ms of CPU; the health check lets a worker
            # recover by itself after the database was away (docs/besluiten/0003).
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {**_CONNECTION, **database.get("OPTIONS", {})},
        }
    }
