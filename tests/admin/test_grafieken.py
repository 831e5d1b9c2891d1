"""The charts: SVG that says the same as its table, without styles or scripts."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from contactmomenten.admin.grafieken import (
    Balk,
    Grafiek,
    Staaf,
    Titel,
    balken,
    doelbalk,
    staven,
    warmtekaart,
)
from contactmomenten.admin.grafieken.schaal import every, marks
from contactmomenten.admin.grafieken.svg import AVERAGE, LETTER, element, shortened
from contactmomenten.admin.grafieken.warmtekaart import hours_shown, shade

TITEL = Titel("proef", "Titel & <zo>", 'Wat "er" te zien is')
NO_HOURS = [[0] * 24 for _ in range(7)]


def made() -> dict[str, Grafiek]:
    uren = [list(dag) for dag in NO_HOURS]
    uren[1][9], uren[6][23] = 5, 1
    return {
        "staven": staven(TITEL, [Staaf("<b>", "1 & 2", 3), Staaf("d", "k", 0)], eenheid="<n>"),
        "staven zonder iets": staven(TITEL, [Staaf("a", "b", 0)], eenheid="n"),
        "balken": balken(
            TITEL,
            [Balk("<b>" * 40, 3, 0.75, True), Balk("d", 1, 0.25)],
            eenheid="n",
            legenda=("wel", "niet"),
        ),
        "doelbalk": doelbalk(TITEL, 0.57, 0.8),
        "warmtekaart": warmtekaart(TITEL, uren, eenheid="n"),
    }


def drawings(grafiek: Grafiek) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(tekening) for tekening in grafiek.tekeningen]  # noqa: S314


def bars(drawing: ElementTree.Element, name: str = "staaf") -> list[ElementTree.Element]:
    return [r for r in drawing.iter("rect") if name in r.get("class", "").split()]


def texts(drawing: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in drawing.iter("text")]


@pytest.mark.parametrize("name", made())
def test_each_is_an_image_with_a_title_and_a_description(name: str) -> None:
    ids = []
    for svg in drawings(made()[name]):
        title, desc = svg.find("title"), svg.find("desc")
        assert title is not None
        assert desc is not None
        assert (svg.get("role"), title.text, desc.text) == ("img", TITEL.titel, TITEL.beschrijving)
        assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        ids += [title.get("id"), desc.get("id")]

    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", made())
def test_nothing_that_the_content_security_policy_forbids(name: str) -> None:
    for svg in drawings(made()[name]):
        for part in svg.iter():
            assert part.tag in {"svg", "title", "desc", "g", "rect", "line", "text"}
            assert not [a for a in part.attrib if a == "style" or a.startswith("on")]


@pytest.mark.parametrize("name", made())
def test_everything_is_within_the_chart(name: str) -> None:
    for svg in drawings(made()[name]):
        _, _, width, height = map(float, svg.get("viewBox", "").split())
        for rect in svg.iter("rect"):
            x, y, w, h = (float(rect.get(a, "")) for a in ("x", "y", "width", "height"))
            assert 0 <= x <= x + w <= width + 0.2
            assert 0 <= y <= y + h <= height + 0.2
        for text in svg.iter("text"):
            assert 0 <= float(text.get("x", "")) <= width
            assert 0 <= float(text.get("y", "")) <= height


def test_bars_are_as_high_as_their_numbers_and_the_first_highest_stands_out() -> None:
    punten = [Staaf(f"dag {n}", str(n), n) for n in (4, 8, 0, 8)]
    for svg in drawings(staven(TITEL, punten, eenheid="per dag")):
        heights = [float(bar.get("height", "")) for bar in bars(svg)]
        assert heights[1] == pytest.approx(2 * heights[0], abs=0.2)
        assert heights[2] == 0
        (top,) = bars(svg, "hoogste")
        assert top is bars(svg)[1]
        assert "".join(top.itertext()) == "dag 8: 8"
        assert {"per dag", "0", "2", "8"} <= set(texts(svg))


def test_a_hundred_bars_have_labels_that_do_not_touch() -> None:
    punten = [Staaf(str(n), "30 sep", n) for n in range(100)]
    for svg in drawings(staven(TITEL, punten, eenheid="per dag")):
        places = sorted(float(t.get("x", "")) for t in svg.iter("text") if t.text == "30 sep")
        assert min(b - a for a, b in pairwise(places)) > 40


def test_bars_on_their_side_are_as_long_as_their_shares() -> None:
    rows = [Balk("Burgerzaken", 30, 0.6), Balk("Parkeren", 15, 0.3), Balk("Zorg", 0, 0)]
    (svg,) = drawings(balken(TITEL, rows, eenheid="aandeel"))
    widths = [float(bar.get("width", "")) for bar in bars(svg)]

    assert widths[0] == pytest.approx(2 * widths[1], abs=0.2)
    assert widths[2] < 1
    assert {"Burgerzaken", "30 (60,0%)", "15 (30,0%)", "0%", "60%", "aandeel"} <= set(texts(svg))


def test_a_long_name_is_cut_off_where_it_is_shown_and_whole_in_its_title() -> None:
    name = "Aanslag gemeentelijke belastingen betalen in termijnen"
    (svg,) = drawings(balken(TITEL, [Balk(name, 1, 1)], eenheid="n"))

    assert name not in texts(svg)
    assert f"{name}: 1 (100,0%)" in [title.text for title in svg.iter("title")]
    assert shortened("abcdef", 4 * LETTER * AVERAGE) == "abc…"
    assert shortened("abcd", 4 * LETTER * AVERAGE) == "abcd"


def test_a_target_stands_where_it_is() -> None:
    (svg,) = drawings(doelbalk(TITEL, 0.57, 0.8))
    (line,) = svg.iter("line")

    assert float(line.get("x1", "")) == pytest.approx(0.8 * 240)
    assert [float(bar.get("width", "")) for bar in bars(svg)] == [
        pytest.approx(0.57 * 240, abs=0.1)
    ]
    assert texts(svg) == ["doel 80%"]


@pytest.mark.parametrize(("aandeel", "doel"), [(0, 0), (1, 1)])
def test_a_target_at_an_end_fits(aandeel: float, doel: float) -> None:
    (svg,) = drawings(doelbalk(TITEL, aandeel, doel))
    (text,) = svg.iter("text")

    assert 20 < float(text.get("x", "")) < 220


def test_a_busier_hour_has_a_stronger_colour() -> None:
    assert [shade(n, 10) for n in (0, 1, 2, 3, 9, 10)] == [0, 1, 1, 2, 5, 5]
    assert shade(1, 1) == 5


def test_hours_in_which_nothing_happened_are_left_out_but_for_the_opening_hours() -> None:
    uren = [list(dag) for dag in NO_HOURS]
    assert hours_shown(uren) == range(8, 17)
    uren[6][6] = uren[0][21] = 1
    assert hours_shown(uren) == range(6, 22)
    for svg in drawings(warmtekaart(TITEL, uren, eenheid="contactmomenten")):
        cells = [r for r in svg.iter("rect") if len(r)]
        assert len(cells) == 7 * 16
        assert [c[0].text for c in cells if "warmte-5" in c.get("class", "")] == [
            "maandag van 21 tot 22 uur: 1",
            "zondag van 6 tot 7 uur: 1",
        ]


@pytest.mark.parametrize(
    ("highest", "expected"),
    [(0, [0, 1]), (1, [0, 1]), (4, [0, 1, 2, 3, 4]), (45, [0, 20, 40, 60]), (900, [0, 500, 1000])],
)
def test_an_axis_has_round_numbers(highest: int, expected: list[float]) -> None:
    assert marks(highest, most=4) == expected


def test_labels_are_left_out_where_there_is_no_room() -> None:
    assert (every(5, 8), every(31, 8), every(100, 0.5)) == (1, 4, 100)


def test_texts_are_escaped() -> None:
    assert (
        element("text", "<a>", x=1.25, class_='"')
        == '<text x="1.2" class="&quot;">&lt;a&gt;</text>'
    )
