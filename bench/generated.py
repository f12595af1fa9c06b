"""Made networks beside public ones: how ties, skills and communities are distributed over people."""

from __future__ import annotations

import csv
import json
import math
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.networks import SEED
from peernet.interchange.generating import GLOBAL_ID, generate

QUANTILES = (0.1, 0.5, 0.9, 0.99)
LARGER = 10_000
"""People of a made network that is shown beside the one of the same size as the public data."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How one quantity is distributed; tail: the exponent of a power law through its upper tenth (Hill's estimate).

    far: the largest difference to the public data's cumulative distribution, both divided by their means
    (Kolmogorov-Smirnov); 0 for these themselves.
    """

    what: str
    of: str
    count: int
    mean: float
    none: float
    p10: float
    p50: float
    p90: float
    p99: float
    most: float
    gini: float
    tail: float
    far: float


@dataclass(frozen=True, slots=True)
class Sample:
    """A quantity in public data: its name, whose data, the values, and how the same is read from a made network."""

    what: str
    of: str
    values: Sequence[float]
    made: Callable[[Path], Sequence[float]]


def measure_generated(data: Path) -> list[Shape]:
    """Each quantity as public data has it, and as made: for as many people as there, and for LARGER."""
    shapes: list[Shape] = []
    with tempfile.TemporaryDirectory() as folder:
        for sample in _samples(data):
            shapes.append(_shape(sample.what, sample.of, sample.values, sample.values))
            for people in (_people_for(sample), LARGER):
                values = sample.made(_made(Path(folder), people))
                shapes.append(_shape(sample.what, f"made, {people:,} people", values, sample.values))
    return shapes


def gini(values: Sequence[float]) -> float:
    """0 when all have the same, towards 1 when one has everything."""
    ordered, total = sorted(values), sum(values)
    weighted = sum(place * value for place, value in enumerate(ordered, 1))
    return 2 * weighted / (len(ordered) * total) - (len(ordered) + 1) / len(ordered) if total else 0.0


def tail(values: Sequence[float]) -> float:
    """The exponent a of P(x > v) ~ v^-a through the upper tenth, at least five of them (B. M. Hill, 1975)."""
    ordered = sorted((value for value in values if value > 0), reverse=True)
    kept = min(len(ordered) - 1, max(5, len(ordered) // 10))
    logs = [math.log(value / ordered[kept]) for value in ordered[:kept]] if kept > 0 else []
    return len(logs) / sum(logs) if sum(logs) > 0 else math.inf


def distance(one: Sequence[float], other: Sequence[float]) -> float:
    """Kolmogorov and Smirnov's, of the values divided by their means: the shape counts, not the level."""
    first, second = (sorted(value * len(values) / sum(values) for value in values) for values in (one, other))
    return max(
        abs(bisect_right(first, value) / len(first) - bisect_right(second, value) / len(second))
        for value in (*first, *second)
    )


def _shape(what: str, of: str, values: Sequence[float], public: Sequence[float]) -> Shape:
    ordered = sorted(values)
    p10, p50, p90, p99 = (ordered[min(len(ordered) - 1, int(len(ordered) * part))] for part in QUANTILES)
    return Shape(
        what=what,
        of=of,
        count=len(ordered),
        mean=round(sum(ordered) / len(ordered), 2),
        none=round(sum(value == 0 for value in ordered) / len(ordered), 2),
        p10=p10,
        p50=p50,
        p90=p90,
        p99=p99,
        most=ordered[-1],
        gini=round(gini(ordered), 3),
        tail=round(tail(ordered), 2),
        far=round(distance(ordered, public), 3),
    )


def _samples(data: Path) -> list[Sample]:
    social, mentors = data / "ldbc_snb_sample", _mentors(data / "coding_coach_mentors" / "mentors.json")
    skills = [{tag.lower() for tag in mentor["tags"]} for mentor in mentors]
    return [
        Sample("ties of a person", "LDBC SNB", _degrees(social), _made_degrees),
        Sample("groups of a person", "LDBC SNB", _groups(social), _made_groups),
        Sample("members of a group", "LDBC SNB", _sizes(social), _made_sizes),
        Sample("skills of a mentor", "Coding Coach", [len(each) for each in skills if each], _made_skills),
        Sample("mentors of a skill", "Coding Coach", _counted(skills), _made_mentors),
        Sample("interests of a person", "LDBC SNB", _interests(social), _made_skills),
        Sample("people of an interest", "LDBC SNB", _interested(social), _made_mentors),
        Sample("people of a country", "Coding Coach", _counted([{m["country"]} for m in mentors]), _made_countries),
    ]


def _people_for(sample: Sample) -> int:
    """A made network with as many people, or as many mentors, as the public data."""
    return 500 if sample.of == "Coding Coach" else 222


def _made(folder: Path, people: int) -> Path:
    made = folder / str(people)
    if not made.exists():
        generate(made, people, SEED)
    return made


def _mentors(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _rows(file: Path, delimiter: str) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter=delimiter))[1:]


def _column(folder: Path, name: str) -> list[str]:
    """The ids in the first column of one of the public files."""
    return [row[0] for row in _rows(folder / f"{name}_0_0.csv", "|")]


def _links(folder: Path, name: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in _rows(folder / f"{name}_0_0.csv", "|")]


def _degrees(folder: Path) -> list[int]:
    ends = Counter(end for tie in _links(folder, "person_knows_person") for end in tie)
    return [ends[person] for person in _column(folder, "person")]


def _in_groups(folder: Path) -> list[tuple[str, str]]:
    """Members of what is called a group; walls and albums are everybody's own."""
    groups = {row[0] for row in _rows(folder / "forum_0_0.csv", "|") if row[1].startswith("Group")}
    return [(forum, person) for forum, person in _links(folder, "forum_hasMember_person") if forum in groups]


def _groups(folder: Path) -> list[int]:
    joined = Counter(person for _, person in _in_groups(folder))
    return [joined[person] for person in _column(folder, "person")]


def _sizes(folder: Path) -> list[int]:
    return list(Counter(forum for forum, _ in _in_groups(folder)).values())


def _interests(folder: Path) -> list[int]:
    return list(Counter(person for person, _ in _links(folder, "person_hasInterest_tag")).values())


def _interested(folder: Path) -> list[int]:
    return list(Counter(tag for _, tag in _links(folder, "person_hasInterest_tag")).values())


def _counted(sets: Iterable[Iterable[Any]]) -> list[int]:
    return list(Counter(each for one in sets for each in one).values())


def _made_rows(folder: Path, name: str) -> Iterator[Mapping[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _made_degrees(folder: Path) -> list[int]:
    ends = Counter(row[end] for row in _made_rows(folder, "ties") for end in ("from_id", "to_id"))
    return [ends[row["id"]] for row in _made_rows(folder, "people")]


def _made_members(folder: Path) -> list[Mapping[str, str]]:
    return [row for row in _made_rows(folder, "memberships") if row["community_id"] != GLOBAL_ID]


def _made_groups(folder: Path) -> list[int]:
    return list(Counter(row["person_id"] for row in _made_members(folder)).values())


def _made_sizes(folder: Path) -> list[int]:
    return list(Counter(row["community_id"] for row in _made_members(folder)).values())


def _made_skills(folder: Path) -> list[int]:
    return list(Counter(row["person_id"] for row in _made_rows(folder, "offers")).values())


def _made_mentors(folder: Path) -> list[int]:
    return list(Counter(row["skill_id"] for row in _made_rows(folder, "offers")).values())


def _made_countries(folder: Path) -> list[int]:
    return list(Counter(row["country"] for row in _made_rows(folder, "people")).values())
