"""``manage.py applicatie``: applications and their credentials, for automated installations.

Secrets come from a file or from standard input, never from an argument: other users of a machine
can see those, and shells keep them.
"""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from contactmomenten.models import Applicatie, Scope
from contactmomenten.toegang import applicaties, omgeving

DOOR = {"kanaal": "opdracht"}
LONGEST_OVERLAP = 366  # days


def _dag(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise ArgumentTypeError("geef een datum als 2026-12-31") from None


def _dagen(tekst: str) -> timedelta:
    if not tekst.isdecimal() or len(tekst) > 3 or int(tekst) > LONGEST_OVERLAP:
        raise ArgumentTypeError("geef een aantal dagen van 0 tot en met 366")
    return timedelta(days=int(tekst))


class Command(BaseCommand):
    """Parse the arguments, call one function of ``toegang/applicaties.py``, tell."""

    help = "Beheert de applicaties die de API mogen gebruiken, en hun tokens en geheimen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the actions with their arguments."""
        actions = parser.add_subparsers(dest="actie", required=True, metavar="ACTIE")
        actions.add_parser("lijst", help="toont de applicaties")

        save = actions.add_parser("opslaan", help="maakt een applicatie, of wijzigt haar")
        save.add_argument("naam")
        save.add_argument("--doel", help="waarvoor zij de gegevens gebruikt")
        save.add_argument("--contactadres", help="e-mailadres van wie haar beheert")
        scopes = save.add_mutually_exclusive_group()
        scopes.add_argument("--recht", action="append", choices=Scope.values, help="herhaalbaar")
        scopes.add_argument("--geen-rechten", action="store_true", help="neemt alle rechten af")
        end = save.add_mutually_exclusive_group()
        end.add_argument("--geldig-tot-en-met", type=_dag, help="laatste dag, als 2026-12-31")
        end.add_argument("--geen-einde", action="store_true", help="neemt de laatste dag weg")
        save.add_argument("--client-id", help="voor een applicatie die zelf JWT's ondertekent")
        state = save.add_mutually_exclusive_group()
        state.add_argument("--actief", action="store_true", default=None, dest="actief")
        state.add_argument("--niet-actief", action="store_false", default=None, dest="actief")

        token = actions.add_parser("token", help="geeft een applicatie een token erbij")
        rotate = actions.add_parser("roteren", help="geeft een nieuw token; de oude lopen af")
        rotate.add_argument(
            "--overlap", type=_dagen, default=timedelta(days=7), help="dagen dat de oude nog werken"
        )
        for action in (token, rotate):
            action.add_argument("naam")
            action.add_argument("--geldig-tot-en-met", type=_dag, help="laatste dag (een jaar)")
            _secret_argument(action, "een token dat al bestaat")

        withdraw = actions.add_parser("intrekken", help="laat een token meteen niet meer werken")
        withdraw.add_argument("naam")
        withdraw.add_argument("kenmerk", help="het begin van het token, als kcd_1a2b3c4d")

        secret = actions.add_parser("geheim", help="geeft een geheim om JWT's mee te ondertekenen")
        secret.add_argument("naam")
        _secret_argument(secret, "een geheim dat al bestaat")

        no_secret = actions.add_parser("geheim-intrekken", help="laat het geheim niet meer werken")
        no_secret.add_argument("naam")

        remove = actions.add_parser("verwijderen", help="verwijdert een applicatie en haar tokens")
        remove.add_argument("naam")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is asked, or say in Dutch why not."""
        try:
            getattr(self, f"_{options['actie'].replace('-', '_')}")(options)
        except ValidationError as error:
            raise CommandError("\n".join(_reasons(error))) from None

    def _lijst(self, _options: dict[str, Any]) -> None:
        for own in omgeving.omgevingsapplicaties():
            self.stdout.write(f"{own.naam} (uit {own.variabele}): {_names(own.scopes)}")
        for applicatie in Applicatie.objects.prefetch_related("tokens"):
            state = "" if applicatie.is_geldig() else ", geen toegang"
            self.stdout.write(f"{applicatie.naam}{state}: {_names(applicatie.scopes)}")
            for token in applicatie.tokens.all():
                self.stdout.write(
                    f"  {token.kenmerk} geldig tot en met {token.geldig_tot_en_met:%d-%m-%Y}"
                    f"{'' if token.is_geldig() else ' (werkt niet meer)'}"
                )

    def _opslaan(self, options: dict[str, Any]) -> None:
        found = Applicatie.objects.filter(naam=options["naam"]).first()
        applicatie = found or Applicatie(naam=options["naam"])
        for name in ("doel", "contactadres", "geldig_tot_en_met", "client_id", "actief"):
            if options[name] is not None:
                setattr(applicatie, name, options[name])
        if options["geen_einde"]:
            applicatie.geldig_tot_en_met = None
        if options["recht"] or options["geen_rechten"]:
            applicatie.scopes = sorted(set(options["recht"] or ()))
        applicaties.save_applicatie(applicatie=applicatie, door=DOOR)
        self.stderr.write(f"{applicatie} is opgeslagen.")

    def _token(self, options: dict[str, Any]) -> None:
        given = _given_secret(options)
        token = applicaties.issue_token(
            applicatie=_find(options["naam"]),
            door=DOOR,
            geldig_tot_en_met=options["geldig_tot_en_met"],
            token=given,
        )
        self._tell("Token", token, given)

    def _roteren(self, options: dict[str, Any]) -> None:
        given = _given_secret(options)
        token = applicaties.rotate_token(
            applicatie=_find(options["naam"]),
            door=DOOR,
            overlap=options["overlap"],
            geldig_tot_en_met=options["geldig_tot_en_met"],
            token=given,
        )
        self._tell("Token", token, given)

    def _intrekken(self, options: dict[str, Any]) -> None:
        tokens = _find(options["naam"]).tokens.filter(kenmerk=options["kenmerk"])
        if not tokens:
            raise CommandError(f"{options['naam']} heeft geen token {options['kenmerk']}.")
        for token in tokens:
            applicaties.withdraw_token(token=token, door=DOOR)
        self.stderr.write(f"Token {options['kenmerk']} werkt niet meer.")

    def _geheim(self, options: dict[str, Any]) -> None:
        given = _given_secret(options)
        secret = applicaties.set_client_secret(
            applicatie=_find(options["naam"]), door=DOOR, secret=given
        )
        self._tell("Geheim", secret, given)

    def _geheim_intrekken(self, options: dict[str, Any]) -> None:
        applicaties.withdraw_client_secret(applicatie=_find(options["naam"]), door=DOOR)
        self.stderr.write(f"Het geheim van {options['naam']} werkt niet meer.")

    def _verwijderen(self, options: dict[str, Any]) -> None:
        applicaties.remove_applicatie(applicatie=_find(options["naam"]), door=DOOR)
        self.stderr.write(f"{options['naam']} is verwijderd.")

    def _tell(self, kind: str, secret: str, given: str | None) -> None:
        """A secret made here goes to standard output, alone, so that it can go into a file."""
        if given is None:
            self.stdout.write(secret)
        self.stderr.write(f"{kind} staat in het register.")


def _secret_argument(parser: ArgumentParser, what: str) -> None:
    parser.add_argument(
        "--uit-bestand",
        metavar="PAD",
        help=f"neem {what} uit dit bestand, of met - uit de standaardinvoer",
    )


def _given_secret(options: dict[str, Any]) -> str | None:
    source = options["uit_bestand"]
    if source is None:
        return None
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text()
    except (OSError, UnicodeDecodeError):
        raise CommandError(f"Het bestand {source} kan niet worden gelezen.") from None
    if not text.strip():
        raise CommandError("Het bestand of de invoer is leeg.")
    return text.strip()


def _find(naam: str) -> Applicatie:
    applicatie = Applicatie.objects.filter(naam=naam).first()
    if applicatie is None:
        raise CommandError(f"Er is geen applicatie met de naam {naam}.")
    return applicatie


def _names(scopes: Any) -> str:
    return ", ".join(sorted(map(str, scopes))) or "geen rechten"


def _reasons(error: ValidationError) -> list[str]:
    if hasattr(error, "error_dict"):
        return [f"{field}: {' '.join(texts)}" for field, texts in error.message_dict.items()]
    return list(error.messages)
