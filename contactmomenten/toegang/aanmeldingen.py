"""Logins and logouts of the admin, as events (docs/toegang.md)."""

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from contactmomenten.toegang.gebeurtenissen import Gebeurtenis, account_fields, pseudonym, record
from contactmomenten.toegang.sessies import start


def connect() -> None:
    """Listen to Django and django-axes."""
    user_logged_in.connect(_logged_in, dispatch_uid="aanmeldingen")
    user_logged_out.connect(_logged_out, dispatch_uid="aanmeldingen")
    user_login_failed.connect(_failed, dispatch_uid="aanmeldingen")
    user_locked_out.connect(_locked_out, dispatch_uid="aanmeldingen")


def _logged_in(request: HttpRequest, user: AbstractBaseUser, **_: Any) -> None:
    start(request.session)
    via = "identityprovider" if "OIDC" in getattr(user, "backend", "") else "wachtwoord"
    record(Gebeurtenis.AANMELDING_GELUKT, via=via, **account_fields(user))


def _logged_out(user: AbstractBaseUser | None, **_: Any) -> None:
    record(Gebeurtenis.AFMELDING, **(account_fields(user) if user else {}))


def _failed(credentials: dict[str, Any], **_: Any) -> None:
    """A wrong password. What fails at the identity provider is told where it fails."""
    if username := credentials.get("username"):
        # People type a password in the wrong field: nobody can read it in a pseudonym.
        record(Gebeurtenis.AANMELDING_MISLUKT, via="wachtwoord", medewerker=pseudonym(username))


def _locked_out(username: str | None, **_: Any) -> None:
    """``username`` is a pseudonym already (`noodaccounts.name_of`)."""
    record(Gebeurtenis.AANMELDING_GEBLOKKEERD, **({"medewerker": username} if username else {}))
