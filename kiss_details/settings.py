"""Settings of the deployment, in groups. The only place that reads the environment.

Every variable is described in docs/installatie.md; a test holds the two together. Each can also be
given as NAME_FILE, the path of a file that holds the value (a Docker or Kubernetes secret).
"""

import logging
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import EnvError, FileAwareEnv

from kiss_details import logs
from kiss_details.embedded_postgres import EmbeddedPostgresError, serve

BASE_DIR = Path(__file__).resolve().parent.parent
env = FileAwareEnv(strip_whitespace=True)

# What is missing or wrong, as Dutch sentences that say what to set. Reported together, at the end.
_problems: list[str] = []


def _text(name: str, default: str = "") -> str:
    try:
        return env.str(name, default)
    except ValueError:  # its file cannot be read
        _problems.append(f"Zet {name}_FILE op een bestand dat het register kan lezen.")
        return default


def _names(name: str, between: str = ",") -> list[str]:
    return [part.strip() for part in _text(name).split(between) if part.strip()]


def _flag(name: str, default: bool) -> bool:
    try:
        return env.bool(name, default)
    except (EnvError, ValueError):
        _problems.append(f"Zet {name} op true of false.")
        return default


# --- Which kind of installation ----------------------------------------------------------

OMGEVING = _text("OMGEVING", "productie")
PRODUCTIE = OMGEVING == "productie"
if OMGEVING not in {"productie", "ontwikkeling"}:
    _problems.append("Zet OMGEVING op 'productie' of 'ontwikkeling'.")

# A folder for what a try-out keeps: the embedded database and the secrets that bin/start made.
DATA_DIR = Path(_text("DATA_DIR", str(BASE_DIR / ".data")))

# --- Security ----------------------------------------------------------------------------

SECRET_KEY = _text("SECRET_KEY")
SHORTEST_SECRET_KEY = 50  # characters; what Django's own deployment check asks
if len(SECRET_KEY) < SHORTEST_SECRET_KEY:
    _problems.append("Zet SECRET_KEY op een willekeurige tekst van ten minste 50 tekens.")

# Of an earlier SECRET_KEY: what it signed and encrypted can still be read (docs/toegang.md).
SECRET_KEY_FALLBACKS: list[str] = _names("SECRET_KEY_FALLBACKS")
if any(len(key) < SHORTEST_SECRET_KEY for key in SECRET_KEY_FALLBACKS):
    _problems.append("Zet in SECRET_KEY_FALLBACKS alleen vroegere waarden van SECRET_KEY.")

DEBUG = _flag("DEBUG", False)
if DEBUG and PRODUCTIE:
    _problems.append("Zet DEBUG uit: foutpagina's met DEBUG tonen gegevens en geheimen.")

ALLOWED_HOSTS: list[str] = _names("ALLOWED_HOSTS")
if not ALLOWED_HOSTS or (PRODUCTIE and "*" in ALLOWED_HOSTS):
    _problems.append(
        "Zet ALLOWED_HOSTS op de hostnamen van het register, bijvoorbeeld 'kcc.gemeente.example'."
    )
CSRF_TRUSTED_ORIGINS: list[str] = _names("CSRF_TRUSTED_ORIGINS")

# A caller could write X-Forwarded-* itself; only a proxy that overwrites them may be believed.
VERTROUWDE_PROXY = _flag("VERTROUWDE_PROXY", False)
USE_X_FORWARDED_HOST = VERTROUWDE_PROXY
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if VERTROUWDE_PROXY else None

# The health checks answer before this redirect: a probe asks over plain http.
SECURE_SSL_REDIRECT = _flag("HTTPS_VERPLICHT", PRODUCTIE)
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
CORS_ALLOWED_ORIGINS: list[str] = _names("CORS_ALLOWED_ORIGINS")
if not all(
    (origin := urlsplit(name)).scheme in {"http", "https"}
    and origin.netloc
    and not (origin.path or origin.query or origin.fragment)
    for name in CORS_ALLOWED_ORIGINS
):
    _problems.append("Zet CORS_ALLOWED_ORIGINS op adressen als 'https://kiss.gemeente.example'.")
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

# --- Employees: the identity provider (docs/toegang.md) ----------------------------------

# The names that KISS has for them. Without an authority there are only local accounts.
OIDC_AUTHORITY = _text("OIDC_AUTHORITY").rstrip("/")
OIDC_CLIENT_ID = _text("OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = _text("OIDC_CLIENT_SECRET")
# For whom an access token must be meant (claim aud) to be good for the API.
OIDC_AUDIENCE: list[str] = _names("OIDC_AUDIENCE") or [OIDC_CLIENT_ID]
# Where the roles stand in a token: names of claims, with dots for claims inside claims.
OIDC_ROLE_CLAIM: list[str] = _names("OIDC_ROLE_CLAIM") or ["roles", "role"]
OIDC_KLANTCONTACTMEDEWERKER_ROLE = (
    _text("OIDC_KLANTCONTACTMEDEWERKER_ROLE") or "Klantcontactmedewerker"
)
OIDC_REDACTEUR_ROLE = _text("OIDC_REDACTEUR_ROLE") or "Redacteur"
OIDC_BEHEERDER_ROLE = _text("OIDC_BEHEERDER_ROLE") or "Beheerder"
OIDC_RAPPORTAGE_ROLE = _text("OIDC_RAPPORTAGE_ROLE") or "Rapportage"
if OIDC_AUTHORITY:
    _authority = urlsplit(OIDC_AUTHORITY)
    _try_out = not PRODUCTIE and _authority.hostname in {"localhost", "127.0.0.1"}
    if not _authority.hostname or (_authority.scheme != "https" and not _try_out):
        _problems.append("Zet OIDC_AUTHORITY op een adres dat met https:// begint.")
    if not (OIDC_CLIENT_ID and OIDC_CLIENT_SECRET):
        _problems.append("Zet bij OIDC_AUTHORITY ook OIDC_CLIENT_ID en OIDC_CLIENT_SECRET.")
_roles = {
    OIDC_KLANTCONTACTMEDEWERKER_ROLE,
    OIDC_REDACTEUR_ROLE,
    OIDC_BEHEERDER_ROLE,
    OIDC_RAPPORTAGE_ROLE,
}
if len(_roles) < 4:  # every KCM would be a beheerder, say
    _problems.append("Geef elk van de vier rollen (OIDC_..._ROLE) een eigen naam.")

OIDC_RP_CLIENT_ID = OIDC_CLIENT_ID
OIDC_RP_CLIENT_SECRET = OIDC_CLIENT_SECRET
OIDC_RP_SCOPES = "openid profile email"
OIDC_AUTHENTICATION_CALLBACK_URL = "oidc-terug"
OIDC_USE_PKCE = True
LOGIN_REDIRECT_URL = "admin:index"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first, so that a locked account is not even tried
    "django.contrib.auth.backends.ModelBackend",
    "contactmomenten.toegang.oidc.backend.OIDCBackend",
]

# --- Local accounts: for an emergency ----------------------------------------------------

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # what 0.1.0 stored; replaced at login
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Both together: a stranger cannot lock a beheerder out, who comes from another address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "contactmomenten/geblokkeerd.html"
AXES_CLIENT_IP_CALLABLE = "contactmomenten.toegang.noodaccounts.address_of"
AXES_USERNAME_CALLABLE = "contactmomenten.toegang.noodaccounts.name_of"
AXES_WHITELIST_CALLABLE = "contactmomenten.toegang.noodaccounts.is_other_login"
AXES_DISABLE_ACCESS_LOG = True  # our own events tell it, without names
# What it keeps of a failed login must not have the address of the page that was asked for, which
# can be a search for somebody's name.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "next", "csrfmiddlewaretoken"]
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- Who may call the KISS endpoints (docs/kiss.md) --------------------------------------

# Empty means: nobody can call with such a token.
MANAGEMENTINFORMATIE_API_KEY = _text("MANAGEMENTINFORMATIE_API_KEY")
KISS_CLIENT_ID = _text("KISS_CLIENT_ID")
KISS_CLIENT_SECRET = _text("KISS_CLIENT_SECRET")
SHORTEST_SECRET = 32  # bytes, as KISS demands and RFC 7518 section 3.2 asks for HS256
for _name, _secret in (
    ("MANAGEMENTINFORMATIE_API_KEY", MANAGEMENTINFORMATIE_API_KEY),
    ("KISS_CLIENT_SECRET", KISS_CLIENT_SECRET),
):
    if _secret and len(_secret.encode()) < SHORTEST_SECRET:
        _problems.append(f"Maak {_name} ten minste {SHORTEST_SECRET} bytes lang.")
if bool(KISS_CLIENT_ID) != bool(KISS_CLIENT_SECRET):
    _problems.append("Zet KISS_CLIENT_ID en KISS_CLIENT_SECRET allebei, of geen van beide.")
if KISS_CLIENT_SECRET and KISS_CLIENT_SECRET == MANAGEMENTINFORMATIE_API_KEY:
    _problems.append(
        "Geef KISS_CLIENT_SECRET en MANAGEMENTINFORMATIE_API_KEY elk een eigen waarde."
    )

# --- Management information (docs/managementinformatie.md) -------------------------------

# The gespreksresultaten after which nobody else has to do anything; some have a comma in them.
ZELFSTANDIG_RESULTATEN: list[str] = _names("ZELFSTANDIG_RESULTATEN", ";") or [
    "Zelfstandig afgehandeld"
]
_doel = _text("ZELFSTANDIG_DOEL", "80")
if not (_doel.isascii() and _doel.isdigit() and int(_doel) <= 100):
    _problems.append("Zet ZELFSTANDIG_DOEL op een heel percentage van 0 tot en met 100.")
    _doel = "0"
ZELFSTANDIG_DOEL = int(_doel)

# --- Database ----------------------------------------------------------------------------


def _database_from_kiss_variables() -> dict[str, Any]:
    """The variables that a KISS installation already has (contract section 7)."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": _text("POSTGRES_HOST"),
        "PORT": _text("POSTGRES_PORT", "5432"),
        "NAME": _text("POSTGRES_DB"),
        "USER": _text("POSTGRES_USER"),
        "PASSWORD": _text("POSTGRES_PASSWORD"),
    }


DATABASE_URL = _text("DATABASE_URL")
_kiss_database = _database_from_kiss_variables()
_database: dict[str, Any] = {}
if DATABASE_URL:
    with suppress(ValueError):  # its message quotes the URL, password included
        _database = dict(dj_database_url.parse(DATABASE_URL))
    postgresql = _database.get("ENGINE") == "django.db.backends.postgresql"
    if not (postgresql and _database.get("NAME")):
        _problems.append("Zet DATABASE_URL op postgresql://gebruiker:wachtwoord@host:5432/naam.")
elif _kiss_database["HOST"]:
    _database = _kiss_database
    if not (_database["NAME"] and _database["USER"]):
        _problems.append("Zet bij POSTGRES_HOST ook POSTGRES_DB en POSTGRES_USER.")
elif PRODUCTIE:
    _problems.append("Zet DATABASE_URL, of POSTGRES_HOST en de andere POSTGRES_-variabelen.")

LOG_LEVEL = _text("LOG_LEVEL", "INFO").upper()
if LOG_LEVEL not in logging.getLevelNamesMapping():
    _problems.append("Zet LOG_LEVEL op DEBUG, INFO, WARNING, ERROR of CRITICAL.")
STATIC_ROOT = _text("STATIC_ROOT", str(BASE_DIR / "staticfiles")) if PRODUCTIE else None

if _problems:
    raise ImproperlyConfigured("\n".join(["Het register kan niet starten:", *_problems]))

if not _database:
    try:
        DATABASE_URL = serve(DATA_DIR / "postgres")
    except EmbeddedPostgresError as error:
        raise ImproperlyConfigured(str(error)) from None
    _database = dict(dj_database_url.parse(DATABASE_URL))

# What libpq does about a database that is away, or that a failover made read-only. In seconds,
# but for tcp_user_timeout; without these a connection that a firewall dropped hangs for minutes.
_CONNECTION = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,  # milliseconds
    "target_session_attrs": "read-write",
    # A row that somebody holds costs a 503, not a thread.
    # PostgreSQL takes reading out of order for as dear as on a spinning disk: searches would read
    # whole tables. And with 4 MB it forgets which rows an index named, of words that are common.
    "options": "-c lock_timeout=5s -c random_page_cost=1.1 -c work_mem=16MB",
}
DATABASES = {
    "default": {
        **_database,
        # A new connection costs PostgreSQL 7-10 ms of CPU; the health check lets a worker
        # recover by itself after the database was away (docs/besluiten/0003).
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**_CONNECTION, **_database.get("OPTIONS", {})},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Application -------------------------------------------------------------------------

INSTALLED_APPS = [
    "contactmomenten",  # first: its templates come before those of the admin
    "contactmomenten.apps.BeheerConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",  # Swagger UI, as static files
    "pgtrigger",
    "pghistory",
    "axes",
    "corsheaders",
    "csp",
]
MIDDLEWARE = [
    "kiss_details.request_log.RequestLogMiddleware",  # first: it sees what the others answer
    "kiss_details.headers.HeadersMiddleware",
    "contactmomenten.api.middleware.VersieMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "kiss_details.health.HealthMiddleware",  # before anything that looks at the host name
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "contactmomenten.toegang.sessies.SessionLengthMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "contactmomenten.toegang.oidc.views.identityprovider",
            ]
        },
    }
]
ROOT_URLCONF = "kiss_details.urls"
WSGI_APPLICATION = "kiss_details.wsgi.application"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = not PRODUCTIE  # a try-out serves them without collectstatic
if PRODUCTIE:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

# In the header of the admin, behind the name of the register.
GEMEENTE_NAAM = _text("GEMEENTE_NAAM")

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- API ---------------------------------------------------------------------------------

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
    "name": _text("API_CONTACT_NAAM") or "Functioneel beheer KCC",
    "email": _text("API_CONTACT_EMAIL") or "kcc@gemeente.example",
    "url": _text("API_CONTACT_URL") or "https://www.gemeente.example",
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

# --- History -----------------------------------------------------------------------------

# The moment of the write itself, as gewijzigd_op; the start of its transaction can be much earlier.
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"

# --- Logging -----------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "kiss_details.logs.formatter"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        # Django's own handlers would print tracebacks with values in them.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # What callers do wrong is no fault of ours; a 404 is an everyday answer to KISS.
        "django.request": {"level": "ERROR"},
        # These name accounts and addresses; contactmomenten/toegang logs the same without.
        "axes": {"handlers": ["nowhere"], "propagate": False},
        "mozilla_django_oidc": {"handlers": ["nowhere"], "propagate": False},
        # At DEBUG it prints the addresses that it asks, with their query.
        "urllib3": {"level": "WARNING"},
    },
}
logs.configure_structlog()
