"""Whom the benches of teams divide: LDBC's sample of 222 people, and made people of any number."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bench.networks import ROOT
from peernet.model.team import Diverse, TeamCandidate

LDBC = ROOT.parent / "shared" / "data" / "ldbc_snb_sample"
LDBC_ATTRIBUTES = ("country", "university", "employer", "field", "language", "generation")
SOME_VALUES = (3, 4, 5, 6, 8, 10)
"""How many values each of the six made attributes has; the share of the k-th falls with k ** -0.8."""
MANY_VALUES = (2, 5, 8, 12, 20, 30)
"""The same for a survey with a few long lists among its questions."""
_UNEVENNESS = 0.8


def diverse(people: Sequence[TeamCandidate]) -> tuple[Diverse, ...]:
    """Every attribute they have, all of one weight."""
    return tuple(Diverse(attribute) for attribute in people[0].values)


def made_people(count: int, seed: int, values: Sequence[int] = SOME_VALUES) -> list[TeamCandidate]:
    """People with one value of each attribute, drawn independently; the same seed gives the same people."""
    chance = np.random.default_rng([count, seed])
    columns = []
    for number in values:
        share = 1 / np.arange(1, number + 1) ** _UNEVENNESS
        columns.append(chance.choice(number, count, p=share / share.sum()))
    return [
        TeamCandidate(f"p{place:05}", f"P {place}", values={f"a{at}": (f"v{value}",) for at, value in enumerate(row)})
        for place, row in enumerate(zip(*columns, strict=True))
    ]


def ldbc_people(folder: Path = LDBC) -> list[TeamCandidate]:
    """The people of LDBC's sample by six attributes, one value each; having none is a value of its own.

    country: of the city they live in. university, employer: the first one listed. field: the class of most of their
    interests (of equals the first by name). language: the first one listed. generation: the decade of their birth.
    """
    place, country = dict(_pairs(folder, "person_isLocatedIn_place")), dict(_pairs(folder, "place_isPartOf_place"))
    university, employer = _first(folder, "person_studyAt_organisation"), _first(folder, "person_workAt_organisation")
    field = _fields(folder)
    found = []
    for row in _rows(folder, "person"):
        person_id, born, languages = row[0], row[4], row[8]
        values = {
            "country": country[place[person_id]],
            "university": university.get(person_id),
            "employer": employer.get(person_id),
            "field": field.get(person_id),
            "language": languages.split(";")[0],
            "generation": str(datetime.fromtimestamp(int(born) / 1000, UTC).year // 10),
        }
        given = {name: () if value is None else (value,) for name, value in values.items()}
        found.append(TeamCandidate(person_id, f"{row[1]} {row[2]}", values=given))
    return found


def _fields(folder: Path) -> dict[str, str]:
    kind = dict(_pairs(folder, "tag_hasType_tagclass"))
    name = dict(_pairs(folder, "tagclass"))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for person_id, tag in _pairs(folder, "person_hasInterest_tag"):
        counts[person_id][name[kind[tag]]] += 1
    return {person: min(found, key=lambda each: (-found[each], each)) for person, found in counts.items()}


def _first(folder: Path, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for person_id, other in _pairs(folder, name):
        found.setdefault(person_id, other)
    return found


def _pairs(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    return ((row[0], row[1]) for row in _rows(folder, name))


def _rows(folder: Path, name: str) -> Iterator[list[str]]:
    with (folder / f"{name}_0_0.csv").open(encoding="utf-8", newline="") as source:
        reader = csv.reader(source, delimiter="|", quoting=csv.QUOTE_NONE)
        next(reader)
        yield from reader
