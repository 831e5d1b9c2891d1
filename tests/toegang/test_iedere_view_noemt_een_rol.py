"""Everything is denied unless granted: each API endpoint says who may call it."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from contactmomenten.toegang.aanroeper import Aanroeper, Rol
from contactmomenten.toegang.permissions import HasRol


def api_views(patterns: list[Any]) -> Iterator[type[APIView]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from api_views(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "cls", None)
            if view is not None and issubclass(view, APIView):
                yield view


def test_every_api_view_names_the_role_that_it_needs() -> None:
    views = list(api_views(get_resolver().url_patterns))

    assert views
    for view in views:
        assert isinstance(getattr(view, "required_rol", None), Rol), view
        assert HasRol in view.permission_classes, view


def test_a_view_that_names_none_serves_nobody() -> None:
    request = Request(APIRequestFactory().get("/"))
    for rol in Rol:
        request.user = Aanroeper(naam="x", rol=rol)  # type: ignore[assignment]
        assert not HasRol().has_permission(request, APIView())
