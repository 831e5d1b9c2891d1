"""What the identity provider publishes of itself: its addresses and its signing keys.

A request never waits for the provider where that can be avoided, because an employee's save must
not depend on how fast somebody else's server is:

- what was fetched is used for a day; after ten minutes it is renewed in the background;
- a token with a key that we have not seen starts a fetch (the provider has rotated its keys), at
  most once a second whatever anybody sends, and few requests wait for it, briefly;
- without an answer the caller gets 503 and not 401: nobody can tell whether the token is good.
"""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from typing import Any

import jwt
from django.conf import settings
from rest_framework.exceptions import APIException

from contactmomenten.toegang.gebeurtenissen import Gebeurtenis, record
from contactmomenten.toegang.oidc.verkeer import NoAnswerError, RefusedError, get_json

ALGORITHMS = ("RS256", "ES256")  # contract section 5
_KEY_TYPES = {"RS256": "RSA", "ES256": "EC"}
# Of the discovery document. The issuer need not be the authority: with some providers it is not,
# and the document comes from an address that the beheerder gave.
_REQUIRED = ("issuer", "jwks_uri", "authorization_endpoint", "token_endpoint")

RENEW_AFTER = 600  # seconds
USE_AT_MOST = 24 * 3600  # seconds; a key that the provider withdrew must stop working some time
PAUSE = 5  # seconds before the next fetch after one that failed
PAUSE_FOR_KEY = 1  # seconds before the next fetch for an unknown key: anybody can make one up
WAIT = 2.0  # seconds that a request waits at most
WAITERS = 2  # requests that may wait at the same time; the others have the threads that are left
GIVE_UP = 15  # seconds that a fetch may keep the next one from starting


class ProviderUnavailableError(APIException):
    """Nobody can tell now whether a token of an employee is good."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_code = "identityprovider_unavailable"
    default_detail = (
        "De identityprovider van de gemeente antwoordt niet. Probeer het over enkele seconden "
        "opnieuw."
    )


class UnknownKeyError(Exception):
    """The provider does not have the key that a token says it is signed with."""


@dataclass(frozen=True, slots=True)
class Published:
    """One fetch of what the provider publishes. ``at`` is on the monotonic clock."""

    at: float
    configuration: dict[str, Any]
    keys: list[jwt.PyJWK]

    def find(self, kid: Any, algorithm: str) -> jwt.PyJWK | None:
        """The key with this id, or the only key of this kind for a token that names none."""
        fitting = [key for key in self.keys if key.key_type == _KEY_TYPES[algorithm]]
        if kid is None:
            return fitting[0] if len(fitting) == 1 else None
        return next((key for key in fitting if key.key_id == kid), None)


@dataclass(eq=False, slots=True)
class _Fetch:
    """One fetch; ``done`` is set when it has ended, well or not.

    ``for_key`` tells that a token with an unknown key asked for it, which anybody can make.
    """

    for_key: bool = False
    started: float = field(default_factory=lambda: time.monotonic())
    done: threading.Event = field(default_factory=threading.Event)
    succeeded: bool = False


class Provider:
    """An identity provider, by its authority: the URL under which its discovery document is."""

    def __init__(self, authority: str) -> None:
        self._authority = authority
        self._lock = threading.Lock()
        self._waiters = threading.BoundedSemaphore(WAITERS)
        self._published: Published | None = None
        self._fetch = _Fetch()  # the last one, or the one that is going on
        self._fetch.done.set()
        self._not_before = 0.0  # on the monotonic clock, for the next one

    def configuration(self) -> dict[str, Any]:
        """The discovery document.

        Raises:
            ProviderUnavailableError: there is none, and the provider does not answer in time.
        """
        published = self._known() or (self._wait_for(self._start()) and self._known())
        if not published:
            raise ProviderUnavailableError
        return published.configuration

    def key_of(self, header: Mapping[str, Any]) -> jwt.PyJWK:
        """The key that must have signed a token with this header; its ``alg`` is in `ALGORITHMS`.

        Raises:
            UnknownKeyError: the provider has no such key.
            ProviderUnavailableError: it does not say whether it has.
        """
        kid, algorithm = header.get("kid"), header["alg"]
        published = self._known()
        if published and (key := published.find(kid, algorithm)):
            return key
        answered = self._wait_for(self._start(for_key=published is not None))
        published = self._known()
        if published and (key := published.find(kid, algorithm)):
            return key
        raise UnknownKeyError if answered else ProviderUnavailableError

    def _known(self) -> Published | None:
        """What is known and may still be used; renewed in the background when it gets old."""
        published = self._published
        age = time.monotonic() - published.at if published else 0
        if age > RENEW_AFTER:
            self._start()
        return published if age <= USE_AT_MOST else None

    def _start(self, *, for_key: bool = False) -> _Fetch:
        """Start a fetch, unless one is going on or must not start yet: then that or the last."""
        with self._lock:
            now = time.monotonic()
            given_up = now > self._fetch.started + GIVE_UP
            if (self._fetch.done.is_set() or given_up) and now >= self._not_before:
                fetch = _Fetch(for_key)
                threading.Thread(target=self._run, args=[fetch], daemon=True).start()
                self._fetch = fetch
            return self._fetch

    def _wait_for(self, fetch: _Fetch) -> bool:
        """Wait for a fetch, briefly and not with too many. Whether it told what there is."""
        if not fetch.done.is_set():
            if not self._waiters.acquire(blocking=False):
                return False
            try:
                fetch.done.wait(WAIT)
            finally:
                self._waiters.release()
        return fetch.succeeded

    def _run(self, fetch: _Fetch) -> None:
        try:
            published = _fetch_from(self._authority)
        except (NoAnswerError, RefusedError) as error:
            fault = str(error) or type(error).__name__
            record(Gebeurtenis.IDENTITYPROVIDER_ONBEREIKBAAR, fout=fault)
        else:
            if self._published is None or published.at > self._published.at:
                self._published = published  # not one that was given up and came in later
            fetch.succeeded = True
            record(Gebeurtenis.SLEUTELS_OPGEHAALD, aantal=len(published.keys))
        finally:
            if fetch.for_key or not fetch.succeeded:
                pause = PAUSE_FOR_KEY if fetch.succeeded else PAUSE
                self._not_before = time.monotonic() + pause
            fetch.done.set()


def _fetch_from(authority: str) -> Published:
    at = time.monotonic()
    configuration = get_json(f"{authority}/.well-known/openid-configuration")
    for name in _REQUIRED:
        if not isinstance(configuration.get(name), str):
            raise NoAnswerError(f"geen {name}")
    try:
        key_set = jwt.PyJWKSet.from_dict(get_json(configuration["jwks_uri"]))
    # jwt: an unusable key set; the others: one of an odd shape.
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError) as error:
        raise NoAnswerError(type(error).__name__) from None
    keys = [
        key
        for key in key_set.keys
        if key.public_key_use in {None, "sig"} and key.key_type in _KEY_TYPES.values()
    ]
    return Published(at, configuration, keys)


def provider() -> Provider:
    """The identity provider of this installation. Only where `OIDC_AUTHORITY` is set."""
    return provider_of(settings.OIDC_AUTHORITY)


@cache
def provider_of(authority: str) -> Provider:
    """The identity provider with this authority; one for all threads of the process."""
    return Provider(authority)
