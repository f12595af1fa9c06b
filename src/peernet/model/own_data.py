"""What the graph holds about a person: what of it they are given when they ask for all of it, and what erasing leaves.

The one table that the export goes by and that `docs/own-data.md` is printed from. Every label, every tie and every
property of the graph stands here, under what it is; a test looks into the graph after each test of the store and fails
for whatever does not, so nothing new about a person is left out by being forgotten.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from peernet.model.own_nodes import Facts, told


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between a person and something else.

    outgoing: whether it starts at them; label: of its other end; section: of the export, None where it is not told
    (then `erased` says why as well); erased: what becomes of it, and of what it leads to, when they erase themselves.
    """

    kind: str
    outgoing: bool
    label: str
    section: str | None
    facts: Facts
    erased: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Properties of `label` that hold somebody's id where no tie says so; they are told `facts` of such a node.

    copies: of what a tie says already, so that it is not told twice.
    """

    label: str
    properties: tuple[str, ...]
    told: tuple[str, ...]
    erased: str
    copies: bool = False


def erasure_key(person_id: str) -> str:
    """By which it is known that whoever had this id has erased themselves: a digest, which tells no id."""
    return hashlib.sha256(f"peernet erased\n{person_id}".encode()).hexdigest()


_STUB = "stays for the others; the id becomes one that stands for nobody"
_GOES = "goes with them"
_DONE = "stays, with an id that stands for nobody in place of theirs"
_WAITS = "one of theirs that waits is discarded; others stay, with an id that stands for nobody"


WARNING: tuple[str, ...] = ("id", "about", "reason", "note", "decided_at")
"""What they are told of a report about themselves, once it was decided that they are warned; of others nothing."""

_OFFER = "skill_id level standing since until claim only_one taken_at"

TIES: tuple[Tie, ...] = (
    Tie("OFFERS", True, "Skill", "offers", told(_OFFER), _GOES),
    Tie("COMES_BACK", True, "Skill", "returns", told("at"), _GOES),
    Tie("SHOWN", True, "Skill", "shown", told("skill_id standing"), _GOES),
    Tie(
        "FRONT",
        True,
        "Skill",
        "fronts",
        Facts(("standing", "level", "languages", "visibility", "full", "until"), communities=("places",)),
        "goes with them, and from the lists written beside it",
    ),
    Tie("HAD_OFFER", True, "Skill", "merged_offers", told(_OFFER), _GOES),
    Tie("KEPT_OFFER", True, "Skill", "merged_offers", told(_OFFER), _GOES),
    Tie("MADE_OFFER", True, "Skill", "merged_offers", told("skill_id level since until standing claim"), _GOES),
    Tie("HAD_SHOWN", True, "Skill", "merged_shown", told("standing twice kept made shown left"), _GOES),
    Tie(
        "HAD_ENDORSED",
        True,
        "Skill",
        "merged_endorsements",
        Facts(("skill_id", "at", "twice"), people=("to_id",)),
        _GOES,
    ),
    Tie("SHOWED", True, "Evidence", "evidence", Facts(), "goes with them, evidence and all"),
    Tie("SHOWED_TWICE", True, "Evidence", "merged_evidence", Facts(), "goes with them, evidence and all"),
    Tie("NEEDS", True, "Need", "needs", Facts(), "goes with them, and from the boards"),
    Tie("MEMBER_OF", True, "Community", "memberships", told("role since until"), "ends, and goes with them"),
    Tie("WAS_MEMBER_OF", True, "Community", "former_memberships", told("role since until removed_at"), _GOES),
    Tie("KNOWS", True, "Person", "ties", told("kind strength since"), _GOES),
    Tie("KNOWS", False, "Person", "ties_of_others", told("kind strength since"), _GOES),
    Tie("ENDORSES", True, "Person", "endorsements_given", told("skill_id at"), "is withdrawn: it counts no more"),
    Tie("ENDORSES", False, "Person", "endorsements_received", told("skill_id at"), _GOES),
    Tie("BLOCKS", True, "Person", "blocks", told("at"), _GOES),
    Tie(
        "BLOCKS",
        False,
        "Person",
        None,
        Facts(kept_back={"at": "nobody is told who blocks them"}),
        "goes with them: there is nobody left to block",
    ),
    Tie("MENTORED", True, "Person", "mentored", told("skill_id from to"), _GOES),
    Tie("MENTORED", False, "Person", "mentored_by", told("skill_id from to"), _GOES),
    Tie(
        "MENTORS",
        True,
        "Mentorship",
        "mentorships_as_mentor",
        Facts(),
        "a request is declined, one under way ends; the mentee keeps it, the mentor is an id that stands for nobody",
    ),
    Tie(
        "LEARNS_IN",
        True,
        "Mentorship",
        "mentorships_as_mentee",
        Facts(),
        "a request is withdrawn, one under way ends; the mentor keeps it without a mentee and without the goal, which "
        "is in the mentee's words, and without what they said of it",
    ),
    Tie("ASKED_TO_JOIN", True, "JoinRequest", "join_requests", Facts(), "goes with them, request and all"),
    Tie("INVITES", False, "Invitation", "invitations", Facts(), "goes with them, invitation and all"),
    Tie(
        "REPORTED",
        True,
        "Report",
        "reports",
        Facts(),
        "the report stays for those who decide it; its reporter is an id that stands for nobody",
    ),
    Tie(
        "CONCERNS",
        False,
        "Report",
        "warnings",
        Facts(),
        "the report stays with its reporter's words; name, what was said and id are taken out, and what waits is "
        "dismissed",
    ),
    Tie(
        "IN_RING",
        True,
        "Ring",
        "rings",
        Facts(("place", "gives", "gets", "accepted_at"), people=("learner_id",)),
        "a proposed ring ends for all; of an agreed one the others keep theirs",
    ),
    Tie("PROPOSED", True, "SkillProposal", "skill_proposals", Facts(), "goes with them; a skill that came of it stays"),
    Tie(
        "FORMED",
        True,
        "Team",
        "teams_formed",
        Facts(),
        "one not begun is called off; others stay for their members, the organiser is an id that stands for nobody",
    ),
    Tie(
        "IN_TEAM",
        True,
        "Team",
        "team_seats",
        told("place role skill_id level state asked_at answered_at until takes"),
        "is given up, and somebody else is looked for as whenever a seat is given up; of a finished team it goes",
    ),
)
"""Every tie that a person can have."""

MENTIONS: tuple[Mention, ...] = (
    Mention("Community", ("made_by",), (), _DONE),
    Mention("JoinRequest", ("decided_by",), ("decided_at",), _DONE),
    Mention("Invitation", ("made_by",), ("made_at",), "stays open for whom it is for; " + _DONE),
    Mention("Report", ("decided_by",), ("decided_at",), _DONE),
    Mention("Round", ("made_by", "decided_by", "rules"), ("made_at", "decided_at"), _DONE),
    Mention("Round", ("blocking_mentees", "blocking_mentors"), (), _DONE),
    Mention("RoundPair", ("mentee_id", "mentor_id"), ("skill_id", "quality", "fixed", "outcome"), _STUB),
    Mention("RoundGap", ("person_id", "blockers", "changes"), ("wanted", "got"), _STUB),
    Mention("Team", ("passed", "finished_by", "wish"), (), _DONE),
    Mention("TeamPlan", ("made_by", "decided_by", "rules"), ("made_at", "decided_at"), _WAITS),
    Mention("PlannedTeam", ("person_ids",), ("number", "variety"), _STUB),
    Mention("SkillProposal", ("decided_by",), ("decided_at",), _DONE),
    Mention("SkillEdit", ("actor_id",), ("verb", "language", "before", "after", "at"), _DONE),
    Mention("Meeting", ("recorded_by",), ("at", "minutes", "recorded_at", "confirmed_at"), _DONE),
    Mention("Audit", ("actor_id", "person_id"), ("at", "act", "words", "role"), _DONE),
    Mention("Ending", ("person_id",), ("at",), _GOES),
    Mention("Team", ("organiser_id",), (), _DONE, copies=True),
    Mention("Mentorship", ("mentor_id", "mentee_id"), (), "as MENTORS and LEARNS_IN", copies=True),
    Mention("Ring", ("proposer_id",), (), _DONE, copies=True),
    Mention("Invitation", ("person_id",), (), "as INVITES", copies=True),
    Mention("JoinRequest", ("person_id",), (), "as ASKED_TO_JOIN", copies=True),
    Mention("Report", ("reporter_id", "person_id", "about_id"), (), "as REPORTED and CONCERNS", copies=True),
    Mention("Audit", ("kept_from", "once"), (), "is taken out", copies=True),
    Mention("Front", ("ids",), (), "goes with FRONT", copies=True),
    Mention("Board", ("owners", "ids"), (), "goes with NEEDS", copies=True),
)
"""Every property that can hold a person's id without a tie to them."""

UNNAMED = frozenset({"Team"})
"""Of these no id is told either: a team that somebody has left is nothing that they see."""
