"""Every mutation."""

from __future__ import annotations

import strawberry

from peernet.schema.belonging import BelongingMutations
from peernet.schema.community_settings import CommunitySettingsMutations
from peernet.schema.endorsing import EndorsingMutations
from peernet.schema.invitation import InvitationMutations
from peernet.schema.joining import JoinRequestMutations
from peernet.schema.meeting_steps import MeetingMutations
from peernet.schema.mentoring import MentoringMutations
from peernet.schema.own_data import OwnDataMutations
from peernet.schema.planning import PlanningMutations
from peernet.schema.presence import PresenceMutations
from peernet.schema.profile import ProfileMutations
from peernet.schema.renewing import RenewingMutations
from peernet.schema.report import ReportMutations
from peernet.schema.ring import RingMutations
from peernet.schema.running import RunningMutations
from peernet.schema.skill_keeping import SkillKeepingMutations
from peernet.schema.team_planning import TeamPlanMutations
from peernet.schema.team_steps import TeamMutations
from peernet.schema.weighting import WeightingMutations


@strawberry.type(
    description="What can be done: each takes one input, if any, and answers with what it did or what is in the way."
)
class Mutation(
    ProfileMutations,
    RenewingMutations,
    PresenceMutations,
    OwnDataMutations,
    BelongingMutations,
    JoinRequestMutations,
    InvitationMutations,
    RunningMutations,
    ReportMutations,
    WeightingMutations,
    SkillKeepingMutations,
    CommunitySettingsMutations,
    MentoringMutations,
    MeetingMutations,
    EndorsingMutations,
    RingMutations,
    PlanningMutations,
    TeamMutations,
    TeamPlanMutations,
):
    pass
