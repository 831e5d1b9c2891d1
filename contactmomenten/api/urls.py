"""Paths of the versioned API. No slash at the end (/core/no-trailing-slash)."""

from uuid import UUID

from django.urls import path, register_converter

from contactmomenten.api.documentatie import DocumentatieView
from contactmomenten.api.openapi import OpenApiView, OpenApiYamlView
from contactmomenten.api.statistieken.views import StatistiekenViewSet
from contactmomenten.api.views import (
    ContactmomentdetailsViewSet,
    ExporterenViewSet,
    GeschiedenisViewSet,
    WijzigingenViewSet,
)

app_name = "api"


class KenmerkConverter:
    """A uuid, in lower or upper case."""

    regex = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"

    def to_python(self, value: str) -> UUID:
        """Read it."""
        return UUID(value)

    def to_url(self, value: UUID) -> str:
        """Write it."""
        return str(value)


register_converter(KenmerkConverter, "kenmerk")

urlpatterns = [
    path(
        "contactmomentdetails",
        ContactmomentdetailsViewSet.as_view({"get": "list", "post": "create"}),
        name="contactmomentdetails",
    ),
    path("contactmomentdetails/_exporteer", ExporterenViewSet.as_view({"get": "exporteer"})),
    path(
        "contactmomentdetails/<kenmerk:uuid>",
        ContactmomentdetailsViewSet.as_view(
            {
                "get": "retrieve",
                "put": "update",
                "patch": "partial_update",
                "delete": "destroy",
            }
        ),
    ),
    path(
        "contactmomentdetails/<kenmerk:uuid>/wijzigingen",
        GeschiedenisViewSet.as_view({"get": "retrieve"}),
    ),
    path("wijzigingen", WijzigingenViewSet.as_view({"get": "list"})),
    *(
        path(
            f"statistieken/{action.replace('_', '-')}",
            StatistiekenViewSet.as_view({"get": action}),
        )
        for action in (
            "aantallen",
            "drukte",
            "gespreksduur",
            "gespreksresultaten",
            "afdelingen",
            "vragen",
            "bronnen",
            "kennisgaten",
            "veelgestelde_vragen",
        )
    ),
    path("openapi.json", OpenApiView.as_view(), name="openapi"),
    path("openapi.yaml", OpenApiYamlView.as_view(), name="openapi-yaml"),
    path("docs", DocumentatieView.as_view(), name="documentatie"),
]
