"""docs/exports.md is the contract of a file."""

import re
from typing import Any

import yaml

from contactmomenten.api.exportvraag import NEVER_KEPT
from contactmomenten.api.filters import ContactmomentdetailsFilter
from contactmomenten.exports import KOLOMMEN, MEDEWERKER, MOST_AT_ONCE, kolommen_of
from contactmomenten.exports.kolommen import in_table
from contactmomenten.exports.lezen import LONGEST_EXPORT
from contactmomenten.exports.tabel import tabelkolommen
from contactmomenten.exports.xlsx_bestand import MOST_ROWS
from contactmomenten.exports.xlsx_tekst import LONGEST_TEXT, MOST_LINES
from tests.conftest import ROOT
from tests.docs.handboek import examples, names, page, rows, section
from tests.factories import EXPORT_URL

HANDBOOK = (ROOT / "docs/exports.md").read_text()
# Heading, name, kind, meaning, and when it is absent.
ROWS = re.findall(
    r"^\| ([^|]+) \| `(\w+)` \| (\w+) \| ([^|]+) \| ([^|]+) \|$",
    section(HANDBOOK, "Kolommen"),
    re.MULTILINE,
)
EXAMPLES = examples(HANDBOOK)
DOCUMENT: dict[str, Any] = yaml.safe_load(page("openapi.yaml"))
RECORD = DOCUMENT["components"]["schemas"]["Contactmomentdetails"]["properties"]
EXPORT = DOCUMENT["paths"]["/contactmomentdetails/_exporteer"]["get"]
PARAMETERS = {found["name"]: found for found in EXPORT["parameters"]}


def test_every_column_and_no_other_in_the_order_of_a_table() -> None:
    kolommen = in_table(KOLOMMEN)

    assert [(kop, naam) for kop, naam, *_ in ROWS] == [
        (", ".join(cell.kop for cell in tabelkolommen([kolom])), kolom.naam) for kolom in kolommen
    ]


def test_what_each_column_holds() -> None:
    assert {naam: soort for _, naam, soort, *_ in ROWS} == {
        kolom.naam: kolom.soort.name.lower() for kolom in KOLOMMEN
    }
    never_absent = {naam for _, naam, *_, absent in ROWS if absent.startswith("nooit")}
    assert never_absent == {
        naam for naam, schema in RECORD.items() if "null" not in schema.get("type", "")
    }
    assert "Hele seconden" in {naam: meaning for _, naam, _, meaning, _ in ROWS}["gespreksduur"]


def test_the_order_of_ndjson() -> None:
    (listed,) = re.findall(r"volgorde van de API: (.*?)\.\n", HANDBOOK, re.DOTALL)

    assert names(listed) == [kolom.naam for kolom in KOLOMMEN] == list(RECORD)


def test_the_parameters_of_the_api() -> None:
    described = {cells[0].strip("`"): cells for cells in rows(section(HANDBOOK, "Via de API"))}
    filters = ContactmomentdetailsFilter.base_filters.keys()

    assert described.keys() == PARAMETERS.keys() - filters
    assert set(names(described["formaat"][1])) == set(PARAMETERS["formaat"]["schema"]["enum"])
    assert set(PARAMETERS["kolommen"]["schema"]["items"]["enum"]) == set(RECORD)
    assert f"alles behalve `{MEDEWERKER}`" in described["kolommen"][2]
    kept_out = re.findall(r"Van (`zoek`.*?) blijft alleen", HANDBOOK, re.DOTALL)[0]
    assert set(names(kept_out)) == NEVER_KEPT


def test_the_query_for_power_bi_asks_for_what_exists() -> None:
    (query,) = (text for language, text in EXAMPLES if language == "text")
    (path,) = re.findall(r'RelativePath = "([^"]+)"', query)
    (asked,) = re.findall(r"Query = \[(.*?)\]", query, re.DOTALL)
    (kolommen,) = re.findall(r'kolommen = "([^"]+)"', asked)
    koppen = {kolom.kop for kolom in kolommen_of(kolommen.split(","))}
    (typed,) = re.findall(r"Koppen,\s+\{(.*?)\},\s+\"nl-NL\"", query, re.DOTALL)

    assert f"/{path}" == EXPORT_URL
    assert set(re.findall(r"(\w+) = ", asked)) <= PARAMETERS.keys()
    assert len(koppen) == len(kolommen.split(","))
    assert set(re.findall(r'"([^"]+)"', typed)) <= koppen
    assert re.search(r'Delimiter = "(.)"', query)[1] == ";"  # type: ignore[index]


def test_the_limits() -> None:
    def dutch(number: int) -> str:
        return f"{number:,}".replace(",", ".")

    assert f"hoogstens {MOST_AT_ONCE} exports tegelijk" in HANDBOOK
    assert f"hoogstens {dutch(MOST_ROWS)} rijen" in HANDBOOK
    assert f"hoogstens {dutch(LONGEST_TEXT)} tekens en {MOST_LINES} regels" in HANDBOOK
    assert ("hoogstens een uur" in HANDBOOK) == (LONGEST_EXPORT == "1h")
