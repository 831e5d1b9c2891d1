"""The endpoints of the versioned API."""

from contactmomenten.api.views.contactmomentdetails import ContactmomentdetailsViewSet
from contactmomenten.api.views.exporteren import ExporterenViewSet
from contactmomenten.api.views.geschiedenis import GeschiedenisViewSet
from contactmomenten.api.views.wijzigingen import WijzigingenViewSet

__all__ = [
    "ContactmomentdetailsViewSet",
    "ExporterenViewSet",
    "GeschiedenisViewSet",
    "WijzigingenViewSet",
]
