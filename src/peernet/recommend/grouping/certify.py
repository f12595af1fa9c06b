"""The answer with its certificate: each team's figures, how far each rule is met, what the best could be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peernet.model.grouping import GroupedTeam, Grouping, GroupingRules, team_id_of
from peernet.model.grouping_certificate import AttributeFigures, GroupingCertificate, RuleMet, TeamFigures
from peernet.model.hours import SLOT_MINUTES
from peernet.model.team import TeamCandidate, primary
from peernet.recommend.grouping.bounds import Bounds
from peernet.recommend.grouping.measures import Distances, faultlines, figures_of
from peernet.recommend.grouping.problem import Problem
from peernet.recommend.grouping.seats import seated

_SAME = 1e-9


def certified(
    problem: Problem,
    teams: Sequence[Sequence[int]],
    bounds: Bounds,
    distances: Distances,
    *,
    stopped: bool,
    proved: bool = False,
) -> Grouping:
    """The grouping of these people, who are given by their numbers; `proved` says that a solver proved it the best."""
    members = sorted(
        (sorted((problem.people[number] for number in team), key=lambda person: person.person_id) for team in teams),
        key=lambda team: team[0].person_id,
    )
    rules = problem.rules
    lines = faultlines(members, {name: weight for name, weight, _ in _weighted(rules)})
    grouped = tuple(
        GroupedTeam(
            team_id_of(tuple(person.person_id for person in team)),
            seated(rules, team),
            _figures(problem, team, line, distances),
        )
        for team, line in zip(members, lines, strict=True)
    )
    certificate = _certificate(problem, grouped, bounds, proved)
    return Grouping(grouped, certificate, problem.left_out, stopped)


def _weighted(rules: GroupingRules) -> Iterator[tuple[str, float, bool]]:
    yield from ((each.attribute, each.weight, False) for each in rules.diverse)
    yield from ((each.attribute, each.weight, True) for each in rules.similar)


def _figures(
    problem: Problem, team: Sequence[TeamCandidate], faultline: float | None, distances: Distances
) -> TeamFigures:
    figures = tuple(
        figures_of(team, name, weight, similar, distances if name == "skills" else {})
        for name, weight, similar in _weighted(problem.rules)
    )
    numbers = [problem.place[person.person_id] for person in team]
    return TeamFigures(
        score=_mean([(1 - each.blau if each.similar else each.blau, each.weight) for each in figures]),
        variety=_mean([(each.blau, each.weight) for each in figures if not each.similar]),
        attributes=figures,
        faultline=faultline,
        language=_language(problem, team),
        common_hours=_common_hours(team),
        repeated=tuple(
            (problem.people[one].person_id, problem.people[other].person_id)
            for place, one in enumerate(numbers)
            for other in numbers[place + 1 :]
            if (min(one, other), max(one, other)) in problem.met
        ),
    )


def _mean(weighted: Sequence[tuple[float, float]]) -> float:
    total = sum(weight for _, weight in weighted)
    return sum(value * weight for value, weight in weighted) / total if total else 0.0


def _language(problem: Problem, team: Sequence[TeamCandidate]) -> str | None:
    shared = set.intersection(*({primary(tag) for tag in person.languages} for person in team))
    return min(shared, key=lambda tag: (-len(problem.speakers.get(tag, ())), tag), default=None)


def _common_hours(team: Sequence[TeamCandidate]) -> float | None:
    common = -1
    for person in team:
        if person.slots is None:
            return None
        common &= person.slots
    return common.bit_count() * SLOT_MINUTES / 60


def _certificate(problem: Problem, teams: Sequence[GroupedTeam], bounds: Bounds, proved: bool) -> GroupingCertificate:
    figures = [team.figures for team in teams]
    scores = [each.score for each in figures]
    bound, worst_bound = _best_scores(problem, bounds)
    score_mean, score_worst = sum(scores) / len(scores), min(scores)
    repeated = sum(_times_met(problem, each.repeated) for each in figures)
    if proved:
        worst_bound, bound, bounds_repeated = score_worst, score_mean, repeated
    else:
        bounds_repeated = bounds.repeated
    gap, worst_gap = _gap(bound, score_mean), _gap(worst_bound, score_worst)
    lines = [each.faultline for each in figures if each.faultline is not None]
    return GroupingCertificate(
        mean=sum(each.variety for each in figures) / len(figures),
        worst=min(each.variety for each in figures),
        bound=score_mean + gap,
        gap=gap,
        proved=proved or (gap == 0 and worst_gap == 0 and repeated == bounds_repeated),
        score_mean=score_mean,
        score_worst=score_worst,
        worst_bound=score_worst + worst_gap,
        worst_gap=worst_gap,
        normalised=_over_all(figures, "normalised"),
        effective=_over_all(figures, "effective"),
        rao=_over_all(figures, "rao"),
        faultline=sum(lines) / len(lines) if lines else None,
        faultline_worst=max(lines, default=None),
        repeated=repeated,
        repeated_bound=bounds_repeated,
        rules=tuple(_rules_met(problem, teams, bounds)),
    )


def _gap(bound: float, reached: float) -> float:
    """What is left; sums of many parts differ from themselves in the last digits."""
    return bound - reached if bound - reached > _SAME else 0.0


def _best_scores(problem: Problem, bounds: Bounds) -> tuple[float, float]:
    """The most that the mean aim, and the worst team's, can be.

    With weights that are no whole thousandths of the greatest the worst is bounded by the mean alone.
    """
    weighted = list(_weighted(problem.rules))
    parts = zip(weighted, bounds.alike, strict=True)
    best = _mean([(alike if similar else 1 - alike, weight) for (_, weight, similar), alike in parts])
    loss = bounds.worst / (bounds.scale * problem.unit**2)
    worst = (problem.diverse_weight - loss) / problem.total_weight
    return best, min(best, worst) if problem.exact_weights else best


def _times_met(problem: Problem, pairs: Sequence[tuple[str, str]]) -> int:
    return sum(problem.met[problem.place[one], problem.place[other]] for one, other in pairs)


def _over_all(figures: Sequence[TeamFigures], name: str) -> float:
    return sum(
        _mean([(float(getattr(each, name)), each.weight) for each in team.attributes if not each.similar])
        for team in figures
    ) / len(figures)


def _rules_met(problem: Problem, teams: Sequence[GroupedTeam], bounds: Bounds) -> Iterator[RuleMet]:
    rules, count = problem.rules, len(teams)
    yield RuleMet("size", (), count, count, "teams", hard=True)
    for role in rules.roles:
        held = sum(sum(member.role == role.label for member in team.members) for team in teams)
        wanted = sum(each.people for each in rules.roles if each.label == role.label) * count
        yield RuleMet("role", (role.label,), held, wanted, "seats", hard=True)
    yield from _about_teams(problem, teams)
    home = {person_id: team.team_id for team in teams for person_id in team.people}
    for ids in rules.together:
        most = max(list(map(home.get, ids)).count(home[person_id]) for person_id in ids)
        yield RuleMet("together", ids, most, len(ids), "people", hard=True)
    for ids in rules.apart:
        yield RuleMet("apart", ids, len({home[person_id] for person_id in ids}), len(set(ids)), "people", hard=True)
    if rules.most_load is not None:
        placed = len(problem.people)
        yield RuleMet("load", (), placed, placed + len(problem.left_out), "people", hard=True)
    if rules.earlier:
        repeated = sum(len(team.figures.repeated) for team in teams)
        pairs = sum(len(team.people) * (len(team.people) - 1) // 2 for team in teams)
        yield RuleMet("earlier", (), pairs - repeated, pairs, "pairs", hard=False)
    yield from _attributes_met(problem, teams, bounds)


def _about_teams(problem: Problem, teams: Sequence[GroupedTeam]) -> Iterator[RuleMet]:
    """The rules of which each team says by itself whether it keeps them."""
    rules, count = problem.rules, len(teams)
    for attribute, value, who in problem.company:
        ids = {problem.people[number].person_id for number in who}
        kept = sum(len(ids.intersection(team.people)) != 1 for team in teams)
        yield RuleMet("no_lone", (attribute, value), kept, count, "teams", hard=True)
    if rules.minimum_hours:
        kept = sum((team.figures.common_hours or 0) >= rules.minimum_hours for team in teams)
        yield RuleMet("overlap", (), kept, count, "teams", hard=True)
    if problem.needs_language:
        kept = sum(team.figures.language is not None for team in teams)
        yield RuleMet("language", () if rules.language is None else (rules.language,), kept, count, "teams", hard=True)


def _attributes_met(problem: Problem, teams: Sequence[GroupedTeam], bounds: Bounds) -> Iterator[RuleMet]:
    for place, (name, _, similar) in enumerate(_weighted(problem.rules)):
        each: list[AttributeFigures] = [team.figures.attributes[place] for team in teams]
        mean = sum(figures.blau for figures in each) / len(each)
        alike = bounds.alike[place]
        met, most = (1 - mean, alike) if similar else (mean, 1 - alike)
        yield RuleMet("similar" if similar else "diverse", (name,), met, max(met, most), "blau", hard=False)
