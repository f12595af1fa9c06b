"""Matching rounds: what an organiser planned, and what came of it."""

from __future__ import annotations

import json
from datetime import datetime
from enum import Enum
from typing import Annotated

import strawberry
from strawberry import relay

from peernet.graph import rounds as store
from peernet.graph.rounds import GapRow, PairRow
from peernet.model.round_kept import KeptRound
from peernet.schema.community import Community, find_community
from peernet.schema.connections import cursor, local_id, page, position_after
from peernet.schema.fields import After, First, choice, field, member
from peernet.schema.need import Need, find_need
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Id, Node, moment, moment_or_none, node_id
from peernet.schema.person import Person, find_person, person_known
from peernet.schema.round_facts import RoundBlocker, RoundChange, blockers_of, changes_of

_LATEST = 2**62
CommunityId = Annotated[strawberry.ID, strawberry.argument(description="The community's id.")]


@strawberry.enum(description="How far a round has come.")
class RoundState(Enum):
    PROPOSED = choice("proposed", "Planned; nobody has been asked anything.")
    ACCEPTED = choice("accepted", "Its requests have been made.")
    DISCARDED = choice("discarded", "Nothing will come of it.")


@strawberry.enum(description="What came of a pair when its round was accepted.")
class RoundPairOutcome(Enum):
    REQUESTED = choice("requested", "The mentor has been asked.")
    FULL = choice("full", "The mentor had no open place any more.")
    UNAVAILABLE = choice("unavailable", "The mentor was away, or no longer offered the skill.")
    NEED_CLOSED = choice("need_closed", "The need was no longer open.")
    NOT_POSSIBLE = choice("not_possible", "Something stood against it that is for the two alone to know.")


@strawberry.enum(description="Whether those who were matched before keep their mentor.")
class RoundAgain(Enum):
    ANY = choice("any", "Any mentor.")
    SAME = choice("same", "The one they had, where that one is among the candidates.")
    DIFFERENT = choice("different", "Never one whom they had.")


@strawberry.type(description="The rules of a round.")
class RoundRules:
    coverage: float = member("0 to 1: what an unmatched place costs; 1: as many matched as can be.")
    worth: float = member("The quality above which a pair is worth making at coverage 0, 0 to 1.")
    stable: bool = member("Whether no two would rather have each other, whatever that costs in quality.")
    again: RoundAgain = member("Whether those who were matched before keep their mentor.")
    seed: int = member("What ties were broken by.")


@strawberry.type(description="How good a round is, and how good any could have been.")
class RoundCertificate:
    matched: int = member("How many places are filled.")
    maximum: int = member("The most that could be, which is proved.")
    people: int = member("How many people have a mentor.")
    people_maximum: int = member("The most that could, which is proved.")
    quality: float = member("The sum of the pairs' qualities.")
    bound: float = member("The most that sum could be in a round that fills as many places; in any, for a stable one.")
    proved: bool = member("Whether it is proved the best, or proved stable.")
    blocking: int = member("How many pairs would rather have each other than what they got.")


@strawberry.type(description="Two people whom a round matches.")
class RoundPair:
    need_id: strawberry.Private[str]
    context: strawberry.Private[NetworkContext]
    mentee: Person = member("Who learns.")
    mentor: Person = member("Who mentors.")
    quality: float = member("How good the pair is, 0 to 1.")
    fixed: bool = member("Whether the organiser fixed it.")
    outcome: RoundPairOutcome | None = member("What came of it; nothing before the round is accepted.")

    @field("The need that it meets.", cost=2)
    async def need(self) -> Need | None:
        """None for one that has gone."""
        return await find_need(self.context, self.need_id)


@strawberry.type(description="A pair of a round, and where it stands in the list.")
class RoundPairEdge:
    cursor: str = member("Where it stands in the list.")
    node: RoundPair = member("The pair.")


@strawberry.type(description="A page of a round's pairs, fixed ones first and then the best.")
class RoundPairConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[RoundPairEdge] = member("The pairs.")


@strawberry.type(description="Somebody whom a round leaves out.")
class RoundGap:
    row: strawberry.Private[GapRow]
    context: strawberry.Private[NetworkContext]
    person: Person = member("Who.")

    @field("What blocks them.", cost=5, most=7)
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


@strawberry.type(description="A matching round of a community; its organisers see it.")
class Round(Node):
    facts: strawberry.Private[KeptRound]
    context: strawberry.Private[NetworkContext]
    state: RoundState = member("How far it has come.")
    rules: RoundRules = member("The rules that it was planned under.")
    rules_version: str = member("The version of the rules: the same inputs and version give the same round.")
    digest: str = member("SHA-256 of everything that it was made from.")
    certificate: RoundCertificate = member("How good it is, as it was planned.")
    made_at: datetime = member("When it was planned.")
    decided_at: datetime | None = member("When it was accepted or discarded.")

    @field("Whose round it is.", cost=2)
    async def community(self) -> Community | None:
        """None for one that has gone."""
        return await find_community(self.context, self.facts.community_id)

    @field("Who planned it, where the viewer may see them.", cost=2)
    async def made_by(self) -> Person | None:
        """None for who hides by now."""
        return await find_person(self.context, self.facts.made_by)

    @field("Its pairs, where the viewer may see both.", cost=20)
    async def pairs(self, first: First = 20, after: After = None) -> RoundPairConnection:
        """Fixed ones first and then the best."""
        return await pairs_page(self.context, self.facts.id, first, after)

    @field("Those who are left out, where the viewer may see them.", cost=20)
    async def unmatched(self, first: First = 20, after: After = None) -> RoundGapConnection:
        """In the order of ids."""
        return await gaps_page(self.context, self.facts.id, first, after)


@strawberry.type(description="A round, and where it stands in the list.")
class RoundEdge:
    cursor: str = member("Where it stands in the list.")
    node: Round = member("The round.")


@strawberry.type(description="A page of a community's rounds, newest first.")
class RoundConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[RoundEdge] = member("The rounds.")


@strawberry.type
class RoundQueries:
    @field("The rounds of a community that the viewer organises, newest first; none of any other.", cost=20)
    async def rounds(
        self, info: Info, community_id: CommunityId, first: First = 20, after: After = None
    ) -> RoundConnection:
        """BadInput for a malformed id or cursor; Unauthenticated for nobody."""
        return await rounds_page(info.context, local_id(community_id, "Community", "communityId"), first, after)

    @field("The round with this id, where the viewer organises its community.", cost=10)
    async def round(self, info: Info, id: Id) -> Round | None:  # noqa: A002
        """BadInput for what is not the id of a round; Unauthenticated for nobody."""
        _ = info.context.me
        return await find_round(info.context, local_id(id, "Round", "id"))


async def find_round(context: NetworkContext, round_id: str) -> Round | None:
    """The round, where the viewer organises its community."""
    facts = await context.loaders.rounds.load(round_id)
    return None if facts is None else round_of(context, facts)


def round_of(context: NetworkContext, facts: KeptRound) -> Round:
    """A round as its organisers see it."""
    return Round(
        id=node_id("Round", facts.id),
        facts=facts,
        context=context,
        state=RoundState(facts.state),
        rules=_rules(facts),
        rules_version=facts.rules_version,
        digest=facts.digest,
        certificate=RoundCertificate(**json.loads(facts.certificate)),
        made_at=moment(facts.made_at),
        decided_at=moment_or_none(facts.decided_at),
    )


def _rules(facts: KeptRound) -> RoundRules:
    rules = json.loads(facts.rules)
    return RoundRules(
        coverage=rules["coverage"],
        worth=rules["worth"],
        stable=rules["stable"],
        again=RoundAgain(rules["again"]),
        seed=facts.seed,
    )


async def rounds_page(context: NetworkContext, community_id: str, first: int, after: str | None) -> RoundConnection:
    """A page of a community's rounds."""
    at, last = position_after("rounds", after, int, str)
    before, before_id = (_LATEST, "") if at is None else (int(at), str(last))
    rows = await store.rounds_page(context.network.graph, context.me, community_id, before, before_id, first + 1)
    kept, page_info = page(rows, first, after, lambda row: cursor("rounds", row.at, row.id))
    found = await context.loaders.rounds.load_many([row.id for row in kept])
    edges = [
        RoundEdge(cursor=cursor("rounds", row.at, row.id), node=round_of(context, facts))
        for row, facts in zip(kept, found, strict=True)
        if facts is not None
    ]
    return RoundConnection(page_info=page_info, edges=edges)


async def pairs_page(context: NetworkContext, round_id: str, first: int, after: str | None) -> RoundPairConnection:
    """A page of a round's pairs."""
    (last,) = position_after("roundPairs", after, int)
    rows = await store.round_pairs_page(context.network.graph, context.me, round_id, int(last or 0), first + 1)
    kept, page_info = page(rows, first, after, lambda row: cursor("roundPairs", row.number))
    edges = [RoundPairEdge(cursor=cursor("roundPairs", row.number), node=_pair(context, row)) for row in kept]
    return RoundPairConnection(page_info=page_info, edges=edges)


def _pair(context: NetworkContext, row: PairRow) -> RoundPair:
    return RoundPair(
        need_id=row.need_id,
        context=context,
        mentee=person_known(context, row.mentee_id),
        mentor=person_known(context, row.mentor_id),
        quality=row.quality,
        fixed=row.fixed,
        outcome=None if row.outcome is None else RoundPairOutcome(row.outcome),
    )


async def gaps_page(context: NetworkContext, round_id: str, first: int, after: str | None) -> RoundGapConnection:
    """A page of those whom a round leaves out."""
    (last,) = position_after("roundGaps", after, int)
    rows = await store.round_gaps_page(context.network.graph, context.me, round_id, int(last or 0), first + 1)
    kept, page_info = page(rows, first, after, lambda row: cursor("roundGaps", row.number))
    edges = [
        RoundGapEdge(
            cursor=cursor("roundGaps", row.number),
            node=RoundGap(row=row, context=context, person=person_known(context, row.person_id)),
        )
        for row in kept
    ]
    return RoundGapConnection(page_info=page_info, edges=edges)
