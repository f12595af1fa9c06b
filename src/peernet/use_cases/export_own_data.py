"""Everything that the network holds about whoever asks, to take with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peernet.errors import BadInput, NotFound
from peernet.graph import own_data as store
from peernet.graph.communities import communities_seen
from peernet.graph.own_data import MentionRow, TieRow
from peernet.graph.people import people_seen
from peernet.model.own_data import MENTIONS, TIES, UNNAMED, WARNING, Tie
from peernet.model.own_nodes import FEEDBACK, NODES, PROFILE, Facts
from peernet.use_cases.network import Network

FORMAT = 1
"""Raised when sections change their meaning or go."""
_BATCH = 500
_BY_KIND: Mapping[tuple[str, bool, str], Tie] = {(tie.kind, tie.outgoing, tie.label): tie for tie in TIES}
_NAMED = frozenset({"Person", "Skill", "Community"})
_Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Seen:
    """Whom and what the person may see, and who is on either side of a block with them."""

    people: frozenset[str]
    communities: frozenset[str]
    behind: frozenset[str]


SECTIONS: tuple[str, ...] = tuple(
    dict.fromkeys(["profile", *(tie.section for tie in TIES if tie.section is not None), "mentions"])
)
"""What an export is made of, in its order."""


async def export_own_data(network: Network, viewer_id: str, sections: Sequence[str] | None = None) -> dict[str, Any]:
    """All sections with their records, or those named; JSON through and through, times in epoch milliseconds, UTC.

    What others are called is not in it: an id stands where the person may see whom it names, null where not. What lies
    between two on either side of a block is left out, but for the person's own blocks: nobody learns of a block here.
    Refuses with NotFound (profile); BadInput for a section that there is not.
    """
    wanted = _wanted(sections)
    profile = await store.own_profile(network.graph, viewer_id)
    if profile is None:
        raise NotFound("profile")
    ties = await store.own_ties(network.graph, viewer_id)
    seen = await _seen(network, viewer_id, ties)
    found: dict[str, Any] = {name: [] for name in SECTIONS} | {"profile": _told(PROFILE, profile, seen)}
    for row in ties:
        tie = _BY_KIND.get((row.kind, row.outgoing, row.label))
        if tie is not None and tie.section is not None and (record := _record(tie, row, seen)) is not None:
            found[tie.section].append(record)
    if "mentions" in wanted:
        found["mentions"] = [_mention(row) for row in await store.own_mentions(network.graph, viewer_id)]
    kept = {name: _sorted(found[name]) if isinstance(found[name], list) else found[name] for name in wanted}
    return {"format": FORMAT, "exported_at": network.clock(), **kept}


def _wanted(sections: Sequence[str] | None) -> list[str]:
    for name in sections or ():
        if name not in SECTIONS:
            raise BadInput(f"there is no section {name[:40]!r}; there are {', '.join(SECTIONS)}", "sections")
    return [name for name in SECTIONS if sections is None or name in sections]


async def _seen(network: Network, viewer_id: str, ties: Sequence[TieRow]) -> _Seen:
    people, communities, behind = {viewer_id}, set[str](), set[str]()
    for row in ties:
        if row.kind == "BLOCKS":
            behind.add(row.node["id"])
        if row.label == "Person":
            people.add(row.node["id"])
        elif row.label == "Community":
            communities.add(row.node["id"])
        for facts, held in _held(row):
            people.update(_ids(held, facts.people))
            communities.update(_ids(held, facts.communities))
    graph, now = network.graph, network.clock()
    shown = {each for ids in _batches(people) for each in await people_seen(graph, viewer_id, ids, now)}
    known = {each for ids in _batches(communities) for each in await communities_seen(graph, viewer_id, ids)}
    return _Seen(frozenset(shown), frozenset(known), frozenset(behind))


def _held(row: TieRow) -> list[tuple[Facts, Mapping[str, Any]]]:
    """The tie's and the node's facts, with what holds them."""
    tie = _BY_KIND.get((row.kind, row.outgoing, row.label))
    if tie is None:
        return []
    node = NODES.get(row.label)
    return [(tie.facts, row.tie)] + ([] if node is None else [(node, row.node)])


def _record(tie: Tie, row: TieRow, seen: _Seen) -> _Record | None:
    """What is told of one tie; None for what may not be told at all."""
    if tie.kind == "CONCERNS":
        return {name: row.node.get(name) for name in WARNING} if row.node.get("decision") == "warned" else None
    if any(each in seen.behind for facts, held in _held(row) for each in _ids(held, facts.people)):
        return None
    told = _told(tie.facts, row.tie, seen)
    if row.label in _NAMED:
        return _other_end(tie, row.node["id"], told, seen)
    node = _told(NODES[row.label], row.node, seen)
    if tie.kind == "MENTORS" and not row.node.get("feedback_shared"):
        node = {name: value for name, value in node.items() if name not in FEEDBACK}
    return told | {row.label.lower(): node}


def _other_end(tie: Tie, other: str, told: _Record, seen: _Seen) -> _Record | None:
    match tie.label:
        case "Person" if tie.kind == "BLOCKS":
            return told | {"person": other}
        case "Person":
            return None if other in seen.behind else told | {"person": other if other in seen.people else None}
        case "Community":
            return told | {"community": other if other in seen.communities else None}
    return told | {"skill": other}


def _told(facts: Facts, held: Mapping[str, Any], seen: _Seen) -> _Record:
    told = {name: held[name] for name in facts.told if held.get(name) is not None}
    for names, known in ((facts.people, seen.people), (facts.communities, seen.communities)):
        for name in names:
            value = held.get(name)
            if isinstance(value, list):
                told[name] = [each for each in value if each in known]
            elif value is not None:
                told[name] = value if value in known else None
    return told


def _mention(row: MentionRow) -> _Record:
    told = {name for each in MENTIONS if each.label == row.label for name in each.told} | {"seat"}
    told |= set() if row.label in UNNAMED else {"id"}
    node = {name: value for name, value in row.node.items() if name in told and value is not None}
    return {"of": row.label, "in": list(row.properties), **node}


def _ids(held: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """The ids that these properties hold, one or a list each."""
    found: list[str] = []
    for name in names:
        value = held.get(name)
        found += value if isinstance(value, list) else [] if value is None else [value]
    return found


def _batches(ids: Iterable[str]) -> list[list[str]]:
    ordered = sorted(ids)
    return [ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH)]


def _sorted(records: Iterable[_Record]) -> list[_Record]:
    """In one order, so that the same data gives the same bytes."""
    return sorted(records, key=lambda record: json.dumps(record, sort_keys=True))
