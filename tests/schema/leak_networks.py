"""Random networks in which every thing bears a mark, and who may see which mark, worked out apart from the product."""

from __future__ import annotations

import base64
import binascii
import csv
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SKILLS = ("react", "python", "css")
ABSENT = "Mabsent0M"
_MARK = re.compile(r"M(?:person|community|need|mentorship|team|skill|absent|stranger|name|contact|words)\d+M")
AUDIENCES = ("everyone", "communities", "working", "nobody")
ASPECTS = ("name", "contact", "languages", "place", "hours", "offers", "needs", "ties")
_WAYS = (
    ("en", "Mon 18:00-20:00", "4"),
    ("en", "Mon 18:00-20:00", "1"),
    ("en", "Tue 08:00-10:00", "4"),
    ("es", "Mon 18:00-20:00", "4"),
    ("es;en", "", "1"),
)
_STATES = ("requested", "active", "declined", "withdrawn", "completed")


@dataclass(frozen=True)
class MarkedNetwork:
    """Everything by its mark, which is its id and stands in each of its texts.

    people and communities: their visibility; members: roles by person and community; needs: their owners;
    mentorships: (mentor, mentee or ""); blocks: (who, whom); parts: (chapter, its parent); offers: (person, skill);
    ways: languages, hours and capacity, of which people have one each in turn; teams: who sees each;
    passed: who once had, or was asked for, a seat in each; asking: (who asks, to join which community); invited:
    (who, into which community, by whom); codes: the community that each code leads to;
    together: who are in one that was formed or started;
    shown_to: the audience of each aspect of each person that is not shown as usual; proposals: who sees each
    proposed skill; endorsed: (who, whom, for which skill); said: who may read what the mentee said of a mentorship.
    """

    people: Mapping[str, str]
    communities: Mapping[str, str]
    members: Mapping[tuple[str, str], str]
    needs: Mapping[str, str]
    mentorships: Mapping[str, tuple[str, str]]
    states: Mapping[str, str]
    blocks: frozenset[tuple[str, str]]
    parts: Mapping[str, str]
    offers: frozenset[tuple[str, str]]
    knows: frozenset[tuple[str, str]]
    ways: Sequence[tuple[str, str, str]]
    teams: Mapping[str, frozenset[str]] = field(default_factory=dict)
    passed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    asking: frozenset[tuple[str, str]] = frozenset()
    invited: frozenset[tuple[str, str, str]] = frozenset()
    codes: Mapping[str, str] = field(default_factory=dict)
    together: frozenset[tuple[str, str]] = frozenset()
    shown_to: Mapping[tuple[str, str], str] = field(default_factory=dict)
    proposals: Mapping[str, frozenset[str]] = field(default_factory=dict)
    endorsed: frozenset[tuple[str, str, str]] = frozenset()
    said: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def communities_of(self, person: str) -> set[str]:
        """The communities that somebody belongs to."""
        return {community for who, community in self.members if who == person}

    def blocked(self, one: str, other: str) -> bool:
        """Whether either has blocked the other."""
        return (one, other) in self.blocks or (other, one) in self.blocks

    def sees_person(self, viewer: str, person: str) -> bool:
        """Whether the viewer may see the person; a viewer who is not in the network sees nobody."""
        if viewer not in self.people or self.blocked(viewer, person):
            return False
        shared = self.communities_of(viewer) & self.communities_of(person)
        return person == viewer or {"open": True, "communities": bool(shared), "hidden": False}[self.people[person]]

    def near(self, viewer: str, person: str) -> int:
        """0 for anybody, 1 who shares a community, 2 who works with them, 3 the person."""
        working = {frozenset(sides) for each, sides in self.mentorships.items() if self.states[each] == "active"} | set(
            map(frozenset, self.together)
        )
        shared = self.communities_of(viewer) & self.communities_of(person)
        return 3 if viewer == person else 2 if frozenset((viewer, person)) in working else 1 if shared else 0

    def shows(self, person: str, aspect: str, viewer: str) -> bool:
        """Whether the viewer sees the person, and this of them."""
        usual = "working" if aspect == "contact" else "everyone"
        least = AUDIENCES.index(self.shown_to.get((person, aspect), usual))
        return self.sees_person(viewer, person) and self.near(viewer, person) >= least

    def sees_community(self, viewer: str, community: str) -> bool:
        """Whether the viewer may see the community."""
        if viewer not in self.people:
            return False
        return self.communities[community] != "hidden" or (viewer, community) in self.members

    def sees_mentorship(self, viewer: str, mentorship: str) -> bool:
        """Whether the viewer is in it, with no block between the two."""
        sides = self.mentorships[mentorship]
        return viewer in sides and not any(self.blocked(viewer, side) for side in sides)

    def members_for(self, viewer: str, community: str) -> list[str]:
        """The members that the viewer finds there, in the order of ids."""
        inside = (viewer, community) in self.members
        if not self.sees_community(viewer, community) or (self.communities[community] == "closed" and not inside):
            return []
        there = {who for who, where in self.members if where == community}
        return sorted(person for person in there if self.sees_person(viewer, person))

    def asked_of(self, viewer: str, community: str) -> set[str]:
        """Those who ask to join it and show their names to the viewer, who organises it."""
        organises = self.members.get((viewer, community)) in ("organiser", "administrator")
        they = {who for who, where in self.asking if where == community and organises and not self.blocked(viewer, who)}
        named = {who for who in they if self.shown_to.get((who, "name"), "everyone") in ("everyone", "communities")}
        return they | {marked(who, "name") for who in named}

    def invited_into(self, viewer: str) -> set[str]:
        """The communities that the viewer is told of because somebody has invited them."""
        return {where for who, where, by in self.invited if who == viewer and not self.blocked(who, by)}

    def visible(self, viewer: str) -> set[str]:
        """Every mark that the viewer may meet."""
        people = {each for each in self.people if self.sees_person(viewer, each)}
        return (
            people
            | {each for each in self.communities if self.sees_community(viewer, each)}
            | {each for each, owner in self.needs.items() if self.shows(owner, "needs", viewer)}
            | {
                marked(each, aspect)
                for each in people
                for aspect in ("name", "contact")
                if self.shows(each, aspect, viewer)
            }
            | {each for each in self.mentorships if self.sees_mentorship(viewer, each)}
            | {words for words, who in self.said.items() if viewer in who}
            | {each for each, who in self.teams.items() if viewer in who}
            | {each for each, who in self.proposals.items() if viewer in who}
        )

    def marks(self) -> set[str]:
        """Every mark there is."""
        return {*self.people, *self.communities, *self.needs, *self.mentorships, *self.teams}

    def hidden_aspects(self, viewer: str) -> set[tuple[str, str]]:
        """What those whom the viewer sees do not show to the viewer."""
        seen = [each for each in self.people if self.sees_person(viewer, each)]
        return {(each, aspect) for each in seen for aspect in ASPECTS if not self.shows(each, aspect, viewer)}

    def kind_of(self, mark: str) -> str:
        """The name of the type that bears the mark."""
        kinds = {"Person": self.people, "Community": self.communities, "Need": self.needs, "Team": self.teams}
        return next((kind for kind, marks in kinds.items() if mark in marks), "Mentorship")


def marked(person: str, aspect: str) -> str:
    """The mark of somebody's name or contact."""
    return person.replace("person", aspect)


def random_network(seed: int, shy: float = 0.2) -> MarkedNetwork:
    """Eight people, four communities, and whatever ties them; every kind of visibility is likely in each.

    shy: how likely it is that an aspect of somebody is not shown as usual.
    """
    chance = random.Random(seed)
    people = {f"Mperson{n}M": chance.choice(["open", "open", "communities", "hidden"]) for n in range(8)}
    communities = {f"Mcommunity{n}M": chance.choice(["open", "closed", "hidden"]) for n in range(4)}
    pairs = [(one, other) for one in people for other in people if one != other]
    roles = ["member", "member", "mentor", "organiser"]
    members = {(who, where): chance.choice(roles) for who in people for where in communities if chance.random() < 0.35}
    mentorships = {f"Mmentorship{n}M": chance.choice(pairs) for n in range(6)}
    mentorships["Mmentorship6M"] = (chance.choice(list(people)), "")
    above = [(f"Mcommunity{n}M", f"Mcommunity{chance.randrange(n)}M") for n in range(1, 4)]
    return MarkedNetwork(
        people=people,
        communities=communities,
        members=members,
        needs={f"Mneed{n}M": chance.choice(list(people)) for n in range(6)},
        mentorships=mentorships,
        states={mark: chance.choice(_STATES) if sides[1] else "completed" for mark, sides in mentorships.items()},
        blocks=frozenset(pair for pair in pairs if chance.random() < 0.06),
        parts=dict(part for part in above if chance.random() < 0.7),
        offers=frozenset((who, skill) for who in people for skill in SKILLS if chance.random() < 0.6),
        knows=frozenset(pair for pair in pairs if chance.random() < 0.15),
        # Some are full, speak something else, or have other hours: whoever could be had by one change may leak too.
        ways=chance.sample(_WAYS, len(_WAYS)),
        shown_to={
            (who, aspect): chance.choice(AUDIENCES[2:] if aspect == "contact" else AUDIENCES[1:])
            for who in people
            for aspect in ASPECTS
            if chance.random() < shy
        },
        endorsed=frozenset((*pair, skill) for pair in pairs for skill in SKILLS if chance.random() < 0.1),
    )


def write_folder(network: MarkedNetwork, folder: Path) -> None:
    """The network in the import format."""
    write_tables(tables(network), folder)


def tables(network: MarkedNetwork) -> dict[str, list[dict[str, str]]]:
    """The rows of the import format, each thing's mark in each of its texts."""
    return {
        "people": [
            _person(mark, visibility, network.ways[number % len(network.ways)])
            | {"shown_to": ";".join(f"{each}:{to}" for (who, each), to in network.shown_to.items() if who == mark)}
            for number, (mark, visibility) in enumerate(network.people.items())
        ],
        "skills": [{"id": each, "label": each.title()} for each in SKILLS],
        "offers": [{"person_id": who, "skill_id": skill, "level": "3"} for who, skill in sorted(network.offers)],
        "needs": [
            {"id": mark, "person_id": owner, "skill_id": "react", "goal": f"for {mark}"}
            for mark, owner in network.needs.items()
        ],
        "communities": [
            {"id": mark, "name": f"Club {mark}", "about": f"about {mark}", "place": f"in {mark}", "visibility": seen}
            | {"part_of": network.parts.get(mark, "")}
            for mark, seen in network.communities.items()
        ],
        "memberships": [
            {"person_id": who, "community_id": where, "role": role} for (who, where), role in network.members.items()
        ],
        "ties": [{"from_id": one, "to_id": other} for one, other in sorted(network.knows)],
        "blocks": [{"from_id": one, "to_id": other} for one, other in sorted(network.blocks)],
        "endorsements": [
            {"from_id": one, "to_id": other, "skill_id": skill} for one, other, skill in sorted(network.endorsed)
        ],
        "mentorships": list(_mentorships(network)),
    }


def write_tables(tables: dict[str, list[dict[str, str]]], folder: Path) -> None:
    """Rows of the import format as its files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, list(rows[0]) if rows else _EMPTY[name])
            writer.writeheader()
            writer.writerows(rows)


_EMPTY = {
    "offers": ["person_id", "skill_id"],
    "needs": ["id", "person_id", "skill_id"],
    "blocks": ["from_id", "to_id"],
    "ties": ["from_id", "to_id"],
    "memberships": ["person_id", "community_id"],
    "endorsements": ["from_id", "to_id", "skill_id"],
}


def marks_in(told: Any) -> set[str]:
    """Every mark in an answer: in its texts as they stand, and in whatever they are the base64 of."""
    return {mark for text in _texts(told) for way in (text, *_decoded(text)) for mark in _MARK.findall(way)}


def _person(mark: str, visibility: str, way: tuple[str, str, str]) -> dict[str, str]:
    languages, hours, capacity = way
    return {
        "id": mark,
        "name": f"Called {marked(mark, 'name')}",
        "contact": f"{marked(mark, 'contact')}@example.org",
        "about": f"about {mark}",
        "languages": languages,
        "country": "NG",
        "time_zone": "Africa/Lagos",
        "hours": hours,
        "capacity": capacity,
        "visibility": visibility,
    }


def _mentorships(network: MarkedNetwork) -> Iterator[dict[str, str]]:
    some = sorted(network.communities)
    for number, (mark, (mentor, mentee)) in enumerate(network.mentorships.items()):
        yield {
            "id": mark,
            "mentor_id": mentor,
            "mentee_id": mentee,
            "skill_ids": "react",
            "goal": f"for {mark}",
            "community_id": some[number % len(some)],
            "state": network.states[mark],
            "requested_at": f"2026-01-{number + 1:02}",
        }


def _texts(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        for each in told.values():
            yield from _texts(each)
    elif isinstance(told, Sequence):
        for each in told:
            yield from _texts(each)


def _decoded(text: str) -> Iterator[str]:
    try:
        yield base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_").decode()
    except (binascii.Error, ValueError):
        return
