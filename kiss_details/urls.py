"""The whole URL map. Health checks are answered before it (kiss_details/health.py)."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from contactmomenten.api import BASIS

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    path("admin/", admin.site.urls),
    path("oidc/", include("contactmomenten.toegang.oidc.urls")),
    path("api/", include("contactmomenten.kiss.urls")),
    path(f"{BASIS[1:]}/", include("contactmomenten.api.urls")),
]

handler400 = "contactmomenten.problem_details.bad_request"
handler404 = "contactmomenten.problem_details.not_found"
handler500 = "contactmomenten.problem_details.server_error"
