"""What the register is made of: apps, middleware, templates, static files, language."""

from kiss_details.settings.environment import BASE_DIR, PRODUCTIE, text

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
STATIC_ROOT = text("STATIC_ROOT", str(BASE_DIR / "staticfiles")) if PRODUCTIE else None
WHITENOISE_USE_FINDERS = not PRODUCTIE  # a try-out serves them without collectstatic
if PRODUCTIE:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

# In the header of the admin, behind the name of the register.
GEMEENTE_NAAM = text("GEMEENTE_NAAM")

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# The moment of the write itself, as gewijzigd_op; the start of its transaction can be much earlier.
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"
