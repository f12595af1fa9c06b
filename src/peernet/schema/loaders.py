"""Reads of one request, gathered: what many fields ask for at once is one statement, whatever their number."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from operator import attrgetter
from typing import TypeVar

from strawberry.dataloader import DataLoader

from peernet.graph import communities, endorsements, meetings, mentorships, needs, people, rounds, team_plans, teams
from peernet.graph.communities import ChapterRow
from peernet.graph.session import Graph
from peernet.model.community import Member, Membership
from peernet.model.endorsement import EndorsedSkill
from peernet.model.meeting import Meeting
from peernet.model.need import Need
from peernet.model.person import Offer
from peernet.model.policy import Act, may
from peernet.model.viewer import Role
from peernet.schema.awaiting import Soon
from peernet.use_cases.network import Network

Found = TypeVar("Found")
Row = TypeVar("Row")
Bounds = TypeVar("Bounds", bound=tuple[object, ...])
Page = tuple[int, str]
"""How many rows, and after which id; "" for the first page."""
Seen = Callable[[Graph, str, Sequence[str]], Awaitable[dict[str, Found]]]


class Loaders:
    """What one viewer may see; made for each request. network_role: what their token says.

    `people`, `communities`, `needs`, `mentorships`, `feedback`, `rounds`, `teams` and `team_plans` are keyed by id, and
    give None for what the viewer may not see. The others are lists, keyed by whose list it is and its bounds. Of a
    person whom the viewer has been found to see: `offers`, `endorsed`, `memberships` by (most,), `needs_of` by (most,
    states). Of a mentorship: `meetings` by (most,). Of a community: `members` and `chapters` by (most, after).
    """

    def __init__(self, network: Network, viewer_id: str, network_role: Role | None = None) -> None:
        self._graph = network.graph
        self._clock = network.clock
        self._viewer_id = viewer_id
        who = may(Act.PLAN, network_role)
        self._languages: Sequence[str] | None = None
        self._reading: asyncio.Task[Sequence[str]] | None = None
        self.people = self._seen(lambda graph, viewer, ids: people.people_seen(graph, viewer, ids, network.clock()))
        self.communities = self._seen(communities.communities_seen)
        self.needs = self._seen(lambda graph, viewer, ids: needs.needs_seen(graph, viewer, ids, network.clock()))
        self.mentorships = self._seen(mentorships.mentorships_mine)
        self.rounds = self._seen(lambda graph, viewer, ids: rounds.rounds_seen(graph, viewer, ids, who))
        self.feedback = self._seen(meetings.feedback_of)
        self.teams = self._seen(lambda graph, viewer, ids: teams.teams_seen(graph, viewer, ids, network.clock()))
        self.team_plans = self._seen(lambda graph, viewer, ids: team_plans.team_plans_seen(graph, viewer, ids, who))
        self.offers: DataLoader[tuple[str, tuple[int]], list[Offer]] = DataLoader(self._offers)
        self.needs_of: DataLoader[tuple[str, tuple[int, tuple[str, ...]]], list[Need]] = DataLoader(self._needs_of)
        self.meetings: DataLoader[tuple[str, tuple[int]], list[Meeting]] = DataLoader(self._meetings)
        self.endorsed: DataLoader[tuple[str, tuple[int]], list[EndorsedSkill]] = DataLoader(self._endorsed)
        self.memberships: DataLoader[tuple[str, tuple[int]], list[Membership]] = DataLoader(self._memberships)
        self.members: DataLoader[tuple[str, Page], list[Member]] = DataLoader(self._members)
        self.chapters: DataLoader[tuple[str, Page], list[ChapterRow]] = DataLoader(self._chapters)

    def forget(self) -> None:
        """Drops what was read: something has just been changed."""
        self._languages = self._reading = None
        seen = (self.people, self.communities, self.needs, self.mentorships, self.rounds, self.teams, self.team_plans)
        for loader in seen:
            loader.clear_all()
        self.feedback.clear_all()
        for lists in (
            self.offers,
            self.needs_of,
            self.meetings,
            self.endorsed,
            self.memberships,
            self.members,
            self.chapters,
        ):
            lists.clear_all()

    def speaks(self, languages: Sequence[str]) -> None:
        """Takes note of the viewer's languages, which a statement brought along."""
        self._languages = languages

    def languages(self) -> Soon[Sequence[str]]:
        """The languages of the viewer's profile; none when they have no profile."""
        if self._languages is not None:
            return self._languages
        if self._reading is None:
            self._reading = asyncio.ensure_future(self._read_languages())
        return self._reading

    async def _read_languages(self) -> Sequence[str]:
        person = await self.people.load(self._viewer_id)
        self._languages = () if person is None else person.languages
        return self._languages

    def _seen(self, read: Seen[Found]) -> DataLoader[str, Found | None]:
        async def load(ids: list[str]) -> list[Found | None]:
            found = await read(self._graph, self._viewer_id, ids)
            return [found.get(wanted) for wanted in ids]

        return DataLoader(load)

    async def _offers(self, keys: list[tuple[str, tuple[int]]]) -> list[list[Offer]]:
        graph, viewer_id, now = self._graph, self._viewer_id, self._clock()
        return await _lists(keys, _of_person, lambda ids, most: people.offers_of(graph, viewer_id, ids, now, most[0]))

    async def _needs_of(self, keys: list[tuple[str, tuple[int, tuple[str, ...]]]]) -> list[list[Need]]:
        graph, viewer_id, now = self._graph, self._viewer_id, self._clock()
        return await _lists(
            keys,
            _of_person,
            lambda ids, bounds: needs.needs_of(graph, viewer_id, ids, bounds[1], bounds[0], now),
        )

    async def _meetings(self, keys: list[tuple[str, tuple[int]]]) -> list[list[Meeting]]:
        return await _lists(keys, _of_mentorship, lambda ids, bounds: meetings.meetings_of(self._graph, ids, bounds[0]))

    async def _endorsed(self, keys: list[tuple[str, tuple[int]]]) -> list[list[EndorsedSkill]]:
        graph, viewer_id = self._graph, self._viewer_id
        return await _lists(
            keys, _of_person, lambda ids, bounds: endorsements.endorsed_in(graph, viewer_id, ids, bounds[0])
        )

    async def _memberships(self, keys: list[tuple[str, tuple[int]]]) -> list[list[Membership]]:
        graph = self._graph
        return await _lists(
            keys, _of_person, lambda ids, bounds: communities.communities_of(graph, self._viewer_id, ids, bounds[0])
        )

    async def _members(self, keys: list[tuple[str, Page]]) -> list[list[Member]]:
        graph, viewer_id = self._graph, self._viewer_id
        return await _lists(
            keys, _of_community, lambda ids, page: communities.members_page(graph, viewer_id, ids, page[1], page[0])
        )

    async def _chapters(self, keys: list[tuple[str, Page]]) -> list[list[ChapterRow]]:
        graph, viewer_id = self._graph, self._viewer_id
        return await _lists(
            keys, _of_community, lambda ids, page: communities.chapters_page(graph, viewer_id, ids, page[1], page[0])
        )


_of_person = attrgetter("person_id")
_of_community = attrgetter("community_id")
_of_mentorship = attrgetter("mentorship_id")


async def _lists(
    keys: Sequence[tuple[str, Bounds]],
    owner: Callable[[Row], str],
    read: Callable[[list[str], Bounds], Awaitable[list[Row]]],
) -> list[list[Row]]:
    """The list of each key, with one `read` for all keys of the same bounds; `owner` says whose a row is."""
    ids_by_bounds: dict[Bounds, list[str]] = {}
    for owner_id, bounds in keys:
        ids_by_bounds.setdefault(bounds, []).append(owner_id)
    found: dict[tuple[str, Bounds], list[Row]] = {key: [] for key in keys}
    for bounds, ids in ids_by_bounds.items():
        for row in await read(ids, bounds):
            found[owner(row), bounds].append(row)
    return [found[key] for key in keys]
