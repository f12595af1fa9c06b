"""Matching rounds: what an organiser planned, and what came of it."""

from __future__ import annotations

import json
from datetime import datetime
from enum import Enum
from typing import Annotated

import strawberry
from strawberry import relay

from peernet.graph import rounds as store
from peernet.model.round import CURVE, MOST_BLOCKING
from peernet.model.round_kept import KeptRound
from peernet.schema.community import Community, find_community
from peernet.schema.connections import cursor, local_id, page, position_after
from peernet.schema.fields import After, First, choice, field, member
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Id, Node, moment, moment_or_none, node_id
from peernet.schema.person import Person, find_person
from peernet.schema.round_lists import (
    RoundBlockingPair,
    RoundGapConnection,
    RoundPairConnection,
    blocking_pairs,
    gaps_page,
    pairs_page,
)

_LATEST = 2**62
CommunityId = Annotated[strawberry.ID, strawberry.argument(description="The community's id.")]


@strawberry.enum(description="How far a round has come.")
class RoundState(Enum):
    PROPOSED = choice("proposed", "Planned; nobody has been asked anything.")
    ACCEPTED = choice("accepted", "Its requests have been made.")
    DISCARDED = choice("discarded", "Nothing will come of it.")


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
    everyone_first: bool = member("Whether nobody got a second mentor while that left somebody without any.")
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


@strawberry.type(description="The best round at one coverage, all other rules as they are.")
class RoundCurvePoint:
    coverage: float = member("0 to 1.")
    matched: int = member("How many places it fills.")
    mean: float = member("The mean quality of its pairs, 0 to 1.")
    quality: float = member("The sum of their qualities.")


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
    curve: list[RoundCurvePoint] = member(
        "Quality against coverage: what other coverages would have given, the coverage rising.", most=len(CURVE)
    )

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

    @field(
        "Pairs who would rather have each other than what the round gives them, where the viewer may see both: a "
        "hundred at most, none in a stable round. The certificate counts all of them.",
        cost=20,
        most=MOST_BLOCKING,
    )
    async def blocking_pairs(self) -> list[RoundBlockingPair]:
        """In the order of ids."""
        return await blocking_pairs(self.context, self.facts.id)

    @field("Those who are left out or get fewer mentors than they want, where the viewer may see them.", cost=20)
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
        curve=[RoundCurvePoint(**point) for point in json.loads(facts.curve)],
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
        everyone_first=rules["everyone_first"],
        seed=facts.seed,
    )


async def rounds_page(context: NetworkContext, community_id: str, first: int, after: str | None) -> RoundConnection:
    """A page of a community's rounds."""
    at, last = position_after("rounds", after, int, str)
    before, before_id = (_LATEST, "") if at is None else (int(at), str(last))
    rows = await store.rounds_page(
        context.network.graph, context.me, community_id, before, before_id, first + 1, context.planning
    )
    kept, page_info = page(rows, first, after, lambda row: cursor("rounds", row.at, row.id))
    found = await context.loaders.rounds.load_many([row.id for row in kept])
    edges = [
        RoundEdge(cursor=cursor("rounds", row.at, row.id), node=round_of(context, facts))
        for row, facts in zip(kept, found, strict=True)
        if facts is not None
    ]
    return RoundConnection(page_info=page_info, edges=edges)
