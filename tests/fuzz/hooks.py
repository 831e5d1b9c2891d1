"""What no JSON Schema can say, for the requests that Schemathesis makes in good faith.

Loaded by the .toml files. Requests that are wrong on purpose stay as they are.
"""

import re
from datetime import date
from itertools import count
from typing import Any
from urllib.parse import urlencode

import schemathesis

from contactmomenten.api.datumtijd import read

LONGEST_ADDRESS = 60_000  # granian takes 65,534, and answers a longer one by itself with a bare 414
# What the log can be asked without having read it: from now on, all of it, and a place it has not.
PLACES = ("nu", "0", "1-000000000000")
PLACE = r"nu|0|\d+-[0-9a-f]{12}"
ETAG = r'\*|"[0-9a-f]{24}"'
EDGES = ("0001-01-01", "9999-12-31")  # of which a part is another day in UTC, which is no date
DAYS_BY_THE_HOUR = 62  # at most; of days and weeks there can be more
NUMBERS = count()


@schemathesis.hook
def filter_case(context: schemathesis.HookContext, case: schemathesis.Case[Any]) -> bool:
    """Only requests that reach the application, with moments that there are in UTC."""
    query: dict[str, Any] = case.query
    if len(urlencode(query, doseq=True)) > LONGEST_ADDRESS:
        return False
    body = case.body if isinstance(case.body, dict) else {}
    return not any(str(value).startswith(EDGES) for value in [*query.values(), *body.values()])


@schemathesis.hook
def before_call(
    context: schemathesis.HookContext, case: schemathesis.Case[Any], kwargs: dict[str, Any]
) -> None:
    """Keep the rules that connect one value to another, or to an earlier answer."""
    if case.meta is None or case.meta.generation.mode.is_negative:
        return
    _know_where_to_begin(case.query)
    _end_a_period_after_it_began(case)
    _know_a_version(case)
    if isinstance(case.body, dict):
        case.body = _end_after_beginning(_mostly_another_contactmoment(case.body))


def _know_where_to_begin(query: Any) -> None:
    """Nobody can make up a cursor; that of a list goes with no other parameter besides."""
    query.pop("cursor", None)
    if "na" in query and not re.fullmatch(PLACE, str(query["na"])):
        query["na"] = PLACES[len(str(query["na"])) % len(PLACES)]


def _end_a_period_after_it_began(case: schemathesis.Case[Any]) -> None:
    """And a long one is counted per year: of that there is no longest period."""
    query: Any = case.query
    if "van" not in query or "totEnMet" not in query:
        return
    first, last = sorted([str(query["van"]), str(query["totEnMet"])])
    query.update(van=first, totEnMet=last)
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    if case.operation.path.endswith("/aantallen") and days >= DAYS_BY_THE_HOUR:
        query["per"] = "jaar"


def _know_a_version(case: schemathesis.Case[Any]) -> None:
    """With a tag that is made up, nothing is written and nothing is known: some have another."""
    headers: Any = case.headers
    for name in ("If-Match", "If-None-Match"):
        tag = headers.get(name)
        if tag is not None and not re.fullmatch(ETAG, tag) and len(tag) % 3 == 0:
            if case.method == "GET":
                headers[name] = "*"
            else:
                del headers[name]


def _mostly_another_contactmoment(body: dict[str, Any]) -> dict[str, Any]:
    """Of those that are sent again and again, like the example, only every third is a 409."""
    number = next(NUMBERS)
    if number % 3 == 0 or len(body.get("contactmoment", "x" * 500)) > 490:
        return body
    return body | {"contactmoment": f"{body['contactmoment']}/{number}"}


def _end_after_beginning(body: dict[str, Any]) -> dict[str, Any]:
    """With only one of the two moments in a PATCH, the other is in the record: it gets both."""
    moments = [body[name] for name in ("startdatum", "einddatum") if name in body]
    if not moments:
        return body
    first, last = sorted([moments[0], moments[-1]], key=read)
    return body | {"startdatum": first, "einddatum": last}
