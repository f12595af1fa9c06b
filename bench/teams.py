"""Everybody into teams: how near the bound, in what time and memory, beside chance, greed and a genetic search.

Each instance is divided in a process of its own. Seconds allowed are seconds of the processor, for us and for what
stands beside, so that a busy machine changes nothing; wall time is printed beside.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import orjson

from bench.machine import peak_mb
from bench.team_genetic import Population
from bench.team_instances import MANY_VALUES, diverse, ldbc_people, made_people
from peernet.model.grouping import Grouping, GroupingProgress, GroupingRules, Size
from peernet.model.team import TeamCandidate
from peernet.recommend.grouping.form import form_groups
from peernet.recommend.grouping.verify import broken_rules

SEED = 20_261_124
POPULATIONS = (20_000, 500)
"""As described, and one that has time for more generations."""
MOST_CELLS = 50_000_000


@dataclass(frozen=True, slots=True)
class TeamsAsked:
    """An instance: its name, people, teams, and the seconds of the processor allowed."""

    name: str
    people: int
    teams: int
    seconds: float


ASKED = (
    TeamsAsked("LDBC sample", 222, 37, 2),
    TeamsAsked("survey", 71, 12, 2),
    TeamsAsked("made", 1_000, 200, 30),
    TeamsAsked("made", 5_000, 1_000, 30),
)


@dataclass(frozen=True, slots=True)
class TeamsFigures:
    """One instance by one way. mean, worst: Blau's index (mean over attributes) on average and of the worst team.

    of_bound: mean of the supply-aware bound, of_mean: worst of mean, above_chance: by how much the mean is more than
    that of random teams, in %. processor, wall: seconds; peak_mb of the process.
    """

    instance: str
    people: int
    teams: int
    way: str
    mean: float
    worst: float
    bound: float
    of_bound: float
    of_mean: float
    above_chance: float
    proved: str
    processor: float
    wall: float
    peak_mb: float


def measure_teams() -> Iterator[TeamsFigures]:
    """Every instance: chance, greedy, genetic, ours."""
    for asked in ASKED:
        yield from _in_a_process(asked)
        for population in POPULATIONS:
            # Twenty thousand rows of five thousand people, twice, are more than the machine should give.
            yield from _in_a_process(asked, str(min(population, MOST_CELLS // asked.people)))


def measure_surveys(count: int = 10) -> Iterator[TeamsFigures]:
    """The survey of 71 people with other seeds: how many of them are proved optimal in the time allowed."""
    asked = ASKED[1]
    for seed in range(count):
        people = made_people(asked.people, seed, MANY_VALUES)
        yield _ours(asked, people, _chance(people, asked.teams)[0])[0]


def people_of(asked: TeamsAsked) -> list[TeamCandidate]:
    """Who is to be divided."""
    if asked.name == "LDBC sample":
        return ldbc_people()
    return made_people(asked.people, 0, MANY_VALUES) if asked.name == "survey" else made_people(asked.people, SEED)


def curve_of(asked: TeamsAsked) -> list[GroupingProgress]:
    """What was told on the way, by seconds of the processor."""
    return _ours(asked, people_of(asked), 1.0)[1]


def _measure(asked: TeamsAsked) -> list[TeamsFigures]:
    people = people_of(asked)
    chance = _chance(people, asked.teams)
    ours, _ = _ours(asked, people, chance[0])
    greedy = _greedy(people, asked, chance[0], ours.bound)
    random = _row(asked, "chance", chance, ours.bound, chance[0], "", (0.0, 0.0))
    return [random, greedy, ours]


def _ours(
    asked: TeamsAsked, people: Sequence[TeamCandidate], chance: float
) -> tuple[TeamsFigures, list[GroupingProgress]]:
    rules = GroupingRules(Size(asked.teams), diverse=diverse(people), seed=1, seconds=asked.seconds)
    told: list[GroupingProgress] = []

    def watch(progress: GroupingProgress) -> bool:
        told.append(progress)
        return True

    began, used = time.perf_counter(), time.process_time()
    found = form_groups(rules, people, time.process_time, watch)
    spent = time.process_time() - used, time.perf_counter() - began
    assert isinstance(found, Grouping), found
    peak = peak_mb()
    wrong = broken_rules(rules, people, found)
    assert not wrong, wrong[:3]
    said = found.certificate
    proved = "yes" if said.proved else "no"
    return _row(asked, "ours", (said.mean, said.worst), said.bound, chance, proved, spent, peak), told


def _row(
    asked: TeamsAsked,
    way: str,
    reached: tuple[float, float],
    bound: float,
    chance: float,
    proved: str,
    spent: tuple[float, float],
    peak: float = 0.0,
) -> TeamsFigures:
    mean, worst = reached
    return TeamsFigures(
        instance=asked.name,
        people=asked.people,
        teams=asked.teams,
        way=way,
        mean=round(mean, 5),
        worst=round(worst, 5),
        bound=round(bound, 5),
        of_bound=round(mean / bound, 5),
        of_mean=round(worst / mean, 4),
        above_chance=round(100 * (mean / chance - 1), 2),
        proved=proved,
        processor=round(spent[0], 2),
        wall=round(spent[1], 2),
        peak_mb=round(peak),
    )


def _chance(people: Sequence[TeamCandidate], teams: int) -> tuple[float, float]:
    """The mean and the worst team of random divisions, on average over a hundred of them, ten where they are large."""
    order = np.random.default_rng(SEED)
    found = []
    for _ in range(10 if len(people) > 500 else 100):
        shuffled = order.permutation(len(people))
        scores = [blau([people[place] for place in shuffled[team::teams]]) for team in range(teams)]
        found.append((sum(scores) / teams, min(scores)))
    mean, worst = np.mean(found, axis=0)
    return float(mean), float(worst)


def blau(team: Sequence[TeamCandidate]) -> float:
    """The mean over the attributes of 1 - sum p^2, counted plainly."""
    found = 0.0
    for attribute in team[0].values:
        held = [person.values[attribute] for person in team]
        found += 1 - sum((held.count(value) / len(held)) ** 2 for value in set(held))
    return found / len(team[0].values)


def _greedy(people: Sequence[TeamCandidate], asked: TeamsAsked, chance: float, bound: float) -> TeamsFigures:
    """Everybody in turn into that of the emptiest teams whose members they are least like: the plain way to begin."""
    used = time.process_time()
    formed: list[list[TeamCandidate]] = [[] for _ in range(asked.teams)]
    for place, person in enumerate(people):
        ready = [team for team in formed if len(team) == place // asked.teams]
        min(ready, key=lambda team: _alike(team, person)).append(person)
    scores = [blau(team) for team in formed]
    spent = time.process_time() - used
    return _row(asked, "greedy", (sum(scores) / len(scores), min(scores)), bound, chance, "", (spent, spent))


def _alike(team: Sequence[TeamCandidate], person: TeamCandidate) -> int:
    return sum(member.values[attribute] == value for member in team for attribute, value in person.values.items())


def _genetic(asked: TeamsAsked, population: int) -> TeamsFigures:
    people = people_of(asked)
    bound = curve_of(TeamsAsked(asked.name, asked.people, asked.teams, 0.1))[-1].bound
    began, used = time.perf_counter(), time.process_time()
    found = Population(people, asked.teams, population, SEED).evolve(time.process_time, asked.seconds)
    spent = time.process_time() - used, time.perf_counter() - began
    way = f"genetic, {population:,} x {found.generations}"
    return _row(asked, way, (found.mean, found.worst), bound, _chance(people, asked.teams)[0], "", spent, peak_mb())


def _in_a_process(asked: TeamsAsked, *more: str) -> Iterator[TeamsFigures]:
    command = [sys.executable, "-m", "bench.teams", str(ASKED.index(asked)), *more]
    for row in orjson.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout):
        yield TeamsFigures(**row)


if __name__ == "__main__":
    _asked = ASKED[int(sys.argv[1])]
    _rows = [_genetic(_asked, int(sys.argv[2]))] if len(sys.argv) > 2 else _measure(_asked)
    sys.stdout.buffer.write(orjson.dumps([asdict(each) for each in _rows]))
