"""The lists of a round: its pairs, those who would rather have each other, and those left out."""

from __future__ import annotations

from enum import Enum

import strawberry
from strawberry import relay

from peernet.graph import rounds as store
from peernet.graph.rounds import GapRow, PairRow
from peernet.schema.community import Community, find_community
from peernet.schema.connections import cursor, page, position_after
from peernet.schema.fields import choice, field, member
from peernet.schema.need import Need, find_need
from peernet.schema.network_context import NetworkContext
from peernet.schema.person import Person, person_known
from peernet.schema.round_facts import RoundBlocker, RoundChange, blockers_of, changes_of


@strawberry.enum(description="What came of a pair when its round was accepted.")
class RoundPairOutcome(Enum):
    REQUESTED = choice("requested", "The mentor has been asked.")
    FULL = choice("full", "The mentor had no open place any more.")
    UNAVAILABLE = choice("unavailable", "The mentor was away, or no longer offered the skill.")
    NEED_CLOSED = choice("need_closed", "The need was no longer open.")
    NOT_POSSIBLE = choice("not_possible", "Something stood against it that is for the two alone to know.")


@strawberry.type(description="Two people whom a round matches.")
class RoundPair:
    need_id: strawberry.Private[str]
    lender_id: strawberry.Private[str | None]
    context: strawberry.Private[NetworkContext]
    mentee: Person = member("Who learns.")
    mentor: Person = member("Who mentors.")
    quality: float = member("How good the pair is, 0 to 1.")
    fixed: bool = member("Whether the organiser fixed it.")
    outcome: RoundPairOutcome | None = member("What came of it; nothing before the round is accepted.")

    @field("The community above that the mentor is from, where nobody in the round's own can meet the need.", cost=2)
    async def lent_by(self) -> Community | None:
        """None where the mentor is from the round's own community, or from anywhere."""
        return None if self.lender_id is None else await find_community(self.context, self.lender_id)

    @field("The need that it meets.", cost=2)
    async def need(self) -> Need | None:
        """None for one that has gone."""
        return await find_need(self.context, self.need_id)


@strawberry.type(description="Two who would rather have each other than what a round gives them.")
class RoundBlockingPair:
    mentee: Person = member("Who would learn.")
    mentor: Person = member("Who would mentor.")
    quality: float = member("How good the pair would be, 0 to 1.")


@strawberry.type(description="A pair of a round, and where it stands in the list.")
class RoundPairEdge:
    cursor: str = member("Where it stands in the list.")
    node: RoundPair = member("The pair.")


@strawberry.type(description="A page of a round's pairs, fixed ones first and then the best.")
class RoundPairConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[RoundPairEdge] = member("The pairs.")


@strawberry.type(description="Somebody to whom a round gives no mentor, or fewer than they want.")
class RoundGap:
    row: strawberry.Private[GapRow]
    context: strawberry.Private[NetworkContext]
    person: Person = member("Who.")
    wanted: int = member("How many mentors they want.")
    got: int = member("How many of them they get.")

    @field("What blocks the others.", cost=5, most=7)
    async def blocked_by(self) -> list[RoundBlocker]:
        """Never empty."""
        return await blockers_of(self.context, self.row)

    @field("The smallest changes that would help.", cost=5, most=5)
    async def changes(self) -> list[RoundChange]:
        """Those that the viewer may see."""
        return await changes_of(self.context, self.row)


@strawberry.type(description="Somebody whom a round leaves out, and where they stand in the list.")
class RoundGapEdge:
    cursor: str = member("Where they stand in the list.")
    node: RoundGap = member("Who, and why.")


@strawberry.type(description="A page of those whom a round leaves out.")
class RoundGapConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[RoundGapEdge] = member("Who is left out.")


async def pairs_page(context: NetworkContext, round_id: str, first: int, after: str | None) -> RoundPairConnection:
    """A page of a round's pairs."""
    (last,) = position_after("roundPairs", after, int)
    rows = await store.round_pairs_page(
        context.network.graph, context.me, round_id, int(last or 0), first + 1, context.planning
    )
    kept, page_info = page(rows, first, after, lambda row: cursor("roundPairs", row.number))
    edges = [RoundPairEdge(cursor=cursor("roundPairs", row.number), node=_pair(context, row)) for row in kept]
    return RoundPairConnection(page_info=page_info, edges=edges)


def _pair(context: NetworkContext, row: PairRow) -> RoundPair:
    return RoundPair(
        need_id=row.need_id,
        lender_id=row.lent_by,
        context=context,
        mentee=person_known(context, row.mentee_id),
        mentor=person_known(context, row.mentor_id),
        quality=row.quality,
        fixed=row.fixed,
        outcome=None if row.outcome is None else RoundPairOutcome(row.outcome),
    )


async def blocking_pairs(context: NetworkContext, round_id: str) -> list[RoundBlockingPair]:
    """The pairs who would rather have each other, where the viewer may see both."""
    rows = await store.round_blocking(context.network.graph, context.me, round_id, context.planning)
    return [
        RoundBlockingPair(
            mentee=person_known(context, row.mentee_id),
            mentor=person_known(context, row.mentor_id),
            quality=row.quality,
        )
        for row in rows
    ]


async def gaps_page(context: NetworkContext, round_id: str, first: int, after: str | None) -> RoundGapConnection:
    """A page of those whom a round leaves out."""
    (last,) = position_after("roundGaps", after, int)
    rows = await store.round_gaps_page(
        context.network.graph, context.me, round_id, int(last or 0), first + 1, context.planning
    )
    kept, page_info = page(rows, first, after, lambda row: cursor("roundGaps", row.number))
    edges = [
        RoundGapEdge(
            cursor=cursor("roundGaps", row.number),
            node=RoundGap(
                row=row,
                context=context,
                person=person_known(context, row.person_id),
                wanted=row.wanted,
                got=row.got,
            ),
        )
        for row in kept
    ]
    return RoundGapConnection(page_info=page_info, edges=edges)
