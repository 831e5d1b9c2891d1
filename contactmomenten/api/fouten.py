"""The query of a request, and everything that is wrong with a request named at once."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from django import forms
from django.http import QueryDict
from rest_framework.exceptions import ErrorDetail, ParseError, ValidationError
from rest_framework.request import Request

from contactmomenten.api.filters import faults_in_names


def raw_query(request: Request) -> str:
    """The query as it stands in the address; WSGI gives its bytes as Latin-1."""
    raw: str = request.META.get("QUERY_STRING", "")
    return raw


def parse(raw: str) -> QueryDict:
    """Read as UTF-8, whatever charset a Content-Type claims: the query is no part of the body.

    Raises:
        ParseError: it is in something else.
    """
    octets = raw.encode("latin-1")
    try:
        unquote_to_bytes(octets).decode()
    except UnicodeDecodeError:
        raise ParseError("Schrijf de parameters in het adres in UTF-8.") from None
    return QueryDict(octets, encoding="utf-8")


def query_of(request: Request) -> QueryDict:
    """The query of a request.

    Raises:
        ParseError: it is not in UTF-8.
    """
    return parse(raw_query(request))


def together(*steps: Callable[[], object]) -> None:
    """Take all these steps, and raise the faults of all of them at once.

    Raises:
        ValidationError: there is one.
    """
    faults: dict[str, Any] = {}
    for step in steps:
        try:
            step()
        except ValidationError as error:
            for name, found in _by_name(error).items():
                faults.setdefault(name, found)
    if faults:
        raise ValidationError(faults)


def refuse_parameters(request: Request) -> None:
    """Refuse every parameter, where there are none.

    Raises:
        ValidationError: there is one.
    """
    refuse(faults_in_names(query_of(request), frozenset()))


def refuse(in_names: dict[str, forms.ValidationError], *forms_: forms.BaseForm) -> None:
    """Name every fault of a query.

    Raises:
        ValidationError: there is one.
    """
    faults = {name: details(error) for name, error in in_names.items()}
    for form in forms_:
        for name, errors in form.errors.as_data().items():
            faults.setdefault(name, [detail for error in errors for detail in details(error)])
    if faults:
        raise ValidationError(faults)


def details(error: forms.ValidationError) -> list[ErrorDetail]:
    """A fault that Django found, as REST framework tells it."""
    return [
        ErrorDetail(message, code=single.code or "invalid")
        for single in error.error_list
        for message in single.messages
    ]


def _by_name(error: ValidationError) -> dict[str, Any]:
    found: Any = error.detail
    assert isinstance(found, dict)  # noqa: S101 - all of ours say where the fault is
    return found
