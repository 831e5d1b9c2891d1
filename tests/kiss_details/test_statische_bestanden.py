"""Static files in production: under a name with their hash, which manage.py collectstatic gives."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

PRODUCTION = {
    "OMGEVING": "productie",
    "ALLOWED_HOSTS": "kcc.gemeente.example",
    "DATABASE_URL": "postgresql://niemand@127.0.0.1:1/niets",
    "SECRET_KEY": "x" * 60,
    "DJANGO_SETTINGS_MODULE": "kiss_details.settings",
}
# The page with the most of them, and what each of those answers.
SCRIPT = """
import json, re, django
django.setup()
from django.test import Client
client = Client(headers={"Host": "kcc.gemeente.example"})
page = client.get("/contactmomentdetails/api/v1/docs", secure=True).content.decode()
found = {}
for url in re.findall(r'"(/static/[^"]+)"', page):
    response = client.get(url, secure=True)
    found[url] = [response.status_code, response["Cache-Control"]]
print(json.dumps(found))
"""


def run(*arguments: str, static_root: Path) -> str:
    """Run Python with the settings of production; what it printed."""
    environment = {name: value for name, value in os.environ.items() if "POSTGRES" not in name}
    environment |= PRODUCTION | {"STATIC_ROOT": str(static_root)}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_file_of_the_documentation_page_is_served(tmp_path: Path) -> None:
    run("manage.py", "collectstatic", "--noinput", "--verbosity=0", static_root=tmp_path)
    found = json.loads(run("-c", SCRIPT, static_root=tmp_path).splitlines()[-1])

    assert any("swagger-ui-bundle" in url for url in found)
    for url, answer in found.items():
        assert re.search(r"\.[0-9a-f]{12}\.", url), url
        assert answer == [200, "max-age=315360000, public, immutable"], url


def test_an_image_in_a_stylesheet_is_the_collected_one(tmp_path: Path) -> None:
    run("manage.py", "collectstatic", "--noinput", "--verbosity=0", static_root=tmp_path)
    (stylesheet,) = tmp_path.glob("contactmomenten/api/kleuren.*.css")

    images = re.findall(r'url\("([^"]+)"\)', stylesheet.read_text())

    assert len(images) == 1
    assert (stylesheet.parent / images[0]).exists()
    assert re.fullmatch(r"kopieren\.[0-9a-f]{12}\.svg", images[0])
