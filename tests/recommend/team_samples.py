"""Candidates and rules for tests of teams, with defaults that stand in nobody's way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, permutations

from hypothesis import strategies as st

from peernet.model.team import Diverse, NoLone, Role, TeamCandidate, TeamRules
from peernet.recommend.teams.worth import load_cost, mean_blau, reach, repeated_pairs, seat_fit, ties

EVENINGS = 0b1111
MORNINGS = 0b1111 << 20

Members = tuple[TeamCandidate, ...]


def candidate(
    person_id: str,
    *,
    languages: tuple[str, ...] = ("en",),
    slots: int | None = EVENINGS,
    country: str | None = None,
    communities: tuple[str, ...] = (),
    knows: frozenset[str] = frozenset(),
    load: int = 0,
    teamed: frozenset[str] = frozenset(),
    **skills: int,
) -> TeamCandidate:
    """A candidate who speaks English, is free in the evening, and has these skills (keyword: level)."""
    facts = (person_id, person_id.title(), languages, slots, country, communities, skills, knows, load)
    return TeamCandidate(*facts, teamed=teamed)


def role(skill_id: str, level: int | None = 3, people: int = 1) -> Role:
    """A role filled by one skill, labelled by its id."""
    return Role(skill_id, {skill_id: 1.0}, level, people)


def lawful_teams(rules: TeamRules, candidates: list[TeamCandidate], ghosts: int = 0) -> list[Members]:
    """Every way to seat people under the rules, by trying them all; None stands for a ghost and is left out."""
    found = []
    for size in range(rules.smallest, rules.largest + 1):
        for real in range(size, max(0, size - ghosts) - 1, -1):
            for chosen in combinations(candidates, real):
                if _lawful(rules, chosen, size):
                    found.append(chosen)
    return found


def best_worth(rules: TeamRules, candidates: list[TeamCandidate]) -> tuple[object, ...] | None:
    """The best of all teams of the smallest size there is one of, in the order that teams are compared."""
    known = ties(candidates)
    teams = lawful_teams(rules, candidates)
    smallest = min((len(team) for team in teams), default=0)
    worths = [worth(rules, team, known) for team in teams if len(team) == smallest]
    return max(worths, default=None)


def worth(rules: TeamRules, team: Members, known: object) -> tuple[object, ...]:
    """Fit, variety, newness, reach and lightness of these people in their best seats; more is better in each."""
    return (
        best_fit(rules, team, 0),
        mean_blau(team, rules.diverse),
        -len(repeated_pairs(team)),
        reach([member.person_id for member in team], known),  # type: ignore[arg-type]
        -sum(load_cost(member) for member in team),
    )


def best_fit(rules: TeamRules, team: Members, ghosts: int) -> int | None:
    """The best sum of fits over all ways to give these people the roles, None when they cannot fill them."""
    seats = [each for each in rules.roles for _ in range(each.people)]
    best = None
    for order in permutations([*team, *[None] * ghosts]):
        if not _locks(rules, order):
            continue
        fits = [100 if who is None else seat_fit(who, seat)[0] for who, seat in zip(order, seats, strict=False)]
        if all(fits) and len(order) >= len(seats):
            best = max(best or 0, sum(fits))
    return best


def _locks(rules: TeamRules, order: Sequence[TeamCandidate | None]) -> bool:
    """Whether everybody with a locked seat sits in a seat of that role."""
    seats = [each for each in rules.roles for _ in range(each.people)]
    held = {who.person_id: seat for who, seat in zip(order, seats, strict=False) if who is not None}
    return all(held.get(person_id) is role for role in rules.roles for person_id in role.holders)


def _lawful(rules: TeamRules, team: Members, size: int) -> bool:
    ids = {member.person_id for member in team}
    return (
        all(not {one, other} <= ids for one, other in rules.apart)
        and all((one in ids) == (other in ids) for one, other in rules.together)
        and set(rules.must_include) <= ids
        and all(rules.most_load is None or member.load < rules.most_load for member in team)
        and all(
            sum(seat_fit(member, role)[0] > 0 for member in team) + size - len(team) > role.people
            for role in rules.roles
            if role.second
        )
        and _in_company(rules, team, size - len(team))
        and _common(rules, team)
        and best_fit(rules, team, size - len(team)) is not None
    )


def _in_company(rules: TeamRules, team: Members, ghosts: int) -> bool:
    """Nobody alone with a watched value; here communities and countries are watched, whoever has them."""
    held = Counter(value for rule in rules.no_lone for member in team for value in _held(member, rule.attribute))
    watched = {value for rule in rules.no_lone for value in rule.values}
    return all(held[value] == 0 or held[value] + ghosts > 1 for value in watched)


def _held(member: TeamCandidate, attribute: str) -> tuple[str, ...]:
    return tuple(filter(None, (member.country,))) if attribute == "country" else member.communities


def _common(rules: TeamRules, team: Members) -> bool:
    tags = [set(member.languages) for member in team]
    if rules.language is not None and not all(rules.language in each for each in tags):
        return False
    if rules.shared_language and team and not set.intersection(*tags):
        return False
    if not rules.minimum_hours:
        return True
    hours = sum(all((member.slots or 0) >> slot & 1 for member in team) for slot in range(336)) / 2
    return hours >= rules.minimum_hours


_LANGUAGES = st.lists(st.sampled_from(["en", "en", "es", "fr"]), min_size=1, max_size=3, unique=True).map(tuple)
_SKILLS = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.integers(1, 5), min_size=1, max_size=3)
_IDS = [f"p{number}" for number in range(7)]
_PAIRS = st.lists(st.tuples(st.sampled_from(_IDS), st.sampled_from(_IDS)).filter(lambda pair: pair[0] != pair[1]))


@st.composite
def pools(draw: st.DrawFn, most: int = 6) -> list[TeamCandidate]:
    """Up to `most` candidates over three skills, three languages and six half hours."""
    count = draw(st.sampled_from([0, 2, most - 1, most, most, most]))
    return [
        TeamCandidate(
            person_id,
            person_id,
            draw(_LANGUAGES),
            draw(st.sampled_from([None, 0, 7, 31, 62, 63, 63])),
            draw(st.sampled_from([None, "NG", "ES", "FR"])),
            draw(st.lists(st.sampled_from(["x", "y", "z"]), max_size=2, unique=True).map(tuple)),
            draw(_SKILLS),
            draw(st.frozensets(st.sampled_from(_IDS), max_size=2) | st.just(frozenset({"p1", "p5"}))),
            draw(st.integers(0, 3)),
            teamed=draw(st.just(frozenset()) | st.frozensets(st.sampled_from(_IDS), max_size=3)),
        )
        for person_id in _IDS[:count]
    ]


_ROLES = st.lists(
    st.builds(
        Role,
        st.sampled_from(["one", "two"]),
        st.dictionaries(st.sampled_from(["a", "b", "c"]), st.sampled_from([1.0, 0.8, 0.5]), min_size=1, max_size=2),
        st.sampled_from([None, 1, 2, 3]),
        st.integers(1, 2),
        st.sampled_from([False, False, False, True]),
        st.sampled_from([(), (), (), (), ("p0",), ("p2",)]),
    ),
    min_size=1,
    max_size=2,
).map(tuple)


_DIVERSE = (Diverse("country"), Diverse("communities", 0.5), Diverse("skills", 2))
_ALIKE = (Diverse("country"), Diverse("communities", 0.5, alike=True), Diverse("languages", 2, alike=True))
_LONE = (NoLone("country", ("NG",)), NoLone("communities", ("x", "y")))


@st.composite
def rule_sets(draw: st.DrawFn) -> TeamRules:
    """One or two roles of one or two people, now and then an open seat, and any of the other rules."""
    roles = draw(_ROLES)
    seats = sum(each.people for each in roles)
    return TeamRules(
        roles,
        size_max=draw(st.sampled_from([None, seats, seats + 1])),
        shared_language=draw(st.booleans()),
        language=draw(st.sampled_from([None, None, None, "es"])),
        minimum_hours=draw(st.sampled_from([0.0, 0.0, 0.5, 1.0])),
        together=tuple(draw(_PAIRS)[:1]),
        apart=tuple(draw(_PAIRS)[:2]),
        must_include=tuple(draw(st.sampled_from([[], [], [], ["p0"], ["p0", "p1"]]))),
        diverse=draw(st.sampled_from([(), _DIVERSE[:1], _DIVERSE, _ALIKE, _ALIKE[2:]])),
        most_load=draw(st.sampled_from([None, None, 3])),
        no_lone=draw(st.sampled_from([(), (), _LONE[:1], _LONE])),
    )
