"""Everything is denied unless granted: each API endpoint says which scope each method needs."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, ClassVar

from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from contactmomenten.api.openapi import OpenApiView, OpenApiYamlView
from contactmomenten.models import Scope
from contactmomenten.toegang.aanroeper import Aanroeper
from contactmomenten.toegang.permissions import HasScope

ALLES = Aanroeper(applicatie="x", scopes=frozenset(Scope))


# The description of the API tells nothing about anybody.
FOR_EVERYBODY = {OpenApiView, OpenApiYamlView}


def api_views(patterns: list[Any]) -> Iterator[tuple[type[APIView], set[str]]]:
    """Every view of the API, with the methods that one of its routes has."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from api_views(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            cls = getattr(pattern.callback, "cls", None)
            if cls is not None and issubclass(cls, APIView):
                actions = getattr(pattern.callback, "actions", None)
                view = cls()
                methods = view.allowed_methods if actions is None else map(str.upper, actions)
                served = {method.upper() for method in view.http_method_names}
                yield cls, set(methods) & served - {"HEAD"}  # that needs what GET needs


def test_every_method_of_every_api_view_names_the_scope_that_it_needs() -> None:
    methods: defaultdict[type[APIView], set[str]] = defaultdict(set)
    for cls, of_route in api_views(get_resolver().url_patterns):
        methods[cls] |= of_route

    assert len(methods) > len(FOR_EVERYBODY)
    for cls in methods.keys() - FOR_EVERYBODY:
        view: Any = cls()
        assert set(view.required_scopes) == methods[cls], cls
        for needed in view.required_scopes.values():
            assert needed, cls
            assert all(isinstance(s, Scope) for s in needed) or isinstance(needed, Scope), cls
        for method in methods[cls]:
            view.request = Request(APIRequestFactory().generic(method, "/"))
            assert any(isinstance(found, HasScope) for found in view.get_permissions()), cls


def test_a_view_that_names_none_serves_nobody() -> None:
    class Forgetful(APIView):
        http_method_names = ["get"]  # noqa: RUF012

        def get(self) -> None: ...

    request = Request(APIRequestFactory().get("/"))
    request.user = ALLES  # type: ignore[assignment]

    assert not HasScope().has_permission(request, Forgetful())


def test_a_user_of_another_kind_may_nothing(admin_user: Any) -> None:
    class Lezen(APIView):
        http_method_names = ["get"]  # noqa: RUF012
        required_scopes: ClassVar = {"GET": Scope.LEZEN}

        def get(self) -> None: ...

    request = Request(APIRequestFactory().get("/"))
    request.user = admin_user

    assert not HasScope().has_permission(request, Lezen())
