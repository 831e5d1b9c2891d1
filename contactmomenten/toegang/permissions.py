"""What a caller may do: nothing, unless the endpoint says which scope it needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission

from contactmomenten.models import Scope
from contactmomenten.toegang.aanroeper import Aanroeper
from contactmomenten.toegang.gebeurtenissen import Gebeurtenis, record
from contactmomenten.toegang.weigering import Weigering

if TYPE_CHECKING:  # rest_framework.views itself imports this module, through the settings
    from rest_framework.request import Request
    from rest_framework.views import APIView

RequiredScopes = Mapping[str, Scope | tuple[Scope, ...]]


def needed_scopes(view: APIView, method: str) -> tuple[Scope, ...]:
    """The scopes that a view names for a method. HEAD tells about what GET gives: the same."""
    scopes: RequiredScopes = getattr(view, "required_scopes", {})
    needed = scopes.get("GET" if method == "HEAD" else method, ())
    return (needed,) if isinstance(needed, Scope) else needed


class HasScope(BasePermission):
    """Only callers with the scope that the view names for the method in ``required_scopes``.

    Where that has several, all are needed. A method that the view serves without naming a scope is
    refused to everybody; one that it does not serve is let through, to its 405.
    """

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether this caller may make this call."""
        caller: Any = request.user
        if not isinstance(caller, Aanroeper):
            return False
        if request.method is None or request.method not in view.allowed_methods:
            return True
        needed = needed_scopes(view, request.method)
        lacking = next((scope for scope in needed if not caller.may(scope)), None)
        if needed and lacking is None:
            return True
        _record_refusal(lacking)
        return False


class IsMedewerker(BasePermission):
    """Only employees, with their own token or through an application that signs for them."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether the caller is an employee.

        Raises:
            PermissionDenied: it is an application that calls for itself.
        """
        caller: Any = request.user
        if isinstance(caller, Aanroeper) and caller.medewerker is None:
            _record_refusal("namens een medewerker")
            raise PermissionDenied(
                "Hier wordt bewaard welke medewerker het contact had. Gebruik het token van een "
                "medewerker, of teken een token met de claim user_id.",
                code="medewerker_required",
            )
        return True


def _record_refusal(lacking: str | None) -> None:
    """Who it is stands on every line of the request (toegang/authentication.py)."""
    record(
        Gebeurtenis.TOEGANG_GEWEIGERD,
        reden=Weigering.GEEN_RECHT.value,
        **({"recht": str(lacking)} if lacking else {}),
    )
