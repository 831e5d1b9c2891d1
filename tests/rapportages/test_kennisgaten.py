"""What is asked and in no source yet, grouped by likeness."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from contactmomenten.models import Contactmomentdetail
from contactmomenten.rapportages import Kennisgat, Selectie, Tijdvak, kennisgaten
from tests.factories import BEGIN, contactmomentdetail

pytestmark = pytest.mark.django_db

FEBRUARI = Tijdvak(date(2026, 2, 1), date(2026, 2, 28))


def ask(*vragen: str, **rest: Any) -> None:
    """One after the other; the last is the newest."""
    first = Contactmomentdetail.objects.count()
    for nummer, specifieke_vraag in enumerate(vragen, start=first):
        contactmomentdetail(nummer, specifieke_vraag=specifieke_vraag, **rest)


def gaps(**how: Any) -> list[Kennisgat]:
    return list(kennisgaten(Selectie(FEBRUARI), **how).gaten)


def test_forms_of_the_same_words_belong_together() -> None:
    ask("Krijg ik een sticker in mijn paspoort?", vraag=None)
    ask("Stickers in paspoorten", "Hoe laat is de markt open?")
    ask("sticker paspoort", vraag=" ")

    assert gaps() == [
        Kennisgat(
            voorbeeld="sticker paspoort",
            aantal=3,
            zonder_vraag=2,
            andere=("Stickers in paspoorten", "Krijg ik een sticker in mijn paspoort?"),
        )
    ]


def test_half_of_the_words_is_enough_and_less_is_not() -> None:
    ask("grofvuil ophalen", "grofvuil ophalen", "grofvuil ophalen zaterdag middag")
    ask("grofvuil container", "container")

    assert [(gat.voorbeeld, gat.aantal) for gat in gaps()] == [
        ("grofvuil ophalen", 3),
        ("container", 2),
    ]


def test_what_was_asked_once_or_says_nothing_is_no_gap() -> None:
    ask("sticker", "de het een", "🛂", " ", "")

    assert gaps() == []
    assert kennisgaten(Selectie(FEBRUARI)).bekeken == 3


def test_only_the_period_and_what_is_filtered_on() -> None:
    ask("sticker paspoort", verantwoordelijke_afdeling="Burgerzaken")
    ask("sticker paspoort", "sticker paspoort")
    earlier = BEGIN - timedelta(days=40)
    ask("sticker paspoort", startdatum=earlier, einddatum=earlier)

    assert [gat.aantal for gat in gaps()] == [3]
    own = Contactmomentdetail.objects.with_text("verantwoordelijke_afdeling", ["Burgerzaken"])
    assert kennisgaten(Selectie(FEBRUARI, own)).bekeken == 1


def test_a_long_text_is_cut_and_is_on_one_line() -> None:
    ask("sticker\n\tpaspoort " + "x" * 300, "sticker paspoort " + "x" * 300)

    (gat,) = gaps()
    assert gat.andere == (f"sticker paspoort {'x' * 182}…",)
    assert gat.voorbeeld == f"sticker paspoort {'x' * 183}…"


def test_it_looks_at_the_newest_and_says_so() -> None:
    ask(*["sticker paspoort"] * 4)
    assert kennisgaten(Selectie(FEBRUARI)).gezien_vanaf is None

    found = kennisgaten(Selectie(FEBRUARI), hoogstens=3)

    assert (found.bekeken, found.gezien_vanaf) == (3, BEGIN.date())
    assert found.gaten[0].aantal == 3


def test_it_takes_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ask(*["sticker paspoort"] * 3)
    with django_assert_num_queries(1):
        gaps()


WORDS = ["sticker", "paspoort", "rijbewijs", "afval", "ophalen", "container", "zaterdag", "de"]


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), max_size=12))
def test_it_is_what_comparing_everything_with_everything_gives(vragen: list[list[str]]) -> None:
    Contactmomentdetail.objects.all().delete()
    ask(*map(" ".join, vragen))

    assert [(gat.voorbeeld, gat.aantal) for gat in gaps(meeste=100)] == plainly(vragen)


def plainly(vragen: list[list[str]]) -> list[tuple[str, int]]:
    """Around what is asked most: whatever shares at least half of its stems."""
    asked: dict[tuple[str, ...], list[str]] = {}
    for words in reversed(vragen):
        if stems := tuple(sorted({stem(word) for word in words} - {""})):
            asked.setdefault(stems, []).append(" ".join(words))
    groups: list[tuple[set[str], list[str]]] = []
    for stems, texts in sorted(asked.items(), key=lambda item: (-len(item[1]), item[0])):
        for seed, members in groups:
            if 2 * len(seed & set(stems)) >= len(seed | set(stems)):
                members.extend(texts)
                break
        else:
            groups.append((set(stems), list(texts)))
    found = [(texts[0], len(texts)) for _, texts in groups if len(texts) > 1]
    return sorted(found, key=lambda gap: (-gap[1], gap[0]))


def stem(word: str) -> str:
    """As PostgreSQL's Dutch dictionary has it; "" for a word that is everywhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_to_string(ts_lexize('dutch_stem', %s), '')", [word])
        return str(cursor.fetchone()[0])
