"""Errors as RFC 9457 problem details, in Dutch, for every API path.

Shape: ``type``, ``title``, ``status``, ``detail``, ``instance`` (a ``urn:uuid:``, which the log
line of an unexpected error has too), ``code`` and, for a faulty request, ``invalidParams``: a list
of ``name`` (the path into the body, ``bronnen.0.url``, or the query parameter), ``code`` and
``reason``. A problem can have more members, where its exception has ``members``. No problem
repeats a value that the caller sent.
"""

import logging
import sys
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, NotRequired, TypedDict, cast
from uuid import uuid4

import orjson
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, InternalError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views import defaults
from psycopg.errors import ReadOnlySqlTransaction
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
_API = ("/api/", "/contactmomentdetails/api/")
RETRY_AFTER = 5  # seconds; what a restarting database usually needs
FAULTS_IN_DETAIL = 5  # more of them are in invalidParams alone
MOST_FAULTS = 100  # in invalidParams: nobody reads more, and a body can have thousands

TITLES = {
    400: "Het verzoek klopt niet.",
    401: "U bent niet aangemeld.",
    403: "U mag dit niet.",
    404: "Niet gevonden.",
    405: "Deze methode kan hier niet.",
    406: "Dit mediatype is er niet.",
    409: "Dit gaat niet samen met wat er al is.",
    410: "Dit is er niet meer.",
    412: "Er is intussen iets veranderd.",
    413: "Het verzoek is te groot.",
    414: "Het adres is te lang.",
    415: "Dit mediatype kan hier niet.",
    500: "Er ging iets mis.",
    503: "Dit lukt nu even niet.",
}
DETAILS = {
    401: "Stuur een geldig toegangstoken mee: 'Authorization: Bearer <token>'.",
    403: "U hebt niet het recht dat hiervoor nodig is.",
    404: "Op dit adres staat niets.",
    405: "Kijk in de header Allow welke methoden wel kunnen.",
    406: "Vraag om het mediatype dat de beschrijving noemt, of laat de header Accept weg.",
    415: "Stuur JSON in UTF-8, met de header 'Content-Type: application/json'.",
    500: "De fout is vastgelegd. Meld de beheerder het kenmerk bij 'instance'.",
    503: "De database antwoordt niet. Probeer het over enkele seconden opnieuw.",
}


class InvalidParam(TypedDict):
    """One fault in a request."""

    name: str
    code: str
    reason: str


class Problem(TypedDict):
    """A problem document."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    invalidParams: NotRequired[list[InvalidParam]]


class PayloadTooLarge(exceptions.APIException):
    """A body above ``DATA_UPLOAD_MAX_MEMORY_SIZE``."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_code = "payload_too_large"
    default_detail = "Een verzoek mag hoogstens 1 MiB groot zijn."


class UriTooLong(exceptions.APIException):
    """A query that asks too much at once."""

    status_code = HTTPStatus.REQUEST_URI_TOO_LONG
    default_code = "uri_too_long"


class Conflict(exceptions.APIException):
    """What the caller wants cannot be beside something that exists.

    ``members`` go into the problem as they are.
    """

    status_code = HTTPStatus.CONFLICT
    default_code = "conflict"

    def __init__(self, detail: str, *, code: str, members: Mapping[str, str]) -> None:
        super().__init__(detail, code)
        self.members = members


class Gone(exceptions.APIException):
    """There was something here, and it will not come back."""

    status_code = HTTPStatus.GONE
    default_code = "gone"


class PreconditionFailed(exceptions.APIException):
    """``If-Match`` or ``If-None-Match`` of the request does not hold (RFC 9110)."""

    status_code = HTTPStatus.PRECONDITION_FAILED
    default_code = "precondition_failed"
    default_detail = (
        "Haal de gegevens opnieuw op, kijk wat er anders is, en probeer het met de nieuwe ETag."
    )


class ServiceUnavailable(exceptions.APIException):
    """The database is away, or stopped the query."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_code = "service_unavailable"
    default_detail = DETAILS[503]


class TooBusy(exceptions.APIException):
    """As many callers get this as can at once; ``retry_after`` is in seconds."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE

    def __init__(self, detail: str, *, code: str, retry_after: int) -> None:
        super().__init__(detail, code)
        self.retry_after = retry_after


def problem(
    status: int,
    *,
    code: str,
    detail: str = "",
    title: str = "",
    invalid_params: list[InvalidParam] | None = None,
) -> Problem:
    """A problem document with the usual Dutch texts for its status where none are given."""
    document = Problem(
        type="about:blank",
        title=title or TITLES[status],
        status=status,
        detail=detail or DETAILS[status],
        instance=uuid4().urn,
        code=code,
    )
    if invalid_params:
        document["invalidParams"] = invalid_params
    return document


def exception_handler(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """Answer what a view raised (REST framework's ``EXCEPTION_HANDLER``).

    Returns None for what nobody foresaw: Django logs that and `server_error` answers it.
    """
    error = _as_api_exception(exc)
    if error is None:
        return None
    headers = {}
    if isinstance(error, ServiceUnavailable):
        logger.error("The database refused, or does not answer", exc_info=exc)
    if error.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(getattr(error, "retry_after", RETRY_AFTER))
    if auth_header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = auth_header
    return Response(
        _document(error), status=error.status_code, headers=headers, content_type=MEDIA_TYPE
    )


def _as_api_exception(exc: Exception) -> exceptions.APIException | None:
    match exc:
        case exceptions.APIException():
            return exc
        case Http404():
            return exceptions.NotFound()
        case PermissionDenied():
            return exceptions.PermissionDenied()
        case OperationalError() | InterfaceError():
            return ServiceUnavailable()
        case InternalError() if isinstance(exc.__cause__, ReadOnlySqlTransaction):
            # Its connection would go on as if all were well; a new one finds the new primary.
            connection.close()
            return ServiceUnavailable()
        case _:
            return None


def _document(error: exceptions.APIException) -> Problem:
    if isinstance(error, exceptions.ValidationError):
        params = list(_invalid_params(error.detail))
        return problem(
            error.status_code,
            code="invalid",
            detail=_summary(params),
            invalid_params=params[:MOST_FAULTS],
        )
    codes = error.get_codes()
    # The library's own texts are replaced by ours; what our own code raises explains itself.
    own = (
        isinstance(error, exceptions.ParseError)
        or codes != error.default_code
        or not type(error).__module__.startswith("rest_framework.")
    )
    document = problem(
        error.status_code,
        code=codes if isinstance(codes, str) else error.default_code,
        detail=str(error.detail) if own else "",
    )
    return cast(Problem, {**document, **getattr(error, "members", {})})


def _summary(params: list[InvalidParam]) -> str:
    if len(params) > FAULTS_IN_DETAIL:
        which = f"De eerste {MOST_FAULTS}" if len(params) > MOST_FAULTS else "Ze"
        return f"Er zijn {len(params)} fouten gevonden. {which} staan bij 'invalidParams'."
    return " ".join(
        f"{param['name']}: {param['reason']}" if param["name"] else param["reason"]
        for param in params
    )


def _invalid_params(details: Any, path: tuple[str, ...] = ()) -> Iterator[InvalidParam]:
    """Flatten REST framework's nested error details, in the order of the fields."""
    if isinstance(details, exceptions.ErrorDetail):
        yield InvalidParam(name=".".join(path), code=str(details.code), reason=str(details))
    elif isinstance(details, Mapping):
        for name, nested in details.items():
            own = name == api_settings.NON_FIELD_ERRORS_KEY
            yield from _invalid_params(nested, path if own else (*path, str(name)))
    else:
        for place, nested in enumerate(details):
            # A list of faults of one field, or the items of a list field, faulty ones and {}.
            item = not isinstance(nested, exceptions.ErrorDetail)
            yield from _invalid_params(nested, (*path, str(place)) if item else path)


# --- Errors outside the views: Django's handlers (urls.py) -------------------------------


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, for a host name that is not ours, say."""
    if not _is_api(request):
        return defaults.bad_request(request, exception)
    return _http_response(problem(400, code="bad_request", detail="Dit verzoek is niet leesbaar."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 for a path that does not exist."""
    if not _is_api(request):
        return defaults.page_not_found(request, exception)
    return _http_response(problem(404, code="not_found"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 for what nobody foresaw, and 503 where the database is away; Django logged it."""
    if not _is_api(request):
        return defaults.server_error(request)
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):  # of a session, say
        unavailable = _http_response(problem(503, code=ServiceUnavailable.default_code))
        unavailable.headers["Retry-After"] = str(RETRY_AFTER)
        return unavailable
    document = problem(500, code="error")
    logger.error("Unexpected error %s", document["instance"])
    return _http_response(document)


def _is_api(request: HttpRequest) -> bool:
    return f"{request.path}/".startswith(_API)


def _http_response(document: Problem) -> HttpResponse:
    return HttpResponse(orjson.dumps(document), status=document["status"], content_type=MEDIA_TYPE)
