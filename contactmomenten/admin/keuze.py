"""What a job chose from the list, kept while it runs.

It can have words that somebody searched for, a name say. So it is encrypted with a key that is not
in the database, and gone once the job is done (services/samenvoegen.py).
"""

from django.http import QueryDict

from contactmomenten.admin.filters import DATUMS, Filterformulier
from contactmomenten.admin.periode import Periode
from contactmomenten.admin.weergave import day
from contactmomenten.toegang.versleuteling import decrypt, encrypt

_PURPOSE = b"contactmomenten.admin.keuze"


def keep(formulier: Filterformulier) -> str:
    """What the list is narrowed to, of a form without faults.

    A period that moves along with the calendar is kept as its days: the job may go on tomorrow.
    """
    query = formulier.data.copy()
    asked = formulier.cleaned_data
    if asked["periode"] and not any(asked[name] for name in DATUMS):
        for name, datum in zip(DATUMS, Periode(asked["periode"]).days(), strict=True):
            query[name] = day(datum)
    query.pop("periode", None)
    return encrypt(query.urlencode().encode(), _PURPOSE)


def read(kept: str) -> QueryDict:
    """What was kept; nothing for nothing.

    Raises:
        UnreadableSecretError: with a key that this installation does not have (any more).
    """
    return QueryDict(decrypt(kept, _PURPOSE) if kept else "")
