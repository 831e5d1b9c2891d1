"""``manage.py cijfers``."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from contactmomenten.models import Contactmomentdetail, Geteld
from tests.factories import BEGIN, contactmomentdetail

pytestmark = pytest.mark.django_db


def run() -> str:
    output = StringIO()
    call_command("cijfers", stdout=output)
    return output.getvalue()


def test_it_tells_how_many_days_it_counted() -> None:
    later = BEGIN + timedelta(days=40)
    contactmomentdetail(1)
    contactmomentdetail(2, startdatum=later, einddatum=later)

    assert run() == "59 dagen geteld.\n"  # February and March
    assert Geteld.objects.count() == 59
    assert run() == "0 dagen geteld.\n"

    Contactmomentdetail.objects.filter(startdatum=later).update(vraag="Anders")
    assert run() == "1 dag geteld.\n"


def test_an_empty_register_has_no_days() -> None:
    assert run() == "0 dagen geteld.\n"
