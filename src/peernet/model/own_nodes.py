"""The nodes of the graph, by what somebody is told of those that hang on them; a test looks for what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Facts:
    """Properties of one kind of node or tie, by what an export does with them.

    told: as they are; people, communities: they hold ids, told where the person may see whom or what these name;
    kept_back: left out, each for the reason given.
    """

    told: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    kept_back: Mapping[str, str] = field(default_factory=dict)

    @property
    def known(self) -> frozenset[str]:
        """All of them."""
        return frozenset((*self.told, *self.people, *self.communities, *self.kept_back, "lock"))


_DECIDER = "who decided stays between those who run the community"
_ELSEWHERE = "of others, not of them"


def told(names: str, **others: Any) -> Facts:
    """Facts whose `told` are these names, parted by spaces."""
    return Facts(tuple(names.split()), **others)


PROFILE = told(
    "id name about languages speaks country time_zone hours capacity open_places status active_at visibility "
    "open_to_teams contact name_for contact_for languages_for place_for hours_for offers_for needs_for ties_for "
    "requests_received requests_answered requests_accepted offered shown breadth exposure erasing "
    "away_until quiet_after quiet_at "
    "suggested_at unsuggested_at counted_at uncounted_at compared_at uncompared_at"
)
"""The person's own node."""

NODES: Mapping[str, Facts] = MappingProxyType(
    {
        "Need": told("id skill_id level goal state since until reach"),
        "Evidence": told("id skill_id kind weight at increment moved derived"),
        "Mentorship": told(
            "id skill_ids goal state requested_at answered_at started_at ended_at "
            "helpful feedback feedback_shared feedback_at",
            people=("mentor_id", "mentee_id"),
            communities=("community_id",),
        ),
        "JoinRequest": told(
            "id message state asked_at decided_at",
            people=("person_id",),
            communities=("community_id",),
            kept_back={"decided_by": _DECIDER},
        ),
        "Invitation": told(
            "id made_at until uses used state decided_at",
            people=("person_id", "made_by"),
            communities=("community_id",),
            kept_back={"key": "it opens the door for whoever holds it"},
        ),
        "Report": told(
            "id about reason text made_at state",
            kept_back=dict.fromkeys(("about_id", "person_id", "name", "said"), "of whoever was reported")
            | {"reporter_id": "the person themselves"}
            | dict.fromkeys(("escalated", "decision", "note", "decided_at", "decided_by"), _DECIDER),
        ),
        "Ring": Facts(("id", "state", "proposed_at", "until", "size"), people=("proposer_id",)),
        "SkillProposal": told(
            "id label language alt_labels broader_id about state why at decided_at",
            communities=("community_id",),
            kept_back={"decided_by": _DECIDER, "place": "the community's id once more"},
        ),
        "Team": told(
            "id name state seats language holds plan_id proposed_at formed_at started_at finished_at made",
            communities=("community_id",),
            kept_back={
                "organiser_id": "FORMED says it of them; of others it is not told",
                "wish": "what its organiser looks for in others",
                "passed": _ELSEWHERE,
                "finished_by": _ELSEWHERE,
            },
        ),
    }
)
"""What hangs on a person: what they are told of each."""

FEEDBACK: tuple[str, ...] = ("helpful", "feedback", "feedback_shared", "feedback_at")
"""What a mentee says of a mentorship: the mentor is told of it only where it is shared with them."""

OTHERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        label: frozenset(names.split())
        for label, names in {
            "Skill": "id label languages labels alt_languages alt_labels source kind community_id worded placed also "
            "merged_into merge_state merged_at front_keys front_made front_cut front_floors front_floor_ids board_keys "
            "shown shown_by shown_alone near_ids near_weights front_turn",
            "Meeting": "id mentorship_id at minutes recorded_by recorded_at confirmed_at",
            "Community": "id name about place visibility joining need_days offer_days quiet_days borrowing "
            "weight_names weight_factors weighed_at made_by ended_at audits audits_from",
            "Round": "id community_id state seed rules_version rules digest certificate curve made_at made_by "
            "decided_at decided_by blocking_mentees blocking_mentors blocking_qualities",
            "RoundPair": "id number mentee_id mentor_id need_id skill_id lent_by quality fixed outcome",
            "RoundGap": "id number person_id wanted got blockers changes",
            "TeamPlan": "id community_id name state seed rules digest certificate made_at made_by decided_at "
            "decided_by",
            "PlannedTeam": "id number person_ids roles skill_ids levels variety",
            "SkillEdit": "id verb actor_id language before after at",
            "Ending": "id person_id community_id at",
            "Audit": "id number block at act words role community_id person_id actor_id thing_id kept_from once",
            "Front": "key ids standings ends places",
            "Board": "key ids owners sinces ends floor floor_id",
            "Erased": "key at person_id",
        }.items()
    }
)
"""Labels that hang on nobody in particular, with all of their properties."""

BOOKKEEPING: frozenset[str] = frozenset({"Version", "Lease", "Migration", "Nobody"})
"""Labels that hold nothing of anybody."""

BETWEEN_OTHERS: frozenset[str] = frozenset(
    {
        *("BROADER", "RELATED", "MERGED_INTO", "STOOD_UNDER", "WANTS", "WANTED", "EDITED", "PART_OF", "TO_JOIN"),
        *("INVITES_TO", "REPORTED_IN", "HELD", "PAIRED", "LEFT_OUT", "PLANNED", "HAS_TEAM", "HAD"),
    }
)
"""Ties of which neither end is a person."""
