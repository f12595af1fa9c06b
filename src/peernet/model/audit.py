"""The audit trail: who used what an organiser or administrator may, and who looked at what only they see.

`MUTATIONS` and `QUERIES` say of everything in the API what it leaves in the trail, or why nothing; a test compares them
with the schema. Which statement writes which act is in `graph/auditing.py`. An entry holds ids and words of closed
lists, never what somebody wrote or is called.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Literal


class AuditAct(Enum):
    """What was done; the last ones are looking at something, noted once an hour for each viewer and community."""

    COMMUNITY_MADE = "community_made"
    COMMUNITY_CHANGED = "community_changed"
    COMMUNITY_HANDED_OVER = "community_handed_over"
    COMMUNITY_DISSOLVED = "community_dissolved"
    WEIGHTS_SET = "weights_set"
    ROLE_CHANGED = "role_changed"
    MEMBER_REMOVED = "member_removed"
    INVITED = "invited"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    INVITATION_USED = "invitation_used"
    REQUEST_DECIDED = "request_decided"
    REPORT_DECIDED = "report_decided"
    ROUND_PROPOSED = "round_proposed"
    ROUND_DECIDED = "round_decided"
    TEAMS_PLANNED = "teams_planned"
    TEAM_PLAN_DECIDED = "team_plan_decided"
    SKILL_ACCEPTED = "skill_accepted"
    SKILL_DECLINED = "skill_declined"
    SKILL_WORDED = "skill_worded"
    SKILL_PLACED = "skill_placed"
    SKILLS_MERGED = "skills_merged"
    SKILLS_UNMERGED = "skills_unmerged"
    REPORTS_SEEN = "reports_seen"
    REQUESTS_SEEN = "requests_seen"
    INVITATIONS_SEEN = "invitations_seen"
    MEMBERS_SEEN = "members_seen"
    INSIGHTS_SEEN = "insights_seen"
    ROUND_SEEN = "round_seen"
    TEAM_PLAN_SEEN = "team_plan_seen"
    AUDIT_SEEN = "audit_seen"


DISCREET: tuple[AuditAct, ...] = (
    AuditAct.REQUEST_DECIDED,
    AuditAct.REPORT_DECIDED,
    AuditAct.SKILL_ACCEPTED,
    AuditAct.SKILL_DECLINED,
)
"""Who decided these stays between those who run the community: whom they concern is told in what role, not who."""

Thing = Literal["", "invitation", "join_request", "report", "round", "team_plan", "skill_proposal", "skill"]
"""What an entry's `thing_id` is the id of; empty where it has none."""

THINGS: Mapping[AuditAct, Thing] = MappingProxyType(
    {
        AuditAct.INVITED: "invitation",
        AuditAct.INVITATION_WITHDRAWN: "invitation",
        AuditAct.REQUEST_DECIDED: "join_request",
        AuditAct.REPORT_DECIDED: "report",
        AuditAct.ROUND_PROPOSED: "round",
        AuditAct.ROUND_DECIDED: "round",
        AuditAct.ROUND_SEEN: "round",
        AuditAct.TEAMS_PLANNED: "team_plan",
        AuditAct.TEAM_PLAN_DECIDED: "team_plan",
        AuditAct.TEAM_PLAN_SEEN: "team_plan",
        AuditAct.SKILL_ACCEPTED: "skill_proposal",
        AuditAct.SKILL_DECLINED: "skill_proposal",
        AuditAct.SKILL_WORDED: "skill",
        AuditAct.SKILL_PLACED: "skill",
        AuditAct.SKILLS_MERGED: "skill",
        AuditAct.SKILLS_UNMERGED: "skill",
    }
)
"""What an act was done to, beside the community and the person."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry; `at` in epoch milliseconds, `number` its place in the trail of its community.

    words: of closed lists, as the new role, the decision, or the names of settings that were changed; role: what the
    actor was to the community; person_id: whom it concerns; actor_id: None where the viewer is not told.
    """

    id: str
    number: int
    at: int
    act: str
    words: list[str]
    role: str
    community_id: str | None
    person_id: str | None
    actor_id: str | None
    thing_id: str | None


@dataclass(frozen=True, slots=True)
class Left:
    """What something leaves in the trail; or nothing, and why."""

    acts: tuple[AuditAct, ...] = ()
    why: str = ""


def _nothing(why: str, names: str) -> dict[str, Left]:
    return dict.fromkeys(names.split(), Left(why=why))


MUTATIONS: Mapping[str, Left] = MappingProxyType(
    {
        "createCommunity": Left((AuditAct.COMMUNITY_MADE,)),
        "updateCommunity": Left((AuditAct.COMMUNITY_CHANGED,)),
        "setCommunitySettings": Left((AuditAct.COMMUNITY_CHANGED,)),
        "handOverCommunity": Left((AuditAct.COMMUNITY_HANDED_OVER,)),
        "dissolveCommunity": Left((AuditAct.COMMUNITY_DISSOLVED,)),
        "setCommunityWeights": Left((AuditAct.WEIGHTS_SET,)),
        "changeMemberRole": Left((AuditAct.ROLE_CHANGED,)),
        "removeMember": Left((AuditAct.MEMBER_REMOVED,)),
        "inviteToCommunity": Left((AuditAct.INVITED,)),
        "withdrawInvitation": Left((AuditAct.INVITATION_WITHDRAWN,)),
        "acceptInvitation": Left((AuditAct.INVITATION_USED,)),
        **dict.fromkeys(("acceptJoinRequest", "declineJoinRequest"), Left((AuditAct.REQUEST_DECIDED,))),
        "decideReport": Left((AuditAct.REPORT_DECIDED, AuditAct.MEMBER_REMOVED)),
        "planRound": Left((AuditAct.ROUND_PROPOSED,)),
        **dict.fromkeys(("acceptRound", "discardRound"), Left((AuditAct.ROUND_DECIDED,))),
        "planTeams": Left((AuditAct.TEAMS_PLANNED,)),
        **dict.fromkeys(("acceptTeamPlan", "discardTeamPlan"), Left((AuditAct.TEAM_PLAN_DECIDED,))),
        "acceptSkill": Left((AuditAct.SKILL_ACCEPTED,)),
        "declineSkill": Left((AuditAct.SKILL_DECLINED,)),
        **dict.fromkeys(("renameSkill", "translateSkill"), Left((AuditAct.SKILL_WORDED,))),
        "placeSkill": Left((AuditAct.SKILL_PLACED,)),
        "mergeSkills": Left((AuditAct.SKILLS_MERGED,)),
        "unmergeSkills": Left((AuditAct.SKILLS_UNMERGED,)),
        **_nothing(
            "what somebody says of themselves and of their own data",
            "updateProfile setConsent wake exportOwnData eraseOwnData offerSkill renewOffer withdrawOffer openNeed "
            "renewNeed closeNeed endorse withdrawEndorsement block unblock",
        ),
        **_nothing(
            "between those who take part in it, whatever they are to a community",
            "requestMentorship acceptMentorship declineMentorship withdrawRequest endMentorship recordMeeting "
            "confirmMeeting giveFeedback proposeRing acceptRing declineRing formTeams acceptTeamPlace declineTeamPlace "
            "refillTeam startTeam finishTeam callOffTeam",
        ),
        **_nothing(
            "what anybody may do in or around a community for themselves",
            "joinCommunity leaveCommunity withdrawJoinRequest declineInvitation report",
        ),
        "proposeSkill": Left((AuditAct.SKILL_ACCEPTED,)),  # at once, by who keeps the catalogue
    }
)
"""Every mutation."""

QUERIES: Mapping[str, Left] = MappingProxyType(
    {
        "reports": Left((AuditAct.REPORTS_SEEN,)),
        "joinRequests": Left((AuditAct.REQUESTS_SEEN,)),
        "invitations": Left((AuditAct.INVITATIONS_SEEN,)),
        **dict.fromkeys(("community", "communities"), Left((AuditAct.MEMBERS_SEEN,))),
        "communityInsights": Left((AuditAct.INSIGHTS_SEEN,)),
        **dict.fromkeys(("round", "rounds"), Left((AuditAct.ROUND_SEEN,))),
        **dict.fromkeys(("teamPlan", "teamPlans"), Left((AuditAct.TEAM_PLAN_SEEN,))),
        "auditTrail": Left((AuditAct.AUDIT_SEEN,)),
        **dict.fromkeys(("node", "nodes"), Left((AuditAct.MEMBERS_SEEN, AuditAct.ROUND_SEEN, AuditAct.TEAM_PLAN_SEEN))),
        **_nothing("of skills, and of nobody", "skill skills skillEdits skillProposals levels"),
        **_nothing("what everybody sees by the rules that hold for all", "person people"),
        **_nothing(
            "the viewer's own, or made for them",
            "viewer invitation mentorship mentorSuggestions helpWanted needPreview learningRings ringProposals "
            "teamProposals teams team",
        ),
    }
)
"""Every query, with what its fields show of that kind."""
