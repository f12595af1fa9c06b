"""Who asks whom for advice among Krackhardt's 21 managers: held-out ties told from pairs that never asked.

The facts of the folder are mapped onto the product's, and scored with its signals and weights as they are: the advice
ties that were not held out are past mentorships (evidence of the advisor, the number of requests that the asker has
made, and whom one's mentors had as mentors), friendship and reporting are KNOWS ties, years with the company the level
of an offer. Nobody says at what level they ask. Whether advice was given is not in the folder, only whom they go to:
what is judged is the asker's side. No weight was fitted to this folder; but that paths through mentors help, and that
common contacts help only where there is no tie, was seen on it, so that the figure is no proof for another company.

A department is where one is put, nobody knows since when, and it is no community that one joined: it is left out, and
what comes of counting it as a lasting community of both stands beside.
"""

from __future__ import annotations

import csv
import random
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from peernet.model.mentor_candidate import Asker, MentorCandidate, OfferFact, SharedCommunity, WantedSkill
from peernet.model.skill import Hop
from peernet.recommend.asking import prepare
from peernet.recommend.mentors import rank
from peernet.recommend.standing import increment

NOW = 1_790_000_000_000
LASTING = 30 * 31_557_600_000
"""Thirty years: longer than anybody has been there."""
SKILL = WantedSkill("advice", "Advice", None, 1.0, Hop.ASKED, None)
SPLITS = 100
HELD_OUT = 0.2
LEVELS_FROM_YEARS = (5, 10, 15, 20)
"""Years with the company from which somebody counts as level 2, 3, 4 and 5."""

Tie = tuple[str, str]
Scores = dict[Tie, float]


@dataclass(frozen=True, slots=True)
class Company:
    """Everybody's years and department by id; who asks whom; who knows whom, in both directions."""

    years: dict[str, float]
    department: dict[str, str]
    advice: tuple[Tie, ...]
    knows: frozenset[Tie]


@dataclass(frozen=True, slots=True)
class AdviceFigures:
    """One way of scoring, over all splits; low, high: the middle 95 of a hundred splits.

    auc: over all pairs; within_asker: only pairs of one asker are compared.
    """

    score: str
    auc: float
    low: float
    high: float
    within_asker: float


def measure_advice(folder: Path, splits: int = SPLITS) -> list[AdviceFigures]:
    """The product's score and two plain rules on the same seeded splits."""
    company = read_company(folder)
    halves = [_split(company.advice, seed) for seed in range(splits)]
    return [_figures(name, rule, company, halves) for name, rule in RULES.items()]


def read_company(folder: Path) -> Company:
    """The folder's nodes.csv and edges.csv."""
    people, ties = _rows(folder / "nodes.csv"), _rows(folder / "edges.csv")
    layers: dict[str, list[Tie]] = {"advice": [], "friends": [], "reports_to": []}
    for row in ties:
        layers[row["layer"]].append((row["source"], row["target"]))
    known = layers["friends"] + layers["reports_to"]
    return Company(
        {row["id"]: float(row["tenure"]) for row in people},
        {row["id"]: row["dept"] for row in people},
        tuple(layers["advice"]),
        frozenset(known) | {(to, of) for of, to in known},
    )


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _split(advice: Sequence[Tie], seed: int) -> tuple[frozenset[Tie], frozenset[Tie]]:
    """Known ties and held-out ones."""
    mixed = sorted(advice)
    random.Random(f"advice {seed}").shuffle(mixed)
    held = int(len(mixed) * HELD_OUT)
    return frozenset(mixed[held:]), frozenset(mixed[:held])


def _figures(
    name: str,
    rule: Callable[[Company, frozenset[Tie]], Scores],
    company: Company,
    halves: Sequence[tuple[frozenset[Tie], frozenset[Tie]]],
) -> AdviceFigures:
    whole, within = [], []
    for known, held in halves:
        scores = {pair: score for pair, score in rule(company, known).items() if pair not in known}
        whole.append(_auc(scores, held, lambda _: ""))
        within.append(_auc(scores, held, lambda pair: pair[0]))
    whole.sort()
    tail = len(whole) * 25 // 1000
    return AdviceFigures(
        name,
        round(statistics.fmean(whole), 4),
        round(whole[tail], 4),
        round(whole[-1 - tail], 4),
        round(statistics.fmean(within), 4),
    )


def _auc(scores: Scores, held: frozenset[Tie], group: Callable[[Tie], str]) -> float:
    """The share of (held-out, never asked) couples of one group that are in the right order; half for a draw."""
    groups: dict[str, tuple[list[float], list[float]]] = {}
    for pair, score in scores.items():
        groups.setdefault(group(pair), ([], []))[pair not in held].append(score)
    right = sum((one > other) + 0.5 * (one == other) for yes, no in groups.values() for one in yes for other in no)
    return right / sum(len(yes) * len(no) for yes, no in groups.values())


def _product(company: Company, known: frozenset[Tie], *, departments: bool = False) -> Scores:
    """The product's estimate that they would ask: by each person about all others."""
    scores: Scores = {}
    for person in company.years:
        asking = prepare(_asker(company, known, person), [SKILL], NOW)
        candidates = [_candidate(company, known, person, other) for other in company.years if other != person]
        if departments:
            candidates = [_in_department(company, person, each) for each in candidates]
        scores |= {(person, found.candidate.person_id): found.sides.ask for found in rank(asking, candidates)}
    return scores


def _asker(company: Company, known: frozenset[Tie], person: str) -> Asker:
    asked = sum(1 for asker, _ in known if asker == person)
    return Asker(person, (), (), "UTC", {}, asked)


def _level(years: float) -> int:
    return 1 + sum(1 for least in LEVELS_FROM_YEARS if years >= least)


def _candidate(company: Company, known: frozenset[Tie], asker: str, person: str) -> MentorCandidate:
    asked_by = {each for each, advisor in known if advisor == person and each != asker}
    shown = len(asked_by) * increment("taught", 1, NOW)
    standing = increment("said", 1, NOW) + shown
    return MentorCandidate(
        person_id=person,
        name=person,
        languages=(),
        hours=(),
        time_zone="UTC",
        capacity=1,
        open_places=1,
        active_at=NOW,
        offers=(OfferFact(SKILL.skill_id, _level(company.years[person]), standing),),
        shared=(),
        knows=(asker, person) in company.knows,
        common_contacts=_common(company.knows, asker, person),
        requests_received=0,
        requests_answered=0,
        requests_accepted=0,
        via=None,
        activity=shown,
        shown={SKILL.skill_id: shown},
        places={},
        past=(),
        exposure=0.0,
        breadth=1 if shown else 0,
        mentored_mentors=_mentored_mentors(known, asker, asked_by),
    )


def _in_department(company: Company, asker: str, candidate: MentorCandidate) -> MentorCandidate:
    if company.department[asker] != company.department[candidate.person_id]:
        return candidate
    return replace(candidate, shared=(SharedCommunity("d", "Department", NOW - LASTING, NOW - LASTING),))


def _mentored_mentors(known: frozenset[Tie], asker: str, asked_by: Iterable[str]) -> tuple[int, ...]:
    """For each of those whom the asker has asked and who asked them: how many mentors that one has had."""
    mine = {advisor for each, advisor in known if each == asker}
    return tuple(sorted(sum(1 for each, _ in known if each == through) for through in mine & set(asked_by)))


def _common(ties: frozenset[Tie], one: str, other: str) -> int:
    return len({to for of, to in ties if of == one} & {to for of, to in ties if of == other})


def _in_degree(company: Company, known: frozenset[Tie]) -> Scores:
    return {pair: sum(1 for _, to in known if to == pair[1]) for pair in _pairs(company)}


def _common_neighbours(company: Company, known: frozenset[Tie]) -> Scores:
    ties = company.knows | known | {(to, of) for of, to in known}
    return {pair: _common(ties, *pair) for pair in _pairs(company)}


def _pairs(company: Company) -> list[Tie]:
    return [(one, other) for one in company.years for other in company.years if one != other]


RULES: dict[str, Callable[[Company, frozenset[Tie]], Scores]] = {
    "peernet": _product,
    "peernet, departments as communities": partial(_product, departments=True),
    "in-degree": _in_degree,
    "common neighbours": _common_neighbours,
}
