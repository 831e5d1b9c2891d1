"""Operations that will disappear: what their answers say of it (RFC 9745 and RFC 8594).

The policy is in docs/api.md. From the same list the description takes its ``deprecated``.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.http import HttpRequest
from django.utils.http import http_date

from contactmomenten.api import BASIS

SHORTEST_NOTICE = timedelta(days=365)


@dataclass(frozen=True, kw_only=True, slots=True)
class Uitfasering:
    """From which day on nobody should use an operation any more, and on which day it ends.

    Raises:
        ValueError: there is less than `SHORTEST_NOTICE` between the two.
    """

    verouderd_sinds: date
    vervalt_op: date

    def __post_init__(self) -> None:
        if self.vervalt_op - self.verouderd_sinds < SHORTEST_NOTICE:
            raise ValueError("an operation stays for a year after it is deprecated")

    @property
    def headers(self) -> dict[str, str]:
        """What an answer says of it: a Date of RFC 9651, and a date of HTTP."""
        return {
            "Deprecation": f"@{_epoch(self.verouderd_sinds)}",
            "Sunset": http_date(_epoch(self.vervalt_op)),
        }


# By method and path, as the description has them: ("GET", "/contactmomentdetails/{uuid}").
UITFASERING: dict[tuple[str, str], Uitfasering] = {}


def uitfasering_of(request: HttpRequest) -> Uitfasering | None:
    """That of the operation that answered a request, where it has one."""
    match = request.resolver_match
    if match is None or request.method is None:
        return None
    path = re.sub(r"<\w+:(\w+)>", r"{\1}", f"/{match.route}").removeprefix(BASIS)
    return UITFASERING.get((request.method, path))


def _epoch(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())
