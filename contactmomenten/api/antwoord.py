"""The answer to a request for one record, or to a write of it."""

from typing import Any
from uuid import UUID

from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from contactmomenten.api import datumtijd, rows
from contactmomenten.api.voorwaarden import Condition, condition_of, etag_of, is_known
from contactmomenten.models.snapshot import snapshot


def not_found() -> NotFound:
    """There is no such record, or no longer."""
    return NotFound(
        "Deze contactmomentdetails zijn er niet, of niet meer.", code="contactmomentdetails_unknown"
    )


class Antwoord:
    """One record as a caller sees it, with its ETag."""

    def __init__(
        self, request: Request, *, address_of: rows.AddressOf, with_medewerker: bool
    ) -> None:
        self.request = request
        self.address_of = address_of
        self.with_medewerker = with_medewerker
        self.record: dict[str, Any] = {}

    def read(self, uuid: UUID) -> None:
        """Take the record as it is now. Two queries.

        A write reads it before it lets go of the record: what somebody else wrote right after it
        would come with an ETag that lets the caller overwrite that unseen.

        Raises:
            NotFound: there is none.
        """
        with snapshot():
            found = rows.by_uuid(
                [uuid], address_of=self.address_of, with_medewerker=self.with_medewerker
            )
        if uuid not in found:
            raise not_found()
        self.record = found[uuid]

    def condition(self, uuid: UUID) -> Condition | None:
        """What the request says that the record has to be before it is written."""
        return condition_of(
            self.request, lambda gewijzigd_op: self._etag(uuid, datumtijd.write(gewijzigd_op))
        )

    def response(self, status: int = 200) -> Response:
        """The record that was read, or 304 for whoever has it already."""
        etag = self._etag(self.record["uuid"], self.record["gewijzigdOp"])
        headers = {"ETag": etag}
        if self.request.method in {"GET", "HEAD"} and is_known(self.request, etag):
            return Response(status=304, headers=headers)
        if status == 201:
            headers["Location"] = self.record["url"]
        return Response(self.record, status=status, headers=headers)

    def _etag(self, uuid: UUID, gewijzigd_op: str) -> str:
        return etag_of(uuid, gewijzigd_op, with_medewerker=self.with_medewerker)
