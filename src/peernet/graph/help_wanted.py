"""Open needs for one mentor, with the facts that count, by one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peernet.graph.boards import KEEP
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.graph.suggestions import KNOWN, TIES, weights_of
from peernet.model.help_wanted import FEW, WantedHelp
from peernet.model.mentor_candidate import Asker, MentorCandidate, OfferFact, SharedCommunity
from peernet.model.need import Need
from peernet.recommend.weighting import Weights

OWN = 20
"""Of the viewer's offers the best so many count; beside them at most NEXT skills that lie next to these."""
NEXT = 30
FRONT = 120
"""Needs taken from the boards of the viewer's own skills together, shared among these."""
NEAR = 4
"""Needs taken at least from each board."""
NETWORK = 60
"""Needs taken from the viewer's network, and as many from their communities."""
SMALL = 200
"""A community of at most so many is gone through whole."""


@dataclass(frozen=True, slots=True)
class HelpRow:
    helper: dict[str, Any]
    contacts: list[list[Any]]
    needs: list[list[Any]]
    others: list[list[Any]]
    worn: list[str]
    due: list[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was found, in no particular order; `worn`: skills whose boards have to be made anew to be complete.

    due: skills where time has changed who stands in front. languages, open_places and here (whether they can be asked
    now) are the viewer's own; weights: what the asked community has set.
    """

    needs: list[WantedHelp]
    languages: tuple[str, ...]
    open_places: int
    here: bool
    worn: list[str]
    due: list[str]
    weights: Weights


async def help_wanted(
    graph: Graph, viewer_id: str, *, community_id: str | None, now: int, also: Sequence[str] = ()
) -> Wanted | None:
    """Open needs of people whom the viewer may see, for what they offer or next to it; None without such a viewer.

    also: ids of needs that count although their owners are not in the community.
    """
    row = await graph.one(
        query("help_wanted", HelpRow),
        viewer_id=viewer_id,
        community_id=community_id,
        now=now,
        own=OWN,
        next=NEXT,
        front=FRONT,
        near=NEAR,
        network=NETWORK,
        small=SMALL,
        few=FEW,
        least=KEEP // 2,
        also=list(also),
        known=KNOWN,
        ties=TIES,
    )
    if row is None:
        return None
    facts = row.helper
    return Wanted(
        _Reading(viewer_id, row).needs(),
        tuple(facts["languages"]),
        facts["open_places"],
        facts["here"],
        sorted(set(row.worn)),
        row.due,
        weights_of(facts["weights"]),
    )


class _Reading:
    """The facts of one answer, as pairs of who asks and who could help."""

    def __init__(self, viewer_id: str, row: HelpRow) -> None:
        self._viewer_id = viewer_id
        self._row = row
        self._contacts: dict[str, int] = dict(row.contacts)
        self._memberships = {each["id"]: each for each in row.helper["memberships"]}
        self._offers = tuple(OfferFact(*offer) for offer in row.helper["offers"])
        self._others: dict[str, dict[str, list[str]]] = {}
        for skill_id, language, people in row.others:
            self._others.setdefault(skill_id, {})[language] = people

    def needs(self) -> list[WantedHelp]:
        return [self._need(facts) for facts in self._row.needs]

    def _need(self, facts: Sequence[Any]) -> WantedHelp:
        (need_id, skill_id, level, goal, since, until, owner, name, languages, hours, zone, *ties) = facts
        (active_at, levels, shared, knows) = ties
        return WantedHelp(
            Need(need_id, owner, skill_id, level, goal, "open", since, until),
            name,
            Asker(owner, tuple(languages), tuple(hours), zone, dict(levels)),
            self._helper(owner, active_at, shared, knows),
            self._count(skill_id, owner, languages),
        )

    def _helper(self, owner: str, active_at: int | None, shared: Sequence[Any], knows: bool) -> MentorCandidate:
        """The viewer as a candidate of that owner.

        When they were last here is the owner's side of it: the viewer is here now. Their own record of requests says
        nothing about this need, and stays out.
        """
        facts: Mapping[str, Any] = self._row.helper
        return MentorCandidate(
            person_id=self._viewer_id,
            name=facts["name"],
            languages=tuple(facts["languages"]),
            hours=tuple(facts["hours"]),
            time_zone=facts["time_zone"],
            capacity=facts["capacity"],
            open_places=facts["open_places"],
            active_at=active_at,
            offers=self._offers,
            shared=tuple(self._shared(community_id, since) for community_id, since in shared),
            knows=knows,
            common_contacts=self._contacts.get(owner, 0),
            requests_received=0,
            requests_answered=0,
            requests_accepted=0,
            via=None,
            activity=0.0,
            shown={},
            places={},
            past=(),
            exposure=0.0,
        )

    def _shared(self, community_id: str, theirs: int) -> SharedCommunity:
        mine = self._memberships[community_id]
        return SharedCommunity(community_id, mine["name"], mine["since"], theirs)

    def _count(self, skill_id: str, owner: str, languages: Sequence[str]) -> int:
        spoken = {tag.lower().partition("-")[0] for tag in languages}
        lists = self._others.get(skill_id, {})
        people = {each for language, ids in lists.items() if not spoken or language in spoken for each in ids}
        return min(FEW, len(people - {owner}))
