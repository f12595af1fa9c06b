"""Setting how much reasons count in a community."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import strawberry

from peernet.errors import BadInput
from peernet.schema.community import Community, find_community
from peernet.schema.connections import local_id
from peernet.schema.fields import member, mutation
from peernet.schema.network_context import Info
from peernet.schema.nodes import Given
from peernet.schema.reason_kind import ReasonKind
from peernet.schema.refusals import NotFound, NotPermitted, Refusal, UnknownWeight, WeightOutOfBounds, decided
from peernet.use_cases.set_community_weights import set_community_weights


@strawberry.input(description="How much a kind of reason is to count.")
class ReasonWeightInput:
    kind: ReasonKind = member("The reason, one of those that `Community.weights` lists.")
    times: float = member("How many times its usual weight, within the bounds of `Community.weights`; 1: usual.")


@strawberry.input(description="How much reasons are to count in suggestions for a community.")
class SetCommunityWeightsInput:
    community_id: strawberry.ID = member("The community; the viewer organises it.")
    weights: list[ReasonWeightInput] = member("What changes; what is left out stays.", default_factory=list)
    reset: bool = member("Whether everything goes back to the usual first.", default=False)


@strawberry.type(description="The weights are set; from now on questions for the community are answered by them.")
class SetCommunityWeightsPayload:
    community: Community | None = member("The community; nothing when it has gone since.")


SetCommunityWeightsResult = Annotated[
    SetCommunityWeightsPayload | NotFound | NotPermitted | UnknownWeight | WeightOutOfBounds,
    strawberry.union("SetCommunityWeightsResult", description="What came of it."),
]


@strawberry.type
class WeightingMutations:
    @mutation(
        "Sets how much reasons count in suggestions for a community, within bounds; for its organisers.",
        returns=SetCommunityWeightsResult,
    )
    async def set_community_weights(
        self,
        info: Info,
        input: Given[SetCommunityWeightsInput],  # noqa: A002
    ) -> SetCommunityWeightsPayload | Refusal:
        """BadInput for what is not the id of a community, or a reason given twice."""
        context, community_id = info.context, local_id(input.community_id, "Community", "communityId")
        factors = _factors(input.weights)

        async def payload(_: None) -> SetCommunityWeightsPayload:
            return SetCommunityWeightsPayload(community=await find_community(context, community_id))

        step = set_community_weights(context.network, context.me, community_id, factors, reset=input.reset)
        return await decided(context, step, payload)


def _factors(given: Sequence[ReasonWeightInput]) -> dict[str, float]:
    """Factors by the kind of reason; BadInput where one is there twice."""
    factors = {each.kind.value: each.times for each in given}
    if len(factors) < len(given):
        raise BadInput("a reason is there twice", "weights")
    return factors
