"""Health checks for the platform that runs the register.

======================  =======================================================================
``GET /healthz``        what KISS answers: ``Healthy`` (200) or ``Unhealthy`` (503); readiness
``GET /healthz/live``   the process answers; it does not look further than itself
``GET /healthz/ready``  the database answers, can be written and has all migrations
======================  =======================================================================
"""

import logging
from collections.abc import Callable
from functools import cache

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed

logger = logging.getLogger(__name__)


class HealthMiddleware:
    """Answer the health checks before anything else looks at the request.

    A probe asks over plain http and with a pod's address as its host name; the redirect to https
    and the host check, which come later, would both refuse it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.checks: dict[str, Callable[[], bool]] = {
            "/healthz": is_ready,
            "/healthz/live": lambda: True,
            "/healthz/ready": is_ready,
        }

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        check = self.checks.get(request.path)
        if check is None:
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        healthy = check()
        return HttpResponse(
            "Healthy" if healthy else "Unhealthy",
            status=200 if healthy else 503,
            content_type="text/plain",
        )


def is_ready() -> bool:
    """Whether the database answers, can be written and has every migration. Three queries."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_read_only")
            read_only = cursor.fetchone() == ("on",)
    except (DatabaseError, InterfaceError) as error:
        logger.warning("Not ready: the database does not answer (%s)", type(error).__name__)
        return False
    if read_only:
        logger.warning("Not ready: the database is read-only")
        connection.close()  # and look for the primary the next time
        return False
    missing = _migrations() - applied.keys()
    if missing:
        logger.warning("Not ready: %d migrations are not applied", len(missing))
    return not missing


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """All migrations that this version has on disk; they do not change while it runs."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = {key for migration in loader.replacements.values() for key in migration.replaces}
    return frozenset(loader.disk_migrations.keys() - replaced)
