"""``manage.py cijfers``: count the days of the management information beforehand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from contactmomenten.services import CountingBusyError, count_days


class Command(BaseCommand):
    """Count, tell."""

    help = (
        "Telt de dagen die nog niet geteld zijn, en de dagen waarvan iets is veranderd. Laat dit "
        "elke nacht draaien: dan is de managementinformatie over jaren er meteen."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Count the days."""
        try:
            dagen = sum(aantal for _, aantal in tqdm(count_days(), unit=" maanden", disable=None))
        except CountingBusyError:
            raise CommandError(
                "Er loopt al een telling, of iemand schrijft al meer dan 12 uur in één transactie. "
                "Probeer het later opnieuw. De cijfers kloppen intussen ook."
            ) from None
        self.stdout.write(f"{dagen} {'dag' if dagen == 1 else 'dagen'} geteld.")
