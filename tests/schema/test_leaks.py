"""What a viewer may not see looks exactly like what does not exist, through every field there is.

Random networks are asked by random viewers for everything; whatever bears the mark of a thing that an oracle of a few
lines calls invisible is a leak. Run with `-s` to see how much was looked at.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from tests.contract.asking import values, write
from tests.contract.conftest import _WIPE
from tests.schema.asking import Asking, gid
from tests.schema.leak_networks import ABSENT, SKILLS, MarkedNetwork, marked, marks_in, random_network, write_folder
from tests.schema.whole_documents import FieldOf, reachable_fields, whole_document

from peernet.errors import PeernetError, RuleBroken
from peernet.graph import teams
from peernet.graph.session import Graph
from peernet.graph.teams import SeatOf
from peernet.model.grouping import GroupingRules, Size
from peernet.model.policy import Act, roles_for
from peernet.model.round import Preference, Side
from peernet.model.skill_keeping import Keeper
from peernet.model.team import USUAL_VARIETY, Role
from peernet.model.viewer import Viewer
from peernet.use_cases.accept_team_place import accept_team_place
from peernet.use_cases.catalogue import Catalogue
from peernet.use_cases.decline_team_place import decline_team_place
from peernet.use_cases.finish_team import finish_team, start_team
from peernet.use_cases.give_feedback import give_feedback
from peernet.use_cases.import_network import import_network
from peernet.use_cases.invite_to_community import invite_to_community
from peernet.use_cases.join_community import join_community
from peernet.use_cases.network import Network
from peernet.use_cases.plan_round import plan_round
from peernet.use_cases.plan_teams import PlanWish, plan_teams
from peernet.use_cases.propose_skill import SkillWish, propose_skill
from peernet.use_cases.record_meeting import record_meeting
from peernet.use_cases.report import report
from peernet.use_cases.round_wish import RoundWish
from peernet.use_cases.team_wish import RoleWish, TeamWish, kept_wish

NETWORKS = 25
DAY = 86_400_000
PAIRS = GroupingRules(Size(low=1, high=3), diverse=USUAL_VARIETY, seconds=0.2)
STRANGER = "Mstranger0M"

PEOPLE = """query($after: String) { people(first: 3, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { id } } } }"""
COMMUNITIES = """query($after: String) { communities(first: 2, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { id } } } }"""
MEMBERS = """query($id: ID!, $after: String) { community(id: $id) { members(first: 2, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { id } } } } }"""
MENTORSHIPS = """query($after: String) { viewer { mentorships(first: 2, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { id } } } } }"""
CONTACTS = """query($skill: String!) { mentorSuggestions(for: {skill: $skill}, first: 100) {
    edges { person { id } reasons { text ... on ReachableThroughReason { contactName contact { id name } } } } } }"""
REFUSED = "{ __typename ... on Refusal { message } ... on NotFound { what } }"
# What can be tried with the id of a thing of each kind; the answer must not depend on whether there is such a thing.
PROBES: dict[str, list[str]] = {
    "Person": [
        "query($id: ID!) { person(id: $id) { id name } }",
        f"mutation($id: ID!) {{ report(input: {{personId: $id, reason: SPAM}}) {REFUSED} }}",
        *(
            f"""mutation($id: ID!) {{ {verb}(input: {{communityId: "{gid("Community", "Mcommunity0M")}", personId: $id
                {more}}}) {REFUSED} }}"""
            for verb, more in (
                ("inviteToCommunity", ""),
                ("changeMemberRole", ", role: MENTOR"),
                ("removeMember", ""),
                ("handOverCommunity", ""),
            )
        ),
        f"""mutation($id: ID!) {{ requestMentorship(input: {{mentorId: $id, skillIds: ["{gid("Skill", "react")}"]}})
            {REFUSED} }}""",
        f"mutation($id: ID!) {{ block(input: {{personId: $id}}) {REFUSED} }}",
        *(
            f"""mutation($id: ID!) {{
                {verb}(input: {{personId: $id, skillId: "{gid("Skill", "react")}"}}) {REFUSED} }}"""
            for verb in ("endorse", "withdrawEndorsement")
        ),
        f"mutation($id: ID!) {{ unblock(input: {{personId: $id}}) {REFUSED} }}",
        """query($id: ID!) { teamProposals(rules: {roles: [{skill: "React"}], include: [$id]}) {
            __typename ... on TeamImpossible { missing { kind text } } } }""",
    ],
    "Community": [
        "query($id: ID!) { community(id: $id) { id name members { edges { cursor } } chapters { edges { cursor } } } }",
        "query($id: ID!) { communities(partOf: $id) { edges { cursor } } }",
        """query($id: ID!) { mentorSuggestions(for: {skill: "React", communityId: $id}) {
            edges { score person { id } } pageInfo { hasNextPage } available
            nearMisses { score person { id } change { text } } whatWouldHelp { text } } }""",
        """query($id: ID!) { communityInsights(communityId: $id) {
            __typename ... on Refusal { message } ... on CommunityInsights { members aloneTotal } } }""",
        """query($id: ID!) { helpWanted(communityId: $id) { edges { score cursor } pageInfo { hasNextPage } } }""",
        """query($id: ID!) { teamProposals(rules: {roles: [{skill: "React"}], communityId: $id}) {
            __typename ... on NotFound { what message } } }""",
        f"mutation($id: ID!) {{ planRound(input: {{communityId: $id}}) {REFUSED} }}",
        f"""mutation($id: ID!) {{
            planTeams(input: {{communityId: $id, name: "x", minSize: 2, maxSize: 3, seconds: 0.2}}) {REFUSED} }}""",
        "query($id: ID!) { teamPlans(communityId: $id) { edges { cursor } } }",
        f"""mutation($id: ID!) {{ setCommunityWeights(input: {{communityId: $id, weights: [{{kind: KNOWS, times: 1}}]}})
            {REFUSED} }}""",
        f"mutation($id: ID!) {{ setCommunitySettings(input: {{communityId: $id, needDays: 9}}) {REFUSED} }}",
        "query($id: ID!) { skillProposals(communityId: $id) { edges { cursor } pageInfo { hasNextPage } } }",
        f"""mutation($id: ID!) {{ proposeSkill(input: {{communityId: $id, label: "Knots"}}) {REFUSED} }}""",
        f"mutation($id: ID!) {{ joinCommunity(input: {{communityId: $id}}) {REFUSED} }}",
        f"mutation($id: ID!) {{ leaveCommunity(input: {{communityId: $id}}) {REFUSED} }}",
        f"mutation($id: ID!) {{ report(input: {{communityId: $id, reason: SPAM}}) {REFUSED} }}",
        f'mutation($id: ID!) {{ updateCommunity(input: {{communityId: $id, about: "x"}}) {REFUSED} }}',
        f"mutation($id: ID!) {{ dissolveCommunity(input: {{communityId: $id}}) {REFUSED} }}",
        f"mutation($id: ID!) {{ inviteToCommunity(input: {{communityId: $id}}) {REFUSED} }}",
        f'mutation($id: ID!) {{ createCommunity(input: {{partOfId: $id, name: "x"}}) {REFUSED} }}',
        *(
            f"query($id: ID!) {{ {root}(communityId: $id) {{ edges {{ cursor }} pageInfo {{ hasNextPage }} }} }}"
            for root in ("joinRequests", "invitations", "reports", "auditTrail")
        ),
    ],
    "Need": [
        f"mutation($id: ID!) {{ closeNeed(input: {{needId: $id}}) {REFUSED} }}",
        f"mutation($id: ID!) {{ renewNeed(input: {{needId: $id}}) {REFUSED} }}",
        f"mutation($id: ID!) {{ report(input: {{needId: $id, reason: SPAM}}) {REFUSED} }}",
    ],
    "Mentorship": [
        "query($id: ID!) { mentorship(id: $id) { id goal } }",
        *(
            f"mutation($id: ID!) {{ {verb}(input: {{mentorshipId: $id}}) {REFUSED} }}"
            for verb in ("acceptMentorship", "declineMentorship", "withdrawRequest", "endMentorship", "recordMeeting")
        ),
        f"mutation($id: ID!) {{ giveFeedback(input: {{mentorshipId: $id, helpful: 4}}) {REFUSED} }}",
    ],
}
PROBES["Team"] = [
    "query($id: ID!) { team(id: $id) { id name } }",
    *(
        f"mutation($id: ID!) {{ {verb}(input: {{teamId: $id}}) {REFUSED} }}"
        for verb in ("acceptTeamPlace", "declineTeamPlace", "refillTeam", "startTeam", "finishTeam", "callOffTeam")
    ),
]
PROBES["Person"].append(
    """mutation($id: ID!) { formTeams(input: {name: "x", rules: {roles: [{skill: "React"}]}, personIds: [$id]}) {
        __typename ... on FormTeamsPayload { missing { kind text } } ... on Refusal { message } } }"""
)
KEYS = {
    "JoinRequest": [
        f"mutation($id: ID!) {{ {verb}(input: {{requestId: $id}}) {REFUSED} }}"
        for verb in ("acceptJoinRequest", "declineJoinRequest", "withdrawJoinRequest")
    ],
    "Invitation": [
        f"mutation($id: ID!) {{ {verb}(input: {{invitationId: $id}}) {REFUSED} }}"
        for verb in ("acceptInvitation", "declineInvitation", "withdrawInvitation")
    ],
    "Meeting": [f"mutation($id: ID!) {{ confirmMeeting(input: {{meetingId: $id, happened: false}}) {REFUSED} }}"],
    "Report": [f"mutation($id: ID!) {{ decideReport(input: {{reportId: $id, decision: DISMISSED}}) {REFUSED} }}"],
}
"""What can be tried with the id of something that is not for the viewer, and bears no mark."""
NODES = ["query($id: ID!) { node(id: $id) { id __typename } }", "query($id: ID!) { nodes(ids: [$id]) { id } }"]


@dataclass(slots=True)
class Looked:
    """What was looked at, and what was found that should not be."""

    networks: int = 0
    viewers: int = 0
    answers: int = 0
    hidden: int = 0
    named: int = 0
    fields: set[FieldOf] = field(default_factory=set)
    leaks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Looking:
    """One viewer looking at one network."""

    asking: Asking
    network: MarkedNetwork
    viewer: str
    looked: Looked

    async def told(self, document: str, **variables: Any) -> Any:
        """The whole answer, errors included."""
        self.looked.answers += 1
        return (await self.asking.response(self.viewer, document, "en", **variables)).json()

    def check(self, told: Any, document: str, allowed: set[str] = frozenset()) -> None:  # type: ignore[assignment]
        """Notes every mark in the answer that the viewer may not see."""
        seen = marks_in(told) - self.network.visible(self.viewer) - allowed - {self.viewer}
        self.looked.leaks += [f"{self.viewer} sees {mark} by {document}: {told}"[:2000] for mark in seen]

    async def listed(self, document: str, path: list[str], size: int, **variables: Any) -> list[str]:
        """The marks on every page of a list, in order; each page but the last has to be full."""
        found: list[str] = []
        after = None
        while True:
            told: Any = (await self.told(document, after=after, **variables))["data"]
            for name in path:
                told = {} if told is None else told[name]
            if not told:
                return found
            rows = [gid_mark(edge["node"]["id"]) for edge in told["edges"]]
            found += rows
            if not told["pageInfo"]["hasNextPage"]:
                return found
            assert len(rows) == size, f"a page with a gap: {told}"
            after = told["pageInfo"]["endCursor"]


def gid_mark(global_id: str) -> str:
    """The mark in a global id."""
    (mark,) = marks_in(global_id)
    return mark


@pytest.fixture
async def looked() -> AsyncIterator[Looked]:
    """What a test has looked at; told at its end."""
    looked = Looked()
    yield looked
    asked = f"{looked.networks} networks, {looked.viewers} viewers, {looked.answers} answers"
    print(f"{asked}, {len(looked.fields)} fields, {looked.hidden} hidden things: {len(looked.leaks)} leaks")


async def test_nothing_that_is_hidden_leaks_through_any_field(migrated: Graph, looked: Looked, tmp_path: Path) -> None:
    for seed in range(NETWORKS):
        asking, network = await planted(migrated, seed, tmp_path / str(seed))
        looked.networks += 1
        chance = random.Random(seed)
        for viewer in [*chance.sample(sorted(network.people), 2), *([STRANGER] if seed % 5 == 0 else [])]:
            looked.viewers += 1
            looked.hidden += len(network.marks() - network.visible(viewer)) + len(network.hidden_aspects(viewer))
            await look_everywhere(Looking(asking, network, viewer, looked))
    assert looked.leaks == []
    assert looked.named > 0
    assert looked.fields == reachable_fields("query")


async def test_whoever_has_no_token_meets_nothing_that_is_anybodys(
    migrated: Graph, looked: Looked, tmp_path: Path
) -> None:
    for seed in range(3):
        asking, network = await planted(migrated, seed, tmp_path / str(seed))
        looked.networks += 1
        for root, variables in questions(network, [], []):
            document, _ = whole_document("query", root)
            told = (await asking.response(None, document, "en", **variables)).json()
            looked.answers += 1
            assert marks_in(told) == set(), told
            if "errors" not in told:
                assert root in ("viewer", "skill", "skills", "levels", "mentorSuggestions")
    assert looked.answers > 0


async def planted(graph: Graph, seed: int, folder: Path) -> tuple[Asking, MarkedNetwork]:
    """A random network, and nothing else, in the graph."""
    marked = random_network(seed)
    write_folder(marked, folder)
    await graph.run(_WIPE)
    result = await import_network(graph, folder, rejects_path=folder / "rejects.txt")
    assert result.rejected == 0, (folder / "rejects.txt").read_text()
    network = Network(graph, Catalogue(graph))
    await network.catalogue.refresh()
    chance = random.Random(seed)
    for (who, where), role in sorted(marked.members.items()):
        if role == "organiser":
            await plan_round(network, who, RoundWish(where, anywhere=True, preferences=said_by(marked, who, chance)))
            with contextlib.suppress(PeernetError):  # nobody there who may be put into teams
                await plan_teams(network, who, PlanWish(where, "An afternoon", PAIRS), ())
    asking = Asking(network, folder)
    asking.endpoint.ceiling = 10**9
    marked = await with_words(network, marked, random.Random(seed))
    marked = await with_proposals(network, await with_teams(network, marked, random.Random(seed)))
    return asking, await with_doors(network, marked, random.Random(seed))


async def with_doors(network: Network, marked: MarkedNetwork, chance: random.Random) -> MarkedNetwork:
    """Requests to join, invitations by name and by code, and reports, of whoever could make them."""
    await write(network.graph, "MATCH (c:Community) WHERE c.visibility <> 'hidden' SET c.joining = 'request'")
    for who in sorted(marked.people):
        with contextlib.suppress(RuleBroken):
            await join_community(network, who, chance.choice(sorted(marked.communities)), f"from {who}")
        with contextlib.suppress(PeernetError):
            await report(network, who, "person", chance.choice(sorted(marked.people)), "spam", "words")
        with contextlib.suppress(PeernetError):
            await report(network, who, "community", chance.choice(sorted(marked.communities)), "spam", "words")
    codes = {}
    for (who, where), role in sorted(marked.members.items()):
        if role == "organiser":
            for whom in chance.sample(sorted(marked.people), 3):
                with contextlib.suppress(RuleBroken):
                    await invite_to_community(network, Viewer(who, "member"), where, whom, days=9)
            made = await invite_to_community(network, Viewer(who, "member"), where, None, days=9, uses=9)
            codes[str(made.code)] = where
    asking = await values(
        network.graph, "MATCH (r:JoinRequest {state: 'waiting'}) RETURN [r.person_id, r.community_id] AS value"
    )
    invited = await values(
        network.graph,
        "MATCH (i:Invitation) WHERE i.person_id IS NOT NULL RETURN [i.person_id, i.community_id, i.made_by] AS value",
    )
    return replace(
        marked,
        asking=frozenset((who, where) for who, where in asking),
        invited=frozenset((who, where, by) for who, where, by in invited),
        codes=codes,
    )


def said_by(marked: MarkedNetwork, organiser: str, chance: random.Random) -> tuple[Preference, ...]:
    """What all whom an organiser sees said of each other, by chance: so that some would rather have each other."""
    people = sorted(each for each in marked.people if marked.sees_person(organiser, each))
    return tuple(
        Preference(each, side, rated=tuple((other, chance.random()) for other in people if other != each))
        for side in Side
        for each in people
        if len(people) > 1
    )


async def with_words(network: Network, marked: MarkedNetwork, chance: random.Random) -> MarkedNetwork:
    """Meetings, and what mentees said of their mentorships: for themselves, or for the mentor too."""
    said = {}
    for mark, (mentor, mentee) in sorted(marked.mentorships.items()):
        with contextlib.suppress(RuleBroken):  # not begun, or somebody has blocked somebody
            shared, words = chance.random() < 0.5, mark.replace("mentorship", "words")
            await give_feedback(network, mentee, mark, chance.randint(1, 5), f"said {words}", shared=shared)
            said[words] = frozenset({mentor, mentee} if shared else {mentee})
            await record_meeting(network, chance.choice([mentor, mentee]), mark, None, 60)
    return replace(marked, said=said)


async def with_proposals(network: Network, marked: MarkedNetwork) -> MarkedNetwork:
    """A skill proposed by whoever belongs to a community: for who made it, and for who keeps that catalogue."""
    seen = {}
    for number, ((who, where), role) in enumerate(sorted(marked.members.items())):
        if marked.communities[where] != "hidden" and role != "organiser":
            mark = f"Mskill{number}M"
            wish = SkillWish(f"Craft {mark}", about=f"for {mark}", community_id=where)
            await propose_skill(network, Keeper(who, roles_for(Act.KEEP_SKILLS), administrator=False), wish)
            keep = {each for (each, there), held in marked.members.items() if there == where and held == "organiser"}
            seen[mark] = frozenset({who, *keep})
    return replace(marked, proposals=seen)


async def with_teams(network: Network, marked: MarkedNetwork, chance: random.Random) -> MarkedNetwork:
    """Teams of whoever could be asked, in every state, with places taken, declined and refilled."""
    people, now = sorted(marked.people), network.clock()
    for number in range(6):
        who, mark = chance.choice(people), f"Mteam{number}M"
        wish = kept_wish(TeamWish((RoleWish("react"),), size_min=2, size_max=2), (Role("React", {"react": 1.0}),))
        facts = {"name": f"Called {mark}", "language": "en", "wish": wish}
        pair = [SeatOf(each, place, "React", "react", 3) for place, each in enumerate(chance.sample(people, 2))]
        await teams.form_team(
            network.graph, who, mark, facts=facts, seats=pair, holds=False, now=now, until=now + DAY, most=9
        )
        for seat in pair:
            with contextlib.suppress(RuleBroken):
                step = chance.choice([accept_team_place, accept_team_place, decline_team_place])
                await step(network, seat.id, mark)
        with contextlib.suppress(RuleBroken):
            await start_team(network, who, mark)
            await finish_team(network, who, mark, f"made {mark}")
    concerned = await values(network.graph, "MATCH (p)-[:FORMED|IN_TEAM]->(t:Team) RETURN [t.id, p.id] AS value")
    passed = await values(network.graph, "MATCH (t:Team) RETURN [t.id, t.passed] AS value")
    seats = "MATCH (a:Person)-[:IN_TEAM {state: 'accepted'}]->(t:Team)<-[:IN_TEAM {state: 'accepted'}]-(b:Person)"
    together = await values(
        network.graph, f"{seats} WHERE t.state IN ['formed', 'started'] AND a.id <> b.id RETURN [a.id, b.id] AS value"
    )
    teamed = await values(network.graph, "MATCH (a)-[:KNOWS {kind: 'teamed'}]->(b) RETURN [a.id, b.id] AS value")
    return replace(
        marked,
        knows=marked.knows | {(one, other) for one, other in teamed},
        teams={mark: frozenset(person for team, person in concerned if team == mark) for mark, _ in concerned},
        passed={mark: frozenset(people) for mark, people in passed},
        together=frozenset((one, other) for one, other in together),
    )


async def look_everywhere(looking: Looking) -> None:
    """Every list and every field first, since they only read; then what looks for differences."""
    await check_lists(looking)
    await check_fields(looking)
    await check_contacts(looking)
    await check_probes(looking)
    await check_keys(looking)


async def check_lists(looking: Looking) -> None:
    """Lists hold exactly what the oracle says, in order, on full pages."""
    network, viewer = looking.network, looking.viewer
    people = sorted(each for each in network.people if network.sees_person(viewer, each))
    communities = sorted(each for each in network.communities if network.sees_community(viewer, each))
    mentorships = {each for each in network.mentorships if network.sees_mentorship(viewer, each)}
    assert await looking.listed(PEOPLE, ["people"], 3) == people
    assert await looking.listed(COMMUNITIES, ["communities"], 2) == communities
    assert set(await looking.listed(MENTORSHIPS, ["viewer", "mentorships"], 2)) == mentorships
    for each in network.communities:
        found = await looking.listed(MEMBERS, ["community", "members"], 2, id=gid("Community", each))
        assert found == network.members_for(viewer, each)


async def check_fields(looking: Looking) -> None:
    """Every field of everything, asked for by every id."""
    own_blocks = {whom for who, whom in looking.network.blocks if who == looking.viewer}
    rounds = await values(looking.asking.network.graph, "MATCH (r:Round) RETURN r.id AS value")
    plans = await values(looking.asking.network.graph, "MATCH (p:TeamPlan) RETURN p.id AS value")
    for root, variables in questions(looking.network, rounds, plans):
        allowed = own_blocks | looking.network.invited_into(looking.viewer) if root == "viewer" else set()
        if root == "joinRequests":
            allowed = looking.network.asked_of(looking.viewer, gid_mark(variables["communityId"]))
        elif root == "invitation":
            allowed = {looking.network.codes[variables["code"]]} if looking.viewer in looking.network.people else set()
        document, covered = whole_document("query", root)
        told = await looking.told(document, **variables)
        assert "errors" not in told or told["errors"][0]["extensions"]["code"] != "INTERNAL", told
        looking.check(told, root, allowed=allowed)
        looking.looked.fields |= covered


def questions(network: MarkedNetwork, rounds: list[str], plans: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every root field of the queries, with variables that lead as far as they can."""
    ids = {mark: gid(network.kind_of(mark), mark) for mark in sorted(network.marks())}
    yield "nodes", {"ids": list(ids.values())}
    yield from (("node", {"id": each}) for each in list(ids.values())[::8])
    yield from (("person", {"id": ids[mark]}) for mark in list(network.people)[:1])
    yield from (("community", {"id": ids[mark]}) for mark in list(network.communities)[:1])
    yield from (("mentorship", {"id": ids[mark]}) for mark in list(network.mentorships)[:1])
    yield from (("rounds", {"communityId": ids[mark]}) for mark in network.communities)
    yield from (("round", {"id": gid("Round", each)}) for each in [*rounds, ABSENT])
    for mark in network.communities:
        yield from (
            (root, {"communityId": ids[mark]}) for root in ("joinRequests", "invitations", "reports", "auditTrail")
        )
    yield "reports", {"communityId": None}
    yield "auditTrail", {"communityId": None, "first": 100}
    yield from (("invitation", {"code": code}) for code in network.codes)
    yield from (("teamPlans", {"communityId": ids[mark]}) for mark in network.communities)
    yield from (("teamPlan", {"id": gid("TeamPlan", each)}) for each in [*plans, ABSENT])
    yield "viewer", {}
    yield "levels", {}
    yield "people", {"first": 100}
    yield "communities", {"first": 100}
    yield "communities", {"first": 100, "partOf": ids["Mcommunity0M"]}
    yield "skill", {"id": gid("Skill", "react")}
    yield "skills", {"matching": "react"}
    yield "skills", {"matching": "craft"}
    yield "skillEdits", {"id": gid("Skill", "react")}
    yield "skillProposals", {"first": 100}
    yield from (("skillProposals", {"first": 100, "communityId": ids[mark]}) for mark in network.communities)
    yield "mentorSuggestions", {"for": {"skill": "React"}, "first": 100}
    yield "mentorSuggestions", {"for": {"skill": "Python", "level": 5}, "first": 1}
    yield "mentorSuggestions", {"for": {"skill": "Reakktt"}}
    roles = [{"skill": skill} for skill in SKILLS[:2]]
    yield "helpWanted", {"first": 100}
    yield "needPreview", {"need": {"skill": "React", "goal": "a shop"}, "first": 100}
    yield "teams", {"first": 100}
    yield from (("team", {"id": ids[mark]}) for mark in network.teams)
    yield "learningRings", {"first": 100}
    yield "ringProposals", {"first": 100}
    yield from (("communityInsights", {"communityId": ids[mark]}) for mark in network.communities)
    yield "helpWanted", {"first": 100, "communityId": ids["Mcommunity0M"]}
    yield "teamProposals", {"rules": {"roles": roles}}
    yield "teamProposals", {"rules": {"roles": [{"skill": "React", "level": 5, "people": 9}]}}


async def check_contacts(looking: Looking) -> None:
    """A tie is named only where both who have it are open to everybody and nothing stands between them."""
    network, viewer = looking.network, looking.viewer

    def know(one: str, other: str) -> bool:
        return (one, other) in network.knows or (other, one) in network.knows

    for skill in SKILLS:
        told = await looking.told(CONTACTS, skill=skill)
        for edge in [] if told["data"] is None else told["data"]["mentorSuggestions"]["edges"]:
            mentor = gid_mark(edge["person"]["id"])
            for reason in (each for each in edge["reasons"] if each.get("contact")):
                contact = gid_mark(reason["contact"]["id"])
                assert reason["contactName"] == f"Called {marked(contact, 'name')}"
                assert {network.people[mentor], network.people[contact]} == {"open"}
                assert {(contact, "name"), (contact, "ties"), (mentor, "ties")}.isdisjoint(network.shown_to)
                assert know(viewer, contact)
                assert know(contact, mentor)
                assert not network.blocked(contact, mentor)
                looking.looked.named += 1


async def check_probes(looking: Looking) -> None:
    """With the id of something hidden every answer is what it is with an id of nothing at all."""
    network, viewer = looking.network, looking.viewer
    blocked = {whom for who, whom in network.blocks if who == viewer}  # these may be unblocked, so they differ
    declined = {mark for mark, who in network.passed.items() if viewer in who}  # declining once more is no news
    endorsed = {whom for who, whom, _ in network.endorsed if who == viewer}  # what one said oneself can be taken back
    hidden = sorted(network.marks() - network.visible(viewer) - blocked - declined - endorsed)
    absent: dict[str, Any] = {}
    for mark in random.Random(viewer).sample(hidden, min(4, len(hidden))):
        kind = network.kind_of(mark)
        for document in NODES + PROBES[kind]:
            told = await looking.told(document, id=gid(kind, mark))
            looking.check(told, document, allowed={mark})
            if document not in absent:
                absent[document] = await looking.told(document, id=gid(kind, ABSENT))
            assert without(told, kind, mark) == without(absent[document], kind, ABSENT), document


async def check_keys(looking: Looking) -> None:
    """Requests, invitations, meetings and reports that are not for the viewer look like none, by their ids."""
    graph, viewer = looking.asking.network.graph, looking.viewer
    mine = "MATCH (n:{kind}) WHERE NOT {whose} RETURN n.id AS value"
    run = {where for (who, where), role in looking.network.members.items() if who == viewer and role == "organiser"}
    whose = {
        "JoinRequest": "(n.person_id = $who OR n.community_id IN $run)",
        "Invitation": "(coalesce(n.person_id, '') = $who OR n.community_id IN $run)",
        "Meeting": "size([(n)<-[:HAD]-(m) WHERE m.mentor_id = $who OR m.mentee_id = $who | 1]) > 0",
        "Report": "size([(n)-[:REPORTED_IN]->(c) WHERE c.id IN $run | 1]) > 0",
    }
    for kind, documents in KEYS.items():
        text = mine.format(kind=kind, whose=whose[kind]).replace("$run", repr(sorted(run)))
        others = await values(graph, text.replace("$who", repr(viewer)))
        for key in sorted(others)[:3]:
            for document in documents:
                told = await looking.told(document, id=gid(kind, key))
                absent = await looking.told(document, id=gid(kind, ABSENT))
                assert without(told, kind, key) == without(absent, kind, ABSENT), document


def without(told: Any, kind: str, mark: str) -> str:
    """The answer as text, the id that was asked for taken out."""
    return repr(told).replace(gid(kind, mark), "?").replace(mark, "?")


async def test_what_mutations_answer_leaks_nothing_either(migrated: Graph, looked: Looked, tmp_path: Path) -> None:
    for seed in range(5):
        asking, network = await planted(migrated, 1000 + seed, tmp_path / str(seed))
        looking = Looking(asking, with_whoever_agrees(network, "Mperson0M"), "Mperson0M", looked)
        looked.networks, looked.viewers = looked.networks + 1, looked.viewers + 1
        looked.hidden += len(network.marks() - network.visible("Mperson0M"))
        rounds = await values(migrated, "MATCH (r:Round) RETURN r.id AS value")
        plans = await values(migrated, "MATCH (p:TeamPlan) RETURN p.id AS value")
        for verb, given in changes(network, "Mperson0M", rounds, plans):
            document, covered = whole_document("mutation", verb)
            # Whom it was asked for by id, it may call by that id: the probes show that nothing else differs.
            allowed = marks_in(given) if verb == "formTeams" else set()
            if verb == "exportOwnData":  # whom they have blocked they may unblock
                allowed = {whom for who, whom in network.blocks if who == "Mperson0M"}
            looking.check(await looking.told(document, input=given), verb, allowed=allowed)
            looked.fields |= covered
    assert looked.leaks == []
    assert looked.fields == reachable_fields("mutation")


def with_whoever_agrees(network: MarkedNetwork, viewer: str) -> MarkedNetwork:
    """The network as it is once the viewer has agreed to whatever they are asked: others show them more then."""
    asked = [
        (viewer, mentee)
        for each, (mentor, mentee) in network.mentorships.items()
        if mentor == viewer and network.states[each] == "requested"
    ]
    in_teams = [(viewer, other) for who in network.teams.values() if viewer in who for other in who if other != viewer]
    return replace(network, together=network.together | {*asked, *in_teams})


def changes(
    network: MarkedNetwork, viewer: str, rounds: list[str], plans: list[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mutation that lets the viewer see no more than before; each is followed by all that it can show."""
    react = gid("Skill", "react")
    yield "updateProfile", {"about": "new"}
    yield "wake", {}
    yield "confirmMeeting", {"meetingId": gid("Meeting", ABSENT)}
    for mark in network.people:
        for verb in ("endorse", "withdrawEndorsement"):
            yield verb, {"personId": gid("Person", mark), "skillId": react}
    yield "exportOwnData", {}
    yield "setConsent", {"use": "SUGGESTED", "given": True}
    yield "offerSkill", {"skillId": react}
    yield "renewOffer", {"skillId": react}
    yield "withdrawOffer", {"skillId": react}
    yield "openNeed", {"skillId": react}
    yield "proposeSkill", {"label": "Knots"}
    yield from (
        ("proposeSkill", {"label": "Knots", "communityId": gid("Community", each)}) for each in network.communities
    )
    yield from ((verb, {"proposalId": ABSENT}) for verb in ("acceptSkill", "declineSkill"))
    yield "renameSkill", {"skillId": react, "label": "New"}
    yield "translateSkill", {"skillId": react, "language": "fr", "label": "Neuf"}
    yield "placeSkill", {"skillId": react, "broaderIds": [gid("Skill", "css")]}
    yield "mergeSkills", {"skillId": react, "intoId": gid("Skill", "css")}
    yield "unmergeSkills", {"skillId": react}
    for verb in ("renewNeed", "closeNeed"):
        yield from ((verb, {"needId": gid("Need", mark)}) for mark in network.needs)
    for mark in network.people:
        yield "requestMentorship", {"mentorId": gid("Person", mark), "skillIds": [react]}
        yield "unblock", {"personId": gid("Person", ABSENT)}
        yield "proposeRing", {"personIds": [gid("Person", viewer), gid("Person", mark)], "skillIds": [react, react]}
    for mark in network.mentorships:
        for verb in ("acceptMentorship", "recordMeeting", "declineMentorship", "withdrawRequest", "endMentorship"):
            yield verb, {"mentorshipId": gid("Mentorship", mark)}
        yield "giveFeedback", {"mentorshipId": gid("Mentorship", mark), "helpful": 5, "shared": True}
    yield from ((verb, {"ringId": gid("ProposedRing", ABSENT)}) for verb in ("acceptRing", "declineRing"))
    for mark in network.communities:
        yield "planRound", {"communityId": gid("Community", mark), "anywhere": True}
        yield "setCommunityWeights", {"communityId": gid("Community", mark), "weights": [{"kind": "KNOWS", "times": 2}]}
        yield "setCommunitySettings", {"communityId": gid("Community", mark), "quietDays": 30, "joining": None}
    for round_id in [*rounds, ABSENT]:
        for verb in ("discardRound", "acceptRound") if round_id > "8" else ("acceptRound", "discardRound"):
            yield verb, {"roundId": gid("Round", round_id)}
    for mark in network.communities:
        sizes = {"minSize": 1, "maxSize": 3, "seconds": 0.2}
        yield "planTeams", {"communityId": gid("Community", mark), "name": "mine"} | sizes
        yield "planTeams", {"communityId": gid("Community", mark), "name": "mine", "teams": 99, "seconds": 0.2}
    for plan_id in [*plans, ABSENT]:
        for verb in ("discardTeamPlan", "acceptTeamPlan") if plan_id > "8" else ("acceptTeamPlan", "discardTeamPlan"):
            yield verb, {"planId": gid("TeamPlan", plan_id)}
    roles = [{"skill": "React"}]
    yield "formTeams", {"name": "mine", "rules": {"roles": roles}}
    for mark in network.people:
        yield "formTeams", {"name": "mine", "rules": {"roles": roles}, "personIds": [gid("Person", mark)]}
    for mark in [*network.teams, ABSENT]:
        for verb in ("acceptTeamPlace", "refillTeam", "startTeam", "finishTeam", "declineTeamPlace", "callOffTeam"):
            yield verb, {"teamId": gid("Team", mark)}
    club = {"communityId": gid("Community", "Mcommunity0M")}
    for mark in network.people:
        yield "report", {"personId": gid("Person", mark), "reason": "SPAM"}
        yield "inviteToCommunity", club | {"personId": gid("Person", mark)}
        yield "changeMemberRole", club | {"personId": gid("Person", mark), "role": "MENTOR"}
        yield "removeMember", club | {"personId": gid("Person", mark)}
    for mark in network.communities:
        yield "report", {"communityId": gid("Community", mark), "reason": "OTHER"}
        yield "inviteToCommunity", {"communityId": gid("Community", mark)}
        yield "updateCommunity", {"communityId": gid("Community", mark), "about": "new"}
        yield "createCommunity", {"partOfId": gid("Community", mark), "name": "new"}
        yield "joinCommunity", {"communityId": gid("Community", mark)}
    yield "createCommunity", {"name": "new"}
    yield "handOverCommunity", club | {"personId": gid("Person", ABSENT)}
    yield "dissolveCommunity", {"communityId": gid("Community", ABSENT)}
    yield "decideReport", {"reportId": gid("Report", ABSENT), "decision": "DISMISSED"}
    for verb in ("acceptJoinRequest", "declineJoinRequest", "withdrawJoinRequest"):
        yield verb, {"requestId": gid("JoinRequest", ABSENT)}
    for verb in ("acceptInvitation", "declineInvitation", "withdrawInvitation"):
        yield verb, {"invitationId": gid("Invitation", ABSENT)}
    mine = network.communities_of(viewer)
    yield from (("joinCommunity", {"communityId": gid("Community", each)}) for each in sorted(mine))
    yield "leaveCommunity", {"communityId": gid("Community", ABSENT)}
    yield "block", {"personId": gid("Person", viewer)}
    yield "eraseOwnData", {"personId": gid("Person", ABSENT)}
    yield "eraseOwnData", {"personId": gid("Person", viewer)}
