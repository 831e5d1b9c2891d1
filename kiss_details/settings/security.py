"""Secrets, host names, the proxy, https, and what a browser may do with a page or with the API."""

from datetime import timedelta
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from kiss_details.settings.environment import PRODUCTIE, flag, names, problems, text

SECRET_KEY = text("SECRET_KEY")
SHORTEST_SECRET_KEY = 50  # characters; what Django's own deployment check asks
if len(SECRET_KEY) < SHORTEST_SECRET_KEY:
    problems.append("Zet SECRET_KEY op een willekeurige tekst van ten minste 50 tekens.")

# Of an earlier SECRET_KEY: what it signed and encrypted can still be read (docs/toegang.md).
SECRET_KEY_FALLBACKS: list[str] = names("SECRET_KEY_FALLBACKS")
if any(len(key) < SHORTEST_SECRET_KEY for key in SECRET_KEY_FALLBACKS):
    problems.append("Zet in SECRET_KEY_FALLBACKS alleen vroegere waarden van SECRET_KEY.")

DEBUG = flag("DEBUG", False)
if DEBUG and PRODUCTIE:
    problems.append("Zet DEBUG uit: foutpagina's met DEBUG tonen gegevens en geheimen.")

ALLOWED_HOSTS: list[str] = names("ALLOWED_HOSTS")
if not ALLOWED_HOSTS or (PRODUCTIE and "*" in ALLOWED_HOSTS):
    problems.append(
        "Zet ALLOWED_HOSTS op de hostnamen van het register, bijvoorbeeld 'kcc.gemeente.example'."
    )
CSRF_TRUSTED_ORIGINS: list[str] = names("CSRF_TRUSTED_ORIGINS")

# A caller could write X-Forwarded-* itself; only a proxy that overwrites them may be believed.
VERTROUWDE_PROXY = flag("VERTROUWDE_PROXY", False)
USE_X_FORWARDED_HOST = VERTROUWDE_PROXY
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if VERTROUWDE_PROXY else None

# The health checks answer before this redirect: a probe asks over plain http.
SECURE_SSL_REDIRECT = flag("HTTPS_VERPLICHT", PRODUCTIE)
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE_SSL_REDIRECT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_SSL_REDIRECT
SECURE_HSTS_PRELOAD = SECURE_SSL_REDIRECT
SECURE_REDIRECT_EXEMPT = [r"^healthz(/|$)"]
X_FRAME_OPTIONS = "DENY"

# Everything of a page comes from the register itself, in files of its own.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Which web applications of others may call the API from a browser: none, unless named.
CORS_ALLOWED_ORIGINS: list[str] = names("CORS_ALLOWED_ORIGINS")
if not all(
    (origin := urlsplit(name)).scheme in {"http", "https"}
    and origin.netloc
    and not (origin.path or origin.query or origin.fragment)
    for name in CORS_ALLOWED_ORIGINS
):
    problems.append("Zet CORS_ALLOWED_ORIGINS op adressen als 'https://kiss.gemeente.example'.")
    CORS_ALLOWED_ORIGINS = []
# Not the description of the API: that says itself that every site may read it.
CORS_URLS_REGEX = r"^/(contactmomentdetails/)?api/(?!v1/openapi\.)"
CORS_ALLOW_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
CORS_ALLOW_HEADERS = (
    "authorization",
    "content-type",
    "if-match",
    "if-none-match",
    "is-api",
    "systemidentifier",
    "x-audit-toelichting",
    "x-request-id",
)
CORS_EXPOSE_HEADERS = (
    "api-version",
    "deprecation",
    "etag",
    "location",
    "retry-after",
    "sunset",
    "x-request-id",
)

# --- Sessions of the admin ---------------------------------------------------------------

SESSION_ENGINE = "contactmomenten.toegang.sessies"
SESSION_COOKIE_AGE = 3600  # seconds without a request (contactmomenten/toegang/sessies.py)
SESSION_LENGTH = timedelta(hours=12)  # then again to the identity provider, busy or not
SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT
CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
CSRF_COOKIE_HTTPONLY = True
if SECURE_SSL_REDIRECT:  # so that no other host of the domain can set them
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
