"""How much a kind of reason counts in a community."""

from __future__ import annotations

from enum import Enum

import strawberry

from peernet.model.community import Community
from peernet.recommend.weighting import Effective, Origin, inherited_weights
from peernet.schema.fields import choice, member
from peernet.schema.reason_kind import ReasonKind


@strawberry.enum(description="Where a weight comes from.")
class WeightOrigin(Enum):
    COMMUNITY = choice(Origin.COMMUNITY.value, "The community has set it, or one above it.")
    MEASURED = choice(Origin.MEASURED.value, "Its size was found on public records of mentoring and advice.")
    ORDERED = choice(
        Origin.ORDERED.value, "Public records say what counts more than what; the size within that order is chosen."
    )
    CHOSEN = choice(Origin.CHOSEN.value, "It is chosen, by what a member can see of another.")


@strawberry.type(
    description="How much a kind of reason counts in suggestions for a community: what it adds, at its fullest, to the "
    "log-odds that the member would ask, and to those that the mentor would accept."
)
class ReasonWeight:
    kind: ReasonKind = member("The reason; others that say the same of less go with it.")
    times: float = member("How many times the usual weight; 1: as usual.")
    least: float = member("The least that a community may set.")
    most: float = member("The most that a community may set.")
    ask: float = member("What it adds to the member's side here.")
    accept: float = member("What it adds to the mentor's side here.")
    usual_ask: float = member("What it adds to the member's side where nobody has set it.")
    usual_accept: float = member("What it adds to the mentor's side where nobody has set it.")
    origin: WeightOrigin = member("Where the weight comes from.")
    usual_origin: WeightOrigin = member("Where the usual weight comes from.")


def weights_here(facts: Community) -> list[ReasonWeight]:
    """Every weight, as it is in the community."""
    return [_weight(each) for each in inherited_weights(facts.weights).effective()]


def _weight(each: Effective) -> ReasonWeight:
    return ReasonWeight(
        kind=ReasonKind(each.kind),
        times=each.factor,
        least=each.bounds.least,
        most=each.bounds.most,
        ask=each.ask,
        accept=each.accept,
        usual_ask=each.usual_ask,
        usual_accept=each.usual_accept,
        origin=WeightOrigin(each.origin.value),
        usual_origin=WeightOrigin(each.usual_origin.value),
    )
