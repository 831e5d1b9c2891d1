"""``manage.py voorbeelddata``: fill the register with made-up contactmomenten."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from contactmomenten.voorbeelddata.load import AlreadyLoadedError, RegisterNotEmptyError, load

LANGSTE_PERIODE = 366 * 100


def _getal(tekst: str) -> int:
    if not tekst.isdecimal() or not 1 <= int(tekst[:10]) <= 100_000_000:
        raise ArgumentTypeError("geef een geheel getal vanaf 1")
    return int(tekst)


def _dagen(tekst: str) -> int:
    dagen = _getal(tekst)
    if dagen > LANGSTE_PERIODE:
        raise ArgumentTypeError("geef hoogstens 100 jaar")
    return dagen


def _dag(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise ArgumentTypeError("geef een datum als 2026-12-31") from None


class Command(BaseCommand):
    """Parse the arguments, load, tell."""

    help = "Vult het register met verzonnen contactmomenten. Dezelfde seed geeft dezelfde gegevens."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--aantal", type=_getal, default=2000, help="contactmomenten (2000)")
        parser.add_argument("--periode", type=_dagen, default=365, help="aantal dagen (365)")
        parser.add_argument("--tot", type=_dag, help="laatste dag (gisteren)")
        parser.add_argument("--seed", type=int, default=1, help="begingetal van het toeval (1)")
        parser.add_argument(
            "--toevoegen", action="store_true", help="ook als het register niet leeg is"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the data."""
        # disable=None: a bar on a terminal, nothing in a log file
        with tqdm(total=options["aantal"], unit=" contactmomenten", disable=None) as bar:
            try:
                load(
                    aantal=options["aantal"],
                    dagen=options["periode"],
                    tot_en_met=options["tot"] or timezone.localdate() - timedelta(days=1),
                    seed=options["seed"],
                    toevoegen=options["toevoegen"],
                    progress=bar.update,
                )
            except RegisterNotEmptyError:
                raise CommandError(
                    "Het register is niet leeg. Geef --toevoegen als de verzonnen "
                    "contactmomenten er toch bij mogen."
                ) from None
            except OverflowError:
                raise CommandError("De --periode begint voor het jaar 1.") from None
            except AlreadyLoadedError:
                raise CommandError(
                    "De contactmomenten van deze seed staan al in het register. "
                    "Kies een andere --seed."
                ) from None
        self.stdout.write(f"{options['aantal']} contactmomenten toegevoegd.")
        call_command("cijfers", stdout=self.stdout)
