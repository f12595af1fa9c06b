"""What people are endorsed for."""

from __future__ import annotations

import strawberry

from peernet.model.endorsement import EndorsedSkill as EndorsedFacts
from peernet.schema.fields import member
from peernet.schema.network_context import NetworkContext
from peernet.schema.skill import Skill, skill_of


@strawberry.type(description="A skill of somebody for which others stand up.")
class EndorsedSkill:
    skill: Skill = member("The skill.")
    people: int = member("How many of those whom the viewer may see stand up for it.")
    mine: bool = member("Whether the viewer is one of them.")


def endorsed_skill_of(context: NetworkContext, facts: EndorsedFacts) -> EndorsedSkill:
    """An endorsed skill as clients see it."""
    return EndorsedSkill(skill=skill_of(context, facts.skill_id), people=facts.people, mine=facts.mine)
