"""Sessions of the admin: no key of one is in the database, and none lasts longer than a day's work.

Django stores the key of a session as it is; who reads the table, or a backup of it, could go on as
somebody else. Here the table has its hash.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from structlog.contextvars import bind_contextvars

from contactmomenten.toegang.gebeurtenissen import Gebeurtenis, account_fields, record

# In the session, ISO 8601:
_STARTED = "aangemeld_op"
_SEEN = "gezien_op"
_EXACTNESS = timedelta(minutes=1)


class SessionStore(db.SessionStore):
    """Django's own, that looks up and stores the hash of the key."""

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key
        if key is None:
            return None
        session = Session.objects.filter(
            session_key=_hashed(key), expire_date__gt=timezone.now()
        ).first()
        if session is None:
            self._session_key = None
        return session

    def exists(self, session_key: str) -> bool:
        """Whether there is a session with this key."""
        return super().exists(_hashed(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """What is stored of the session."""
        session = cast(Session, super().create_model_instance(data))
        session.session_key = _hashed(session.session_key)
        return session

    def delete(self, session_key: str | None = None) -> None:
        """Remove the session with this key, or this one."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(_hashed(key))


def _hashed(key: str) -> str:
    """40 hexadecimal characters, the length of Django's column."""
    return sha256(key.encode()).hexdigest()[:40]


class SessionLengthMiddleware:
    """End a login that is idle for ``SESSION_COOKIE_AGE``, or older than ``SESSION_LENGTH``.

    Idle on a minute: Django's own way costs a write for every request. The second however busy it
    is: so there is always a next login, at which the identity provider tells whether the employee
    still has the role.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            self._check(request)
        return self.get_response(request)

    def _check(self, request: HttpRequest) -> None:
        bind_contextvars(**account_fields(request.user))  # for every log line of this request
        started, seen = (request.session.get(name) for name in (_STARTED, _SEEN))
        if not (started and seen) or _since(started) > settings.SESSION_LENGTH:
            record(Gebeurtenis.SESSIE_VERLOPEN)
            logout(request)
        elif _since(seen) > _EXACTNESS:
            request.session[_SEEN] = timezone.now().isoformat()  # which saves it, with a new end


def start(session: Any) -> None:
    """Begin counting: somebody has just logged in."""
    session[_STARTED] = session[_SEEN] = timezone.now().isoformat()


def _since(moment: str) -> timedelta:
    return timezone.now() - datetime.fromisoformat(moment)
