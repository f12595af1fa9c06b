"""RULES.toml: the rules of one team as an organiser writes them in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

from peernet.errors import BadInput
from peernet.interchange.team_tables import Table, read_table
from peernet.model.team import MAX_LEVEL, MAX_TEAM, MOST_WEIGHT, WEEK_HOURS, Diverse, Role, TeamRules

MOST_SECONDS = 600.0
MOST_ROLES = MOST_DIVERSE = 20
_KEYS = ("seed", "seconds", "size", "role", "diverse", "overlap", "language", "together", "apart", "load", "columns")
_NOT_YET = ("similar", "no_lone")


@dataclass(frozen=True)
class TeamRulesFile:
    """What the file says: the rules, which columns of PEOPLE.csv they speak of, and how long to look.

    `columns` gives what a survey's export calls a column, by our name; `most_load` leaves out whoever carries as much.
    """

    file: str
    rules: TeamRules
    everybody: bool
    hours: str
    languages: str
    columns: Mapping[str, str]
    most_load: int | None
    seed: int
    seconds: float


def read_team_rules(file: Path) -> TeamRulesFile:
    """The rules in the file; BadInput names the key that is wrong, or that asks for more than one team."""
    table = read_table(file, *_KEYS, *_NOT_YET)
    for key in _NOT_YET:
        if key in table.values:
            raise BadInput("this version forms one team and does not know this rule yet; leave it out", table.at(key))
    overlap = table.table("overlap", "attribute", "minimum")
    language = table.table("language", "attribute", "shared", "language")
    load = table.table("load", "most")
    rules, everybody = _rules(table, overlap, language)
    return TeamRulesFile(
        file=file.name,
        rules=rules,
        everybody=everybody,
        hours=_attribute(overlap, "hours"),
        languages=_attribute(language, "languages"),
        columns={each.text("name"): each.text("from") for each in table.tables("columns", "name", "from")},
        most_load=None if load is None else load.whole("most", 1, 1000),
        seed=table.whole("seed", 0, 2**31 - 1) or 0,
        seconds=table.number("seconds", 10, 0.1, MOST_SECONDS),
    )


def _rules(table: Table, overlap: Table | None, language: Table | None) -> tuple[TeamRules, bool]:
    """The rules, and whether the team is everybody."""
    roles = tuple(_role(each) for each in _at_most(table, "role", MOST_ROLES, "skill", "level", "people"))
    low, high, everybody = _size(table, bool(roles))
    rules = TeamRules(
        roles,
        # A team of everybody has the size of PEOPLE.csv; one stands for it until that is known.
        size_min=1 if everybody else low,
        size_max=high,
        shared_language=language is not None and language.flag("shared", True),
        language=language.text("language") if language and "language" in language.values else None,
        minimum_hours=0.0 if overlap is None else overlap.number("minimum", 0, 0, WEEK_HOURS),
        together=tuple(pair for names in _names(table, "together") for pair in pairwise(names)),
        apart=tuple(pair for names in _names(table, "apart") for pair in combinations(names, 2)),
        diverse=tuple(_diverse(each) for each in _at_most(table, "diverse", MOST_DIVERSE, "attribute", "weight")),
    )
    return rules, everybody


def _attribute(table: Table | None, usual: str) -> str:
    return table.text("attribute") if table is not None and "attribute" in table.values else usual


def _at_most(table: Table, key: str, most: int, *keys: str) -> list[Table]:
    found = table.tables(key, *keys)
    if len(found) > most:
        raise BadInput(f"at most {most}, not {len(found)}", table.at(key))
    return found


def _names(table: Table, key: str) -> list[list[str]]:
    return [each.names("people") for each in table.tables(key, "people")]


def _role(table: Table) -> Role:
    skill = table.text("skill")
    level = table.whole("level", 1, MAX_LEVEL)
    return Role(skill, {skill.casefold(): 1.0}, level, table.whole("people", 1, MAX_TEAM) or 1)


def _diverse(table: Table) -> Diverse:
    return Diverse(table.text("attribute"), table.number("weight", 1, 0.001, MOST_WEIGHT))


def _size(table: Table, has_roles: bool) -> tuple[int | None, int | None, bool]:
    """The least and the most people, and whether the team is everybody: one team, no roles and no other size."""
    size = table.table("size", "teams", "min", "max")
    if size is None:
        if has_roles:
            return None, None, False
        raise BadInput("say who is needed ([[role]]) or how many ([size] teams = 1, min, max)", table.where)
    if size.whole("teams", 1, 1_000_000) != 1:
        raise BadInput("this version forms one team: size.teams must be 1", size.at("teams"))
    low, high = size.whole("min", 1, MAX_TEAM), size.whole("max", 1, MAX_TEAM)
    if low is None and high is not None and not has_roles:
        raise BadInput("without roles, say the least number of people too", size.at("min"))
    return low, high, low is None and high is None and not has_roles
