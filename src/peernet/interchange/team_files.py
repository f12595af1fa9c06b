"""`peernet teams PEOPLE.csv RULES.toml`: a question about one team out of two files, and its answer as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from peernet.errors import BadInput
from peernet.interchange.team_people_file import read_team_people
from peernet.interchange.team_rules_file import TeamRulesFile, read_team_rules
from peernet.model.team import TeamCandidate, TeamImpossible, TeamProposal, TeamRules
from peernet.model.team_missing import Missing, MissingPeople, RulesCollide

Json = dict[str, object]

_RULE_OF = {
    "people": "role",
    "hours": "overlap",
    "member": "must_include",
    "seat": "must_include",
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


def read_team_question(people: Path, rules: Path, at_ms: int) -> TeamQuestion:
    """The question in the two files, hours taken in the week of `at_ms`; BadInput says which file, line and column."""
    asked = read_team_rules(rules)
    candidates = read_team_people(people, asked, at_ms)
    _check_names(asked, {candidate.person_id for candidate in candidates})
    if asked.most_load is not None:
        candidates = [candidate for candidate in candidates if candidate.load < asked.most_load]
    wanted = asked.rules
    if asked.everybody:
        wanted = replace(wanted, size_min=len(candidates), size_max=len(candidates))
    return TeamQuestion(wanted, tuple(candidates), asked.seconds, asked.seed)


def team_json(answer: TeamProposal | TeamImpossible, word: Callable[[Missing], str]) -> Json:
    """The answer in the shape of the contract; `word` puts what is missing into a sentence.

    `certificate.mean` and `worst` are the weighted mean of Blau's index, not normalised; `normalised` is beside them.
    """
    if isinstance(answer, TeamImpossible):
        return {"impossible": [entry for each in answer.missing for entry in _impossible(each, word(each))]}
    weights = sum(each.weight for each in answer.variety)
    normalised = sum(each.weight * each.normalised for each in answer.variety) / weights if weights else 0.0
    return {
        "teams": [{"id": "1", "people": [seat.person_id for seat in answer.members], "score": answer.score}],
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
            yield {"rule": rule, "missing": sentence}
    elif isinstance(missing, MissingPeople) and missing.role is None:
        yield {"rule": "size", "missing": sentence}
    else:
        yield {"rule": _RULE_OF[missing.kind], "missing": sentence}


def _check_names(asked: TeamRulesFile, known: set[str]) -> None:
    for key, pairs in (("together", asked.rules.together), ("apart", asked.rules.apart)):
        for person_id in (person_id for pair in pairs for person_id in pair):
            if person_id not in known:
                raise BadInput(f"there is nobody with the id {person_id!r}", f"{asked.file}: {key}")
