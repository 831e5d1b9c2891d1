"""The two applications of KISS, whose secrets come from the environment (contract section 5).

They work as they do in KISS, and cannot be changed in the admin; it does show that they exist.
"""

from dataclasses import dataclass

from django.conf import settings

from contactmomenten.models import Scope

KISS, MANAGEMENTINFORMATIE = NAMES = ("KISS", "Managementinformatie")


@dataclass(frozen=True, kw_only=True, slots=True)
class Omgevingsapplicatie:
    """An application that the environment grants access."""

    naam: str
    doel: str
    variabele: str
    secret: str
    scopes: frozenset[Scope]
    client_id: str = ""

    @property
    def scope_labels(self) -> list[str]:
        """What it may do, for people, in the order of `Scope`."""
        return [scope.label for scope in Scope if scope in self.scopes]


def kiss() -> Omgevingsapplicatie | None:
    """The KISS backend, which signs on behalf of employees."""
    if not settings.KISS_CLIENT_ID:
        return None
    return Omgevingsapplicatie(
        naam=KISS,
        doel="Contactmomenten opslaan en tonen, namens de medewerker.",
        variabele="KISS_CLIENT_SECRET",
        client_id=settings.KISS_CLIENT_ID,
        secret=settings.KISS_CLIENT_SECRET,
        scopes=frozenset({Scope.LEZEN, Scope.SCHRIJVEN, Scope.MEDEWERKERS}),
    )


def managementinformatie() -> Omgevingsapplicatie | None:
    """Whoever reads management information with the one secret that KISS has for it."""
    if not settings.MANAGEMENTINFORMATIE_API_KEY:
        return None
    return Omgevingsapplicatie(
        naam=MANAGEMENTINFORMATIE,
        doel="Managementinformatie ophalen, met het ene geheim dat KISS daarvoor heeft.",
        variabele="MANAGEMENTINFORMATIE_API_KEY",
        secret=settings.MANAGEMENTINFORMATIE_API_KEY,
        scopes=frozenset({Scope.RAPPORTAGES, Scope.MEDEWERKERS}),
    )


def omgevingsapplicaties() -> list[Omgevingsapplicatie]:
    """Those that this installation has."""
    return [found for found in (kiss(), managementinformatie()) if found]
