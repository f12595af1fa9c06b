"""What the rules refuse, as data that a client can act on: one type for each leaf of RuleBroken."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

import strawberry

from peernet import errors
from peernet.schema.awaiting import Soon, then
from peernet.schema.fields import choice, field, member
from peernet.schema.network_context import NetworkContext
from peernet.schema.nodes import moment, node_id
from peernet.schema.reason_kind import ReasonKind
from peernet.schema.refusal_wording import word_refusal
from peernet.use_cases.note_presence import note_presence

Outcome = TypeVar("Outcome")
Payload = TypeVar("Payload")


@strawberry.enum(description="Why a member cannot be asked.")
class UnavailableBecause(Enum):
    AWAY = choice("away", "They are away.")
    RETIRED = choice("retired", "They no longer take part.")
    DOES_NOT_OFFER = choice("does not offer this", "They do not offer what is asked for.")


@strawberry.enum(description="Why an invitation can be used no more.")
class InvitationOverBecause(Enum):
    EXPIRED = choice("expired", "Its time is over.")
    USED_UP = choice("used_up", "It has been used as often as it may.")
    WITHDRAWN = choice("withdrawn", "It was taken back.")
    DECLINED = choice("declined", "It was declined.")
    ACCEPTED = choice("accepted", "It was used, and who used it has left since.")


@strawberry.interface(description="The rules refuse; nothing was changed.")
class Refusal:
    refusal: strawberry.Private[errors.RuleBroken]
    context: strawberry.Private[NetworkContext]

    @field("What is in the way, in the viewer's language.", returns=str)
    def message(self) -> Soon[str]:
        """A sentence."""
        return then(self.context.locale(), lambda locale: word_refusal(self.refusal, locale))


@strawberry.type(description="Nobody can be their own mentor.")
class CannotMentorSelf(Refusal):
    pass


@strawberry.type(description="Nobody can block themselves.")
class CannotBlockSelf(Refusal):
    pass


@strawberry.type(description="Nobody can vouch for themselves.")
class CannotEndorseSelf(Refusal):
    pass


@strawberry.type(description="The mentor has no open place.")
class MentorIsFull(Refusal):
    mentor_id: strawberry.ID = member("The mentor.")
    capacity: int = member("How many mentees they take at once.")


@strawberry.type(description="The member cannot be asked for this at the moment.")
class MentorUnavailable(Refusal):
    mentor_id: strawberry.ID = member("The member.")
    because: UnavailableBecause = member("What is in the way.")


@strawberry.type(description="There is an open request to this mentor, or a mentorship with them, already.")
class AlreadyRequested(Refusal):
    mentorship_id: strawberry.ID = member("The request or mentorship.")


@strawberry.type(description="The member has as many open things of a kind as they may have.")
class LimitReached(Refusal):
    what: str = member(
        "Of what: `offers`, `needs`, `requests`, `meetings`, `endorsements`, `rings`, `rounds`, `round needs`, "
        "`teams`, `team plans`, `team plan people`, `requests to join`, `invitations`, `communities`, `chapters`, "
        "`reports` or `proposals`."
    )
    limit: int = member("How many they may have.")


@strawberry.type(description="There is no such thing that the viewer may see.")
class NotFound(Refusal):
    what: str = member("Of what kind, as `person` or `skill`.")


@strawberry.type(description="The step does not follow from the state that the thing is in.")
class WrongState(Refusal):
    what: str = member(
        "What it is: `request`, `mentorship`, `meeting`, `need`, `ring`, `round`, `team`, `plan`, "
        "`request to join`, `invitation`, `report`, `proposal` or `merge`."
    )
    state: str = member("The state that it is in, in lower case.")


@strawberry.type(description="The viewer's role does not allow this.")
class NotPermitted(Refusal):
    needed: str = member("The role that would.")


@strawberry.type(description="The community takes new members by invitation only.")
class ClosedCommunity(Refusal):
    community_id: strawberry.ID = member("The community.")


@strawberry.type(
    description="The last of those who run a community cannot leave it, be removed, or do something else there."
)
class LastOrganiser(Refusal):
    community_id: strawberry.ID = member("The community.")


@strawberry.type(description="The person belongs to the community already.")
class AlreadyMember(Refusal):
    person_id: strawberry.ID = member("The person.")


@strawberry.type(description="The invitation can be used no more.")
class InvitationOver(Refusal):
    because: InvitationOverBecause = member("Why.")
    until: datetime = member("When it ran out, or would have.")


@strawberry.type(description="Not everybody in the ring can give and get what it says; which of them is not told.")
class RingImpossible(Refusal):
    pass


@strawberry.type(
    description="Some of the people whom a team would hold cannot be asked at the moment; why is not told."
)
class MembersUnavailable(Refusal):
    person_ids: list[strawberry.ID] = member("Who.")


@strawberry.type(description="Mentees and teams have taken every place that the viewer has.")
class NoPlaceFree(Refusal):
    capacity: int = member("How many they have.")


@strawberry.type(description="This kind of reason has no weight of its own.")
class UnknownWeight(Refusal):
    kind: ReasonKind = member("The kind that was given.")
    known: list[ReasonKind] = member("The kinds that have one.")


@strawberry.type(description="A weight is outside of what a community may set.")
class WeightOutOfBounds(Refusal):
    kind: ReasonKind = member("The kind of reason.")
    least: float = member("The least, in times the usual weight.")
    most: float = member("The most, in times the usual weight.")
    given: float = member("What was given.")


@strawberry.type(description="The catalogue has a skill of that name already.")
class SkillExists(Refusal):
    skill_id: strawberry.ID = member("The skill.")


@strawberry.type(description="A skill cannot stand under one that stands under it, or under itself.")
class SkillCircle(Refusal):
    skill_id: strawberry.ID = member("The skill.")
    broader_id: strawberry.ID = member("What it was to stand under.")


@strawberry.type(description="A skill cannot be merged into itself.")
class CannotMergeSelf(Refusal):
    skill_id: strawberry.ID = member("The skill.")


@strawberry.type(description="A skill cannot be merged into one that stands under it.")
class CannotMergeIntoNarrower(Refusal):
    skill_id: strawberry.ID = member("The skill.")
    narrower_id: strawberry.ID = member("What stands under it.")


_Facts = Callable[[Any], dict[str, Any]]
REFUSALS: dict[type[errors.RuleBroken], tuple[type[Refusal], _Facts]] = {
    errors.CannotMentorSelf: (CannotMentorSelf, lambda _: {}),
    errors.CannotBlockSelf: (CannotBlockSelf, lambda _: {}),
    errors.CannotEndorseSelf: (CannotEndorseSelf, lambda _: {}),
    errors.MentorIsFull: (
        MentorIsFull,
        lambda full: {"mentor_id": node_id("Person", full.mentor_id), "capacity": full.capacity},
    ),
    errors.MentorUnavailable: (
        MentorUnavailable,
        lambda away: {"mentor_id": node_id("Person", away.mentor_id), "because": UnavailableBecause(away.status)},
    ),
    errors.AlreadyRequested: (
        AlreadyRequested,
        lambda already: {"mentorship_id": node_id("Mentorship", already.mentorship_id)},
    ),
    errors.LimitReached: (LimitReached, lambda reached: {"what": reached.what, "limit": reached.limit}),
    errors.NotFound: (NotFound, lambda absent: {"what": absent.what}),
    errors.WrongState: (WrongState, lambda wrong: {"what": wrong.what, "state": wrong.state}),
    errors.NotPermitted: (NotPermitted, lambda refused: {"needed": refused.needed}),
    errors.ClosedCommunity: (
        ClosedCommunity,
        lambda closed: {"community_id": node_id("Community", closed.community_id)},
    ),
    errors.LastOrganiser: (LastOrganiser, lambda last: {"community_id": node_id("Community", last.community_id)}),
    errors.AlreadyMember: (AlreadyMember, lambda inside: {"person_id": node_id("Person", inside.person_id)}),
    errors.InvitationOver: (
        InvitationOver,
        lambda over: {"because": InvitationOverBecause(over.because), "until": moment(over.until)},
    ),
    errors.RingImpossible: (RingImpossible, lambda _: {}),
    errors.MembersUnavailable: (
        MembersUnavailable,
        lambda those: {"person_ids": [node_id("Person", each) for each in those.person_ids]},
    ),
    errors.NoPlaceFree: (NoPlaceFree, lambda full: {"capacity": full.capacity}),
    errors.UnknownWeight: (
        UnknownWeight,
        lambda unknown: {"kind": ReasonKind(unknown.kind), "known": [ReasonKind(each) for each in unknown.known]},
    ),
    errors.WeightOutOfBounds: (
        WeightOutOfBounds,
        lambda out: {"kind": ReasonKind(out.kind), "least": out.least, "most": out.most, "given": out.given},
    ),
    errors.SkillExists: (SkillExists, lambda known: {"skill_id": node_id("Skill", known.skill_id)}),
    errors.SkillCircle: (
        SkillCircle,
        lambda circle: {
            "skill_id": node_id("Skill", circle.skill_id),
            "broader_id": node_id("Skill", circle.broader_id),
        },
    ),
    errors.CannotMergeSelf: (CannotMergeSelf, lambda self: {"skill_id": node_id("Skill", self.skill_id)}),
    errors.CannotMergeIntoNarrower: (
        CannotMergeIntoNarrower,
        lambda narrower: {
            "skill_id": node_id("Skill", narrower.skill_id),
            "narrower_id": node_id("Skill", narrower.narrower_id),
        },
    ),
}


def refuse(refusal: errors.RuleBroken, context: NetworkContext) -> Refusal:
    """The refusal as clients see it, its ids global."""
    made, facts = REFUSALS[type(refusal)]
    return made(refusal=refusal, context=context, **facts(refusal))


async def decided(
    context: NetworkContext, step: Awaitable[Outcome], payload: Callable[[Outcome], Awaitable[Payload]]
) -> Payload | Refusal:
    """What the payload makes of the step's outcome, read after it; or the refusal of the step.

    Whatever the viewer has done is a sign that they are here.
    """
    try:
        outcome = await step
    except errors.RuleBroken as refusal:
        return refuse(refusal, context)
    await note_presence(context.network, context.me)
    context.loaders.forget()
    return await payload(outcome)
