"""What tells one contactmoment from all others, as people copy it from elsewhere.

That is its URL, or what stands after the last slash of that: a uuid or a number, mostly.
"""

import re
from uuid import UUID

from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import Lower
from django.db.models.lookups import In

# An index has this expression; it has to be spelled as here for it to be used.
LAATSTE_DEEL = Lower(
    Func(
        Func(F("contactmoment"), Value("/"), function="RTRIM", output_field=TextField()),
        Value("/"),
        Value(-1),
        function="SPLIT_PART",
        output_field=TextField(),
    )
)
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_WORD_WITH_DIGIT = re.compile(r"(?=\S*\d)[^\s/]+/?")


def is_kenmerk(tekst: str) -> bool:
    """Whether this can be nothing else: a URL or a uuid."""
    return bool(_URL.fullmatch(tekst)) or _uuid(tekst) is not None


def may_be_kenmerk(tekst: str) -> bool:
    """Whether this can be one, or a word: one word, with a digit in it."""
    return is_kenmerk(tekst) or bool(_WORD_WITH_DIGIT.fullmatch(tekst))


def of_contactmoment(tekst: str) -> Q:
    """The condition of records with this kenmerk; a slash at its end makes no difference.

    The UUID that a record has in the API will do too.
    """
    tekst = tekst.rstrip("/")
    if "/" in tekst:
        return Q(contactmoment__in=(tekst, f"{tekst}/"))
    uuid = _uuid(tekst)
    if uuid is None:
        return Q(In(LAATSTE_DEEL, [tekst.lower()]))
    return Q(In(LAATSTE_DEEL, [tekst.lower(), str(uuid)])) | Q(uuid=uuid)


def _uuid(tekst: str) -> UUID | None:
    try:
        return UUID(tekst.rstrip("/"))
    except ValueError:
        return None
