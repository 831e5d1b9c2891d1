"""docs/api.md and its sister pages name what the API has, and nothing else.

What the API has is read from its description, which equals what the code gives, or from the code.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

from contactmomenten.api import BASIS, VERSIE, uitfasering, urls
from contactmomenten.api.paginering import DEFAULT_ORDERING, LONGEST_QUERY
from contactmomenten.api.parameters import DEFAULT_PAGE
from contactmomenten.models import Bron, Scope, Wijziging
from contactmomenten.services import Kanaal
from contactmomenten.services.grenzen import MOST_BRONNEN
from tests.conftest import ROOT
from tests.docs.handboek import examples, names, page, rows, section
from tests.factories import V1_URL

API, GEBRUIKEN, KOPPELEN = (page(f"{name}.md") for name in ("api", "api-gebruiken", "api-koppelen"))
DOCUMENT: dict[str, Any] = yaml.safe_load(page("openapi.yaml"))
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
LIJST: dict[str, Any] = DOCUMENT["paths"]["/contactmomentdetails"]["get"]
VRAGEN: dict[str, Any] = DOCUMENT["paths"]["/statistieken/vragen"]["get"]
PAGING = {"pageSize", "telling", "cursor", "ordering"}


def parameters(operation: dict[str, Any], place: str = "query") -> dict[str, dict[str, Any]]:
    described = operation.get("parameters", [])
    return {found["name"]: found for found in described if found["in"] == place}


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def test_every_address_and_its_scope() -> None:
    served = {}
    for pattern in urls.urlpatterns:
        path = re.sub(r"<\w+:(\w+)>", r"{\1}", f"/{pattern.pattern}")
        actions = getattr(pattern.callback, "actions", None) or {"get": None}
        scopes = getattr(getattr(pattern.callback, "cls", None), "required_scopes", {})
        for method in map(str.upper, actions.keys() - {"head"}):
            needed = scopes.get(method, ())
            needed = [needed] if isinstance(needed, Scope) else needed
            served[f"{method} {path}"] = [str(scope) for scope in needed]
    described = {
        call: names(cells[2])
        for cells in rows(section(API, "Adressen"))
        for call in names(cells[0])
    }

    assert BASIS in section(API, "Adressen")
    assert described | {"GET /docs": []} == served | {"GET /docs": []}


def test_every_property_and_whether_it_is_sent() -> None:
    sent = SCHEMAS["ContactmomentdetailsInvoer"]
    described = {
        name: cells[2] for cells in rows(section(API, "De gegevens")) for name in names(cells[0])
    }

    assert described.keys() == SCHEMAS["Contactmomentdetails"]["properties"].keys()
    assert {name for name, how in described.items() if how == "verplicht"} == {*sent["required"]}
    assert {name for name, how in described.items() if how in {"verplicht", "mag"}} == set(
        sent["properties"]
    )
    assert {*SCHEMAS["Bron"]["properties"]} <= {*names(section(API, "De gegevens"))}
    assert {*Bron.Soort.values} <= {*names(section(API, "De gegevens"))}


def test_every_filter_and_whether_it_is_repeatable() -> None:
    filters = parameters(LIJST).keys() - PAGING
    repeatable = {name for name in filters if parameters(LIJST)[name]["schema"]["type"] == "array"}
    described = {
        name: cells[1] for cells in rows(section(GEBRUIKEN, "Filters")) for name in names(cells[0])
    }

    assert described.keys() == filters
    assert {name for name, text in described.items() if "Herhaalbaar" in text} == repeatable


def test_every_ordering_and_which_is_the_default() -> None:
    schema = parameters(LIJST)["ordering"]["schema"]
    described = {names(cells[0])[0]: cells[1] for cells in rows(section(GEBRUIKEN, "Volgorde"))}

    assert list(described) == schema["enum"]
    assert [name for name, text in described.items() if "standaard" in text] == [DEFAULT_ORDERING]


def test_how_pages_are_cut() -> None:
    described = {names(cells[0])[0]: cells for cells in rows(section(GEBRUIKEN, "Pagina's"))}
    size, telling = (parameters(LIJST)[name]["schema"] for name in ("pageSize", "telling"))

    assert described.keys() | {"ordering"} == PAGING
    assert f"van {size['minimum']} tot en met {size['maximum']}" in described["pageSize"][1]
    assert described["pageSize"][2] == str(DEFAULT_PAGE)
    assert set(telling["enum"]) == set(names(described["telling"][1])) - {"count"}
    assert names(described["telling"][2]) == telling["enum"][:1]
    assert f"Hoogstens {size['maximum']} wijzigingen" in section(GEBRUIKEN, "Wijzigingen volgen")


def test_what_the_log_and_the_history_say() -> None:
    log, history = (section(GEBRUIKEN, name) for name in ("Wijzigingen volgen", "Geschiedenis"))

    assert "`soort` is `aangemaakt`, `gewijzigd` of `verwijderd`" in log
    assert Wijziging.Soort.values == ["aangemaakt", "gewijzigd", "verwijderd"]
    assert {kanaal.value for kanaal in Kanaal} <= set(names(history))
    (shown,) = (json.loads(text) for language, text in examples(history) if language == "json")
    assert [*shown["results"][0]] == [*SCHEMAS["Gebeurtenis"]["properties"]]
    assert [*shown["results"][0]["verschillen"][0]] == [*SCHEMAS["Verschil"]["properties"]]


def test_every_limit() -> None:
    bron, details = SCHEMAS["BronInvoer"], SCHEMAS["ContactmomentdetailsInvoer"]
    lengths = {
        **{name: found.get("maxLength") for name, found in details["properties"].items()},
        **{
            f"{name} van een bron": bron["properties"][name]["maxLength"]
            for name in ("titel", "url")
        },
        "bronnen": MOST_BRONNEN,
        "pageSize": parameters(LIJST)["pageSize"]["schema"]["maximum"],
        "aantal bij de cijfers": parameters(VRAGEN)["aantal"]["schema"]["maximum"],
        "Waarde van een parameter": parameters(LIJST)["zoek"]["schema"]["maxLength"],
        "Waarden van één herhaalbare parameter": parameters(LIJST)["bronSoort"]["schema"][
            "maxItems"
        ],
        "Alle parameters samen, zoals ze in het adres staan": LONGEST_QUERY,
        "X-Audit-Toelichting": reason()["schema"]["maxLength"],
        "Inhoud van een verzoek": 1,  # MiB
    }
    described = {}
    for line in re.findall(r"^\| (.*) \|$", section(API, "Grenzen"), re.MULTILINE)[1:]:
        what, limit = line.split(" | ")
        number = re.match(r"[\d.]+", limit)
        if number:
            names_ = [what] if what.startswith("Alle") else re.sub(r"`", "", what).split(", ")
            for name in names_:
                described[name] = int(number[0].replace(".", ""))
    longest = parameters(LIJST)["gespreksduurTot"]["schema"]["maximum"]

    assert described == {name: limit for name, limit in lengths.items() if limit is not None}
    assert f"{longest:,}".replace(",", ".") in section(API, "Grenzen")


def reason() -> dict[str, Any]:
    return parameters(DOCUMENT["paths"]["/contactmomentdetails"]["post"], "header")[
        "X-Audit-Toelichting"
    ]


def test_every_header() -> None:
    sent = {name for *_, operation in operations() for name in parameters(operation, "header")}
    answered = set(DOCUMENT["components"]["headers"])
    described = {part for name in names(API + GEBRUIKEN) for part in re.split("[: ]+", name)}

    assert sent | answered | {"Deprecation", "Sunset"} <= described


def test_the_policy_is_what_the_code_holds() -> None:
    versies = section(API, "Versies")

    assert "ten minste een jaar" in versies
    assert uitfasering.SHORTEST_NOTICE.days == 365
    if not uitfasering.UITFASERING:
        assert "Nu verdwijnt er niets." in versies


def test_the_changelog_names_the_version_of_the_api() -> None:
    newest_first = re.findall(r"API \(([\d.]+)\)", (ROOT / "CHANGELOG.md").read_text())

    assert newest_first[0] == VERSIE
    assert len(newest_first) == len(set(newest_first))


def test_the_query_for_power_bi_asks_for_what_exists() -> None:
    (query,) = (text for language, text in examples(KOPPELEN) if language == "text")
    (path,) = re.findall(r'RelativePath = "([^"]+)"', query)
    (columns,) = re.findall(r"List\.Combine\(Paginas\),\s+\{(.*?)\}", query, re.DOTALL)
    first = re.findall(r"(\w+) = ", re.findall(r"\(\) => Pagina\(\[(.*?)\]\)", query)[0])

    assert f"/{path}" == V1_URL
    assert set(re.findall(r'"(\w+)"', columns)) < set(SCHEMAS["Contactmomentdetails"]["properties"])
    assert {*first, "cursor"} <= set(parameters(LIJST))
    assert {"next", "results"} < set(SCHEMAS["Pagina"]["properties"])
