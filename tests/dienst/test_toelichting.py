"""The reason of a change, as it comes through the real server."""

import json
from urllib.parse import quote

import pytest

from contactmomenten import geschiedenis
from contactmomenten.models import Contactmomentdetail
from contactmomenten.toegang import applicaties
from tests.dienst.conftest import Answer, Dienst
from tests.factories import V1_URL, applicatie, contactmomentdetail

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

REDEN = "Doorverbonden met één collega, 15 → 17 uur"


@pytest.fixture
def detail(dienst: Dienst) -> Contactmomentdetail:
    """A record."""
    return contactmomentdetail(1)


def correct(dienst: Dienst, detail: Contactmomentdetail, reden: str) -> Answer:
    """Change the vraag; a header has Latin-1 in it, or what its bytes mean in that."""
    token = applicaties.issue_token(applicatie=applicatie(), door={})
    headers = {"Authorization": f"Bearer {token}", "X-Audit-Toelichting": reden}
    body = b'{"vraag": "Een andere"}'
    return dienst.call("PATCH", f"{V1_URL}/{detail.uuid}", body, **headers)


def test_it_is_kept_whatever_its_letters(dienst: Dienst, detail: Contactmomentdetail) -> None:
    assert correct(dienst, detail, quote(REDEN))[0] == 200
    assert geschiedenis.of_record(detail.uuid)[0].reden == REDEN


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_letters_that_the_server_loses_are_refused(
    dienst: Dienst, detail: Contactmomentdetail, encoding: str
) -> None:
    reden = "één".encode(encoding).decode("latin-1")

    status, answer = correct(dienst, detail, reden)

    assert status == 400
    assert "Schrijf letters als é als %C3%A9." in json.loads(answer)["invalidParams"][0]["reason"]
    assert Contactmomentdetail.objects.get().vraag == "Vraag 1"
