"""What is asked, and is in no source yet: specifieke vragen that look like each other.

A KCM writes a specifieke vraag where no source has the question, or where the chosen vraag does not
cover it. So each of them is something that a source lacks.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, ExpressionWrapper, Func, Q, TextField
from django.db.models.functions import Left
from django.utils import timezone

from contactmomenten.models.contactmomentdetail import SEARCHED_CHARACTERS
from contactmomenten.models.contactmomentdetail_queryset import WITH_VRAAG
from contactmomenten.rapportages.cijfers import Kennisgat, Kennisgaten
from contactmomenten.rapportages.tellen import Selectie

MEESTE = 10
VOORBEELDEN = 3
BEKEKEN = 2000  # the newest; of older ones a source may have come since
ALIKE = 0.5  # of all stems of two questions, how many they have to share
FEWEST = 2  # what was asked once is no pattern
LONGEST_EXAMPLE = 200  # characters

_ASKED = Q(specifieke_vraag__regex=r"\S")


class _Stems(Func):
    """The stems of the Dutch words in a text, in order, each once; without the common words."""

    template = "tsvector_to_array(to_tsvector('dutch', %(expressions)s))"
    output_field = ArrayField(TextField())


@dataclass(slots=True)
class _Asked:
    """How often, how often without a vraag, and in which words; the newest of equals first."""

    aantal: int = 0
    zonder_vraag: int = 0
    texts: dict[str, None] = field(default_factory=dict)

    def add(self, other: "_Asked") -> None:
        """Take in what looks like it."""
        self.aantal += other.aantal
        self.zonder_vraag += other.zonder_vraag
        self.texts |= other.texts


def kennisgaten(selectie: Selectie, meeste: int = MEESTE, hoogstens: int = BEKEKEN) -> Kennisgaten:
    """The gaps, most asked first, in the newest of the questions. One query.

    Two questions belong together if they share at least half of their stems. A group forms around
    what is asked most.
    """
    newest = (
        selectie.gekozen.filter(_ASKED)
        .newest_first()
        .annotate(
            stems=_Stems(Left("specifieke_vraag", SEARCHED_CHARACTERS)),
            kort=Left("specifieke_vraag", LONGEST_EXAMPLE + 1),
            met_vraag=ExpressionWrapper(WITH_VRAAG, output_field=BooleanField()),
        )
    )
    rows = list(newest.values_list("kort", "met_vraag", "stems", "startdatum")[: hoogstens + 1])
    more = len(rows) > hoogstens
    rows = rows[:hoogstens]
    return Kennisgaten(
        bekeken=len(rows),
        gezien_vanaf=timezone.localdate(rows[-1][3]) if more else None,
        gaten=tuple(_gaps([(kort, bool(met), stems) for kort, met, stems, _ in rows])[:meeste]),
    )


def _gaps(rows: Iterable[tuple[str, bool, Sequence[str]]]) -> list[Kennisgat]:
    asked: dict[frozenset[str], _Asked] = defaultdict(_Asked)
    for text, met_vraag, stems in rows:
        if stems:
            same = asked[frozenset(stems)]
            same.aantal += 1
            same.zonder_vraag += not met_vraag
            same.texts[_shown(text)] = None
    found = [
        Kennisgat(
            voorbeeld=next(iter(group.texts)),
            aantal=group.aantal,
            zonder_vraag=group.zonder_vraag,
            andere=tuple(list(group.texts)[1 : 1 + VOORBEELDEN]),
        )
        for group in _group(asked)
        if group.aantal >= FEWEST
    ]
    return sorted(found, key=lambda gat: (-gat.aantal, gat.voorbeeld))


def _group(asked: dict[frozenset[str], _Asked]) -> list[_Asked]:
    """Let each join the first group that it looks like, or be the first of another."""
    groups: list[tuple[frozenset[str], _Asked]] = []
    with_stem: dict[str, list[int]] = defaultdict(list)
    for stems, same in sorted(asked.items(), key=lambda item: (-item[1].aantal, sorted(item[0]))):
        near = sorted({n for stem in stems for n in with_stem[stem]})
        place = next((n for n in near if _is_alike(stems, groups[n][0])), None)
        if place is not None:
            groups[place][1].add(same)
            continue
        for stem in stems:
            with_stem[stem].append(len(groups))
        groups.append((stems, same))
    return [group for _, group in groups]


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)


def _shown(text: str) -> str:
    whole = len(text) <= LONGEST_EXAMPLE
    return " ".join(text[:LONGEST_EXAMPLE].split()) + ("" if whole else "…")
