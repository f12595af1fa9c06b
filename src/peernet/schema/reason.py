"""Why a mentor is suggested: one type for each reason, with its facts, worded when somebody asks for words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import strawberry

from peernet.model import help_wanted as help_facts
from peernet.model import suggestion as facts
from peernet.schema.awaiting import Soon, then
from peernet.schema.community import Community, find_community
from peernet.schema.fields import field, member
from peernet.schema.network_context import NetworkContext
from peernet.schema.person import Person, person_known
from peernet.schema.reason_kind import ReasonKind
from peernet.schema.skill import Hop, Skill, skill_of
from peernet.schema.wording import word


@strawberry.interface(description="Why somebody is suggested.")
class Reason:
    facts: strawberry.Private[Any]
    context: strawberry.Private[NetworkContext]
    worded: strawberry.Private[Callable[[Any, str], str]] = word
    kind: ReasonKind = member("What the reason is about.")
    weight: float = member("What it adds to the log-odds of the score; negative where it speaks against them.")

    @field("The reason in the viewer's language.", returns=str)
    def text(self) -> Soon[str]:
        """A sentence without a full stop."""
        return then(self.context.locale(), lambda locale: self.worded(self.facts, locale))


@strawberry.type(description="They offer an asked skill.")
class TeachesSkillReason(Reason):
    level: int = member("How well they can do it, 1 to 5.")
    wanted_level: int | None = member("The level that was asked for.")

    @field("The skill.")
    def skill(self) -> Skill:
        """From the catalogue."""
        return skill_of(self.context, self.facts.skill_id)


@strawberry.type(description="They offer a skill next to an asked one.")
class NeighbourSkillReason(Reason):
    level: int = member("How well they can do it, 1 to 5.")
    wanted_level: int | None = member("The level that was asked for.")
    hop: Hop = member("What the skill is to the asked one.")
    via_label: str = member("The label of the asked skill.")

    @field("The skill that they offer.")
    def skill(self) -> Skill:
        """From the catalogue."""
        return skill_of(self.context, self.facts.skill_id)


@strawberry.type(description="There is evidence beyond their own word.")
class ShownSkillReason(Reason):
    strength: float = member("Worth so many fresh statements of their own.")

    @field("The skill that they have shown.")
    def skill(self) -> Skill:
        """From the catalogue."""
        return skill_of(self.context, self.facts.skill_id)


@strawberry.type(description="They have shown skills that often go with an asked one.")
class ShownNearbyReason(Reason):
    @field("The asked skill.")
    def skill(self) -> Skill:
        """From the catalogue."""
        return skill_of(self.context, self.facts.skill_id)


@strawberry.type(description="They have shown other skills more than an asked one: speaks against them.")
class ShownLittleReason(Reason):
    @field("The asked skill.")
    def skill(self) -> Skill:
        """From the catalogue."""
        return skill_of(self.context, self.facts.skill_id)


@strawberry.type(description="They have shown many skills.")
class BroadPracticeReason(Reason):
    skills: int = member("How many.")


@strawberry.type(description="They have mentored in the community asked about, or belong to it.")
class MentoredThereReason(Reason):
    name: str = member("What the community is called.", name="communityName")
    times: int = member("How many times; 0 where they only belong to it.")

    @field("The community that was asked about.", cost=2)
    async def community(self) -> Community | None:
        """None when the viewer may not see it."""
        return await find_community(self.context, self.facts.community_id)


@strawberry.type(description="They have mentored in a community like the one asked about.")
class MentoredAlikeReason(Reason):
    name: str = member("What the community that was asked about is called.", name="communityName")

    @field("The community that was asked about.", cost=2)
    async def community(self) -> Community | None:
        """None when the viewer may not see it."""
        return await find_community(self.context, self.facts.community_id)


@strawberry.type(description="They have mentored towards a goal like the asked one.")
class SimilarGoalReason(Reason):
    likeness: float = member("How alike the goals are, 0 to 1.")


@strawberry.type(description="Both belong to a community.")
class SharedCommunityReason(Reason):
    name: str = member("What the community is called.", name="communityName")
    months: int = member("For how many whole months both have been in it.")
    others: int = member("How many more communities they share.")

    @field("The community.", cost=2)
    async def community(self) -> Community | None:
        """None when the viewer has left it this moment."""
        return await find_community(self.context, self.facts.community_id)


@strawberry.type(description="Both speak a language.")
class CommonLanguageReason(Reason):
    languages: list[str] = member("The languages of both: BCP 47 primary subtags, in the viewer's order.")


@strawberry.type(description="Both are free at the same time; none at all speaks against them.")
class OverlappingHoursReason(Reason):
    hours: float = member("Hours a week, 0 to 168.")


@strawberry.type(description="They have places free.")
class OpenPlacesReason(Reason):
    places: int = member("How many are free.")
    capacity: int = member("How many there are.")


@strawberry.type(description="The two know each other.")
class KnowsReason(Reason):
    pass


@strawberry.type(description="Both know the same people.")
class CommonContactsReason(Reason):
    people: int = member("How many, at least: very many ties are not all gone through.")


@strawberry.type(description="Both know somebody, through whom they could be reached.")
class ReachableThroughReason(Reason):
    name: str = member("What the contact is called.", name="contactName")
    people: int = member("How many people both know, at least: very many ties are not all gone through.")

    @field("The contact, whom the viewer knows best of those whom both know and who may be named.")
    def contact(self) -> Person:
        """Somebody who is open to everybody, as is the one who is suggested."""
        return person_known(self.context, self.facts.person_id, self.facts.name)


@strawberry.type(description="They have mentored people who mentored you.")
class MentoredYourMentorsReason(Reason):
    people: int = member("How many of these.")


@strawberry.type(description="How they answered requests so far.")
class ResponsiveReason(Reason):
    share: float = member("The share that they answered, 0 to 1.")
    received: int = member("How many requests came.")
    answered: int = member("How many they answered.")
    accepted: int = member("How many they accepted.")


@strawberry.type(description="When they were last here.")
class RecentlyActiveReason(Reason):
    days: int = member("How many whole days ago.")


@strawberry.type(description="Few others could be asked for this, in a language of whoever needs it.")
class FewOthersReason(Reason):
    people: int = member("How many others; only people whom everybody may see count.")


@strawberry.type(description="Nobody in the chapter of whoever needs it can help with this, so it asks further.")
class NobodyLocalReason(Reason):
    name: str = member("What the chapter is called.", name="communityName")

    @field("The chapter.", cost=2)
    async def community(self) -> Community | None:
        """None when the viewer may not see it."""
        return await find_community(self.context, self.facts.community_id)


REASON_TYPES: dict[type[facts.Reason], type[Reason]] = {
    facts.TeachesSkill: TeachesSkillReason,
    facts.NeighbourSkill: NeighbourSkillReason,
    facts.ShownSkill: ShownSkillReason,
    facts.ShownNearby: ShownNearbyReason,
    facts.ShownLittle: ShownLittleReason,
    facts.BroadPractice: BroadPracticeReason,
    facts.MentoredThere: MentoredThereReason,
    facts.MentoredAlike: MentoredAlikeReason,
    facts.SimilarGoal: SimilarGoalReason,
    facts.SharedCommunityReason: SharedCommunityReason,
    facts.CommonLanguage: CommonLanguageReason,
    facts.OverlappingHours: OverlappingHoursReason,
    facts.OpenPlaces: OpenPlacesReason,
    facts.Knows: KnowsReason,
    facts.CommonContacts: CommonContactsReason,
    facts.ReachableThrough: ReachableThroughReason,
    facts.MentoredYourMentors: MentoredYourMentorsReason,
    facts.Responsive: ResponsiveReason,
    facts.RecentlyActive: RecentlyActiveReason,
    help_facts.FewOthers: FewOthersReason,
    help_facts.NobodyLocal: NobodyLocalReason,
}


_SHARED = frozenset({"facts", "context", "worded", "kind", "weight"})
_OWN = {
    made: [each.name for each in fields(made) if each.init and each.name not in _SHARED]
    for made in REASON_TYPES.values()
}
"""The plain facts of each type, which bear the same names as in the model."""


def reason_of(
    context: NetworkContext, reason: facts.Reason, worded: Callable[[facts.Reason, str], str] = word
) -> Reason:
    """A reason as clients see it; `worded` puts it into words in a locale, when somebody asks for words."""
    made = REASON_TYPES[type(reason)]
    own = {name: getattr(reason, name) for name in _OWN[made]}
    kind = ReasonKind(reason.kind)
    return made(facts=reason, context=context, worded=worded, kind=kind, weight=reason.weight, **own)
