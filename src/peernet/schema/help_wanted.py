"""Who needs what I can teach."""

from __future__ import annotations

from typing import Annotated

import strawberry
from strawberry import relay

from peernet.model.help_wanted import HelpSuggestion
from peernet.schema.connections import local_id
from peernet.schema.fields import After, First, field, member
from peernet.schema.help_wording import word_help
from peernet.schema.need import Need, need_of
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.person import Person, person_known
from peernet.schema.ranked_lists import page_info, placed, shown_before
from peernet.schema.reason import Reason, reason_of
from peernet.schema.skill import Hop, Skill, skill_of
from peernet.schema.suggestion import MOST_REASONS
from peernet.use_cases.help_wanted import help_wanted

_LIST = "helpWanted"
Within = Annotated[strawberry.ID | None, strawberry.argument(description="Only needs of members of this community.")]


@strawberry.type(description="An open need that the viewer could meet, why, and where it stands in the list.")
class HelpWantedEdge:
    suggestion: strawberry.Private[HelpSuggestion]
    context: strawberry.Private[NetworkContext]
    cursor: str = member("Where it stands in the list.")
    node: Need = member("The need, as Relay calls it.")
    need: Need = member("The need.")
    person: Person = member("Whose need it is.")
    score: float = member("0 to 1, to four places.")
    hop: Hop = member("What the viewer's skill is to the needed one.")
    via_label: str | None = member("The label of the needed skill, where the viewer offers one next to it.")

    @field("The skill offered by the viewer that fits best.")
    def skill(self) -> Skill:
        """From the catalogue."""
        return skill_of(self.context, self.suggestion.skill_id)

    @field(
        "Why the viewer is the right one, the weightiest first; whoever teaches in them is the viewer.",
        most=MOST_REASONS + 1,
    )
    def reasons(self) -> list[Reason]:
        """Their weights sum to what the score is made from."""
        return [reason_of(self.context, reason, word_help) for reason in self.suggestion.reasons]


@strawberry.type(description="A page of open needs that the viewer could meet, best first.")
class HelpWantedConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[HelpWantedEdge] = member("The needs.")
    open_places: int = member("How many more mentees the viewer can take; with none the list is empty.")


@strawberry.type
class HelpWantedQueries:
    @field("Open needs that the viewer is the right one for, of people whom they may see, best first.", cost=100)
    async def help_wanted(
        self, info: Info, community_id: Within = None, first: First = 10, after: After = None
    ) -> HelpWantedConnection:
        """BadInput for a malformed id or cursor; Unauthenticated for nobody."""
        context = info.context
        shown = shown_before(_LIST, after)
        within = None if community_id is None else local_id(community_id, "Community", "communityId")
        answer = await help_wanted(context.network, context.me, within, context.accept_languages, first, shown)
        if answer.languages is not None:
            context.loaders.speaks(answer.languages)
        rows = list(placed(_LIST, answer.suggestions, shown, lambda each: each.need.id))
        return HelpWantedConnection(
            page_info=page_info([place for place, _ in rows], after, more=answer.more),
            edges=[_edge(context, place, suggestion) for place, suggestion in rows],
            open_places=answer.open_places,
        )


def _edge(context: NetworkContext, place: str, suggestion: HelpSuggestion) -> HelpWantedEdge:
    need = need_of(context, suggestion.need)
    return HelpWantedEdge(
        suggestion=suggestion,
        context=context,
        cursor=place,
        node=need,
        need=need,
        person=person_known(context, suggestion.need.person_id, suggestion.owner_name),
        score=round(suggestion.score, 4),
        hop=Hop(suggestion.hop.value),
        via_label=suggestion.via_label,
    )
