"""PLAN.toml: an organiser's plan for a matching round."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from peernet.errors import BadInput
from peernet.interchange.round_preferences import read_preferences, read_several
from peernet.interchange.team_tables import Table, read_table
from peernet.model.round import MOST_PLACES, MOST_WANTED, Again, Preference, RoundRules

MOST_CANDIDATES = 200
USUAL_CANDIDATES = 50
MOST_SEED = 2**31 - 1
_KEYS = (
    "seed",
    "coverage",
    "worth",
    "stable",
    "everyone_first",
    "again",
    "network",
    "files",
    "fixed",
    "forbidden",
    "mentee",
    "mentor",
    "preference",
)
_OF_NETWORK = {
    "mentee": "mentees.csv says it",
    "mentor": "mentors.csv says it",
    "preference": "pairs.csv says it",
}


@dataclass(frozen=True)
class NamedPair:
    """A fixed or forbidden pair of the plan: `key` says which, as `fixed[2]`; `line` of the file, 0 if not known."""

    key: str
    line: int
    mentee_id: str
    mentor_id: str


@dataclass(frozen=True)
class RoundFiles:
    """The CSV files that a plan names; `history`: who was matched with whom before."""

    mentees: Path
    mentors: Path
    pairs: Path
    history: Path | None = None


@dataclass(frozen=True)
class RoundPlanFile:
    """What the file says: the rules, the pairs named, and where people come from: files, or a community's needs.

    each: mentors that each mentee of the community wants; several: of whom it is another number.
    """

    file: str
    rules: RoundRules
    files: RoundFiles | None
    community_id: str | None
    candidates: int
    anywhere: bool
    fixed: tuple[NamedPair, ...]
    forbidden: tuple[NamedPair, ...]
    needs: tuple[str, ...] = ()
    mentors: tuple[tuple[str, int | None], ...] = ()
    each: int = 1
    several: tuple[tuple[str, int], ...] = ()
    preferences: tuple[Preference, ...] = ()


def read_round_plan(file: Path) -> RoundPlanFile:
    """The plan in the file; BadInput names the key that is wrong."""
    table = read_table(file, *_KEYS)
    files = table.table("files", "mentees", "mentors", "pairs", "history")
    network = table.table("network", "community", "candidates", "mentors", "needs", "mentors_each")
    if (files is None) == (network is None):
        raise BadInput("say where people come from: either [files] or [network]", table.where)
    for key, elsewhere in _OF_NETWORK.items():
        if files is not None and key in table.values:
            raise BadInput(f"goes with [network]; with [files], {elsewhere}", table.at(key))
    candidates = None if network is None else network.whole("candidates", 1, MOST_CANDIDATES)
    return RoundPlanFile(
        file=file.name,
        rules=_rules(table),
        files=None if files is None else _files(files, file.parent),
        community_id=None if network is None else network.text("community"),
        candidates=candidates or USUAL_CANDIDATES,
        anywhere=network is not None and _anywhere(network),
        fixed=_named(table, "fixed", file),
        forbidden=_named(table, "forbidden", file),
        needs=() if network is None else _needs(network),
        mentors=tuple(
            (each.text("id"), each.whole("places", 0, MOST_PLACES)) for each in table.tables("mentor", "id", "places")
        ),
        each=1 if network is None else network.whole("mentors_each", 1, MOST_WANTED) or 1,
        several=read_several(table),
        preferences=read_preferences(table),
    )


def _rules(table: Table) -> RoundRules:
    seed, usual = table.whole("seed", 0, MOST_SEED), RoundRules()
    return RoundRules(
        seed=usual.seed if seed is None else seed,
        coverage=float(table.number("coverage", usual.coverage, 0.0, 1.0)),
        stable=table.flag("stable", usual.stable),
        again=_again(table),
        worth=float(table.number("worth", usual.worth, 0.0, 1.0)),
        everyone_first=table.flag("everyone_first", usual.everyone_first),
    )


def _again(table: Table) -> Again:
    said = table.values.get("again", Again.ANY.value)
    if said not in [each.value for each in Again]:
        raise BadInput(f"must be one of {', '.join(Again)}", table.at("again"))
    return Again(said)


def _anywhere(network: Table) -> bool:
    said = network.values.get("mentors", "community")
    if said not in ("community", "anywhere"):
        raise BadInput("must be one of community, anywhere", network.at("mentors"))
    return said == "anywhere"


def _needs(network: Table) -> tuple[str, ...]:
    said = network.values.get("needs", [])
    if not isinstance(said, list) or not all(isinstance(each, str) and each for each in said):
        raise BadInput("must be a list of ids of needs", network.at("needs"))
    return tuple(said)


def _files(table: Table, folder: Path) -> RoundFiles:
    return RoundFiles(
        _csv(table, "mentees", folder),
        _csv(table, "mentors", folder),
        _csv(table, "pairs", folder),
        _csv(table, "history", folder) if "history" in table.values else None,
    )


def _csv(table: Table, key: str, folder: Path) -> Path:
    name = table.text(key)
    if not name.endswith(".csv") or "\0" in name:
        raise BadInput("must name a file that ends in `.csv`", table.at(key))
    return folder / name


def _named(table: Table, key: str, file: Path) -> tuple[NamedPair, ...]:
    entries = table.tables(key, "mentee", "mentor")
    found = re.finditer(rf"^[ \t]*\[\[[ \t]*{key}[ \t]*\]\]", file.read_text(encoding="utf-8-sig"), re.M)
    lines = [each.string.count("\n", 0, each.start()) + 1 for each in found]
    # Written in another way, or inside a longer text: then the entry's number has to do.
    known = lines if len(lines) == len(entries) else [0] * len(entries)
    return tuple(
        NamedPair(f"{key}[{place}]", line, each.text("mentee"), each.text("mentor"))
        for place, (each, line) in enumerate(zip(entries, known, strict=True), 1)
    )
