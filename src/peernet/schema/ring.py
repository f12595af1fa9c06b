"""Learning rings: found, proposed to all, and answered."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from datetime import datetime
from enum import Enum
from typing import Annotated, TypeVar

import strawberry

from peernet.errors import NotFound as Absent
from peernet.graph import rings as store
from peernet.model.ring import MOST, RingStep
from peernet.model.ring import ProposedRing as RingFacts
from peernet.schema.connections import local_id
from peernet.schema.fields import First, choice, field, member, mutation
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Given, Node, moment, node_id
from peernet.schema.person import Person, person_known
from peernet.schema.refusals import LimitReached, NotFound, Refusal, RingImpossible, WrongState, decided
from peernet.schema.skill import Skill, skill_of
from peernet.use_cases.learning_rings import accept_ring, decline_ring, learning_rings, propose_ring

Payload = TypeVar("Payload")


@strawberry.enum(description="How far a ring has come.")
class RingState(Enum):
    PROPOSED = choice("proposed", "Waiting for all its members to accept.")
    AGREED = choice("agreed", "All have accepted; its mentorships are under way.")
    ENDED = choice("ended", "It came to nothing; whose doing that was is told to nobody.")


@strawberry.type(description="One member of a ring: what they give to the next member, and get from the one before.")
class RingMember:
    person: Person = member("The member.")
    gives: Skill = member("The skill that they teach the next member; the last one teaches the first.")
    level: int = member("How well they can do it, 1 to 5; 0 where they no longer offer it.")
    gets: Skill = member("The skill that the member before teaches them.")


@strawberry.type(description="A ring that could be: each teaches the next, and the last teaches the first.")
class LearningRing:
    members: list[RingMember] = member("Its members in the order of teaching, the viewer first.", most=MOST)
    worth: float = member("0 to 1: how well the levels fit where they fit worst.")


@strawberry.type(description="A ring that was proposed to all its members; only they see it.")
class ProposedRing(Node):
    state: RingState = member("How far it has come.")
    accepted: bool = member("Whether the viewer has accepted; what others answered is told to nobody.")
    proposed_at: datetime = member("When it was proposed.")
    members: list[RingMember] = member("Its members in the order of teaching, the viewer first.", most=MOST)


@strawberry.input(description="A ring to propose: each person gives the skill in the same place to the next person.")
class ProposeRingInput:
    person_ids: list[strawberry.ID] = member("Two to four people in the order of teaching, the viewer among them.")
    skill_ids: list[strawberry.ID] = member("What each of them teaches, in the same order.")


@strawberry.type(description="All members are asked; the viewer has accepted by proposing.")
class ProposeRingPayload:
    ring: ProposedRing = member("The ring.")


@strawberry.input(description="Which ring the viewer, one of its members, accepts.")
class AcceptRingInput:
    ring_id: strawberry.ID = member("The ring.")


@strawberry.type(description="The viewer has accepted: see the ring's state for what came of it.")
class AcceptRingPayload:
    ring: ProposedRing | None = member(
        "The ring: agreed once all have accepted, ended where it cannot be any more; nothing where it is out of sight."
    )


@strawberry.input(description="Which ring the viewer, one of its members, declines.")
class DeclineRingInput:
    ring_id: strawberry.ID = member("The ring.")


@strawberry.type(description="The ring has ended for all; who declined is told to nobody.")
class DeclineRingPayload:
    ring: ProposedRing | None = member("The ring; nothing where it is gone from sight.")


ProposeRingResult = Annotated[
    ProposeRingPayload | NotFound | RingImpossible | WrongState | LimitReached,
    strawberry.union("ProposeRingResult", description="What came of it."),
]
AcceptRingResult = Annotated[
    AcceptRingPayload | NotFound | WrongState, strawberry.union("AcceptRingResult", description="What came of it.")
]
DeclineRingResult = Annotated[
    DeclineRingPayload | NotFound | WrongState, strawberry.union("DeclineRingResult", description="What came of it.")
]


@strawberry.type
class RingQueries:
    @field("Rings that the viewer could be in: each teaches the next, and the last the first; best first.", cost=100)
    async def learning_rings(self, info: Info, first: First = 10) -> list[LearningRing]:
        """Unauthenticated for nobody."""
        context = info.context
        found = await learning_rings(context.network, context.me, first)
        return [LearningRing(members=_members(context, ring.steps), worth=round(ring.worth, 4)) for ring in found]

    @field("Rings that were proposed with the viewer in them, newest first.", cost=10)
    async def ring_proposals(self, info: Info, first: First = 20) -> list[ProposedRing]:
        """Unauthenticated for nobody."""
        context = info.context
        now = context.network.clock()
        return [_ring(context, each) for each in await store.rings_of(context.network.graph, context.me, now, first)]


@strawberry.type
class RingMutations:
    @mutation("Proposes a ring to all its members.", returns=ProposeRingResult)
    async def propose_ring(self, info: Info, input: Given[ProposeRingInput]) -> ProposeRingPayload | Refusal:  # noqa: A002
        """BadInput for malformed ids, or a number of people or skills that cannot be."""
        context = info.context
        people = [local_id(each, "Person", "personIds") for each in input.person_ids]
        skills = [local_id(each, "Skill", "skillIds") for each in input.skill_ids]

        async def payload(ring_id: str) -> ProposeRingPayload:
            ring = await find_ring(context, ring_id)
            if ring is None:  # blocked between the two statements
                raise Absent("ring")
            return ProposeRingPayload(ring=ring)

        return await decided(context, propose_ring(context.network, context.me, people, skills), payload)

    @mutation("Accepts a ring; with the last acceptance all its mentorships begin.", returns=AcceptRingResult)
    async def accept_ring(self, info: Info, input: Given[AcceptRingInput]) -> AcceptRingPayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a ring."""
        context, ring_id = info.context, local_id(input.ring_id, "ProposedRing", "ringId")
        step = accept_ring(context.network, context.me, ring_id)
        return await _stepped(context, step, ring_id, AcceptRingPayload)

    @mutation("Declines a ring, which ends it for all its members.", returns=DeclineRingResult)
    async def decline_ring(self, info: Info, input: Given[DeclineRingInput]) -> DeclineRingPayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a ring."""
        context, ring_id = info.context, local_id(input.ring_id, "ProposedRing", "ringId")
        step = decline_ring(context.network, context.me, ring_id)
        return await _stepped(context, step, ring_id, DeclineRingPayload)


async def find_ring(context: NetworkContext, ring_id: str) -> ProposedRing | None:
    """The ring, where the viewer is in it and sees all its members."""
    found = await store.rings_of(context.network.graph, context.me, context.network.clock(), 1, [ring_id])
    return _ring(context, found[0]) if found else None


async def _stepped(
    context: NetworkContext, step: Awaitable[None], ring_id: str, payload: type[Payload]
) -> Payload | Refusal:
    async def read(_: None) -> Payload:
        return payload(ring=await find_ring(context, ring_id))  # type: ignore[call-arg]

    return await decided(context, step, read)


def _ring(context: NetworkContext, facts: RingFacts) -> ProposedRing:
    return ProposedRing(
        id=node_id("ProposedRing", facts.id),
        state=RingState(facts.state),
        accepted=facts.accepted,
        proposed_at=moment(facts.proposed_at),
        members=_members(context, facts.steps),
    )


def _members(context: NetworkContext, steps: Sequence[RingStep]) -> list[RingMember]:
    return [
        RingMember(
            person=person_known(context, step.person_id, step.name),
            gives=skill_of(context, step.skill_id),
            level=step.level,
            gets=skill_of(context, steps[place - 1].skill_id),
        )
        for place, step in enumerate(steps)
    ]
