"""Reading the pages of the handbook: their sections, tables and examples."""

import re

from tests.conftest import ROOT

_EXAMPLE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def page(name: str) -> str:
    """The text of a page."""
    return (ROOT / "docs" / name).read_text()


def section(text: str, title: str) -> str:
    """What stands below a heading, up to the next one of any level."""
    (found,) = re.findall(rf"^#+ {title}\n(.*?)(?=^#+ |\Z)", text, re.DOTALL | re.MULTILINE)
    assert isinstance(found, str)
    return found


def rows(text: str) -> list[list[str]]:
    """The cells of every row of every table whose first cell begins with a name."""
    lines = re.findall(r"^\| (.*) \|$", text, re.MULTILINE)
    return [cells for cells in (line.split(" | ") for line in lines) if cells[0].startswith("`")]


def names(text: str) -> list[str]:
    """What is marked as code in a text, outside its examples."""
    return re.findall(r"`([^`]+)`", _EXAMPLE.sub("", text))


def examples(text: str) -> list[tuple[str, str]]:
    """The examples in order: (language, text)."""
    return _EXAMPLE.findall(text)
