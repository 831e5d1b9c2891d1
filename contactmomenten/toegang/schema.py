"""How the credentials are described in the OpenAPI documents."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema


class BearerAuthenticationScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Names the credentials in the description."""

    target_class = "contactmomenten.toegang.authentication.BearerAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        """Describe the Bearer token."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Een toegangstoken van een medewerker, afgegeven door de "
            "identityprovider van de gemeente (JWT, RS256 of ES256). Of een JWT met HS256 die een "
            "applicatie zelf tekent: namens een medewerker, zoals KISS (claims client_id, iss, "
            "iat, exp, user_id, user_representation), of voor managementinformatie (claims iat en "
            "exp). Of een token dat een beheerder aan een applicatie heeft gegeven; dat is geen "
            "JWT en begint met kcd_.",
        }
