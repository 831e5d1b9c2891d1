"""What the page of a list is called."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst


class LijstMetNaam(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin whose list is called after what is in it.

    Django's own title tells to choose one to change, and those who may only look to choose one too.
    """

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})
