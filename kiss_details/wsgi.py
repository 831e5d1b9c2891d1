"""The WSGI application that the server runs."""

import gc
import os
from typing import TYPE_CHECKING, Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiss_details.settings")


class Request(WSGIRequest):
    """A request whose query is UTF-8, whatever charset its Content-Type claims.

    Django decodes the query with that charset before any of its error handling: "rot13" or a name
    that it does not know would be a bare 500.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            parsed = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except (LookupError, ValueError):
            parsed = "", {}
        self.content_type, self.content_params = parsed


class Handler(WSGIHandler):
    """Django's own, that also takes bodies that come in chunks."""

    request_class = Request

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Any:
        """Answer a request.

        Django takes a body without a Content-Length for empty, and .NET's HttpClient sends its JSON
        that way: an employee's contactmoment would be refused as incomplete. Given one byte more
        than any endpoint takes, a view reads to the end of the body, and only once it has to.
        """
        if "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower():
            environ["CONTENT_LENGTH"] = str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
        return super().__call__(environ, start_response)


# A page of 5000 records is tens of thousands of objects, none of them in a cycle. Python looks for
# cycles after every 700; that took half of its time for such a page.
gc.set_threshold(50_000)

django.setup(set_prefix=False)
application = Handler()
