"""The search box of the list."""

import pytest
from django.test import Client

from tests.admin.lijst import html, lijst, nummers
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db


def test_it_finds_dutch_words(beheerder: Client) -> None:
    contactmomentdetail(1, vraag="Paspoorten aanvragen")
    contactmomentdetail(2, vraag="Afvalpas", specifieke_vraag="Mijn paspoort?")
    contactmomentdetail(3, vraag="Afvalpas")

    assert nummers(beheerder, q="paspoort") == ["2", "1"]


def test_it_finds_one_contactmoment(beheerder: Client) -> None:
    contactmomentdetail(1)
    wanted = contactmomentdetail(2)

    for tekst in (wanted.contactmoment, f" {wanted.contactmoment}/ ", str(wanted.uuid), "2"):
        assert nummers(beheerder, q=tekst) == ["2"]


def test_it_keeps_what_was_typed(beheerder: Client) -> None:
    shown = html(beheerder, q='"Kind & <ouder>"', o="duur")

    assert 'value="&quot;Kind &amp; &lt;ouder&gt;&quot;"' in shown
    assert '<input type="hidden" name="o" value="duur">' in shown


@pytest.mark.parametrize("q", ["!&|:*", "'\"", "x" * 1000, "woord " * 160, "a/b", "http://", "\\"])
def test_it_takes_anything(beheerder: Client, q: str) -> None:
    assert lijst(beheerder, q=q).fouten == []
