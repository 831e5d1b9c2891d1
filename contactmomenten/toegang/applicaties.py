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
from contactmomenten.toegang.versleuteling import encrypt_client_secret

Door = dict[str, str]

TOKEN_LIFETIME = timedelta(days=365)
LONGEST_LIFETIME = timedelta(days=2 * 366)
# What a beheerder decides of an application; whether one changed is in the log.
FIELDS = [
    "naam",
    "doel",
    "contactadres",
    "scopes",
    "actief",
    "geldig_tot_en_met",
    "client_id",
]


@transaction.atomic
def save_applicatie(*, applicatie: Applicatie, door: Door) -> None:
    """Store an application, new or changed; but not its secret, which has functions of its own.

    A secret does not outlive its client id.

    Raises:
        ValidationError: per field, or because somebody else was first; in Dutch.
    """
    applicatie.client_id = applicatie.client_id or None
    check_free(naam=applicatie.naam, client_id=applicatie.client_id)
    before = Applicatie.objects.select_for_update().filter(pk=applicatie.pk).first()
    changed = FIELDS
    if before:
        check_version(applicatie.versie, before)
        changed = [n for n in FIELDS if getattr(before, n) != getattr(applicatie, n)]
        if not changed:
            return
        same_client = "client_id" not in changed
        applicatie.client_geheim = before.client_geheim if same_client else ""
        moment = before.client_geheim_gemaakt_op if same_client else None
        applicatie.client_geheim_gemaakt_op = moment
    applicatie.versie += 1
    applicatie.full_clean()
    applicatie.save()
    _record(
        Gebeurtenis.APPLICATIE_GEWIJZIGD if before else Gebeurtenis.APPLICATIE_GEMAAKT,
        applicatie=applicatie.naam,
        velden=changed,
        **({"vorige_naam": before.naam} if before and "naam" in changed else {}),
        rechten=sorted(applicatie.scopes),
        **door,
    )


def check_version(versie: int | None, stored: Applicatie) -> None:
    """Refuse to store over a change that somebody else made since this version was read.

    An application that a colleague switched off would be on again.

    Raises:
        ValidationError: in Dutch.
    """
    if versie != stored.versie:
        raise ValidationError(
            "Iemand anders heeft deze applicatie intussen gewijzigd. Open haar opnieuw."
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


@transaction.atomic
def remove_applicatie(*, applicatie: Applicatie, door: Door) -> None:
    """Remove an application with all its tokens."""
    naam = applicatie.naam
    applicatie.delete()
    _record(Gebeurtenis.APPLICATIE_VERWIJDERD, applicatie=naam, **door)


@transaction.atomic
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
    given, new = Token.objects.get_or_create(
        digest=tokens.digest_of(token),
        defaults={"applicatie": applicatie, "kenmerk": kenmerk, "geldig_tot_en_met": einde},
    )
    if not new:
        if given.applicatie != applicatie or not given.is_geldig():
            raise ValidationError("Dit token is al eens gegeven. Maak een nieuw.")
        return token
    _record(
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

    Without any overlap they stop working at once.

    Raises:
        ValidationError: as `issue_token`; then the others stay as they are.
    """
    Applicatie.objects.select_for_update().get(pk=applicatie.pk)  # one rotation at a time
    older = list(applicatie.tokens.filter(ingetrokken_op=None))
    new = issue_token(
        applicatie=applicatie, door=door, geldig_tot_en_met=geldig_tot_en_met, token=token
    )
    einde = timezone.localdate() + overlap
    for old in older:
        if old.digest == tokens.digest_of(new):
            continue
        if not overlap:
            withdraw_token(token=old, door=door)
        elif old.geldig_tot_en_met > einde:
            Token.objects.filter(pk=old.pk).update(geldig_tot_en_met=einde)
            _record(
                Gebeurtenis.TOKEN_INGEKORT,
                applicatie=applicatie.naam,
                kenmerk=old.kenmerk,
                geldig_tot_en_met=einde.isoformat(),
                **door,
            )
    return new


@transaction.atomic
def withdraw_token(*, token: Token, door: Door) -> None:
    """Make a token stop working at once."""
    withdrawn = Token.objects.filter(pk=token.pk, ingetrokken_op=None)
    if withdrawn.update(ingetrokken_op=timezone.now()):
        _record(
            Gebeurtenis.TOKEN_INGETROKKEN,
            applicatie=token.applicatie.naam,
            kenmerk=token.kenmerk,
            **door,
        )


@transaction.atomic
def set_client_secret(*, applicatie: Applicatie, door: Door, secret: str | None = None) -> str:
    """Give an application that signs its own JWTs a new secret; the old one stops working.

    Raises:
        ValidationError: it has no client id, or the secret is too short, in Dutch.
    """
    stored = Applicatie.objects.select_for_update().get(pk=applicatie.pk)
    if not stored.client_id:
        raise ValidationError({"client_id": "Geef de applicatie eerst een client-id."})
    secret = secret or secrets.token_urlsafe(48)
    shortest: int = settings.SHORTEST_SECRET
    if len(secret.encode()) < shortest:
        raise ValidationError(f"Maak het geheim ten minste {shortest} bytes lang.")
    if secret in {settings.KISS_CLIENT_SECRET, settings.MANAGEMENTINFORMATIE_API_KEY}:
        raise ValidationError("Dit geheim is al in gebruik. Maak een ander.")
    stored.client_geheim = encrypt_client_secret(secret)
    stored.client_geheim_gemaakt_op = timezone.now()
    stored.save(update_fields=["client_geheim", "client_geheim_gemaakt_op"])
    _record(Gebeurtenis.CLIENTGEHEIM_GEMAAKT, applicatie=applicatie.naam, **door)
    return secret


@transaction.atomic
def withdraw_client_secret(*, applicatie: Applicatie, door: Door) -> None:
    """Make JWTs of the application stop working at once."""
    with_secret = Applicatie.objects.filter(pk=applicatie.pk).exclude(client_geheim="")
    if with_secret.update(client_geheim="", client_geheim_gemaakt_op=None):
        _record(Gebeurtenis.CLIENTGEHEIM_INGETROKKEN, applicatie=applicatie.naam, **door)


def _record(gebeurtenis: Gebeurtenis, **fields: str | list[str]) -> None:
    """Log it once it is stored for good."""
    transaction.on_commit(lambda: record(gebeurtenis, **fields))
