"""Who an employee that logged in at the identity provider is in the admin."""

import hmac
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import jwt
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from contactmomenten.models import Medewerker
from contactmomenten.toegang.gebeurtenissen import Gebeurtenis, account_fields, record
from contactmomenten.toegang.groepen import groups_of
from contactmomenten.toegang.jwt_claims import readable_name, refusals_of_jwt
from contactmomenten.toegang.oidc.access_token import emailadres_in, verify
from contactmomenten.toegang.oidc.provider import ALGORITHMS, ProviderUnavailableError, provider
from contactmomenten.toegang.oidc.verkeer import (
    NoAnswerError,
    RefusedError,
    get_json,
    in_time,
    post_form,
)
from contactmomenten.toegang.rollen import roles_in
from contactmomenten.toegang.weigering import Weigering, WeigeringError

# What the form of an account refuses: one that cannot be saved cannot be closed either.
_NOT_IN_A_USERNAME = re.compile(r"[^\w.@+-]")
LONGEST_USERNAME = 150  # characters, of Django's own account
LONGEST_PERSONAL_NAME = 150


class OIDCBackend(OIDCAuthenticationBackend):  # type: ignore[misc]
    """mozilla-django-oidc's flow; with all checks on the ID token, and accounts by subject.

    The library itself checks neither the issuer, nor the audience, nor when the token ends, and
    recognises an employee by e-mail address.
    """

    def __init__(self) -> None:
        # Not the library's own: it wants the provider's addresses as settings. This object is
        # also made to look up the user of a session, for which the provider must not be asked.
        self.OIDC_RP_CLIENT_ID = settings.OIDC_CLIENT_ID
        self.OIDC_RP_CLIENT_SECRET = settings.OIDC_CLIENT_SECRET
        self.UserModel = User

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """The account of the employee whom the identity provider sent back; None without a role.

        Raises:
            ProviderUnavailableError: the identity provider does not answer.
            WeigeringError: its answer proves nothing.
        """
        if not (credentials.get("nonce") and credentials.get("code_verifier")):
            return None  # a login with a password
        try:
            return super().authenticate(request, **credentials)  # type: ignore[no-any-return]
        except RefusedError as error:
            ours = error.code in {"invalid_client", "unauthorized_client"}
            reason = Weigering.CLIENT_GEWEIGERD if ours else Weigering.ONBEKEND
            raise WeigeringError(reason) from None
        except NoAnswerError as error:
            record(Gebeurtenis.IDENTITYPROVIDER_ONBEREIKBAAR, fout=str(error))
            raise ProviderUnavailableError from None

    def get_token(self, payload: dict[str, str]) -> dict[str, Any]:
        """The tokens for a code. Who we are stands in the form, as KISS does it.

        Or in a header, where the provider takes only that; which is also what it means when it
        says nothing (OpenID Connect Discovery, section 3).
        """
        configuration = provider().configuration()
        methods = configuration.get("token_endpoint_auth_methods_supported") or []
        basic = None
        if "client_secret_post" not in methods:
            names = ("client_id", "client_secret")  # encoded first: RFC 6749, section 2.3.1
            client_id, secret = (quote(payload[name], safe="") for name in names)
            basic = (client_id, secret)
            payload = {name: value for name, value in payload.items() if name not in names}
        endpoint = configuration["token_endpoint"]
        tokens = in_time(lambda: post_form(endpoint, payload, basic=basic))
        if not all(isinstance(tokens.get(name), str) for name in ("access_token", "id_token")):
            raise NoAnswerError("geen tokens")
        return tokens

    def verify_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """The claims of an ID token that was made for us, now, and for this very login."""
        with refusals_of_jwt():
            header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise WeigeringError(Weigering.ONLEESBAAR)
        claims = verify(token, header, audience=[settings.OIDC_CLIENT_ID])
        nonce = claims.get("nonce")
        expected = kwargs["nonce"].encode()
        if not isinstance(nonce, str) or not hmac.compare_digest(nonce.encode(), expected):
            raise WeigeringError(Weigering.ANDERE_AANMELDING)
        if claims.get("azp", settings.OIDC_CLIENT_ID) != settings.OIDC_CLIENT_ID:
            raise WeigeringError(Weigering.BESTEMMING)
        return claims

    def get_userinfo(
        self, access_token: str, id_token: str, payload: dict[str, Any]
    ) -> dict[str, Any]:
        """The claims of the ID token; from the provider's userinfo too where they lack the role."""
        endpoint = provider().configuration().get("userinfo_endpoint")
        if roles_in(payload) or not endpoint:
            return payload
        try:
            userinfo = in_time(lambda: get_json(endpoint, access_token=access_token))
        except RefusedError:  # it has nothing to tell; then there is no role
            return payload
        if userinfo.get("sub") != payload["sub"]:  # OpenID Connect Core, section 5.3.2
            raise WeigeringError(Weigering.ANDERE_AANMELDING)
        return {**userinfo, **payload}

    def get_or_create_user(
        self, access_token: str, id_token: str, payload: dict[str, Any]
    ) -> User | None:
        """The account, with the groups of the roles that the employee has now.

        Without such a role: None, and an account that exists has lost its access.
        """
        claims = self.get_userinfo(access_token, id_token, payload)
        try:
            return _account_of(claims)
        except IntegrityError:  # a first login in two tabs: the other made the account just now
            return _account_of(claims)

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, unless it may not log in any more."""
        account: User | None = super().get_user(user_id)
        return account if account is not None and account.is_active else None


@transaction.atomic
def _account_of(claims: Mapping[str, Any]) -> User | None:
    identity = {"issuer": claims["iss"], "subject": claims["sub"]}
    groups = groups_of(roles_in(claims))
    medewerker = (
        Medewerker.objects.select_related("account")
        .select_for_update(of=("self",))
        .filter(**identity)
        .first()
    )
    if medewerker is not None:
        account = medewerker.account
    elif groups:
        account = User.objects.create_user(_free_username(claims))
        Medewerker.objects.create(account=account, **identity)
    else:
        return None
    _update(account, claims, groups)
    return account if groups else None


def _who(claims: Mapping[str, Any]) -> str:
    """How the employee is called here: e-mail address, user name, or at least something."""
    return emailadres_in(claims) or readable_name(claims["sub"]) or "medewerker"


def _free_username(claims: Mapping[str, Any]) -> str:
    """What people recognise; with a number where a local account has that name."""
    wanted = _NOT_IN_A_USERNAME.sub("-", _who(claims))[: LONGEST_USERNAME - 4]
    taken = set(User.objects.filter(username__startswith=wanted).values_list("username", flat=True))
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, 1000)))
    return next(name for name in names if name not in taken)


def _update(account: User, claims: Mapping[str, Any], groups: list[str]) -> None:
    """Take over what the identity provider says now."""
    account.first_name = (readable_name(claims.get("given_name")) or "")[:LONGEST_PERSONAL_NAME]
    account.last_name = (readable_name(claims.get("family_name")) or "")[:LONGEST_PERSONAL_NAME]
    account.email = _valid_email(claims.get("email"))
    account.is_staff = bool(groups)
    account.is_superuser = False
    account.save()
    before = set(account.groups.values_list("name", flat=True))
    if before != set(groups):
        account.groups.set(Group.objects.filter(name__in=groups))
        record(Gebeurtenis.GROEPEN_GEWIJZIGD, groepen=groups, **account_fields(account))


def _valid_email(claim: Any) -> str:
    email = readable_name(claim) or ""
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return email
