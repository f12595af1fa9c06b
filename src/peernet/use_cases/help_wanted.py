"""Who needs what I can teach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from peernet.graph import boards
from peernet.graph import help_wanted as store
from peernet.graph.borrowing import borrowed_needs
from peernet.graph.turning import turn
from peernet.model.help_wanted import HelpSuggestion
from peernet.model.mentor_candidate import WantedSkill
from peernet.model.need import Need
from peernet.model.shown import NOTHING_SHOWN, Shown
from peernet.recommend.helping import rank_needs
from peernet.recommend.wanted import wanted_skills
from peernet.use_cases.network import Network

_MOST_NEAR = 30


@dataclass(frozen=True, slots=True)
class HelpAnswer:
    """Needs best first; `more`: others follow; open_places: how many more mentees the viewer can take.

    languages: those of the viewer's profile; None when the network does not know them.
    """

    suggestions: list[HelpSuggestion]
    more: bool
    open_places: int
    languages: tuple[str, ...] | None = None


async def help_wanted(
    network: Network,
    viewer_id: str,
    community_id: str | None,
    languages: Sequence[str],
    first: int,
    shown: Shown = NOTHING_SHOWN,
) -> HelpAnswer:
    """Open needs of people whom the viewer may see, which the viewer could meet now, but those `shown` already,
    each with reasons.

    Empty for who has no open place or is away. A community: only needs of its members, judged by its weights, and those
    that its chapters borrow for.
    """
    now = network.clock()
    lent = {} if community_id is None else await borrowed_needs(network.graph, viewer_id, community_id, now)
    found = await store.help_wanted(network.graph, viewer_id, community_id=community_id, now=now, also=list(lent))
    if found is not None and (found.worn or found.due):
        await boards.rebuild(network.graph, found.worn, now)
        await turn(network.graph, found.due, now)
        found = await store.help_wanted(network.graph, viewer_id, community_id=community_id, now=now, also=list(lent))
    if found is None:
        return HelpAnswer([], more=False, open_places=0)
    if not found.here:
        return HelpAnswer([], more=False, open_places=0, languages=found.languages)
    index, spoken = network.catalogue.index, languages or found.languages

    def skills(need: Need) -> list[WantedSkill]:
        return wanted_skills(index, [need.skill_id], need.level, spoken)[: 1 + _MOST_NEAR]

    needs = [replace(each, lent=lent.get(each.need.id)) for each in found.needs]
    suggestions = rank_needs(needs, skills, now, first + 1, shown, found.weights)
    return HelpAnswer(suggestions[:first], len(suggestions) > first, found.open_places, found.languages)
