"""One community of each kind with somebody of every standing to it, and everything that can be asked and done there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.contract.asking import values, write
from tests.contract.seeding import OfferOf, community, person, seed
from tests.schema.asking import gid

from peernet.graph import teams
from peernet.graph.session import Graph
from peernet.graph.teams import SeatOf
from peernet.model.grouping import GroupingRules, Size
from peernet.model.policy import Standing
from peernet.model.team import USUAL_VARIETY, Role
from peernet.model.viewer import Role as NetworkRole
from peernet.model.viewer import Viewer
from peernet.use_cases.accept_mentorship import accept_mentorship
from peernet.use_cases.block_person import block_person
from peernet.use_cases.decide_report import decide_report
from peernet.use_cases.give_feedback import give_feedback
from peernet.use_cases.invite_to_community import invite_to_community
from peernet.use_cases.join_community import join_community, request_id
from peernet.use_cases.learning_rings import propose_ring
from peernet.use_cases.merge_skills import merge_skills
from peernet.use_cases.network import Network
from peernet.use_cases.open_need import open_need
from peernet.use_cases.permission import keeper
from peernet.use_cases.plan_round import plan_round
from peernet.use_cases.plan_teams import PlanWish, plan_teams
from peernet.use_cases.record_meeting import record_meeting
from peernet.use_cases.report import report
from peernet.use_cases.request_mentorship import MentorshipRequest, request_mentorship
from peernet.use_cases.round_wish import RoundWish
from peernet.use_cases.set_consent import set_consent
from peernet.use_cases.team_wish import RoleWish, TeamWish, kept_wish

VIEWERS: Mapping[Standing, tuple[str | None, NetworkRole]] = {
    Standing.NOBODY: (None, "member"),
    Standing.OUTSIDER: ("out", "member"),
    Standing.MEMBER: ("mem", "member"),
    Standing.MENTOR: ("men", "member"),
    Standing.ORGANISER: ("org", "member"),
    Standing.ADMINISTRATOR: ("adm", "member"),
    Standing.NETWORK_ORGANISER: ("nor", "organiser"),
    Standing.NETWORK_ADMINISTRATOR: ("nad", "administrator"),
}
"""Who asks as somebody of each standing, and the role that their token names."""
OWNER = "own"
"""Whose the things are that hang on no community; an outsider."""
INSIDE = {"mem": "member", "men": "mentor", "org": "organiser", "adm": "administrator"}
MEMBERS_TO_MOVE = tuple(f"t{number}" for number in range(len(VIEWERS)))
"""Members for each of the viewers to remove or give another role."""
REACT = gid("Skill", "react")
EVENING = ("Mon 16:00-20:00",)
_WISH = GroupingRules(Size(low=1, high=3), diverse=USUAL_VARIETY, seconds=0.2)


@dataclass(frozen=True, slots=True)
class Planted:
    """The network, and the ids of what is in it, by a name for each."""

    network: Network
    ids: Mapping[str, str]


async def planted(graph: Graph, kind: str) -> Planted:
    """A community of that kind, a chapter of another one like it, and whatever the schema can show."""
    network = await seed(graph, *_people(kind))
    ids = await _owned(network) | await _planned(network)
    ids |= await _invited(network, kind) | await _reported(network) | await _kept(network)
    return Planted(network, ids)


def _people(kind: str) -> Iterator[Any]:
    yield community("above", kind)
    yield community("home", kind, "above", joining="request", need_days=90)
    react = {"react": OfferOf(4)}
    for number, (who, role) in enumerate(INSIDE.items()):
        knows = () if number == 0 else (tuple(INSIDE)[number - 1],)
        yield person(
            who,
            offers=react if who in ("men", "org") else {},
            member_of={"home": role, "above": "member"},
            capacity=3,
            knows=knows,
            hours=EVENING,
        )
    yield person("chief", member_of={"home": "administrator"})  # so that nobody else is the last who runs it
    for who in MEMBERS_TO_MOVE:
        yield person(who, member_of={"home": "member"})
    for who in ("out", "nor", "nad"):
        yield person(who, hours=EVENING)
    yield person("peer", offers=react | {"python": OfferOf(2)}, capacity=9, hours=EVENING)
    yield person("mate", offers=react | {"python": OfferOf(2)}, capacity=9, knows=(OWNER,), hours=EVENING)
    yield person(OWNER, offers={"python": OfferOf(3), "react": OfferOf(3)}, capacity=9, hours=EVENING)
    yield person("foe")


async def _owned(network: Network) -> dict[str, str]:
    """What belongs to the owner: mentorships, a need, a team, a ring, and somebody whom they have blocked."""
    await set_consent(network, OWNER, "counted", given=False)
    need = await open_need(network, OWNER, "react", 3, "a site", None, None)
    await open_need(network, "mem", "react", 2, "a shop", None, None)
    await open_need(network, "mate", "python", 2, "a script", None, None)
    asked = await request_mentorship(network, OWNER, MentorshipRequest("peer", ("react",), "a site"))
    asking = await request_mentorship(network, "peer", MentorshipRequest(OWNER, ("python",), "a script"))
    await accept_mentorship(network, "peer", asked)
    await record_meeting(network, "peer", asked, network.clock(), 60)
    (meeting,) = await values(network.graph, "MATCH (m:Meeting) RETURN m.id AS value")
    await give_feedback(network, OWNER, asked, 4, "It helped", shared=True)
    ring = await propose_ring(network, OWNER, [OWNER, "mate"], ["python", "react"])
    await block_person(network, OWNER, "foe")
    wish = kept_wish(TeamWish((RoleWish("react"),), size_min=2, size_max=2), (Role("React", {"react": 1.0}),))
    seats = [SeatOf(who, place, "React", "react", 3) for place, who in enumerate((OWNER, "mate"))]
    now = network.clock()
    facts = {"name": "Site", "language": "en", "wish": wish}
    await teams.form_team(
        network.graph, OWNER, "team", facts=facts, seats=seats, holds=False, now=now, until=now + 86_400_000, most=9
    )
    return {"need": need, "asked": asked, "asking": asking, "meeting": meeting, "ring": ring, "team": "team"}


async def _planned(network: Network) -> dict[str, str]:
    rounds = [await plan_round(network, "org", RoundWish("home", anywhere=True)) for _ in range(2)]
    plans = [await plan_teams(network, "org", PlanWish("home", f"Day {n}", _WISH), ()) for n in range(2)]
    ids = await values(network.graph, "MATCH (p:TeamPlan) RETURN p.id AS value")
    assert len(plans) == len(ids) == 2
    return {"round": rounds[0], "round_to_discard": rounds[1], "plan": ids[0], "plan_to_discard": ids[1]}


async def _kept(network: Network) -> dict[str, str]:
    """Skills of the community's own catalogue, as many of them merged as there are viewers; and proposals for it."""
    skill = """CREATE (:Skill {id: $id, label: $id, languages: ['en'], labels: [$id], alt_languages: [], alt_labels: [],
                               source: 'own', kind: 'skill', community_id: 'home'})"""
    proposal = """
        MATCH (p:Person {id: 'chief'})
        CREATE (p)-[:PROPOSED]->(x:SkillProposal {id: $id, place: 'home', community_id: 'home', label: $id})
        SET x.language = 'en', x.alt_labels = [], x.about = '', x.state = 'proposed', x.at = 1"""
    for name in ("kiln", "oven", "stove", *(f"old{number}" for number in range(len(VIEWERS)))):
        await write(network.graph, skill, id=name)
    for name in ("raku", "bisque"):
        await write(network.graph, proposal, id=name)
    for number in range(len(VIEWERS)):
        await merge_skills(network, keeper(Viewer("org", "member")), f"old{number}", "stove")
    return {}


async def _invited(network: Network, kind: str) -> dict[str, str]:
    organiser = Viewer("org", "member")
    named = await invite_to_community(network, organiser, "home", OWNER, days=9)
    coded = await invite_to_community(network, organiser, "home", None, days=9, uses=9)
    spare = await invite_to_community(network, organiser, "home", None, days=9)
    assert coded.code is not None
    if kind != "hidden":
        await join_community(network, OWNER, "home", "let me in")
        await join_community(network, "mate", "home", "me too")
    else:
        # Nobody outside can ask; somebody has asked before it was hidden.
        text = """
        MATCH (p:Person {id: $who}) MATCH (c:Community {id: 'home'})
        CREATE (r:JoinRequest {id: $id, community_id: 'home', person_id: $who, state: 'waiting', message: 'x',
                               asked_at: 1})
        CREATE (p)-[:ASKED_TO_JOIN]->(r)
        CREATE (r)-[:TO_JOIN]->(c)
        """
        for who in (OWNER, "mate"):
            await write(network.graph, text, id=request_id(who, "home"), who=who)
    return {
        "invitation": named.id,
        "code": coded.code,
        "coded": coded.id,
        "spare": spare.id,
        "request": request_id(OWNER, "home"),
        "other_request": request_id("mate", "home"),
    }


async def _reported(network: Network) -> dict[str, str]:
    """A report about a mentor, by a member; one by the owner; and one about the owner, who was warned."""
    await report(network, MEMBERS_TO_MOVE[0], "person", "men", "spam", "again and again")
    await report(network, OWNER, "person", "foe", "harassment", "every day")
    await report(network, "peer", "person", OWNER, "untrue", "no site")
    text = "MATCH (r:Report {person_id: $who}) RETURN r.id AS value"
    (warned,) = await values(network.graph, text, who=OWNER)
    await decide_report(network, Viewer("nad", "administrator"), warned, "warned", "Please do not")
    (about,) = await values(network.graph, text, who="men")
    await report(network, MEMBERS_TO_MOVE[1], "person", "mem", "other", "late")
    (settled,) = await values(network.graph, text, who="mem")
    await decide_report(network, Viewer("org", "member"), settled, "dismissed", "It was the train")
    return {"report": about}


def questions(ids: Mapping[str, str], code: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every root field of the queries, with variables that lead to everything there is."""
    home = gid("Community", "home")
    known = [
        gid("Person", "mem"),
        home,
        gid("Need", ids["need"]),
        gid("Mentorship", ids["asked"]),
        gid("ProposedRing", ids["ring"]),
        gid("Round", ids["round"]),
        gid("TeamPlan", ids["plan"]),
        gid("Team", ids["team"]),
    ]
    yield from (("node", {"id": each}) for each in known)
    yield "nodes", {"ids": known}
    yield "person", {"id": gid("Person", "mem")}
    yield "person", {"id": gid("Person", OWNER)}
    yield "person", {"id": gid("Person", "men")}
    yield "community", {"id": home}
    yield "communities", {"first": 100}
    yield "communities", {"first": 100, "partOf": gid("Community", "above")}
    yield "mentorship", {"id": gid("Mentorship", ids["asked"])}
    yield "joinRequests", {"communityId": home, "first": 20}
    yield "invitations", {"communityId": home, "first": 20}
    yield "invitation", {"code": code}
    yield "reports", {"communityId": home, "first": 20}
    yield "auditTrail", {"communityId": home, "first": 100}
    yield "rounds", {"communityId": home, "first": 10}
    yield "round", {"id": gid("Round", ids["round"])}
    yield "teamPlans", {"communityId": home, "first": 10}
    yield "teamPlan", {"id": gid("TeamPlan", ids["plan"])}
    yield "viewer", {}
    yield "people", {"first": 100}
    yield "levels", {}
    yield "skillProposals", {"communityId": home}
    yield "skillEdits", {"id": gid("Skill", "stove")}
    yield "skill", {"id": REACT}
    yield "skills", {"matching": "react"}
    yield "mentorSuggestions", {"for": {"skill": "React"}, "first": 100}
    yield "mentorSuggestions", {"for": {"skill": "React", "communityId": home}, "first": 100}
    yield "helpWanted", {"first": 100}
    yield "needPreview", {"need": {"skill": "React"}, "first": 100}
    yield "teams", {"first": 100}
    yield "team", {"id": gid("Team", ids["team"])}
    yield "learningRings", {"first": 100}
    yield "ringProposals", {"first": 100}
    yield "communityInsights", {"communityId": home}
    yield "teamProposals", {"rules": {"roles": [{"skill": "React"}]}}
    yield "teamProposals", {"rules": {"roles": [{"skill": "React", "level": 5, "people": 9}]}}


def given(verb: str, number: int, ids: Mapping[str, str]) -> dict[str, Any]:
    """What the viewer of that number gives a mutation: something of the community's, or of the owner's."""
    home, mine = {"communityId": gid("Community", "home")}, MEMBERS_TO_MOVE[number]
    whom = {"personId": gid("Person", mine)}
    mentorship, team = {"mentorshipId": gid("Mentorship", ids["asked"])}, {"teamId": gid("Team", ids["team"])}
    inputs: dict[str, dict[str, Any]] = {
        "updateProfile": {"about": "new"},
        "exportOwnData": {},
        "setConsent": {"use": "COUNTED", "given": True},
        "eraseOwnData": {"personId": gid("Person", OWNER)},
        "offerSkill": {"skillId": REACT},
        "wake": {},
        "renewOffer": {"skillId": REACT},
        "withdrawOffer": {"skillId": REACT},
        "openNeed": {"skillId": REACT},
        "renewNeed": {"needId": gid("Need", ids["need"])},
        "closeNeed": {"needId": gid("Need", ids["need"])},
        "joinCommunity": home,
        "leaveCommunity": home,
        "block": {"personId": gid("Person", "foe")},
        "unblock": {"personId": gid("Person", "foe")},
        "acceptJoinRequest": {"requestId": gid("JoinRequest", ids["request"])},
        "declineJoinRequest": {"requestId": gid("JoinRequest", ids["other_request"])},
        "withdrawJoinRequest": {"requestId": gid("JoinRequest", ids["request"])},
        "inviteToCommunity": home,
        "withdrawInvitation": {"invitationId": gid("Invitation", ids["spare"])},
        "acceptInvitation": {"invitationId": gid("Invitation", ids["invitation"])},
        "declineInvitation": {"invitationId": gid("Invitation", ids["invitation"])},
        "createCommunity": {"name": "New"},
        "createCommunity:partOfId": {"name": "New", "partOfId": gid("Community", "home")},
        "updateCommunity": home | {"about": "new"},
        "dissolveCommunity": home,
        "changeMemberRole": home | whom | {"role": "MENTOR"},
        "removeMember": home | whom,
        "handOverCommunity": home | whom,
        "report": home | {"reason": "SPAM"},
        "decideReport": {"reportId": gid("Report", ids["report"]), "decision": "DISMISSED"},
        "setCommunityWeights": home | {"weights": [{"kind": "KNOWS", "times": 2}]},
        "setCommunitySettings": home | {"needDays": 30},
        "proposeSkill": {"label": "Knots"},
        "proposeSkill:communityId": home | {"label": f"Knots {number}"},
        "acceptSkill": {"proposalId": "raku"},
        "declineSkill": {"proposalId": "bisque"},
        "renameSkill": {"skillId": gid("Skill", "kiln"), "label": f"Kiln {number}"},
        "translateSkill": {"skillId": gid("Skill", "kiln"), "language": "fr", "label": f"Four {number}"},
        "placeSkill": {"skillId": gid("Skill", "kiln"), "broaderIds": [REACT]},
        "mergeSkills": {"skillId": gid("Skill", "oven"), "intoId": gid("Skill", "kiln")},
        "unmergeSkills": {"skillId": gid("Skill", f"old{number}")},
        "requestMentorship": {"mentorId": gid("Person", "peer"), "skillIds": [REACT]},
        "endorse": {"personId": gid("Person", "peer"), "skillId": REACT},
        "withdrawEndorsement": {"personId": gid("Person", "mate"), "skillId": REACT},
        "recordMeeting": mentorship,
        "confirmMeeting": {"meetingId": gid("Meeting", ids["meeting"])},
        "giveFeedback": mentorship | {"helpful": 4},
        "acceptMentorship": mentorship,
        "declineMentorship": mentorship,
        "withdrawRequest": mentorship,
        "endMentorship": mentorship,
        "proposeRing": {
            "personIds": [gid("Person", list(VIEWERS.values())[number][0] or OWNER), gid("Person", "mate")],
            "skillIds": [REACT, REACT],
        },
        "acceptRing": {"ringId": gid("ProposedRing", ids["ring"])},
        "declineRing": {"ringId": gid("ProposedRing", ids["ring"])},
        "planRound": home,
        "acceptRound": {"roundId": gid("Round", ids["round"])},
        "discardRound": {"roundId": gid("Round", ids["round_to_discard"])},
        "formTeams": {"name": "mine", "rules": {"roles": [{"skill": "React"}]}},
        **dict.fromkeys(("acceptTeamPlace", "declineTeamPlace", "refillTeam"), team),
        **dict.fromkeys(("startTeam", "finishTeam", "callOffTeam"), team),
        "planTeams": home | {"name": "Ours", "minSize": 1, "maxSize": 3, "seconds": 0.2},
        "acceptTeamPlan": {"planId": gid("TeamPlan", ids["plan"])},
        "discardTeamPlan": {"planId": gid("TeamPlan", ids["plan_to_discard"])},
    }
    return inputs[verb]
