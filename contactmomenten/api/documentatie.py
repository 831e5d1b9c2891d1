"""The documentation page of the API; whoever is logged in to the admin can try it out there."""

from typing import Any

from django.views.generic import TemplateView

from contactmomenten.models import Scope
from contactmomenten.toegang.authentication import aanroeper_in_admin


class DocumentatieView(TemplateView):
    """The page, for everybody, as the document that it shows.

    Swagger UI draws it, from the static files of drf-spectacular-sidecar. The views that
    drf-spectacular has for that need an inline script, or make one for each request.
    """

    template_name = "contactmomenten/api_documentatie.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who the API will take the reader for, and what that caller may do."""
        aanroeper = aanroeper_in_admin(self.request.user)
        rechten = [scope.label for scope in Scope if aanroeper and aanroeper.may(scope)]
        return super().get_context_data(**kwargs, aanroeper=aanroeper, rechten=rechten)
