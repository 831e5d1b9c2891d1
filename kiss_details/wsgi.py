"""The WSGI application that the server runs."""

import os
from io import BytesIO
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.wsgi import get_wsgi_application

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiss_details.settings")


METHODS_WITH_A_BODY = {"POST", "PUT", "PATCH"}


def with_bodies_of_unknown_length(application: "WSGIApplication") -> "WSGIApplication":
    """Let Django see bodies that come without a Content-Length: in chunks, or over HTTP/2.

    Django takes such a body for empty, and .NET's HttpClient sends its JSON that way: an employee's
    contactmoment would be refused as incomplete. Read up to one byte past what any endpoint takes.
    """

    def wrapped(environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
        if environ["REQUEST_METHOD"] in METHODS_WITH_A_BODY and not environ.get("CONTENT_LENGTH"):
            body = environ["wsgi.input"].read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
            environ["CONTENT_LENGTH"] = str(len(body))
            environ["wsgi.input"] = BytesIO(body)
        return application(environ, start_response)

    return wrapped


application = with_bodies_of_unknown_length(get_wsgi_application())
