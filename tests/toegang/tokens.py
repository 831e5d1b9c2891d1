"""Giving a token, and finding out why one is refused."""

import pytest

from contactmomenten.models import Applicatie
from contactmomenten.toegang import applicaties
from contactmomenten.toegang.authentication import read_token
from contactmomenten.toegang.weigering import Weigering, WeigeringError
from tests.factories import applicatie


def issue(made: Applicatie | None = None) -> str:
    """A token of this application, or of a new one."""
    return applicaties.issue_token(applicatie=made or applicatie(), door={})


def reason(token: str) -> Weigering:
    """Why it is refused."""
    with pytest.raises(WeigeringError) as refusal:
        read_token(token.encode())
    return refusal.value.reason
