#!/usr/bin/env python
"""Run a management command of the register."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command, or say in plain words what the settings lack."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiss_details.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018 - reads the settings, before a command half starts
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
