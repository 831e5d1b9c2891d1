"""The APIs: the largest body, who answers, and their descriptions."""

from kiss_details.settings.environment import text

# The longest body that any endpoint reads, in bytes (413 above it).
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# Of a form: KISS may store a thousand bronnen, and each has five fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "contactmomenten.toegang.authentication.BearerAuthentication"
    ],
    "DEFAULT_PERMISSION_CLASSES": ["contactmomenten.toegang.permissions.HasScope"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "contactmomenten.problem_details.exception_handler",
    "NON_FIELD_ERRORS_KEY": "",  # which no property of ours is called
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,  # ?format= would be a 404 that nobody understands
}
# Whom to ask about the API of this installation, in its OpenAPI document (docs/api.md).
API_CONTACT = {
    "name": text("API_CONTACT_NAAM") or "Functioneel beheer KCC",
    "email": text("API_CONTACT_EMAIL") or "kcc@gemeente.example",
    "url": text("API_CONTACT_URL") or "https://www.gemeente.example",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Contactmomentdetails voor KISS",
    "DESCRIPTION": "De adressen waarmee KISS contactmomentdetails opslaat en toont, en waarmee "
    "andere systemen managementinformatie ophalen.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    "TAGS": [
        {"name": "Medewerkers", "description": "Voor medewerkers, via KISS."},
        {"name": "Managementinformatie", "description": "Voor andere systemen."},
    ],
    "COMPONENT_SPLIT_REQUEST": True,
    "PREPROCESSING_HOOKS": ["contactmomenten.kiss.schema.only_kiss"],
    "POSTPROCESSING_HOOKS": ["contactmomenten.kiss.schema.describe_components"],
}
