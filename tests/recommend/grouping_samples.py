"""People and rules for tests of everybody into teams, and every grouping there is, by trying them all."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from peernet.model.grouping import Grouping, GroupingRules, Similar, Size
from peernet.model.team import Diverse, NoLone, Role, TeamCandidate
from peernet.recommend.grouping.form import form_groups
from peernet.recommend.grouping.sizes import size_plans

Team = tuple[TeamCandidate, ...]


class StandingClock:
    """A clock that moves by a fixed step each time it is looked at."""

    def __init__(self, step: float = 0.0) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        """The time, in seconds."""
        self.now += self.step
        return self.now


def participant(
    person_id: str,
    *,
    languages: tuple[str, ...] = ("en",),
    slots: int | None = 0b1111,
    load: int = 0,
    skills: dict[str, int] | None = None,
    **values: str,
) -> TeamCandidate:
    """Somebody who speaks English and is free for two hours; keywords are attributes, values separated by `;`."""
    held = {name: tuple(filter(None, cell.split(";"))) for name, cell in values.items()}
    return TeamCandidate(person_id, person_id.title(), languages, slots, skills=skills or {}, load=load, values=held)


def grouped(rules: GroupingRules, people: Sequence[TeamCandidate]) -> Grouping:
    """The grouping, on a clock that stands still."""
    found = form_groups(rules, people, StandingClock())
    assert isinstance(found, Grouping), found
    return found


def small_instance(seed: int) -> tuple[GroupingRules, list[TeamCandidate]]:
    """Four to eight people, two or three teams, and any of the rules."""
    chance = random.Random(seed)
    count = chance.randint(4, 8)
    people = [_person(chance, f"p{number}") for number in range(count)]
    ids = [person.person_id for person in people]
    pairs = list(combinations(ids, 2))

    def sometimes(odds: float) -> bool:
        return chance.random() < odds

    rules = GroupingRules(
        size=chance.choice([Size(2), Size(2), Size(3), Size(low=2, high=3), Size(2, 2, 5)]),
        roles=(Role("a", {"a": 1.0}, 2),) * sometimes(0.3) + (Role("b", {"b": 1.0, "a": 0.5}, 1),) * sometimes(0.2),
        diverse=(Diverse("x"), Diverse("y", chance.choice([1.0, 0.5, 2.0])))[: chance.randint(0, 2)],
        similar=(Similar("z", 0.5),) * sometimes(0.3),
        no_lone=(NoLone("w", chance.choice([(), ("k",), ("k", "l")])),) * sometimes(0.3),
        minimum_hours=chance.choice([0.0, 0.0, 0.5, 1.0]),
        shared_language=sometimes(0.3),
        language="en" if sometimes(0.1) else None,
        together=tuple(chance.sample(pairs, sometimes(0.4))),
        apart=tuple(chance.sample(pairs, 2 * sometimes(0.4))),
        most_load=3 if sometimes(0.2) else None,
        earlier=tuple(tuple(chance.sample(ids, 3)) for _ in range(chance.choice([0, 0, 2]))),
        seed=seed,
        seconds=4.0,
    )
    return rules, people


def _person(chance: random.Random, person_id: str) -> TeamCandidate:
    return participant(
        person_id,
        languages=tuple(chance.sample(["en", "es", "fr"], chance.choice([1, 2, 3]))),
        slots=chance.choice([0b1111, 0b0111, 0b1100, 0b111111]),
        load=chance.choice([0, 0, 0, 0, 0, 3]),
        skills={skill: chance.randint(1, 5) for skill in "ab" if chance.random() < 0.7},
        x=chance.choice("abc"),
        y=";".join(chance.sample("abcd", chance.choice([0, 1, 1, 2]))),
        z=chance.choice("ab"),
        w=chance.choice(["k", "k", "l", ""]),
    )


def best_worth(rules: GroupingRules, people: Sequence[TeamCandidate]) -> tuple[int, Fraction, Fraction] | None:
    """Repeated pairs, and the aims of the worst team and on average (negative), of the best lawful grouping."""
    free = [person for person in people if rules.most_load is None or person.load < rules.most_load]
    plans = size_plans(rules.size, len(free)) if free else []
    for plan in plans if isinstance(plans, list) else []:
        worths = [worth(rules, teams) for teams in _divisions(free, Counter(plan)) if _lawful(rules, free, teams)]
        if worths:
            return min(worths)
    return None


def worth(rules: GroupingRules, teams: Sequence[Team]) -> tuple[int, Fraction, Fraction]:
    """Repeated pairs, then the aims of the worst team and on average, both negative: less is better."""
    met = Counter(pair for ids in rules.earlier for pair in combinations(sorted(set(ids)), 2))
    again = sum(met[pair] for team in teams for pair in combinations(sorted(each.person_id for each in team), 2))
    aims = [_aim(rules, team) for team in teams]
    return again, -min(aims), -sum(aims, Fraction()) / len(aims)


def _divisions(people: Sequence[TeamCandidate], sizes: Counter[int]) -> Iterator[list[Team]]:
    if not people:
        yield []
        return
    for size in [size for size, left in sizes.items() if left]:
        for others in combinations(people[1:], size - 1):
            rest = [person for person in people[1:] if person not in others]
            for teams in _divisions(rest, sizes - Counter([size])):
                yield [(people[0], *others), *teams]


def _aim(rules: GroupingRules, team: Team) -> Fraction:
    total, found = Fraction(), Fraction()
    asked: list[Diverse | Similar] = [*rules.diverse, *rules.similar]
    for each in asked:
        share: Counter[str] = Counter()
        for member in team:
            values = member.values[each.attribute] or ("",)
            for value in values:
                share[value] += Fraction(1, len(values))  # type: ignore[assignment]
        alike = sum((Fraction(part) ** 2 for part in share.values()), Fraction()) / len(team) ** 2
        found += Fraction(each.weight) * (alike if isinstance(each, Similar) else 1 - alike)
        total += Fraction(each.weight)
    return found / total if total else Fraction()


def _lawful(rules: GroupingRules, people: Sequence[TeamCandidate], teams: Sequence[Team]) -> bool:
    ids = [{member.person_id for member in team} for team in teams]
    named = [set(pair) for pair in (*rules.together, *rules.apart)]
    known = {person.person_id for person in people}
    return (
        all(pair <= known for pair in named)
        and all(pair <= team or not pair & team for pair in map(set, rules.together) for team in ids)
        and not any(pair <= team for pair in map(set, rules.apart) for team in ids)
        and all(_team_lawful(rules, people, team) for team in teams)
    )


def _team_lawful(rules: GroupingRules, people: Sequence[TeamCandidate], team: Team) -> bool:
    spoken = set.intersection(*(set(member.languages) for member in team))
    common = sum(all((member.slots or 0) >> slot & 1 for member in team) for slot in range(8)) / 2
    return (
        _seated(rules.roles, team)
        and (not rules.shared_language or bool(spoken))
        and (rules.language is None or rules.language in spoken)
        and common >= rules.minimum_hours
        and all(_in_company(rule, people, team) for rule in rules.no_lone)
    )


def _seated(roles: Sequence[Role], team: Team) -> bool:
    if not roles:
        return True
    return any(
        any(member.skills.get(skill, 0) >= (roles[0].level or 1) for skill in roles[0].skill_ids)
        and _seated(roles[1:], tuple(other for other in team if other is not member))
        for member in team
    )


def _in_company(rule: NoLone, people: Sequence[TeamCandidate], team: Team) -> bool:
    everybody = Counter(value for person in people for value in person.values[rule.attribute])
    here = Counter(value for person in team for value in person.values[rule.attribute])
    if any(value not in everybody for value in rule.values) or not everybody:
        return False
    watched = rule.values or [value for value in everybody if everybody[value] > 1]
    return all(here[value] != 1 for value in watched)
