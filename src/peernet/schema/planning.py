"""Planning a matching round, and deciding about it."""

from __future__ import annotations

from collections.abc import Awaitable
from enum import Enum
from typing import Annotated, TypeVar

import strawberry

from peernet.errors import BadInput
from peernet.errors import NotFound as Absent
from peernet.model import round as model
from peernet.schema.connections import local_id
from peernet.schema.fields import choice, member, mutation
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Given
from peernet.schema.refusals import LimitReached, NotFound, NotPermitted, Refusal, WrongState, decided
from peernet.schema.round import Round, RoundAgain, find_round
from peernet.use_cases.accept_round import accept_round, discard_round
from peernet.use_cases.plan_round import plan_round
from peernet.use_cases.round_wish import RoundWish

_MOST_SEED = 2**31 - 1


@strawberry.input(description="A pair that an organiser fixes or forbids.")
class RoundPairInput:
    mentee_id: strawberry.ID = member("Who learns.")
    mentor_id: strawberry.ID = member("Who mentors.")


@strawberry.input(description="A mentor who takes part in a round.")
class RoundMentorInput:
    mentor_id: strawberry.ID = member("Who mentors.")
    places: int | None = member("How many of their open places the round may fill; all unless said.", default=None)


@strawberry.input(description="A mentee who wants another number of mentors than the others.")
class RoundMenteeInput:
    mentee_id: strawberry.ID = member("Who learns.")
    mentors: int = member("How many mentors they want, 1 to 10.")


@strawberry.enum(description="A side of a pair.")
class RoundSide(Enum):
    MENTEE = choice("mentee", "Who learns.")
    MENTOR = choice("mentor", "Who mentors.")


@strawberry.input(description="How much somebody would like to be matched with another.")
class RoundRatingInput:
    person_id: strawberry.ID = member("With whom.")
    rating: float = member("0 to 1.")


@strawberry.input(description="Whom somebody would rather have: in an order, or by ratings.")
class RoundPreferenceInput:
    person_id: strawberry.ID = member("Whose preference it is.")
    side: RoundSide = member("Whether as a mentee, of mentors, or as a mentor, of mentees.")
    in_order: list[strawberry.ID] = member(
        "Whom they would like, the best first, a hundred at most; whoever is not there comes after them.",
        default_factory=list,
    )
    rated: list[RoundRatingInput] = member(
        "How much they would like whom, instead of an order; of others the estimate of suggestions counts.",
        default_factory=list,
    )


@strawberry.input(description="A round that an organiser plans for the open needs of a community's members.")
class PlanRoundInput:
    community_id: strawberry.ID = member("The community; the viewer organises it.")
    coverage: float = member("0 to 1: what an unmatched place costs; 1: as many matched as can be.", default=1.0)
    worth: float = member("The quality above which a pair is worth making at coverage 0, 0 to 1.", default=0.5)
    stable: bool = member("Whether no two may rather have each other.", default=False)
    again: RoundAgain = member("Whether those who were matched before keep their mentor.", default=RoundAgain.ANY)
    everyone_first: bool = member(
        "Whether, at coverage 1, nobody gets a second mentor while that leaves somebody without any.", default=True
    )
    seed: int = member("What ties are broken by.", default=1)
    candidates: int = member("How many mentors are considered for each need, 1 to 200.", default=50)
    anywhere: bool = member("Whether mentors may come from outside the community.", default=False)
    need_ids: list[strawberry.ID] = member("Only these open needs; all where none is named.", default_factory=list)
    mentors: list[RoundMentorInput] = member("Only these mentors; all where nobody is named.", default_factory=list)
    mentors_each: int = member("How many mentors each mentee wants, 1 to 10.", default=1)
    several_mentors: list[RoundMenteeInput] = member(
        "Mentees who want another number of them; a thousand at most.", default_factory=list
    )
    preferences: list[RoundPreferenceInput] = member(
        "What mentees and mentors said of each other, one entry for each person and side, 2,000 at most. Without one, "
        "what suggestions estimate is taken for both sides.",
        default_factory=list,
    )
    fixed: list[RoundPairInput] = member("Pairs that are made in any case.", default_factory=list)
    forbidden: list[RoundPairInput] = member("Pairs that are never made.", default_factory=list)
    idempotency_key: str | None = member("The same key has one effect, however often it is sent.", default=None)


@strawberry.type(description="The round is planned; nobody has been asked anything.")
class PlanRoundPayload:
    round: Round = member("The round.")


@strawberry.input(description="Which proposed round an organiser accepts.")
class AcceptRoundInput:
    round_id: strawberry.ID = member("The round.")


@strawberry.type(description="The round's requests have been made; each pair says what came of it.")
class AcceptRoundPayload:
    round: Round = member("The round.")


@strawberry.input(description="Which proposed round an organiser discards.")
class DiscardRoundInput:
    round_id: strawberry.ID = member("The round.")


@strawberry.type(description="Nothing will come of the round.")
class DiscardRoundPayload:
    round: Round = member("The round.")


PlanRoundResult = Annotated[
    PlanRoundPayload | NotFound | NotPermitted | LimitReached,
    strawberry.union("PlanRoundResult", description="What came of it."),
]
AcceptRoundResult = Annotated[
    AcceptRoundPayload | NotFound | WrongState,
    strawberry.union("AcceptRoundResult", description="What came of it."),
]
DiscardRoundResult = Annotated[
    DiscardRoundPayload | NotFound | WrongState,
    strawberry.union("DiscardRoundResult", description="What came of it."),
]
Payload = TypeVar("Payload")


@strawberry.type
class PlanningMutations:
    # Each open need is a question for suggestions: a request gets three of them at most.
    @mutation("Plans a matching round; nobody is asked before it is accepted.", cost=2_500, returns=PlanRoundResult)
    async def plan_round(self, info: Info, input: Given[PlanRoundInput]) -> PlanRoundPayload | Refusal:  # noqa: A002
        """BadInput for rules that cannot be."""
        context = info.context

        async def payload(round_id: str) -> PlanRoundPayload:
            return PlanRoundPayload(round=await _round(context, round_id))

        step = plan_round(context.network, context.me, _wish(input), network_role=context.viewer.role)
        return await decided(context, step, payload)

    @mutation("Accepts a round: makes its requests, once however often.", cost=500, returns=AcceptRoundResult)
    async def accept_round(self, info: Info, input: Given[AcceptRoundInput]) -> AcceptRoundPayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a round."""
        context, round_id = info.context, local_id(input.round_id, "Round", "roundId")
        step = accept_round(context.network, context.me, round_id, network_role=context.viewer.role)
        return await _stepped(context, step, round_id, AcceptRoundPayload)

    @mutation("Discards a proposed round.", returns=DiscardRoundResult)
    async def discard_round(self, info: Info, input: Given[DiscardRoundInput]) -> DiscardRoundPayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a round."""
        context, round_id = info.context, local_id(input.round_id, "Round", "roundId")
        step = discard_round(context.network, context.me, round_id, network_role=context.viewer.role)
        return await _stepped(context, step, round_id, DiscardRoundPayload)


def _wish(given: PlanRoundInput) -> RoundWish:
    if not 0 <= given.seed <= _MOST_SEED:
        raise BadInput(f"must be from 0 to {_MOST_SEED:,}", "seed")
    return RoundWish(
        community_id=local_id(given.community_id, "Community", "communityId"),
        rules=model.RoundRules(
            seed=given.seed,
            coverage=given.coverage,
            stable=given.stable,
            again=model.Again(given.again.value),
            worth=given.worth,
            everyone_first=given.everyone_first,
        ),
        candidates=given.candidates,
        anywhere=given.anywhere,
        fixed=_named(given.fixed, "fixed"),
        forbidden=_named(given.forbidden, "forbidden"),
        need_ids=tuple(local_id(need_id, "Need", "needIds") for need_id in given.need_ids),
        mentors=tuple((local_id(each.mentor_id, "Person", "mentors.mentorId"), each.places) for each in given.mentors),
        each=given.mentors_each,
        several=tuple(
            (local_id(each.mentee_id, "Person", "severalMentors.menteeId"), each.mentors)
            for each in given.several_mentors
        ),
        preferences=tuple(map(_preference, given.preferences)),
        key=given.idempotency_key,
    )


def _preference(given: RoundPreferenceInput) -> model.Preference:
    return model.Preference(
        local_id(given.person_id, "Person", "preferences.personId"),
        model.Side(given.side.value),
        tuple(local_id(each, "Person", "preferences.inOrder") for each in given.in_order),
        tuple((local_id(each.person_id, "Person", "preferences.rated.personId"), each.rating) for each in given.rated),
    )


def _named(pairs: list[RoundPairInput], where: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            local_id(pair.mentee_id, "Person", f"{where}.menteeId"),
            local_id(pair.mentor_id, "Person", f"{where}.mentorId"),
        )
        for pair in pairs
    )


async def _stepped(
    context: NetworkContext, step: Awaitable[None], round_id: str, payload: type[Payload]
) -> Payload | Refusal:
    async def read(_: None) -> Payload:
        return payload(round=await _round(context, round_id))  # type: ignore[call-arg]

    return await decided(context, step, read)


async def _round(context: NetworkContext, round_id: str) -> Round:
    found = await find_round(context, round_id)
    if found is None:  # no organiser any more, between the two statements
        raise Absent("round")
    return found
