"""What reasons are about."""

from __future__ import annotations

from enum import Enum

import strawberry

from peernet.schema.fields import choice


@strawberry.enum(description="What a reason is about.")
class ReasonKind(Enum):
    TEACHES_SKILL = choice("teaches_skill", "They offer an asked skill.")
    NEIGHBOUR_SKILL = choice("neighbour_skill", "They offer a skill next to an asked one.")
    SHOWN_SKILL = choice("shown_skill", "There is evidence beyond their own word.")
    SHOWN_NEARBY = choice("shown_nearby", "They have shown skills that often go with an asked one.")
    SHOWN_LITTLE = choice("shown_little", "They have shown other skills more than an asked one.")
    BROAD_PRACTICE = choice("broad_practice", "They have shown many skills.")
    MENTORED_THERE = choice("mentored_there", "They have mentored in the community asked about, or belong to it.")
    MENTORED_ALIKE = choice("mentored_alike", "They have mentored in a community like the one asked about.")
    SIMILAR_GOAL = choice("similar_goal", "They have mentored towards a goal like the asked one.")
    SHARED_COMMUNITY = choice("shared_community", "Both belong to a community.")
    COMMON_LANGUAGE = choice("common_language", "Both speak a language.")
    OVERLAPPING_HOURS = choice("overlapping_hours", "Both are free at the same time, or not.")
    OPEN_PLACES = choice("open_places", "They have places free.")
    KNOWS = choice("knows", "The two know each other.")
    COMMON_CONTACTS = choice("common_contacts", "Both know the same people.")
    REACHABLE_THROUGH = choice("reachable_through", "Both know somebody who is named.")
    MENTORED_YOUR_MENTORS = choice("mentored_your_mentors", "They have mentored people who mentored you.")
    RESPONSIVE = choice("responsive", "How they answered requests so far.")
    RECENTLY_ACTIVE = choice("recently_active", "When they were last here.")
    FEW_OTHERS = choice("few_others", "Few others could be asked for this.")
    NOBODY_LOCAL = choice("nobody_local", "Nobody in the chapter of whoever needs it can help with this.")
