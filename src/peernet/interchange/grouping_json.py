"""Everybody into teams as JSON, in the shape of the contract: teams, certificate, and each member's part in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict

from peernet.model.grouping import GroupedTeam, Grouping, GroupingImpossible
from peernet.model.grouping_missing import Obstacle
from peernet.model.team_part import Part, TeamPart

Json = dict[str, object]
WordPart = Callable[[TeamPart, Part], str]
Parts = Sequence[Sequence[TeamPart]]


def grouping_json(grouping: Grouping, parts: Parts, word: WordPart) -> Json:
    """Teams and certificate. `parts` of the members of each team, `word` what they bring, told to them.

    `certificate.mean` and `worst` are over teams of the weighted mean of Blau's index, not normalised, over the diverse
    attributes; `normalised` and the others stand beside them.
    """
    certificate = asdict(grouping.certificate)
    certificate["rules"] = [asdict(rule) for rule in grouping.certificate.rules]
    return {
        "teams": [_team(team, part, word) for team, part in zip(grouping.teams, parts, strict=True)],
        "certificate": certificate,
        "left_out": list(grouping.left_out),
        "stopped": grouping.stopped,
    }


def impossible_json(impossible: GroupingImpossible, word: Callable[[Obstacle], str]) -> Json:
    """What is in the way: the rule's key, a sentence, and the facts it is made of."""
    return {
        "impossible": [
            {"rule": each.rule, "missing": word(each), "kind": type(each).__name__, "facts": asdict(each)}
            for each in impossible.obstacles
        ]
    }


def part_json(part: TeamPart, word: WordPart) -> Json:
    """One member's part: what only they bring, in their words and as facts, and whom they know and will meet."""
    return {
        "person_id": part.person_id,
        "name": part.name,
        "role": part.role,
        "brings": [{"kind": each.kind, "text": word(part, each), "facts": asdict(each)} for each in part.brings],
        "knows": [other.person_id for other in part.knows],
        "meets": [other.person_id for other in part.meets],
    }


def _team(team: GroupedTeam, parts: Sequence[TeamPart], word: WordPart) -> Json:
    figures = asdict(team.figures)
    figures.pop("score")
    return {
        "id": team.team_id,
        "people": list(team.people),
        "score": team.figures.score,
        "members": [part_json(part, word) for part in parts],
        "figures": figures,
    }
