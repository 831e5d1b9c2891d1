"""docs/ontwikkelen.md names every file of the packages that it explains, and no other."""

from itertools import chain

import pytest

from tests.conftest import ROOT
from tests.docs.handboek import names, page, rows, section

HANDBOOK = page("ontwikkelen.md")


@pytest.mark.parametrize(
    ("title", "package"),
    [
        ("Schrijven", "services"),
        ("Toegang", "toegang"),
        ("Cijfers", "rapportages"),
        ("De API met versienummer", "api"),
    ],
)
def test_every_file_of_a_package_and_no_other(title: str, package: str) -> None:
    folder = ROOT / "contactmomenten" / package
    files = {str(file.relative_to(folder)) for file in folder.rglob("*.py")}
    described = chain.from_iterable(names(cells[0]) for cells in rows(section(HANDBOOK, title)))

    assert sorted(described) == sorted(name for name in files if "__init__" not in name)


def test_every_place_exists() -> None:
    for cells in rows(section(HANDBOOK, "Indeling")):
        first, *others = names(cells[0])
        folder = (ROOT / first).parent
        assert (ROOT / first).exists(), first
        assert all((folder / other).exists() for other in others), cells[0]
