"""What a caller may do: nothing, unless the endpoint says who may call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rest_framework.permissions import BasePermission

from contactmomenten.toegang.aanroeper import Aanroeper, Rol

if TYPE_CHECKING:  # rest_framework.views itself imports this module, through the settings
    from rest_framework.request import Request
    from rest_framework.views import APIView


class HasRol(BasePermission):
    """Only callers with the role that the view names in ``required_rol``; without one, nobody."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether this caller may call this view."""
        vereist: Rol | None = getattr(view, "required_rol", None)
        caller: Any = request.user
        return isinstance(caller, Aanroeper) and vereist is not None and caller.rol is vereist
