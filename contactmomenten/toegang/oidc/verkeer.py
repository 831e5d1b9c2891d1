"""Requests to the identity provider. What can go wrong with somebody else's server stays here."""

import json
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
import urllib3
from django.conf import settings

Answer = TypeVar("Answer")

TIMEOUT = 5  # seconds for the provider to accept a connection, and again to send something
LARGEST_ANSWER = 1024 * 1024  # bytes
# The others tell of the provider's own trouble, and nothing of what was asked.
_REFUSALS = {
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
}
_OAUTH_ERRORS = ("invalid_client", "unauthorized_client", "invalid_grant", "invalid_request")
AT_ONCE = 2  # logins that may wait for the provider; the other threads are for everybody else


class NoAnswerError(Exception):
    """There is no answer, or none that can be used. Its text is the kind of fault."""


class RefusedError(Exception):
    """The provider answers that it will not. ``code`` is its OAuth error, if we know it."""

    def __init__(self, code: str | None = None) -> None:
        super().__init__(code)
        self.code = code


def get_json(url: str, *, access_token: str | None = None) -> dict[str, Any]:
    """The JSON object at an address of the provider.

    Raises:
        NoAnswerError: there is none.
        RefusedError: status 400, 401, 403 or 404.
    """
    headers = {"Authorization": f"Bearer {access_token}"} if access_token else {}
    return _read(lambda: requests.get(url, headers=headers, timeout=TIMEOUT, stream=True), url)


def post_form(
    url: str, form: Mapping[str, str], *, basic: tuple[str, str] | None = None
) -> dict[str, Any]:
    """The JSON object that the provider answers to a form, which is sent to this address alone.

    Raises:
        NoAnswerError: there is none.
        RefusedError: status 400, 401, 403 or 404.
    """

    def ask() -> requests.Response:
        # Not after a redirect: the form has our secret in it.
        return requests.post(
            url, dict(form), auth=basic, timeout=TIMEOUT, stream=True, allow_redirects=False
        )

    return _read(ask, url)


def _read(ask: Callable[[], requests.Response], url: str) -> dict[str, Any]:
    if urlsplit(settings.OIDC_AUTHORITY).scheme == "https" != urlsplit(url).scheme:
        raise NoAnswerError("adres zonder https")
    try:
        with ask() as response:
            status = response.status_code
            content = response.raw.read(LARGEST_ANSWER, decode_content=True)
        document = json.loads(content) if status == HTTPStatus.OK else None
    except (
        requests.RequestException,
        urllib3.exceptions.HTTPError,
        ValueError,  # not JSON; a token that cannot stand in a header
        RecursionError,
    ) as error:
        raise NoAnswerError(type(error).__name__) from None
    if status in _REFUSALS:
        raise RefusedError(_oauth_error(content))
    if not isinstance(document, dict):
        raise NoAnswerError(f"status {status}, geen JSON-object")
    return document


def _oauth_error(content: bytes) -> str | None:
    """What a refusal says is wrong (RFC 6749, section 5.2); it may also say nothing, or HTML."""
    try:
        error = json.loads(content)["error"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return error if error in _OAUTH_ERRORS else None


_slots = threading.BoundedSemaphore(AT_ONCE)


def in_time(ask: Callable[[], Answer]) -> Answer:
    """What ``ask`` gives, within `TIMEOUT` altogether, and for few at a time.

    A provider that sends one byte a second keeps a thread that nobody waits for, and not those that
    answer requests.

    Raises:
        NoAnswerError: not in time, or too many are waiting.
    """
    if not _slots.acquire(blocking=False):
        raise NoAnswerError("te veel tegelijk")
    future: Future[Answer] = Future()

    def run() -> None:
        try:
            future.set_result(ask())
        except BaseException as error:
            future.set_exception(error)
        finally:
            _slots.release()

    threading.Thread(target=run, daemon=True).start()
    try:
        return future.result(TIMEOUT)
    except TimeoutError:
        raise NoAnswerError("Timeout") from None
