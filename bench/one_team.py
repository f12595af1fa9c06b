"""`teamProposals` over HTTP: the time of one team of five roles, and what teams that only cover the skills would be.

Beside it, on the same candidates, the two yardsticks of T. Lappas, K. Liu and E. Terzi, Finding a Team of Experts in
Social Networks (KDD 2009): the fewest people who have all the skills between them (greedy set cover), and the people
around one of them who cover the skills with the least distance between any two of them. Neither asks for a different
person in each role, so one or two who can do everything are a whole team to them.
"""

from __future__ import annotations

import asyncio
import csv
import json
import random
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from bench.engines import Bench, EngineName, open_bench
from bench.importing import load
from bench.machine import machine, processor_seconds
from bench.networks import network_folder
from bench.serving import Client, Served, serving
from bench.suggestions import by_popularity, global_id
from bench.timing import Times
from peernet.graph.session import connect
from peernet.model.team import TeamCandidate
from peernet.recommend.teams.worth import mean_blau, seat_fit, ties
from peernet.use_cases.catalogue import Catalogue
from peernet.use_cases.form_team import ProposedTeam, RoleWish, TeamWish, propose_team
from peernet.use_cases.network import Network

ROLES = 5
WARM_UP = 60
TEAMS = 100
COMPARED = 40
UNREACHABLE = 9
"""A distance for two who cannot reach each other: further than any two who can."""
Chosen = tuple[ProposedTeam, list[TeamCandidate]]
DOCUMENT = """query ($rules: TeamRulesInput!) { teamProposals(rules: $rules) {
  ... on TeamProposalConnection { edges { node { proved gap meanVariety members { role level person { id name }
    reasons { text } onlyTheyBring { text } } } } }
  ... on TeamImpossible { missing { kind text } } } }"""


@dataclass(frozen=True, slots=True)
class OneTeamFigures:
    """One engine, one size; times in ms over HTTP, python_ms and engine_ms processor time for each team.

    possible, proved: shares of the questions; hours: how many hours a week the team had to have in common.
    """

    engine: str
    people: int
    hours: float
    times: Times
    python_ms: float
    engine_ms: float
    possible: float
    proved: float
    load: float


@dataclass(frozen=True, slots=True)
class CoverFigures:
    """One way of choosing people for five skills, on the same candidates.

    skills: drawn each by itself (any), or five that some one member offers (related), as those of one project mostly
    are; members: how many people, on average; alone: the share of teams of one or two people; skills_each: skills that
    the busiest member answers for; variety: the weighted mean of Blau's index; fit: of five roles, each by the best
    member.
    """

    skills: str
    way: str
    teams: int
    members: float
    alone: float
    skills_each: float
    variety: float
    fit: float


async def measure_one_team(name: EngineName, people: int) -> tuple[list[OneTeamFigures], list[CoverFigures]]:
    """Asks as random members for five roles each, one question at a time; fills the engine first when it has to."""
    await load(name, people)
    folder = network_folder(people)
    async with open_bench(name, people) as bench, serving(bench) as served:
        timed = await asyncio.to_thread(_timed, bench, served, people, folder)
        return timed, await _compared(bench, people, folder)


def _timed(bench: Bench, served: Served, people: int, folder: Path) -> list[OneTeamFigures]:
    client, popular = Client(served.address), by_popularity(folder)
    for rules, token in _questions(served, popular, people, WARM_UP, 0.0, seed=0):
        client.ask(rules, token)
    figures = []
    for hours in (0.0, 1.0):
        questions = _questions(served, popular, people, TEAMS, hours, seed=1)
        figures.append(_kind(bench, served, client, questions, hours, people))
    return figures


def _kind(
    bench: Bench, served: Served, client: Client, questions: Sequence[tuple[bytes, str]], hours: float, people: int
) -> OneTeamFigures:
    answers: list[Any] = []
    taken: list[float] = []
    python, engine = processor_seconds(served.pid), processor_seconds(served.engine_pid)
    for question in questions:
        began = time.perf_counter()
        answers.append(client.ask(*question)["data"]["teamProposals"])
        taken.append((time.perf_counter() - began) * 1000)
    python, engine = processor_seconds(served.pid) - python, processor_seconds(served.engine_pid) - engine
    teams = [answer["edges"][0]["node"] for answer in answers if "edges" in answer]
    taken.sort()
    return OneTeamFigures(
        engine=bench.name,
        people=people,
        hours=hours,
        times=Times(*(round(taken[int(len(taken) * share)], 1) for share in (0.5, 0.95, 0.99))),
        python_ms=round(python / len(questions) * 1000, 1),
        engine_ms=round(engine / len(questions) * 1000, 1),
        possible=len(teams) / len(answers),
        proved=sum(team["proved"] for team in teams) / max(1, len(teams)),
        load=machine().load,
    )


def _skills(chance: random.Random, popular: Sequence[str]) -> list[str]:
    skills: list[str] = []
    while len(skills) < ROLES:
        skill = chance.choice(popular)
        skills += [skill] if skill not in skills else []
    return skills


def _questions(
    served: Served, popular: Sequence[str], people: int, count: int, hours: float, seed: int
) -> list[tuple[bytes, str]]:
    """Each by another member, for five skills drawn as often as they are offered."""
    chance = random.Random(f"teams {seed}")
    questions = []
    for _ in range(count):
        roles = [{"skillId": global_id(skill)} for skill in _skills(chance, popular)]
        body = {"query": DOCUMENT, "variables": {"rules": {"roles": roles, "hours": hours}}}
        questions.append((json.dumps(body).encode(), served.token(f"p{chance.randint(1, people):07d}")))
    return questions


async def _compared(bench: Bench, people: int, folder: Path) -> list[CoverFigures]:
    endpoint = bench.endpoint()
    found = []
    async with connect(endpoint.address, endpoint.user, endpoint.password) as graph:
        network = Network(graph, Catalogue(graph))
        await network.catalogue.refresh()
        for kind, drawn in (("any", _drawn(folder)), ("related", _related(folder))):
            chosen = await _chosen(network, people, drawn)
            found += [_figures(kind, way, teams) for way, teams in chosen.items()]
    return found


async def _chosen(network: Network, people: int, drawn: Sequence[Sequence[str]]) -> dict[str, list[Chosen]]:
    """By each way the teams for each five skills, as different members see them."""
    chance, chosen = random.Random("cover"), defaultdict[str, list[Chosen]](list)
    for skills in drawn:
        wish = TeamWish(tuple(RoleWish(skill) for skill in skills))
        team = await propose_team(network, f"p{chance.randint(1, people):07d}", wish, ())
        if isinstance(team, ProposedTeam):
            for way, members in _ways(team).items():
                chosen[way].append((team, members))
    return chosen


def _drawn(folder: Path) -> list[list[str]]:
    popular, chance = by_popularity(folder), random.Random("any")
    return [_skills(chance, popular) for _ in range(COMPARED)]


def _related(folder: Path) -> list[list[str]]:
    """Five skills each of members who offer as many, drawn at random."""
    offered = defaultdict[str, list[str]](list)
    with (folder / "offers.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            offered[row["person_id"]].append(row["skill_id"])
    able, chance = sorted(each for each in offered if len(offered[each]) >= ROLES), random.Random("related")
    return [chance.sample(sorted(offered[each]), ROLES) for each in chance.sample(able, min(COMPARED, len(able)))]


def _ways(team: ProposedTeam) -> dict[str, list[TeamCandidate]]:
    by_id = {each.person_id: each for each in team.candidates}
    return {
        "peernet": [by_id[seat.person_id] for seat in team.proposal.members],
        "greedy set cover": greedy_cover(team),
        "least distance": least_distance(team),
    }


def greedy_cover(team: ProposedTeam) -> list[TeamCandidate]:
    """Again and again whoever has most of the skills that nobody has yet; of equals the first by id."""
    able = _able(team)
    missing = set(range(len(team.rules.roles)))
    members: list[TeamCandidate] = []
    while missing:
        best = max(team.candidates, key=lambda each: (len(able[each.person_id] & missing), each.person_id))
        members.append(best)
        missing -= able[best.person_id]
    return members


def least_distance(team: ProposedTeam) -> list[TeamCandidate]:
    """RarestFirst: from each holder of the rarest skill the nearest holder of every other; the closest such team."""
    able, known = _able(team), ties(team.candidates)
    by_id = {each.person_id: each for each in team.candidates}
    roles = range(len(team.rules.roles))
    holders = {role: sorted(each for each in by_id if role in able[each]) for role in roles}
    rarest = min(roles, key=lambda role: len(holders[role]))
    found = []
    for start in holders[rarest]:
        away = _distances(start, known)
        nearest = {min(holders[role], key=lambda each: (away.get(each, UNREACHABLE), each)) for role in roles}
        found.append((max(away.get(each, UNREACHABLE) for each in nearest), len(nearest | {start}), start, nearest))
    _, _, start, nearest = min(found, key=lambda each: each[:3])
    return [by_id[each] for each in sorted(nearest | {start})]


def _able(team: ProposedTeam) -> Mapping[str, set[int]]:
    """Which roles each candidate could hold."""
    roles = list(enumerate(team.rules.roles))
    return {each.person_id: {place for place, role in roles if seat_fit(each, role)[0]} for each in team.candidates}


def _distances(start: str, known: Mapping[str, frozenset[str]]) -> dict[str, int]:
    away, waiting = {start: 0}, [start]
    for each in waiting:
        for other in sorted(known[each] - away.keys()):
            away[other] = away[each] + 1
            waiting.append(other)
    return away


def _figures(kind: str, way: str, teams: Sequence[Chosen]) -> CoverFigures:
    sizes = [len(members) for _, members in teams]
    return CoverFigures(
        skills=kind,
        way=way,
        teams=len(teams),
        members=round(mean(sizes), 2),
        alone=round(mean(size <= 2 for size in sizes), 2),
        skills_each=round(mean(_busiest(team, members) for team, members in teams), 2),
        variety=round(mean(float(mean_blau(members, team.rules.diverse)) for team, members in teams), 3),
        fit=round(mean(_fit(team, members) for team, members in teams), 3),
    )


def _busiest(team: ProposedTeam, members: Sequence[TeamCandidate]) -> int:
    """How many roles the member with most of them answers for: in a smaller team, each by the first who is able."""
    if len(members) == len(team.rules.roles):
        return 1
    holders = [next(each.person_id for each in members if seat_fit(each, role)[0]) for role in team.rules.roles]
    return max(holders.count(each) for each in holders)


def _fit(team: ProposedTeam, members: Sequence[TeamCandidate]) -> float:
    return mean(max(seat_fit(each, role)[0] for each in members) / 100 for role in team.rules.roles)
