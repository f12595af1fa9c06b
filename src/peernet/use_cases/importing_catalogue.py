"""The small files of an import that are full of links, skills and communities: read whole, checked, then written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

from peernet.errors import BadInput
from peernet.graph import bulk
from peernet.graph.bulk_rows import CommunityRow, SkillRow
from peernet.interchange.batch import Row
from peernet.interchange.links import wrong_links
from peernet.interchange.reading import FileRows
from peernet.interchange.seen import joined
from peernet.interchange.skill_labels import LINKS, merged
from peernet.model.community_settings import NAMES as SETTINGS
from peernet.use_cases.importing_rows import Importing

MOST_ROWS = 500_000
"""More than ESCO has in all its languages together."""
_BATCH = 5_000
_RELATED = ("related", "essential", "optional")


async def load_known(importing: Importing) -> tuple[dict[str, SkillRow], dict[str, CommunityRow]]:
    """The skills and communities that the graph holds; `known` takes their ids."""
    skills = {skill.id: skill async for skill in bulk.all_skills(importing.graph)}
    communities = {community.id: community async for community in bulk.all_communities(importing.graph)}
    importing.known["skill"].update(skills)
    importing.former.update({skill.id: skill.merged_into for skill in skills.values() if skill.merged_into is not None})
    importing.known["community"].update(communities)
    return skills, communities


async def settle_skills(importing: Importing, file: FileRows, stored: dict[str, SkillRow]) -> int:
    """Imports `skills.csv`; returns how many of its rows belong to skills that are new or changed."""
    links = {skill.id: skill.broader for skill in stored.values()}
    rows = _of_catalogues(importing, file, _sound(importing, file, "skill", (*LINKS, "merged_into"), links), stored)
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.values["id"], []).append(row)
    held = {(skill.id, other, kind) for skill in stored.values() for kind in _RELATED for other in getattr(skill, kind)}
    related = _related(rows) - held
    changed: list[dict[str, Any]] = []
    broader: list[dict[str, Any]] = []
    written = 0
    for skill_id, found in grouped.items():
        before = stored.get(skill_id)
        node = merged([row.values for row in found], None if before is None else asdict(before))
        above = sorted({target for row in found for target in row.values["broader"]})
        moved = bool(above) and above != sorted(before.broader if before else ())
        new = before is None or any(value != getattr(before, key) for key, value in node.items() if key != "label")
        changed += [node] if new else []
        broader += [{"id": skill_id, "broader": above}] if moved else []
        if new or moved or not related.isdisjoint(_related(found)):
            written += len(found)
    await _put(importing, "put_skills", changed)
    await _put(importing, "link_broader", broader)
    await _put(importing, "link_related", [_link(each) for each in sorted(related) if each[2] == "related"])
    await _put(importing, "link_needed", [_link(each) for each in sorted(related) if each[2] != "related"])
    return _count(importing, rows, written)


def _of_catalogues(importing: Importing, file: FileRows, rows: list[Row], stored: dict[str, SkillRow]) -> list[Row]:
    """The rows whose community there is, and whose skill is merged as the network has it or is new."""
    merged = {row.values["id"] for row in rows if row.values["merged_into"]}
    merged |= {skill.id for skill in stored.values() if skill.merged_into is not None}
    taken = []
    for row in rows:
        community, into = row.values["community"], row.values["merged_into"]
        before = stored.get(row.values["id"])
        if community is not None and community not in importing.known["community"]:
            file.refuse(row.line, "community", f"there is no community {community!r}")
        elif before is not None and into != before.merged_into:
            file.refuse(row.line, "merged_into", "is not merged so in the network: merge it, or undo that, there")
        elif into in merged:
            file.refuse(row.line, "merged_into", f"{into!r} is merged into another skill itself")
        else:
            taken.append(row)
    importing.former.update({row.values["id"]: row.values["merged_into"] for row in taken if row.values["merged_into"]})
    return taken


async def settle_communities(importing: Importing, file: FileRows, stored: dict[str, CommunityRow]) -> int:
    """Imports `communities.csv`; returns how many of its rows are new or changed."""
    links = {community.id: [community.part_of] if community.part_of else [] for community in stored.values()}
    rows = _sound(importing, file, "community", ("part_of",), links)
    fresh = [row for row in rows if not _as_stored(row.values, stored.get(row.values["id"]))]
    nodes = [{key: value for key, value in _said(row.values).items() if key != "part_of"} for row in fresh]
    whole = [{"id": row.values["id"], "part_of": row.values["part_of"] or ""} for row in fresh]
    await _put(importing, "put_communities", nodes)
    await _put(importing, "link_communities", [link for link in whole if link["part_of"] or link["id"] in stored])
    return _count(importing, rows, len(fresh))


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """What a row says of a community: where it is silent on a setting, that stays as members have set it."""
    return {name: value for name, value in values.items() if value is not None or name not in SETTINGS}


def _as_stored(values: dict[str, Any], stored: CommunityRow | None) -> bool:
    return stored is not None and all(getattr(stored, name) == value for name, value in _said(values).items())


def _sound(
    importing: Importing,
    file: FileRows,
    noun: str,
    links: tuple[str, ...],
    stored: dict[str, Any],
) -> list[Row]:
    """The rows of the file that can be taken, links and all; `known` takes their ids."""
    rows = list(file.take(MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise BadInput(f"has more than {MOST_ROWS:,} rows", file.form.file)
    keys = [joined(row.values[column] for column in file.form.key) for row in rows]
    for line, first in importing.seen.add(file.form.name, keys, [row.line for row in rows]).items():
        file.refuse(line, file.form.key[0], f"says the same thing as line {first}")
        rows = [row for row in rows if row.line != line]
    faults = wrong_links(rows, noun, links[0], links[1:], stored)
    for line, fault in sorted(faults.items()):
        file.refuse(line, *fault)
    sound = [row for row in rows if row.line not in faults]
    importing.known[noun].update(row.values["id"] for row in sound)
    return sound


def _related(rows: Iterable[Row]) -> set[tuple[str, str, str]]:
    """Links between skills and their kinds; one that is no more than `related` has the smaller id first."""
    found = {
        (row.values["id"], other, kind)
        for row in rows
        for kind in ("essential", "optional")
        for other in row.values[kind]
    }
    plain = ((row.values["id"], other) for row in rows for other in row.values["related"])
    return found | {(min(pair), max(pair), "related") for pair in plain}


def _link(related: tuple[str, str, str]) -> dict[str, Any]:
    low, high, kind = related
    return {"id": low, "related_id": high, "kind": kind}


async def _put(importing: Importing, statement: str, rows: Sequence[dict[str, Any]]) -> None:
    left = iter(rows if importing.write else ())
    while batch := list(islice(left, _BATCH)):
        await bulk.put(importing.graph, statement, batch)


def _count(importing: Importing, rows: Collection[Row], written: int) -> int:
    importing.counts.written += written
    importing.counts.unchanged += len(rows) - written
    return written
