"""Exporting, in a browser."""

import csv
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page

from contactmomenten.models import Export
from tests.browser.chromium import Watch
from tests.browser.conftest import follow, go, log_in, press
from tests.factories import KCM, contactmomentdetail

pytestmark = [pytest.mark.dienst, pytest.mark.django_db(transaction=True)]

LIST = reverse("admin:contactmomenten_contactmomentdetail_changelist")


def test_from_the_list_to_a_file(page: Page, watch: Watch, superuser: User, tmp_path: Path) -> None:
    contactmomentdetail(1, vraag="Paspoort aanvragen", emailadres_kcm=KCM)
    contactmomentdetail(2, vraag="Afvalpas", emailadres_kcm=KCM)
    log_in(page, superuser)
    go(page, f"{LIST}?q=paspoorten")
    follow(page, "Exporteren")
    assert page.get_by_text("Zoekterm: paspoorten").is_visible()

    page.get_by_label("CSV").check()
    page.get_by_label("UUID").uncheck()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Bestand downloaden").click()
    download = downloading.value
    file = tmp_path / "file"
    download.save_as(file)

    assert re.fullmatch(r"contactmomentdetails-\d{4}-\d\d-\d\d\.csv", download.suggested_filename)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        (row,) = csv.DictReader(lines, delimiter=";")
    assert row["Vraag"] == "Paspoort aanvragen"
    assert not {"UUID", "E-mailadres KCM"} & row.keys()
    assert page.get_by_role("heading", name="Contactmomenten exporteren").is_visible()
    assert Export.objects.get().aantal == 1
    # A browser calls it aborted, when what it navigates to is a download.
    assert {fault.rpartition(": ")[2] for fault in watch.faults} <= {"net::ERR_ABORTED"}
    watch.faults.clear()


def test_without_a_column_there_is_no_file(page: Page, superuser: User) -> None:
    contactmomentdetail(1)
    log_in(page, superuser)
    go(page, reverse("admin:contactmomentdetail_exporteren"))
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    press(page, "Bestand downloaden")

    assert page.get_by_text("Kies ten minste één kolom.").is_visible()
    assert page.title().startswith("Fout:")
