"""Small networks in one line: `await seed(graph, person("ada", offers={"python": 4}))`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from peernet.graph import fronts, returns
from peernet.graph import skills as skill_store
from peernet.graph.session import Graph
from peernet.model.audience import Aspect, Audience, stored
from peernet.use_cases.catalogue import Catalogue
from peernet.use_cases.network import Network
from tests.contract.asking import write

NOW = 1_780_000_000_000
"""The tests' present: 28 May 2026, in epoch milliseconds."""
DAY = 86_400_000
LONG_AGO = NOW - 400 * DAY


@dataclass(frozen=True, slots=True)
class OfferOf:
    """An offer; level 1 to 5, standing above 0, times in epoch milliseconds."""

    level: int = 3
    standing: float = 1.0
    since: int = LONG_AGO
    until: int | None = None
    only_one: bool = False


@dataclass(frozen=True, slots=True)
class PersonOf:
    """A person with what the product would have made of them; offers and standings shown by skill, roles by community.

    The standing of an offer includes what was shown.
    """

    id: str
    offers: Mapping[str, OfferOf] = field(default_factory=dict)
    member_of: Mapping[str, str] = field(default_factory=dict)
    knows: Sequence[str] = ()
    blocks: Sequence[str] = ()
    shown: Mapping[str, float] = field(default_factory=dict)
    languages: Sequence[str] = ("en",)
    hours: Sequence[str] = ()
    capacity: int = 1
    open_places: int = 1
    status: str = "active"
    visibility: str = "open"
    contact: str | None = None
    shown_to: Mapping[Aspect, Audience] = field(default_factory=dict)
    away_until: int | None = None
    quiet_at: int | None = None


@dataclass(frozen=True, slots=True)
class CommunityOf:
    """A community; `part_of` names its parent; settings by the names of CommunitySettings."""

    id: str
    visibility: str = "open"
    part_of: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SkillOf:
    """A skill whose label is its id unless another is given."""

    id: str
    label: str
    broader: Sequence[str] = ()


def person(
    id_: str, *, offers: Mapping[str, int | OfferOf] | None = None, capacity: int = 1, **others: Any
) -> PersonOf:
    """An active, open, English-speaking person with one free place, unless said otherwise; offers give a level."""
    full = {skill: each if isinstance(each, OfferOf) else OfferOf(each) for skill, each in (offers or {}).items()}
    return PersonOf(id_, offers=full, capacity=capacity, open_places=others.pop("open_places", capacity), **others)


def skill(id_: str, label: str | None = None, broader: Sequence[str] = ()) -> SkillOf:
    """A skill of our own catalogue."""
    return SkillOf(id_, label or id_, broader)


def community(id_: str, visibility: str = "open", part_of: str | None = None, **settings: Any) -> CommunityOf:
    """An open community unless said otherwise, which has set nothing but `settings`."""
    return CommunityOf(id_, visibility, part_of, settings)


async def seed(graph: Graph, *things: PersonOf | CommunityOf | SkillOf) -> Network:
    """Writes all of them, and the skills and communities that they only mention; the clock stands at NOW."""
    people = [each for each in things if isinstance(each, PersonOf)]
    await _seed_skills(graph, [each for each in things if isinstance(each, SkillOf)], people)
    await _seed_communities(graph, [each for each in things if isinstance(each, CommunityOf)], people)
    await write(graph, _PEOPLE, rows=[_person_row(each) for each in people])
    for text, rows in _ties(people):
        await write(graph, text, rows=rows)
    await returns.note_all(graph, NOW)
    await fronts.rebuild_fronts(graph, NOW)
    await skill_store.catalogue_changed(graph)
    network = Network(graph, Catalogue(graph), clock=lambda: NOW)
    await network.catalogue.refresh()
    return network


async def _seed_skills(graph: Graph, skills: Sequence[SkillOf], people: Sequence[PersonOf]) -> None:
    mentioned = {skill_id: skill(skill_id) for each in people for skill_id in (*each.offers, *each.shown)}
    full = [*(mentioned | {each.id: each for each in skills}).values()]
    await write(graph, _SKILLS, rows=[{"id": each.id, "label": each.label} for each in full])
    links = [{"from": each.id, "to": above} for each in full for above in each.broader]
    await write(graph, _BROADER, rows=links)


async def _seed_communities(graph: Graph, communities: Sequence[CommunityOf], people: Sequence[PersonOf]) -> None:
    mentioned = {community_id: community(community_id) for each in people for community_id in each.member_of}
    full = [*(mentioned | {each.id: each for each in communities}).values()]
    await write(
        graph,
        _COMMUNITIES,
        rows=[{"id": each.id, "visibility": each.visibility, "settings": each.settings} for each in full],
    )
    await write(graph, _PARTS, rows=[{"from": each.id, "to": each.part_of} for each in full if each.part_of])


def _person_row(each: PersonOf) -> dict[str, Any]:
    plain = ("id", "capacity", "open_places", "status", "visibility", "contact", "away_until", "quiet_at")
    lists = {"languages": list(each.languages), "hours": list(each.hours)}
    speaks = list(dict.fromkeys(tag.partition("-")[0] for tag in each.languages))
    texts = {"name": each.id.title(), "about": "", "country": "NG", "time_zone": "Africa/Lagos"}
    return (
        {name: getattr(each, name) for name in plain}
        | lists
        | texts
        | {"speaks": speaks, "offered": True if each.offers else None}
        | {"shown": sum(each.shown.values())}
        | stored(each.shown_to)
    )


def _ties(people: Sequence[PersonOf]) -> list[tuple[str, list[dict[str, Any]]]]:
    offers = [
        {"from": each.id, "to": skill_id, "facts": {"skill_id": skill_id} | asdict(offer)}
        for each in people
        for skill_id, offer in each.offers.items()
    ]
    roles = [
        {"from": each.id, "to": joined, "role": role, "since": LONG_AGO}
        for each in people
        for joined, role in each.member_of.items()
    ]
    knows = [{"from": each.id, "to": other} for each in people for other in each.knows]
    blocks = [{"from": each.id, "to": other, "at": LONG_AGO} for each in people for other in each.blocks]
    shown = [
        {"from": each.id, "to": skill_id, "standing": standing}
        for each in people
        for skill_id, standing in each.shown.items()
    ]
    return [(_OFFERS, offers), (_SHOWN, shown), (_MEMBERSHIPS, roles), (_KNOWS, knows), (_BLOCKS, blocks)]


_PEOPLE = "UNWIND $rows AS row CREATE (p:Person) SET p += row"
_SKILLS = """
UNWIND $rows AS row
CREATE (:Skill {id: row.id, languages: ['en'], labels: [row.label], label: row.label, alt_languages: [],
                alt_labels: [], source: 'own', kind: 'skill'})
"""
_BROADER = "UNWIND $rows AS row MATCH (a:Skill {id: row.from}) MATCH (b:Skill {id: row.to}) CREATE (a)-[:BROADER]->(b)"
_COMMUNITIES = """
UNWIND $rows AS row
CREATE (c:Community {id: row.id, name: row.id, about: '', place: '', visibility: row.visibility})
SET c += row.settings
"""
_PARTS = """
UNWIND $rows AS row MATCH (a:Community {id: row.from}) MATCH (b:Community {id: row.to}) CREATE (a)-[:PART_OF]->(b)
"""
_OFFERS = """
UNWIND $rows AS row MATCH (p:Person {id: row.from}) MATCH (s:Skill {id: row.to})
CREATE (p)-[o:OFFERS]->(s) SET o += row.facts
"""
_SHOWN = """
UNWIND $rows AS row MATCH (p:Person {id: row.from}) MATCH (s:Skill {id: row.to})
CREATE (p)-[:SHOWN {skill_id: row.to, standing: row.standing}]->(s)
"""
_MEMBERSHIPS = """
UNWIND $rows AS row MATCH (p:Person {id: row.from}) MATCH (c:Community {id: row.to})
CREATE (p)-[:MEMBER_OF {role: row.role, since: row.since}]->(c)
"""
_KNOWS = """
UNWIND $rows AS row MATCH (a:Person {id: row.from}) MATCH (b:Person {id: row.to})
CREATE (a)-[:KNOWS {kind: 'knows', strength: 0.5}]->(b)
"""
_BLOCKS = """
UNWIND $rows AS row MATCH (a:Person {id: row.from}) MATCH (b:Person {id: row.to}) CREATE (a)-[:BLOCKS {at: row.at}]->(b)
"""
