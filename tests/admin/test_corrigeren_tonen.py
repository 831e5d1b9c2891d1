"""What the page of one record shows, and to whom."""

import pytest
from django.test import Client

from tests.admin.formulier import LIST, page_of
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db


# --- What the page shows, and to whom ------------------------------------------------------
def test_related_facts_are_shown(redacteur: Client) -> None:
    record = contactmomentdetail(
        1, vraag="Paspoort", specifieke_vraag="Mag dat?", emailadres_kcm="kcm@gemeente.example"
    )

    html = redacteur.get(page_of(record)).content.decode()

    assert f'<a href="{record.contactmoment}"' in html
    assert "Paspoort (Mag dat?)" in html
    assert "0:04:00" in html
    assert "kcm@gemeente.example" in html


def test_what_is_no_address_of_the_web_is_no_link(redacteur: Client) -> None:
    record = contactmomentdetail(1, contactmoment="javascript:alert(1)")

    html = redacteur.get(page_of(record)).content.decode()

    assert "javascript:alert(1)" in html
    assert 'href="javascript' not in html


def test_who_may_only_look_sees_no_form_and_no_employee(rapportage: Client) -> None:
    record = contactmomentdetail(1, bronnen=1, emailadres_kcm="kcm@gemeente.example")

    html = rapportage.get(page_of(record)).content.decode()

    assert "Artikel 0" in html
    assert "03-02-2026 10:18:02" in html
    assert "kcm@gemeente.example" not in html
    assert 'name="_save"' not in html
    assert 'name="reden"' not in html
    assert rapportage.post(page_of(record), {"vraag": "x"}).status_code == 403


def test_nobody_adds_a_record_here(admin_client: Client) -> None:
    assert admin_client.post(f"{LIST}add/").status_code == 403
