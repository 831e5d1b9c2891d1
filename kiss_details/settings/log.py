"""Logging: one JSON line for each event, on standard error."""

import logging

from kiss_details.settings.environment import problems, text

LOG_LEVEL = text("LOG_LEVEL", "INFO").upper()
if LOG_LEVEL not in logging.getLevelNamesMapping():
    problems.append("Zet LOG_LEVEL op DEBUG, INFO, WARNING, ERROR of CRITICAL.")
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
