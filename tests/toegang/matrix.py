"""Every route and method of the APIs: which scopes each needs, and its status with those.

Spelled out here and not derived from the code.
"""

from typing import Any

from django.test import Client

from contactmomenten.models import Contactmomentdetail, Scope
from tests.factories import KLANTCONTACTEN, body, contactmomentdetail, invoer

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
LEZEN, SCHRIJVEN, RAPPORTAGES = Scope.LEZEN, Scope.SCHRIJVEN, Scope.RAPPORTAGES
VERWIJDEREN = Scope.VERWIJDEREN

DETAILS = "api/contactmomentdetails"
V1 = "contactmomentdetails/api/v1/"
_RECORD = f"{V1}contactmomentdetails/<kenmerk:uuid>"
# The scope that each method needs, or all that it needs, and its status with that.
API: dict[str, dict[str, tuple[Scope | set[Scope], int]]] = {
    DETAILS: {"GET": (LEZEN, 200), "PUT": (SCHRIJVEN, 200)},
    "api/contactmomentendetails": {"GET": (RAPPORTAGES, 200)},
    "api/faq": {"GET": (LEZEN, 200)},
    f"{V1}contactmomentdetails": {"GET": (LEZEN, 200), "POST": (SCHRIJVEN, 201)},
    f"{V1}contactmomentdetails/_exporteer": {"GET": (LEZEN, 200)},
    _RECORD: {
        "GET": (LEZEN, 200),
        "PUT": (SCHRIJVEN, 200),
        "PATCH": ({SCHRIJVEN, LEZEN}, 200),
        "DELETE": (VERWIJDEREN, 204),
    },
    f"{_RECORD}/wijzigingen": {"GET": (LEZEN, 200)},
    f"{V1}wijzigingen": {"GET": (LEZEN, 200)},
    f"{V1}statistieken/aantallen": {"GET": (RAPPORTAGES, 200)},
    f"{V1}statistieken/drukte": {"GET": (RAPPORTAGES, 200)},
    f"{V1}statistieken/gespreksduur": {"GET": (RAPPORTAGES, 200)},
    f"{V1}statistieken/gespreksresultaten": {"GET": (RAPPORTAGES, 200)},
    f"{V1}statistieken/afdelingen": {"GET": (RAPPORTAGES, 200)},
    f"{V1}statistieken/vragen": {"GET": (RAPPORTAGES, 200)},
    f"{V1}statistieken/bronnen": {"GET": (RAPPORTAGES, 200)},
    f"{V1}statistieken/kennisgaten": {"GET": (RAPPORTAGES, 200)},
    f"{V1}statistieken/veelgestelde-vragen": {"GET": (RAPPORTAGES, 200)},
}
# Here is kept which employee had the contact; an application that calls for itself cannot.
FOR_EMPLOYEES = {(DETAILS, "PUT")}
# For everybody, with or without a credential.
OPEN = {f"{V1}openapi.json", f"{V1}openapi.yaml"}
QUERY = {
    f"{V1}contactmomentdetails/_exporteer": {"formaat": "csv"},
    DETAILS: {"id": f"{KLANTCONTACTEN}1"},
    "api/contactmomentendetails": {"from": "2026-01-01T00:00:00Z", "to": "2026-12-31T00:00:00Z"},
}
PERIODE = {"van": "2026-01-01", "totEnMet": "2026-12-31"}


def call(client: Client, route: str, method: str) -> Any:
    """On a record that is made for this, where the route is of one."""
    path = route
    if "<kenmerk:uuid>" in route:
        path = route.replace("<kenmerk:uuid>", str(contactmomentdetail(1).uuid))
    if method in {"POST", "PUT", "PATCH"}:
        data: dict[str, Any] = invoer(2) if route.startswith(V1) else body(2)
        return getattr(client, method.lower())(f"/{path}", data, content_type="application/json")
    if method in {"GET", "HEAD", "TRACE"}:
        query = QUERY.get(route)
        if "/statistieken/" in route and not route.endswith("/veelgestelde-vragen"):
            query = PERIODE
        return getattr(client, method.lower())(f"/{path}", query)
    return getattr(client, method.lower())(f"/{path}")


def statuses(client: Client) -> dict[tuple[str, str], int]:
    """What a caller gets on every route, with every method."""
    found = {}
    for route in API:
        for method in METHODS:
            found[route, method] = call(client, route, method).status_code
            Contactmomentdetail.objects.filter(contactmoment=f"{KLANTCONTACTEN}2").delete()
    return found


def expected(granted: set[Scope], *, is_employee: bool) -> dict[tuple[str, str], int]:
    """What a caller with these scopes should get."""
    found = {}
    for route, methods in API.items():
        for method in METHODS:
            head = method == "HEAD" and route.startswith(V1)  # gives what GET gives
            scope, status = methods.get("GET" if head else method, (set(), 405))
            needed = {scope} if isinstance(scope, Scope) else scope
            allowed = needed <= granted and (is_employee or (route, method) not in FOR_EMPLOYEES)
            found[route, method] = status if not needed or allowed else 403
    return found
