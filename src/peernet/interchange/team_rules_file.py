"""RULES.toml: the rules of one team for a project, or of everybody into teams, as organisers write them down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import combinations, pairwise
from pathlib import Path

from peernet.errors import BadInput
from peernet.interchange import cells
from peernet.interchange.team_columns import TeamColumn, read_columns
from peernet.interchange.team_tables import Table, read_table
from peernet.model.grouping import MOST_SECONDS, MOST_SEED, GroupingRules, Similar, Size
from peernet.model.moment import within_reach
from peernet.model.team import MAX_LEVEL, MAX_TEAM, MOST_WEIGHT, WEEK_HOURS, Diverse, NoLone, Role, TeamRules

MOST_ROLES = MOST_DIVERSE = 20
MOST_EARLIER_FILES = 100
_KEYS = (
    *("seed", "seconds", "week", "time_zone", "size", "role", "diverse", "similar", "no_lone", "include", "exclude"),
    *("overlap", "language", "together", "apart", "load", "previous", "columns"),
)


@dataclass(frozen=True)
class TeamRulesFile:
    """What the file says: the rules, which columns of PEOPLE.csv they speak of, and how long to look.

    rules: of one team (TeamRules), or of everybody into teams. whole: the one team is everybody. hours, languages,
    previous: our names of those columns. earlier: files of former teams. most_load leaves out whoever carries as much.
    week: the moment (epoch ms) in whose week hours are taken, None for now. time_zone: of whoever says none.
    exclude: ids of whom one team is not formed. given: the keys that the file has.
    """

    file: str
    rules: TeamRules | GroupingRules
    whole: bool
    attributes: tuple[str, ...]
    hours: str
    languages: str
    previous: str
    earlier: tuple[Path, ...]
    columns: tuple[TeamColumn, ...]
    most_load: int | None
    week: int | None
    time_zone: str
    exclude: tuple[str, ...]
    given: frozenset[str]
    seed: int
    seconds: float


@dataclass(frozen=True)
class _Asked:
    """The tables that more than one rule is made of."""

    table: Table
    size: Table | None
    overlap: Table | None
    language: Table | None
    roles: tuple[Role, ...]

    @property
    def minimum_hours(self) -> float:
        return 0.0 if self.overlap is None else self.overlap.number("minimum", 0, 0, WEEK_HOURS)

    @property
    def shared(self) -> bool:
        return self.language is not None and self.language.flag("shared", True)

    @property
    def tongue(self) -> str | None:
        named = self.language is not None and "language" in self.language.values
        return self.language.text("language") if named and self.language is not None else None


def read_team_rules(file: Path) -> TeamRulesFile:
    """The rules in the file; BadInput names the key that is wrong."""
    table = read_table(file, *_KEYS)
    asked = _Asked(
        table,
        table.table("size", "teams", "min", "max"),
        table.table("overlap", "attribute", "minimum"),
        table.table("language", "attribute", "shared", "language"),
        tuple(
            _role(each) for each in _at_most(table, "role", MOST_ROLES, "skill", "level", "people", "second", "holders")
        ),
    )
    rules = _one_team(asked) if _is_one_team(asked) else _everybody(asked)
    hours = _attribute(asked.overlap, "hours")
    previous = table.table("previous", "attribute", "files")
    load = table.table("load", "most")
    return TeamRulesFile(
        file=file.name,
        rules=rules,
        whole=isinstance(rules, TeamRules) and not rules.roles and not _bounded(asked.size),
        attributes=tuple(
            each.text("attribute") for key in ("diverse", "similar", "no_lone") for each in _attributed(table, key)
        ),
        hours=hours,
        languages=_attribute(asked.language, "languages"),
        previous=_attribute(previous, "previous"),
        earlier=_earlier(file, previous),
        columns=read_columns(table, hours),
        most_load=None if load is None else load.whole("most", 1, 1000),
        week=_week(table),
        time_zone=_zone(table),
        exclude=tuple(dict.fromkeys(table.texts("exclude"))),
        given=frozenset(table.values),
        seed=table.whole("seed", 0, MOST_SEED) or 0,
        seconds=table.number("seconds", 10, 0.1, MOST_SECONDS),
    )


def _is_one_team(asked: _Asked) -> bool:
    """One team for a project: roles and no number of teams, or one team and who is in it is still open."""
    if asked.size is None:
        if not asked.roles:
            raise BadInput("say who is needed ([[role]]) or how many ([size] teams, or min and max)", asked.table.where)
        return True
    teams = asked.size.whole("teams", 1, 1_000_000)
    if teams != 1:
        return False
    # One team of everybody has nobody to choose; the certificate of everybody into teams says how far each rule is met.
    judged = "similar" in asked.table.values or "no_lone" in asked.table.values
    return not judged or bool(asked.roles) or _bounded(asked.size)


def _one_team(asked: _Asked) -> TeamRules:
    low, high = _bounds(asked.size)
    if low is None and high is not None and not asked.roles:
        raise BadInput("without roles, say the least number of people too", f"{asked.table.where}: size: min")
    everybody = not asked.roles and not _bounded(asked.size)
    return TeamRules(
        asked.roles,
        # A team of everybody has the size of PEOPLE.csv; one stands for it until that is known.
        size_min=1 if everybody else low,
        size_max=high,
        shared_language=asked.shared,
        language=asked.tongue,
        minimum_hours=asked.minimum_hours,
        together=tuple(pair for names in _names(asked.table, "together") for pair in pairwise(names)),
        apart=tuple(pair for names in _names(asked.table, "apart") for pair in combinations(names, 2)),
        must_include=tuple(dict.fromkeys(asked.table.texts("include"))),
        diverse=(*_diverse(asked.table), *_alike(asked.table)),
        no_lone=_no_lone(asked.table),
    )


def _everybody(asked: _Asked) -> GroupingRules:
    table = asked.table
    for key in ("include", "exclude"):
        if key in table.values:
            raise BadInput("is for one team for a project; here everybody comes into a team", table.at(key))
    for place, role in enumerate(asked.roles, 1):
        if role.second:
            message = "is a rule of one team for a project; for everybody say `people = 2`"
            raise BadInput(message, f"{table.where}: role[{place}]: second")
        if role.holders:
            raise BadInput("is a rule of one team for a project", f"{table.where}: role[{place}]: holders")
    low, high = _bounds(asked.size)
    load = table.table("load", "most")
    try:
        return GroupingRules(
            Size(None if asked.size is None else asked.size.whole("teams", 1, 1_000_000), low, high),
            roles=asked.roles,
            diverse=_diverse(table),
            similar=tuple(Similar(each.text("attribute"), _weight(each)) for each in _attributed(table, "similar")),
            no_lone=_no_lone(table),
            minimum_hours=asked.minimum_hours,
            shared_language=asked.shared,
            language=asked.tongue,
            together=tuple(tuple(names) for names in _names(table, "together")),
            apart=tuple(tuple(names) for names in _names(table, "apart")),
            most_load=None if load is None else load.whole("most", 1, 1000),
            seed=table.whole("seed", 0, MOST_SEED) or 0,
            seconds=table.number("seconds", 10, 0.1, MOST_SECONDS),
        )
    except BadInput as error:
        known = error.where is not None and error.where.startswith(table.where)
        raise error if known else BadInput(error.message, f"{table.where}: {error.where}") from error


def _attribute(table: Table | None, usual: str) -> str:
    return table.text("attribute") if table is not None and "attribute" in table.values else usual


def _attributed(table: Table, key: str) -> list[Table]:
    return _at_most(table, key, MOST_DIVERSE, *(("attribute", "values") if key == "no_lone" else _WEIGHTED))


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
    people, second = table.whole("people", 1, MAX_TEAM) or 1, table.flag("second", False)
    holders = tuple(dict.fromkeys(table.texts("holders")))
    if len(holders) > people:
        raise BadInput(f"more people than it takes ({people})", table.at("holders"))
    return Role(skill, {skill.casefold(): 1.0}, level, people, second, holders)


def _diverse(table: Table) -> tuple[Diverse, ...]:
    return tuple(Diverse(each.text("attribute"), _weight(each)) for each in _attributed(table, "diverse"))


def _alike(table: Table) -> tuple[Diverse, ...]:
    return tuple(Diverse(each.text("attribute"), _weight(each), alike=True) for each in _attributed(table, "similar"))


def _no_lone(table: Table) -> tuple[NoLone, ...]:
    return tuple(
        NoLone(each.text("attribute"), tuple(dict.fromkeys(each.texts("values"))))
        for each in _attributed(table, "no_lone")
    )


def _weight(table: Table) -> float:
    return table.number("weight", 1, 0.001, MOST_WEIGHT)


def _bounds(size: Table | None) -> tuple[int | None, int | None]:
    return (None, None) if size is None else (size.whole("min", 1, MAX_TEAM), size.whole("max", 1, MAX_TEAM))


def _bounded(size: Table | None) -> bool:
    return _bounds(size) != (None, None)


def _earlier(file: Path, previous: Table | None) -> tuple[Path, ...]:
    names = [] if previous is None else previous.texts("files")
    if previous is not None and len(names) > MOST_EARLIER_FILES:
        raise BadInput(f"at most {MOST_EARLIER_FILES}, not {len(names)}", previous.at("files"))
    return tuple(file.parent / name for name in names)


def _week(table: Table) -> int | None:
    found = table.values.get("week")
    if found is None:
        return None
    if isinstance(found, datetime) or not isinstance(found, date):
        raise BadInput("must be a date, like 2026-11-23", table.at("week"))
    moment = datetime(found.year, found.month, found.day, tzinfo=UTC)
    if not within_reach(moment):
        raise BadInput("must lie between 1900 and 2200", table.at("week"))
    return int(moment.timestamp() * 1000)


def _zone(table: Table) -> str:
    if "time_zone" not in table.values:
        return "UTC"
    try:
        return cells.time_zone(table.text("time_zone"))
    except BadInput as error:
        raise BadInput(error.message, table.at("time_zone")) from error


_WEIGHTED = ("attribute", "weight")
