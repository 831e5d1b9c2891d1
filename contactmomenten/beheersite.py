"""The admin as a whole: its name, its header and its home page.

Not in the package ``admin``: that registers models with this site, which has to be there by then.
"""

from typing import Any, cast

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.views.i18n import JavaScriptCatalog

from contactmomenten.toegang.noodaccounts import checking_a_password

PRODUCT = "Contactmomentdetails"
TRY_AGAIN = 2  # seconds


class Beheersite(admin.AdminSite):
    """Django's admin, in our words."""

    site_header = PRODUCT
    site_title = f"KISS {PRODUCT}"  # behind the title of a page, also that of the list of them
    index_title = "Beheer"
    site_url = None  # there is no public site to view

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """With the name of the municipality in the header, where the settings have one."""
        header = " · ".join(filter(None, [PRODUCT, settings.GEMEENTE_NAAM]))
        return {**super().each_context(request), "site_header": header}

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """With the page that is of no model."""
        view = self.admin_view(self.managementinformatie)
        own = path("managementinformatie/", view, name="managementinformatie")
        return [own, *super().get_urls()]

    def managementinformatie(self, request: HttpRequest) -> HttpResponseBase:
        """How the contact centre is doing."""
        from contactmomenten.admin.managementinformatie.pagina import managementinformatie

        return managementinformatie(request, self)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The login page; a password is checked only where not too many are."""
        if request.method != "POST":
            return super().login(request, extra_context)
        with checking_a_password() as may:
            if may:
                return super().login(request, extra_context)
        return TemplateResponse(
            request,
            "contactmomenten/druk.html",
            status=503,
            headers={"Retry-After": str(TRY_AGAIN)},
        )

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The home page, with what this account may see of it."""
        from contactmomenten.admin.startpagina import overview

        own = {"overzicht": overview(request.user)}
        return super().index(request, {**own, **(extra_context or {})})

    def i18n_javascript(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The texts of the scripts, with those that Django has in no Dutch (locale/)."""
        packages = ["django.contrib.admin", "contactmomenten"]
        return cast(HttpResponse, JavaScriptCatalog.as_view(packages=packages)(request))
