"""``manage.py openapi``: write the OpenAPI documents anew, from the code."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

# Each document, and what it needs besides the settings of the installation.
DOCUMENTS: dict[str, dict[str, str]] = {
    "openapi.yaml": {
        "custom_settings": "contactmomenten.api.openapi.SETTINGS",
        "urlconf": "contactmomenten.api.urls",
    },
    "openapi-kiss.yaml": {},
}


class Command(BaseCommand):
    """Parse the arguments, write, tell."""

    help = "Maakt de OpenAPI-beschrijvingen opnieuw uit de code, voor wie het register ontwikkelt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument(
            "--map", type=Path, default=settings.BASE_DIR / "docs", help="waar ze komen (docs)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write them."""
        for name, own in DOCUMENTS.items():
            file = options["map"] / name
            call_command("spectacular", file=str(file), validate=True, fail_on_warn=True, **own)
            self.stdout.write(str(file))
