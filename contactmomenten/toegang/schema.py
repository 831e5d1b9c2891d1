"""How the credentials, and the scopes they need, are described in the OpenAPI documents."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from contactmomenten.toegang.permissions import needed_scopes


class BearerAuthenticationScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Names the credentials in the description."""

    target_class = "contactmomenten.toegang.authentication.BearerAuthentication"
    name = "token"

    def get_security_requirement(self, auto_schema: AutoSchema) -> dict[str, list[Any]]:
        """Name the scopes of an operation: since OpenAPI 3.1 a Bearer token may have them too."""
        scopes = needed_scopes(auto_schema.view, auto_schema.method)
        return {self.name: [scope.value for scope in scopes]}

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        """Describe the Bearer token."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Een token van een applicatie: een beheerder maakt het, en het begint "
            "met kcd_. Of een JWT dat een applicatie zelf ondertekent (HS256, met de claims "
            "client_id en exp; met user_id namens een medewerker; met alleen exp voor "
            "managementinformatie). Of een toegangstoken van een medewerker, van de "
            "identityprovider van de gemeente (JWT, RS256 of ES256).",
        }
