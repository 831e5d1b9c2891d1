"""Which pages the admin has, according to its URL map, and which of them a browser has been to."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

# Addresses that are no page in a browser.
NO_PAGES = {
    "admin/autocomplete/",  # JSON, for a widget
    "admin/jsi18n/",  # a script, that forms load
}


def routes_of_pages() -> set[str]:
    """Every route of the URL map but those of the API, whose answers are JSON."""
    return set(_routes(get_resolver().url_patterns)) - NO_PAGES


def routes_of(urls: Iterable[str]) -> set[str]:
    """The routes that these addresses are of."""
    found = set()
    for url in urls:
        try:
            found.add(resolve(urlsplit(url).path).route)
        except Resolver404:
            continue
    return found


def pages_of_models() -> Iterator[tuple[str, bool]]:
    """The pages that every model of the admin has, and whether a superuser may use them.

    There has to be a record of each.
    """
    for model, model_admin in admin.site._registry.items():
        record = model._default_manager.first()
        assert record, f"make an example of {model._meta.label} for this test"
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_"
        changelist = reverse(f"{name}changelist")
        yield changelist, True
        if model_admin.search_fields:
            yield f"{changelist}?q=vraag", True
            yield f"{changelist}?q=komt+niet+voor", True
        yield reverse(f"{name}add"), may_add(model_admin)
        yield from _pages_of(name, record, model_admin)


def is_read_only(model_admin: Any) -> bool:
    """Whether nobody may change anything."""
    return "ReadOnly" in {base.__name__ for base in type(model_admin).__mro__}


def may_add(model_admin: Any) -> bool:
    """Whether a superuser may make a new one; of contactmomentdetails nobody may."""
    request = HttpRequest()
    request.user = User(is_superuser=True)
    return bool(model_admin.has_add_permission(request))


def _pages_of(name: str, record: Model, model_admin: Any) -> Iterator[tuple[str, bool]]:
    yield reverse(f"{name}change", args=[record.pk]), True
    yield reverse(f"{name}history", args=[record.pk]), True
    yield reverse(f"{name}delete", args=[record.pk]), not is_read_only(model_admin)
    # What stood here in old versions of Django; it redirects to the form.
    yield reverse(f"{name}changelist") + f"{record.pk}/", True


def _routes(patterns: Iterable[Any], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        own = str(pattern.pattern)
        route = prefix + (own.removeprefix("^") if prefix else own)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            assert isinstance(pattern, URLPattern)
            if not hasattr(pattern.callback, "cls"):  # which views of REST framework have
                yield route
