"""`peernet teams PEOPLE.csv RULES.toml`: the question in the two files, of one team or of everybody into teams."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from peernet.errors import BadInput
from peernet.interchange.earlier_teams_file import read_earlier_teams
from peernet.interchange.rejects import Rejected
from peernet.interchange.round_rows import Faults
from peernet.interchange.team_people_file import SurveyPeople, read_team_people
from peernet.interchange.team_rules_file import TeamRulesFile, read_team_rules
from peernet.model.grouping import GroupingRules, team_id_of
from peernet.model.team import TeamCandidate, TeamImpossible, TeamProposal, TeamRules
from peernet.model.team_missing import Missing, MissingPeople, RulesCollide

Json = dict[str, object]

_RULE_OF = {
    "people": "role",
    "hours": "overlap",
    "second": "role",
    "member": "include",
    "must_include": "include",
    "seat": "include",
    "seats": "size",
    "time": "seconds",
}


@dataclass(frozen=True)
class TeamQuestion:
    """What `form_team` asks for: the rules, the people, the seconds allowed and the seed."""

    rules: TeamRules
    candidates: tuple[TeamCandidate, ...]
    seconds: float
    seed: int


@dataclass(frozen=True)
class GroupingQuestion:
    """What `form_groups` asks for: the rules, earlier teams among them, and the people."""

    rules: GroupingRules
    people: tuple[TeamCandidate, ...]


def read_team_question(people: Path, rules: Path, at_ms: int) -> TeamQuestion | GroupingQuestion | Rejected:
    """The question in the two files and those they name, or everything that is wrong with their rows.

    Hours are taken in the week that the rules name, or of `at_ms`. BadInput: a file, or a rule, cannot be taken at all.
    """
    asked = read_team_rules(rules)
    faults = Faults()
    found = read_team_people(people, asked, at_ms, faults)
    earlier = [team for file in asked.earlier for team in read_earlier_teams(file, faults)]
    if faults.count:
        return Rejected(faults.in_order(), faults.count)
    if not found.people:
        raise BadInput("there is nobody in it", people.name)
    if isinstance(asked.rules, GroupingRules):
        return GroupingQuestion(replace(asked.rules, earlier=(*found.earlier, *earlier)), found.people)
    return _of_one_team(asked, asked.rules, found, earlier)


def _of_one_team(
    asked: TeamRulesFile, rules: TeamRules, found: SurveyPeople, earlier: Sequence[tuple[str, ...]]
) -> TeamQuestion:
    candidates = _acquainted(found, earlier)
    _check_names(asked.file, rules, asked.exclude, {candidate.person_id for candidate in candidates})
    if rules.named and (gone := set(rules.named) & set(asked.exclude)):
        raise BadInput(f"{sorted(gone)[0]!r} has to be in the team as well", f"{asked.file}: exclude")
    candidates = [candidate for candidate in candidates if candidate.person_id not in asked.exclude]
    if asked.most_load is not None:
        candidates = [candidate for candidate in candidates if candidate.load < asked.most_load]
    if asked.whole:
        rules = replace(rules, size_min=len(candidates), size_max=len(candidates))
    return TeamQuestion(rules, tuple(candidates), asked.seconds, asked.seed)


def _acquainted(found: SurveyPeople, earlier: Sequence[tuple[str, ...]]) -> list[TeamCandidate]:
    """The people, who know those that they were in a team with."""
    known: dict[str, set[str]] = {}
    for team in (*found.earlier, *earlier):
        for person_id in team:
            known.setdefault(person_id, set()).update(team)
    return [
        replace(each, knows=each.knows | known.get(each.person_id, set()) - {each.person_id}) for each in found.people
    ]


def team_json(answer: TeamProposal | TeamImpossible, word: Callable[[Missing], str]) -> Json:
    """The answer in the shape of the contract; `word` puts what is missing into a sentence.

    `certificate.mean` and `worst` are the weighted mean of Blau's index (its opposite for `similar`), not normalised;
    `normalised` is beside them.
    """
    if isinstance(answer, TeamImpossible):
        return {"impossible": [entry for each in answer.missing for entry in _impossible(each, word(each))]}
    weights = sum(each.weight for each in answer.variety)
    told = ((each.weight, 1 - each.normalised if each.alike else each.normalised) for each in answer.variety)
    normalised = sum(weight * part for weight, part in told) / weights if weights else 0.0
    people = [seat.person_id for seat in answer.members]
    return {
        "teams": [{"id": team_id_of(tuple(people)), "people": people, "score": answer.score}],
        "certificate": {
            "mean": answer.mean_variety,
            "worst": answer.mean_variety,
            "bound": answer.bound,
            "gap": answer.gap,
            "proved": answer.proved,
            "normalised": normalised,
        },
    }


def _impossible(missing: Missing, sentence: str) -> Iterator[Json]:
    if isinstance(missing, RulesCollide):
        for rule in missing.rules:
            yield {"rule": _RULE_OF.get(rule, rule), "missing": sentence}
    elif isinstance(missing, MissingPeople) and missing.role is None:
        yield {"rule": "size", "missing": sentence}
    else:
        yield {"rule": _RULE_OF[missing.kind], "missing": sentence}


def _check_names(file: str, rules: TeamRules, exclude: tuple[str, ...], known: set[str]) -> None:
    holders = tuple(role.holders for role in rules.roles)
    named = (
        ("together", rules.together),
        ("apart", rules.apart),
        ("role", holders),
        ("include", (rules.must_include,)),
    )
    for key, sets in (*named, ("exclude", (exclude,))):
        for person_id in (person_id for ids in sets for person_id in ids):
            if person_id not in known:
                raise BadInput(f"there is nobody with the id {person_id!r}", f"{file}: {key}")
