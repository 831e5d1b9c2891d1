"""``manage.py pseudoniem``: what stands in the log for an employee."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contactmomenten.toegang.gebeurtenissen import pseudonym


class Command(BaseCommand):
    """Read an address, print its pseudonym."""

    help = (
        "Leest een e-mailadres van de standaardinvoer, en toont het pseudoniem dat daarvoor in het "
        "logboek staat."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Not from an argument: other users of the machine see those, and shells keep them."""
        address = sys.stdin.readline().strip()
        if not address:
            raise CommandError("Geef een e-mailadres op de standaardinvoer.")
        self.stdout.write(pseudonym(address))
