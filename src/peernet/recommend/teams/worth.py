"""What a set of people is worth as a team: the formulas, said once and shared by whoever forms, explains or judges.

Teams are compared in this order, each part only where those before are equal:

1. fit      coverage and level: the sum over role seats of `seat_fit`, in hundredths; more is better;
2. likeness the sum over diverse attributes of weight x sum of p^2 (`shares`), which is the weight minus the weighted
            Blau index; the weights of attributes in which members should be alike are negative; less is better;
3. repeats  pairs who have been in a team together before (`repeated_pairs`); fewer is better;
4. reach    over members: 2 for one whom another member does not know but can reach through a common tie, 1 for one
            only known directly (`reach`); more is better. Distance is bounded, never minimised;
5. load     the sum of squares of what members carry already, so that it is spread; less is better.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from peernet.model.team import USUAL_LEVEL, Diverse, NoLone, Role, TeamCandidate, primary

MOST_VALUES = 4
"""So many values of one attribute count for a person (skills: the highest levels; others: in alphabetical order)."""
UNKNOWN = ""
"""The value of whoever has none: several unknowns are alike, because a difference that nobody knows is none."""
_UNSAID_LEVEL = {1: 80, 2: 90}
_MOST_LOAD = 20
_WEIGHT_UNIT = 1000


def seat_fit(candidate: TeamCandidate, role: Role) -> tuple[int, str | None]:
    """How well they hold the role, 0 (not at all) to 100, and by which skill.

    Closeness of the skill in hundredths where the level is enough: a surplus adds nothing. With no level asked, level
    1 counts .8 and level 2 counts .9, because an offer without a level means 3.
    """
    fits = ((_skill_fit(candidate, skill_id, closeness, role), skill_id) for skill_id, closeness in _sorted(role))
    best, skill_id = max(fits, key=lambda fit: fit[0], default=(0, None))
    return (best, skill_id) if best else (0, None)


def values_of(candidate: TeamCandidate, attribute: str, most: int = MOST_VALUES) -> tuple[str, ...]:
    """The values they have in a diverse attribute, at most `most`, `UNKNOWN` alone when there are none."""
    if attribute in candidate.values:
        values: Iterable[str] = sorted(set(candidate.values[attribute]))
    elif attribute == "country":
        values = [candidate.country] if candidate.country else []
    elif attribute == "communities":
        values = sorted(set(candidate.communities))
    elif attribute == "languages":
        values = sorted({primary(tag) for tag in candidate.languages})
    elif attribute == "skills":
        values = _strong_skills(candidate)
    else:
        values = []
    return tuple(values)[:most] or (UNKNOWN,)


def values_given(person: TeamCandidate, attribute: str) -> tuple[str, ...]:
    """All values they gave of the attribute, none of them made up."""
    if attribute in person.values:
        return person.values[attribute]
    if attribute == "country":
        return (person.country,) if person.country else ()
    if attribute == "languages":
        return tuple({primary(tag) for tag in person.languages})
    return {"communities": person.communities, "skills": tuple(person.skills)}.get(attribute, ())


def watched_values(rule: NoLone, people: Sequence[TeamCandidate]) -> Mapping[str, frozenset[int]]:
    """Each value that nobody may be alone with, in their order, and who has it, by their place among the people."""
    found: dict[str, set[int]] = {value: set() for value in rule.values}
    for number, person in enumerate(people):
        for value in values_given(person, rule.attribute):
            if not rule.values or value in found:
                found.setdefault(value, set()).add(number)
    return {value: frozenset(found[value]) for value in sorted(found) if rule.values or len(found[value]) > 1}


def shares(members: Sequence[TeamCandidate], attribute: str) -> Mapping[str, Fraction]:
    """The share of each value in the team; somebody with k values counts 1/k towards each, so the shares sum to 1."""
    found: dict[str, Fraction] = defaultdict(Fraction)
    for member in members:
        values = values_of(member, attribute)
        for value in values:
            found[value] += Fraction(1, len(values) * len(members))
    return found


def blau(members: Sequence[TeamCandidate], attribute: str) -> Fraction:
    """Blau's index 1 - sum p^2, 0 to 1 - 1/n; 0 for nobody (P. M. Blau, Inequality and Heterogeneity, 1977)."""
    return 1 - sum((share**2 for share in shares(members, attribute).values()), Fraction()) if members else Fraction()


def whole_weight(diverse: Diverse) -> int:
    """The weight in thousandths, at least 1: whole numbers keep the optimum exact. Negative for being alike."""
    weight = max(1, round(diverse.weight * _WEIGHT_UNIT))
    return -weight if diverse.alike else weight


def mean_blau(members: Sequence[TeamCandidate], diverse: Sequence[Diverse]) -> Fraction:
    """The mean of Blau's index, of its opposite for being alike, by their weights; 0 without attributes."""
    weights = [whole_weight(each) for each in diverse]
    alike = sum(-weight for weight in weights if weight < 0)
    varied = sum((w * blau(members, each.attribute) for w, each in zip(weights, diverse, strict=True)), Fraction())
    return (varied + alike) / max(1, sum(map(abs, weights)))


def ties(people: Sequence[TeamCandidate]) -> Mapping[str, frozenset[str]]:
    """Whom each of them knows among `people`; a tie named by one side holds for both."""
    known: dict[str, set[str]] = {person.person_id: set() for person in people}
    for person in people:
        for other in person.knows & known.keys() - {person.person_id}:
            known[person.person_id].add(other)
            known[other].add(person.person_id)
    return {person_id: frozenset(others) for person_id, others in known.items()}


def through(known: Mapping[str, frozenset[str]], one: str, other: str) -> str | None:
    """The first (by id) whom both know while they do not know each other; None otherwise."""
    if one == other or other in known[one]:
        return None
    return min(known[one] & known[other], default=None)


def reach(member_ids: Sequence[str], known: Mapping[str, frozenset[str]]) -> int:
    """Points for being reachable yet new, 0 to 2 a member; see the module's text."""
    return sum(_reach_of(member_id, member_ids, known) for member_id in member_ids)


def repeated_pairs(people: Sequence[TeamCandidate]) -> list[tuple[str, str]]:
    """The pairs among `people` who have been in a team together before, each once; named by one side is enough."""
    ids = {person.person_id for person in people}
    pairs = {
        (min(person.person_id, other), max(person.person_id, other))
        for person in people
        for other in person.teamed & ids - {person.person_id}
    }
    return sorted(pairs)


def load_cost(candidate: TeamCandidate) -> int:
    """The square of what they carry already, which counts up to 20."""
    return min(max(candidate.load, 0), _MOST_LOAD) ** 2


def _reach_of(member_id: str, member_ids: Sequence[str], known: Mapping[str, frozenset[str]]) -> int:
    if any(through(known, member_id, other) is not None for other in member_ids):
        return 2
    return int(any(other in known[member_id] for other in member_ids))


def _skill_fit(candidate: TeamCandidate, skill_id: str, closeness: float, role: Role) -> int:
    level = candidate.skills.get(skill_id, 0)
    if level < (role.level or 1):
        return 0
    level_fit = 100 if role.level is not None else _UNSAID_LEVEL.get(level, 100)
    return max(1, round(closeness * level_fit))


def _sorted(role: Role) -> list[tuple[str, float]]:
    return sorted(role.skill_ids.items())


def _strong_skills(candidate: TeamCandidate) -> list[str]:
    strong = [(-level, skill_id) for skill_id, level in candidate.skills.items() if level >= USUAL_LEVEL]
    return [skill_id for _, skill_id in sorted(strong)]
