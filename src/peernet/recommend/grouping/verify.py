"""Judge a grouping by the rules alone, knowing nothing of how it was found and sharing no formula with that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import isclose

from peernet.model.grouping import GroupedTeam, Grouping, GroupingRules, team_id_of
from peernet.model.team import TeamCandidate

_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that the grouping breaks: the rule or figure, and who or what it concerns."""

    rule: str
    about: tuple[str, ...] = ()


def broken_rules(rules: GroupingRules, people: Sequence[TeamCandidate], grouping: Grouping) -> list[Broken]:
    """All that is wrong with it; empty for a grouping that keeps every hard rule and whose figures are true."""
    by_id = {person.person_id: person for person in people}
    strangers = {person_id for team in grouping.teams for person_id in team.people} - by_id.keys()
    if strangers or not grouping.teams:
        return [Broken("people", tuple(sorted(strangers)))]
    return [
        *_everybody(rules, by_id, grouping),
        *_sizes(rules, grouping),
        *_company(rules, by_id, grouping),
        *_pairs(rules, grouping),
        *(broken for team in grouping.teams for broken in _team(rules, by_id, team)),
        *_figures(rules, by_id, grouping),
    ]


def _everybody(rules: GroupingRules, by_id: Mapping[str, TeamCandidate], grouping: Grouping) -> Iterator[Broken]:
    overloaded = {
        person.person_id for person in by_id.values() if rules.most_load is not None and person.load >= rules.most_load
    }
    if set(grouping.left_out) != overloaded:
        yield Broken("load", tuple(sorted(overloaded.symmetric_difference(grouping.left_out))))
    places = Counter(person_id for team in grouping.teams for person_id in team.people)
    for person_id in sorted(by_id.keys() - overloaded | places.keys()):
        if places[person_id] != (person_id not in overloaded):
            yield Broken("people", (person_id,))
    ids = [team.team_id for team in grouping.teams]
    if len(set(ids)) < len(ids) or ids != [team_id_of(team.people) for team in grouping.teams]:
        yield Broken("team_id")


def _sizes(rules: GroupingRules, grouping: Grouping) -> Iterator[Broken]:
    sizes = [len(team.members) for team in grouping.teams]
    low, high = rules.size.low, rules.size.high
    if rules.size.teams not in (None, len(sizes)):
        yield Broken("size", (str(len(sizes)),))
    if (low is not None and min(sizes) < low) or (high is not None and max(sizes) > high) or min(sizes) < 1:
        yield Broken("size", (str(min(sizes)), str(max(sizes))))
    if low is None and high is None and max(sizes) - min(sizes) > 1:
        yield Broken("size", ("uneven",))


def _company(rules: GroupingRules, by_id: Mapping[str, TeamCandidate], grouping: Grouping) -> Iterator[Broken]:
    for rule in rules.no_lone:
        everybody = Counter(
            value
            for team in grouping.teams
            for person_id in team.people
            for value in set(_values(by_id[person_id], rule.attribute))
        )
        watched = set(rule.values) or {value for value, people in everybody.items() if people > 1}
        for team in grouping.teams:
            here = Counter(
                value for person_id in team.people for value in set(_values(by_id[person_id], rule.attribute))
            )
            for value in sorted(watched):
                if here[value] == 1:
                    yield Broken("no_lone", (team.team_id, rule.attribute, value))


def _pairs(rules: GroupingRules, grouping: Grouping) -> Iterator[Broken]:
    home = {person_id: place for place, team in enumerate(grouping.teams) for person_id in team.people}
    for ids in rules.together:
        if len({home.get(person_id) for person_id in ids}) > 1:
            yield Broken("together", ids)
    for ids in rules.apart:
        if len({home.get(person_id, person_id) for person_id in ids}) < len(set(ids)):
            yield Broken("apart", ids)


def _team(rules: GroupingRules, by_id: Mapping[str, TeamCandidate], team: GroupedTeam) -> Iterator[Broken]:
    members = [by_id[person_id] for person_id in team.people]
    for role in rules.roles:
        wanted = sum(each.people for each in rules.roles if each.label == role.label)
        holders = [by_id[member.person_id] for member in team.members if member.role == role.label]
        able = [
            person
            for person in holders
            if any(person.skills.get(skill, 0) >= (role.level or 1) for skill in role.skill_ids)
        ]
        if len(holders) < wanted or len(able) < len(holders):
            yield Broken("role", (team.team_id, role.label))
    spoken = [{tag.split("-")[0].lower() for tag in person.languages} for person in members]
    shared = set.intersection(*spoken)
    asked = rules.language and rules.language.split("-")[0].lower()
    if (asked and asked not in shared) or (rules.shared_language and not shared):
        yield Broken("language", (team.team_id,))
    if team.figures.language is not None and team.figures.language not in shared:
        yield Broken("claimed language", (team.team_id,))
    if rules.minimum_hours and _hours(members) < rules.minimum_hours:
        yield Broken("overlap", (team.team_id,))
    if team.figures.common_hours is not None and team.figures.common_hours != _hours(members):
        yield Broken("claimed hours", (team.team_id,))


def _hours(members: Sequence[TeamCandidate]) -> float:
    """Half hours counted one by one."""
    return sum(all((member.slots or 0) >> slot & 1 for member in members) for slot in range(336)) / 2


def _figures(rules: GroupingRules, by_id: Mapping[str, TeamCandidate], grouping: Grouping) -> Iterator[Broken]:
    met = Counter(pair for ids in rules.earlier for pair in combinations(sorted(set(ids)), 2))
    again, varieties, scores = 0, [], []
    for team in grouping.teams:
        members = [by_id[person_id] for person_id in team.people]
        varieties.append(_mean(members, [(each.attribute, each.weight, False) for each in rules.diverse]))
        scores.append(_mean(members, _all_weights(rules)))
        if not (_near(team.figures.variety, varieties[-1]) and _near(team.figures.score, scores[-1])):
            yield Broken("claimed score", (team.team_id,))
        pairs = [pair for pair in combinations(sorted(team.people), 2) if pair in met]
        again += sum(met[pair] for pair in pairs)
        if sorted(team.figures.repeated) != pairs:
            yield Broken("claimed repeated", (team.team_id,))
    yield from _certificate(grouping, varieties, scores, again)


def _certificate(
    grouping: Grouping, varieties: Sequence[Fraction], scores: Sequence[Fraction], again: int
) -> Iterator[Broken]:
    said, count = grouping.certificate, len(grouping.teams)
    claims = {
        "mean": (said.mean, sum(varieties, Fraction()) / count),
        "worst": (said.worst, min(varieties)),
        "score_mean": (said.score_mean, sum(scores, Fraction()) / count),
        "score_worst": (said.score_worst, min(scores)),
        "repeated": (said.repeated, Fraction(again)),
        "gap": (said.gap, Fraction(said.bound) - Fraction(said.score_mean)),
        "worst_gap": (said.worst_gap, Fraction(said.worst_bound) - Fraction(said.score_worst)),
    }
    for name, (claimed, true) in claims.items():
        if not _near(claimed, true):
            yield Broken(f"claimed {name}")
    if min(said.gap, said.worst_gap, said.repeated - said.repeated_bound) < 0:
        yield Broken("claimed bound")
    if said.proved and (said.gap or said.worst_gap or said.repeated > said.repeated_bound):
        yield Broken("claimed proof")
    for rule in said.rules:
        if rule.hard and rule.rule != "load" and rule.met != rule.of:
            yield Broken("claimed rule", (rule.rule, *rule.about))


def _all_weights(rules: GroupingRules) -> list[tuple[str, float, bool]]:
    diverse = [(each.attribute, each.weight, False) for each in rules.diverse]
    return diverse + [(each.attribute, each.weight, True) for each in rules.similar]


def _mean(members: Sequence[TeamCandidate], weighted: Sequence[tuple[str, float, bool]]) -> Fraction:
    """The weighted mean of Blau's index, of its opposite for similar attributes; 0 without attributes."""
    found, total = Fraction(), Fraction()
    for attribute, weight, similar in weighted:
        share: dict[str, Fraction] = {}
        for member in members:
            values = _counted(member, attribute)
            for value in values:
                share[value] = share.get(value, Fraction()) + Fraction(1, len(values) * len(members))
        alike = sum((part**2 for part in share.values()), Fraction())
        found += Fraction(weight) * (alike if similar else 1 - alike)
        total += Fraction(weight)
    return found / total if total else Fraction()


def _counted(person: TeamCandidate, attribute: str) -> Sequence[str]:
    """The values that count: at most twelve, of skills those held well, the best first; none is a value too."""
    if attribute == "skills" and attribute not in person.values:
        well = sorted((-level, skill) for skill, level in person.skills.items() if level >= 3)
        return [skill for _, skill in well[:12]] or [""]
    return sorted(set(_values(person, attribute)))[:12] or [""]


def _values(person: TeamCandidate, attribute: str) -> Sequence[str]:
    if attribute in person.values:
        return person.values[attribute]
    own = {
        "country": (person.country,) if person.country else (),
        "communities": person.communities,
        "skills": tuple(person.skills),
        "languages": tuple(tag.split("-")[0].lower() for tag in person.languages),
    }
    return own.get(attribute, ())


def _near(claimed: float, true: Fraction) -> bool:
    return isclose(claimed, float(true), abs_tol=_CLOSE)
