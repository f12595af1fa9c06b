"""Skills: everything about them is in memory, and open to everybody."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Annotated

import strawberry
from strawberry import relay

from peernet.model.skill import Skill as SkillFacts
from peernet.model.skill import SkillMatch as MatchFacts
from peernet.recommend.words import label_in
from peernet.schema.awaiting import Soon, soon, then
from peernet.schema.community import Community, find_community
from peernet.schema.connections import local_id
from peernet.schema.fields import After, First, choice, field, member
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Id, Node, node_id
from peernet.schema.ranked_lists import page_info, placed, shown_before
from peernet.schema.wording import word_match
from peernet.use_cases.find_skills import find_skills

Language = Annotated[
    str | None, strawberry.argument(description="A BCP 47 language tag; the viewer's own languages unless said.")
]
Matching = Annotated[str, strawberry.argument(description="Words, the beginning of one, or several; typos are fine.")]


@strawberry.enum(description="What a skill is to the one that was asked for.")
class Hop(Enum):
    ASKED = choice("asked", "It is the asked skill itself.")
    BROADER = choice("broader", "It includes the asked skill.")
    NARROWER = choice("narrower", "It is a part of the asked skill.")
    RELATED = choice("related", "It is next to the asked skill.")


@strawberry.enum(description="Why words were taken for a skill, surest first.")
class MatchKind(Enum):
    LABEL = choice("label", "They are its label.")
    ALTERNATIVE_LABEL = choice("alternative_label", "It is also called so.")
    WORDS = choice("words", "A label has all of these words.")
    FORM = choice("form", "A label has all of these words, some of them in another form.")
    ABBREVIATION = choice("abbreviation", "A label has the words that this is short for.")
    PREFIX = choice("prefix", "A label goes on like what was typed.")
    PART = choice("part", "A label has some of these words.")
    TYPO = choice("typo", "A label is spelled almost like this.")
    MEANING = choice("meaning", "A label means nearly the same, whatever its words.")


@strawberry.enum(description="What sort of thing a skill is.")
class SkillKind(Enum):
    SKILL = choice("skill", "Something that one can do.")
    KNOWLEDGE = choice("knowledge", "Something that one can know.")
    GROUP = choice("group", "What others are gathered under.")


@strawberry.type(description="What a skill is called in one language.")
class SkillLabel:
    language: str = member("BCP 47 language tag.")
    text: str = member("The label.")


@strawberry.type(description="A skill of the catalogue.")
class Skill(Node):
    facts: strawberry.Private[SkillFacts]
    context: strawberry.Private[NetworkContext]
    source: str = member("Whose catalogue it comes from: `own`, or `ESCO`.")
    kind: SkillKind = member("What sort of thing it is.")

    @field("Its label in the given language, else in the viewer's, else in English.", returns=str)
    def label(self, language: Language = None) -> Soon[str]:
        """The label; waits for the viewer's languages where nothing says them."""
        if language is not None:
            return label_in(self.facts, [language])
        return then(self.context.languages(), lambda languages: label_in(self.facts, languages))

    @field("Its labels, one for each language.")
    def labels(self, first: First = 30) -> list[SkillLabel]:
        """In the catalogue's order."""
        return [SkillLabel(language=language, text=text) for language, text in self.facts.labels.items()][:first]

    @field("What else it is called.")
    def alt_labels(self, first: First = 20) -> list[SkillLabel]:
        """In the catalogue's order."""
        found = self.facts.alt_labels.items()
        return [SkillLabel(language=language, text=text) for language, texts in found for text in texts][:first]

    @field("Skills that include this one.")
    def broader(self, first: First = 10) -> list[Skill]:
        """In the order of ids."""
        return skills_of(self.context, self.facts.broader[:first])

    @field("Skills next to this one.")
    def related(self, first: First = 10) -> list[Skill]:
        """In the order of ids."""
        return skills_of(self.context, self.facts.related[:first])

    @field("Skills that one needs for this one.")
    def essential(self, first: First = 10) -> list[Skill]:
        """In the order of ids."""
        return skills_of(self.context, self.facts.essential[:first])

    @field("Skills that are of use for this one.")
    def optional(self, first: First = 10) -> list[Skill]:
        """In the order of ids."""
        return skills_of(self.context, self.facts.optional[:first])

    @field("Whose own catalogue it is in, where the viewer may see that; nothing for everybody's.", cost=10)
    async def community(self) -> Community | None:
        """Read with all communities that are asked for."""
        community_id = self.facts.community_id
        if community_id is None or not self.context.viewer.signed_in:
            return None
        return await find_community(self.context, community_id)


@strawberry.type(description="A skill that words were taken for.")
class SkillMatch:
    match: strawberry.Private[MatchFacts]
    context: strawberry.Private[NetworkContext]
    label: str = member("The skill's label in the viewer's language.")
    score: float = member("0 to 1; 1 for a label word for word.")
    why: MatchKind = member("Why the words were taken for it.")
    matched: str = member("The label, in whichever language, that the words met.")

    @field("The skill.")
    def skill(self) -> Skill:
        """From the catalogue in memory."""
        return skill_of(self.context, self.match.skill_id)

    @field("Why the words were taken for it, in the viewer's language.", returns=str)
    def text(self) -> Soon[str]:
        """A sentence without a full stop."""
        return then(self.context.locale(), lambda locale: word_match(self.match, locale))


@strawberry.type(description="A skill found, and where it stands in the list.")
class SkillMatchEdge:
    cursor: str = member("Where it stands in the list.")
    node: SkillMatch = member("The skill found, and why.")


@strawberry.type(description="A page of skills found by words, best first.")
class SkillMatchConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[SkillMatchEdge] = member("The skills found.")


def skill_of(context: NetworkContext, skill_id: str) -> Skill:
    """The skill; one that the catalogue in memory lacks (it was added this moment) has its id for a label."""
    return skill_shown(context, context.index.skill(skill_id) or SkillFacts(skill_id, {}, {}, (), (), "own"))


def skill_shown(context: NetworkContext, facts: SkillFacts) -> Skill:
    """A skill as clients see it."""
    kind = SkillKind(facts.kind)
    return Skill(id=node_id("Skill", facts.id), facts=facts, context=context, source=facts.source, kind=kind)


def skills_of(context: NetworkContext, skill_ids: Sequence[str]) -> list[Skill]:
    """The skills of these ids, in their order."""
    return [skill_of(context, skill_id) for skill_id in skill_ids]


def skill_or_none(context: NetworkContext, skill_id: str) -> Skill | None:
    """The skill, or None when the catalogue has none of this id."""
    return skill_of(context, skill_id) if skill_id in context.index else None


def match_of(context: NetworkContext, match: MatchFacts) -> SkillMatch:
    """A match as clients see it."""
    why = MatchKind(match.why.value)
    return SkillMatch(
        match=match, context=context, label=match.label, score=match.score, why=why, matched=match.matched
    )


@strawberry.type
class SkillQueries:
    @field("The skill with this id.")
    def skill(self, info: Info, id: Id) -> Skill | None:  # noqa: A002
        """BadInput for what is not the id of a skill."""
        return skill_or_none(info.context, local_id(id, "Skill", "id"))

    @field("Skills that the words are taken for, best first.", cost=20)
    async def skills(
        self, info: Info, matching: Matching, language: Language = None, first: First = 10, after: After = None
    ) -> SkillMatchConnection:
        """BadInput for a text that cannot be searched, or a cursor that is none."""
        context = info.context
        shown = shown_before("skills", after)
        languages = [language] if language is not None else await soon(context.languages())
        found = await find_skills(context.network, matching, languages, len(shown) + first + 1)
        unseen = shown.unseen(found, lambda match: match.skill_id)
        rows = list(placed("skills", unseen[:first], shown, lambda match: match.skill_id))
        return SkillMatchConnection(
            page_info=page_info([place for place, _ in rows], after, more=len(unseen) > first),
            edges=[SkillMatchEdge(cursor=place, node=match_of(context, match)) for place, match in rows],
        )
