"""Every write to the applications and their credentials: keyword-only, atomic, and logged.

``door`` is who does it, as `account_fields` or ``{"kanaal": "opdracht"}`` gives it to the log.
"""

import secrets
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from contactmomenten.models import Applicatie, Token
from contactmomenten.toegang import tokens
from contactmomenten.toegang.gebeurtenissen import Gebeurtenis, record
from contactmomenten.toegang.omgeving import NAMES
from contactmomenten.toegang.versleuteling import encrypt

Door = dict[str, str]

TOKEN_LIFETIME = timedelta(days=365)
LONGEST_LIFETIME = timedelta(days=2 * 366)
SHORTEST_SECRET = 32  # bytes (contract section 5)
_LOGGED_FIELDS = (
    "naam",
    "doel",
    "contactadres",
    "scopes",
    "actief",
    "geldig_tot_en_met",
    "client_id",
)


@transaction.atomic
def save_applicatie(*, applicatie: Applicatie, door: Door) -> None:
    """Store an application, new or changed. A secret cannot stay behind without its client id.

    Raises:
        ValidationError: per field, in Dutch.
    """
    applicatie.client_id = applicatie.client_id or None
    check_free(naam=applicatie.naam, client_id=applicatie.client_id)
    before = Applicatie.objects.select_for_update().filter(pk=applicatie.pk).first()
    if before and before.client_id != applicatie.client_id:
        applicatie.client_geheim, applicatie.client_geheim_gemaakt_op = "", None
    applicatie.full_clean()
    applicatie.save()
    changed = [
        name
        for name in _LOGGED_FIELDS
        if before and getattr(before, name) != getattr(applicatie, name)
    ]
    if before is None or changed:
        record(
            Gebeurtenis.APPLICATIE_GEWIJZIGD if before else Gebeurtenis.APPLICATIE_GEMAAKT,
            applicatie=applicatie.naam,
            velden=changed,
            rechten=sorted(applicatie.scopes),
            **door,
        )


def check_free(*, naam: str, client_id: str | None) -> None:
    """Refuse what belongs to the applications of the environment: names, and the client id of KISS.

    Raises:
        ValidationError: per field, in Dutch.
    """
    taken = {name.casefold() for name in NAMES}
    errors = {}
    if naam.strip().casefold() in taken:
        errors["naam"] = "Zo heet al een applicatie uit de instellingen van de server."
    if client_id and client_id == settings.KISS_CLIENT_ID:
        errors["client_id"] = "Deze client-id is die van KISS zelf. Kies een andere."
    if errors:
        raise ValidationError(errors)


def remove_applicatie(*, applicatie: Applicatie, door: Door) -> None:
    """Remove an application with all its tokens."""
    naam = applicatie.naam
    applicatie.delete()
    record(Gebeurtenis.APPLICATIE_VERWIJDERD, applicatie=naam, **door)


def issue_token(
    *,
    applicatie: Applicatie,
    door: Door,
    geldig_tot_en_met: date | None = None,
    token: str | None = None,
) -> str:
    """Give an application one more token, and return it: it cannot be had again.

    ``token`` is one that was made elsewhere, by an automated installation; giving the application
    one that it has already changes nothing.

    Raises:
        ValidationError: the day or the token cannot be used, in Dutch.
    """
    vandaag = timezone.localdate()
    einde = geldig_tot_en_met or vandaag + TOKEN_LIFETIME
    if not vandaag <= einde <= vandaag + LONGEST_LIFETIME:
        raise ValidationError(
            {"geldig_tot_en_met": "Kies een dag vanaf vandaag en hoogstens twee jaar vooruit."}
        )
    token = token or tokens.make()
    kenmerk = tokens.kenmerk_of(token)
    if kenmerk is None:
        raise ValidationError("Een token begint met kcd_ en heeft de vorm uit het handboek.")
    digest = tokens.digest_of(token)
    known = Token.objects.filter(digest=digest).first()
    if known and known.applicatie == applicatie and known.is_geldig():
        return token
    if known:
        raise ValidationError("Dit token is al eens gegeven. Maak een nieuw.")
    Token.objects.create(
        applicatie=applicatie,
        kenmerk=kenmerk,
        digest=digest,
        geldig_tot_en_met=einde,
    )
    record(
        Gebeurtenis.TOKEN_GEMAAKT,
        applicatie=applicatie.naam,
        kenmerk=kenmerk,
        geldig_tot_en_met=einde.isoformat(),
        **door,
    )
    return token


@transaction.atomic
def rotate_token(
    *,
    applicatie: Applicatie,
    door: Door,
    overlap: timedelta,
    geldig_tot_en_met: date | None = None,
    token: str | None = None,
) -> str:
    """Give a new token, and let the others end after the overlap, if they do not end before.

    Raises:
        ValidationError: as `issue_token`; then the others stay as they are.
    """
    einde = timezone.localdate() + overlap
    older = applicatie.tokens.select_for_update().filter(
        ingetrokken_op=None, geldig_tot_en_met__gt=einde
    )
    shortened = list(older.values_list("kenmerk", flat=True))
    applicatie.tokens.filter(kenmerk__in=shortened, ingetrokken_op=None).update(
        geldig_tot_en_met=einde
    )
    new = issue_token(
        applicatie=applicatie, door=door, geldig_tot_en_met=geldig_tot_en_met, token=token
    )
    for kenmerk in shortened:
        record(
            Gebeurtenis.TOKEN_INGEKORT,
            applicatie=applicatie.naam,
            kenmerk=kenmerk,
            geldig_tot_en_met=einde.isoformat(),
            **door,
        )
    return new


def withdraw_token(*, token: Token, door: Door) -> None:
    """Make a token stop working at once."""
    withdrawn = Token.objects.filter(pk=token.pk, ingetrokken_op=None)
    if withdrawn.update(ingetrokken_op=timezone.now()):
        record(
            Gebeurtenis.TOKEN_INGETROKKEN,
            applicatie=token.applicatie.naam,
            kenmerk=token.kenmerk,
            **door,
        )


def set_client_secret(*, applicatie: Applicatie, door: Door, secret: str | None = None) -> str:
    """Give an application that signs its own JWTs a new secret; the old one stops working.

    Raises:
        ValidationError: it has no client id, or the secret is too short, in Dutch.
    """
    if not applicatie.client_id:
        raise ValidationError({"client_id": "Geef de applicatie eerst een client-id."})
    secret = secret or secrets.token_urlsafe(48)
    if len(secret.encode()) < SHORTEST_SECRET:
        raise ValidationError(f"Maak het geheim ten minste {SHORTEST_SECRET} bytes lang.")
    if secret in {settings.KISS_CLIENT_SECRET, settings.MANAGEMENTINFORMATIE_API_KEY}:
        raise ValidationError("Dit geheim is al in gebruik. Maak een ander.")
    applicatie.client_geheim = encrypt(secret)
    applicatie.client_geheim_gemaakt_op = timezone.now()
    applicatie.save(update_fields=["client_geheim", "client_geheim_gemaakt_op"])
    record(Gebeurtenis.CLIENTGEHEIM_GEMAAKT, applicatie=applicatie.naam, **door)
    return secret


def withdraw_client_secret(*, applicatie: Applicatie, door: Door) -> None:
    """Make JWTs of the application stop working at once."""
    if applicatie.client_geheim:
        applicatie.client_geheim, applicatie.client_geheim_gemaakt_op = "", None
        applicatie.save(update_fields=["client_geheim", "client_geheim_gemaakt_op"])
        record(Gebeurtenis.CLIENTGEHEIM_INGETROKKEN, applicatie=applicatie.naam, **door)
