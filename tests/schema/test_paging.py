"""Whoever pages through a list meets what stays in it exactly once, whatever comes and goes meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLObjectType
from tests.contract.asking import write
from tests.contract.seeding import NOW, OfferOf, community, person, seed, skill
from tests.schema.asking import Asking, gid

from peernet.graph import boards, fronts
from peernet.graph import skills as skill_store
from peernet.graph.session import Graph
from peernet.model.grouping import GroupingRules, Size
from peernet.model.viewer import Viewer
from peernet.schema.api import schema
from peernet.use_cases.audit_trail import community_trail
from peernet.use_cases.network import Network
from peernet.use_cases.plan_round import plan_round
from peernet.use_cases.plan_teams import PlanWish, plan_teams
from peernet.use_cases.round_wish import RoundWish

HOME = gid("Community", "home")
THERE, LATE = range(2, 13, 2), range(1, 14, 2)
"""Numbers of what is there at first, and of what comes when the first page has been shown: one at every place."""
PAGE = 2


@dataclass(frozen=True, slots=True)
class Paged:
    """A connection, and how the thing of a number comes into it and goes.

    ask: where it stands in a document, `@` for its arguments and `#` for what is asked of it; put, drop: Cypher with
    `$id` and `$n`; node: what tells its nodes apart; kept: what follows from each change.
    """

    ask: str
    put: str
    drop: str
    node: str = "id"
    viewer: str = "org"
    kept: str = ""


def _gone(label: str) -> str:
    return f"MATCH (x:{label} {{id: $id}}) DETACH DELETE x"


_PERSON = """MERGE (p:Person {id: $id}) SET p.name = $id, p.about = '', p.languages = ['en'], p.speaks = ['en'],
  p.country = 'NG', p.time_zone = 'UTC', p.hours = [], p.capacity = 1, p.open_places = 1, p.status = 'active',
  p.visibility = 'open' """
_COMMUNITY = "CREATE (c:Community {id: $id, name: $id, about: '', place: '', visibility: 'open'}) "
_HOME = "MATCH (home:Community {id: 'home'}) "
_ORGANISER = "MATCH (org:Person {id: 'org'}) "
_AS_PLANNED = "MATCH (one:{} {{id: 'one'}}) WITH one.rules AS rules, one.certificate AS certificate "
_MADE = """community_id: 'home', state: 'proposed', seed: 1, digest: '', rules: rules, certificate: certificate,
  made_by: 'org', made_at: 1000 - $n"""
_REPORT = (
    "about: 'person', person_id: $id, about_id: $id, name: $id, said: '', reason: 'spam', text: '', reporter_id: 'x'"
)
_AUDIT = f"""at: {NOW} - 1000 * $n, act: 'role_changed', words: ['mentor'], role: 'organiser', community_id: 'home',
  actor_id: 'x'"""

PAGED: Mapping[str, Paged] = {
    "Query.people": Paged("people(@) { # }", _PERSON, _gone("Person")),
    "Query.communities": Paged("communities(@) { # }", _COMMUNITY, _gone("Community")),
    "Community.chapters": Paged(
        f'community(id: "{HOME}") {{ chapters(@) {{ # }} }}',
        f"{_COMMUNITY} WITH c {_HOME} CREATE (c)-[:PART_OF]->(home)",
        _gone("Community"),
    ),
    "Community.members": Paged(
        f'community(id: "{HOME}") {{ members(@) {{ # }} }}',
        f"{_PERSON} WITH p {_HOME} MERGE (p)-[:MEMBER_OF {{role: 'member', since: 1}}]->(home)",
        "MATCH (p:Person {id: $id})-[m:MEMBER_OF]->() DELETE m",
    ),
    "Viewer.blocked": Paged(
        "viewer { blocked(@) { # } }",
        f"{_PERSON} WITH p {_ORGANISER} MERGE (org)-[:BLOCKS {{at: 1}}]->(p)",
        "MATCH (:Person {id: 'org'})-[b:BLOCKS]->(p:Person {id: $id}) DELETE b",
        node="personId",
    ),
    "Viewer.mentorships": Paged(
        "viewer { mentorships(@) { # } }",
        f"""{_PERSON} WITH p {_ORGANISER} CREATE (m:Mentorship {{id: $id, mentor_id: 'org', mentee_id: $id,
            skill_ids: ['react'], goal: 'x', state: 'requested', requested_at: 1000 - $n}})
            CREATE (org)-[:MENTORS]->(m) CREATE (p)-[:LEARNS_IN]->(m)""",
        _gone("Mentorship"),
    ),
    "Viewer.notices": Paged(
        "viewer { notices(@) { # } }",
        f"""{_ORGANISER} MATCH (s:Skill {{id: 'react'}}) CREATE (n:Need {{id: $id, skill_id: 'react', goal: 'x',
            state: 'open', since: 1, until: {NOW} + 1000 * $n}}) CREATE (org)-[:NEEDS]->(n) CREATE (n)-[:WANTS]->(s)""",
        _gone("Need"),
        node="at",
    ),
    "Query.joinRequests": Paged(
        f'joinRequests(communityId: "{HOME}", @) {{ # }}',
        f"""{_PERSON} WITH p {_HOME} CREATE (r:JoinRequest {{id: $id, community_id: 'home', person_id: $id,
            state: 'waiting', message: '', asked_at: $n}})
            CREATE (p)-[:ASKED_TO_JOIN]->(r) CREATE (r)-[:TO_JOIN]->(home)""",
        _gone("JoinRequest"),
        node="person { id }",
    ),
    "Query.invitations": Paged(
        f'invitations(communityId: "{HOME}", @) {{ # }}',
        f"""{_HOME} CREATE (i:Invitation {{id: $id, key: $id, community_id: 'home', made_by: 'org', made_at: 1000 - $n,
            until: {NOW} + $n, uses: 9, used: 0, state: 'open'}}) CREATE (i)-[:INVITES_TO]->(home)""",
        _gone("Invitation"),
        node="until",
    ),
    "Query.reports": Paged(
        f'reports(communityId: "{HOME}", @) {{ # }}',
        f"""{_PERSON} WITH p {_HOME} CREATE (r:Report {{id: $id, {_REPORT}, state: 'open', made_at: 1000 - $n}})
            CREATE (r)-[:REPORTED_IN]->(home) CREATE (r)-[:CONCERNS]->(p)""",
        _gone("Report"),
        node="person { id }",
    ),
    "Query.skillProposals": Paged(
        "skillProposals(@) { # }",
        f"""{_ORGANISER} CREATE (x:SkillProposal {{id: $id, place: '', label: $id, language: 'en', alt_labels: [],
            about: '', state: 'proposed', at: 1000 - $n}}) CREATE (org)-[:PROPOSED]->(x)""",
        _gone("SkillProposal"),
        node="label",
    ),
    "Query.rounds": Paged(
        f'rounds(communityId: "{HOME}", @) {{ # }}',
        f"""{_AS_PLANNED.format("Round")} {_HOME} CREATE (r:Round {{id: $id, rules_version: 1, {_MADE}}})
            CREATE (home)-[:HELD]->(r)""",
        _gone("Round"),
    ),
    "Round.pairs": Paged(
        f'round(id: "{gid("Round", "one")}") {{ pairs(@) {{ # }} }}',
        f"""{_PERSON} WITH p MATCH (r:Round {{id: 'one'}}) CREATE (x:RoundPair {{id: $id, number: $n, mentee_id: $id,
            mentor_id: 'men', need_id: 'none', skill_id: 'react', quality: .5, fixed: false}})
            CREATE (r)-[:PAIRED]->(x)""",
        _gone("RoundPair"),
        node="mentee { id }",
    ),
    "Round.unmatched": Paged(
        f'round(id: "{gid("Round", "one")}") {{ unmatched(@) {{ # }} }}',
        f"""{_PERSON} WITH p MATCH (r:Round {{id: 'one'}}) CREATE (x:RoundGap {{id: $id, number: $n, person_id: $id,
            blockers: '[]', changes: '[]'}}) CREATE (r)-[:LEFT_OUT]->(x)""",
        _gone("RoundGap"),
        node="person { id }",
    ),
    "Query.teamPlans": Paged(
        f'teamPlans(communityId: "{HOME}", @) {{ # }}',
        f"""{_AS_PLANNED.format("TeamPlan")} {_HOME} CREATE (t:TeamPlan {{id: $id, name: $id, {_MADE}}})
            CREATE (home)-[:PLANNED]->(t)""",
        _gone("TeamPlan"),
    ),
    "TeamPlan.teams": Paged(
        f'teamPlan(id: "{gid("TeamPlan", "one")}") {{ teams(@) {{ # }} }}',
        """MATCH (t:TeamPlan {id: 'one'}) CREATE (x:PlannedTeam {id: $id, number: $n, person_ids: ['men'], roles: [''],
           skill_ids: [''], levels: [0], variety: .5}) CREATE (t)-[:HAS_TEAM]->(x)""",
        _gone("PlannedTeam"),
        node="number",
    ),
    "Query.teams": Paged(
        "teams(@) { # }",
        f"""{_ORGANISER} CREATE (t:Team {{id: $id, name: $id, organiser_id: 'org', state: 'proposed', seats: 2,
            holds: true, wish: '{{}}', proposed_at: 1000 - $n}}) CREATE (org)-[:FORMED]->(t)""",
        _gone("Team"),
    ),
    "Query.skills": Paged(
        'skills(matching: "weaving", @) { # }',
        """CREATE (:Skill {id: $id, label: 'Weaving ' + $id, languages: ['en'], labels: ['Weaving ' + $id],
           alt_languages: [], alt_labels: [], source: 'own', kind: 'skill'})""",
        _gone("Skill"),
        node="skill { id }",
        kept="catalogue",
    ),
    "Query.mentorSuggestions": Paged(
        'mentorSuggestions(for: {skill: "react"}, @) { # }',
        f"""{_PERSON} SET p.offered = true WITH p MATCH (s:Skill {{id: 'react'}})
            CREATE (p)-[:OFFERS {{skill_id: 'react', level: 3, standing: 1.0 + 20 * ($n % 2), since: 1}}]->(s)""",
        _gone("Person"),
        viewer="mem",
        kept="fronts",
    ),
    "Query.helpWanted": Paged(
        "helpWanted(@) { # }",
        f"""{_PERSON} WITH p MATCH (s:Skill {{id: 'react'}}) CREATE (n:Need {{id: $id, skill_id: 'react',
            level: 4 - $n % 2, goal: 'x', state: 'open', since: 1000 - $n}})
            CREATE (p)-[:NEEDS]->(n) CREATE (n)-[:WANTS]->(s)""",
        _gone("Need"),
        viewer="men",
        kept="boards",
    ),
    "Query.auditTrail": Paged(
        f'auditTrail(communityId: "{HOME}", @) {{ # }}',
        f"""{_HOME} SET home.audits = CASE WHEN home.audits > 200 THEN home.audits ELSE 200 END
            CREATE (:Audit {{id: $id, {_AUDIT}, person_id: 'mem', thing_id: $id,
            number: 100 + $n, block: 'home|' + toString((100 + $n - (100 + $n) % 50) / 50)}})""",
        _gone("Audit"),
        node="act at",
        kept="looked at",
    ),
    "Viewer.auditTrail": Paged(
        "viewer { auditTrail(@) { # } }",
        f"CREATE (:Audit {{id: $id, {_AUDIT}, person_id: 'org', number: $n, block: 'elsewhere|0'}})",
        _gone("Audit"),
        node="at",
    ),
}


def connections() -> set[str]:
    """Every field of the API that is a list with cursors."""
    types = [each for each in schema._schema.type_map.values() if isinstance(each, GraphQLObjectType)]
    return {f"{each.name}.{name}" for each in types for name, field in each.fields.items() if "after" in field.args}


async def network_of(graph: Graph) -> Network:
    """A community with an organiser, a mentor and a member; one round and one plan, with nobody in them."""
    network = await seed(
        graph,
        community("home"),
        skill("react"),
        person("org", member_of={"home": "organiser"}),
        person("men", offers={"react": OfferOf(4, 9.0)}, member_of={"home": "mentor"}),
        person("mem", member_of={"home": "member"}),
    )
    await plan_round(network, "org", RoundWish("home"))
    await plan_teams(network, "org", PlanWish("home", "A day", GroupingRules(Size(low=1, high=3), seconds=0.2)), ())
    for label in ("Round", "TeamPlan"):
        await write(graph, f"MATCH (x:{label}) SET x.id = 'one'")
    for label in ("RoundPair", "RoundGap", "PlannedTeam"):
        await write(graph, f"MATCH (x:{label}) DETACH DELETE x")
    return network


async def change(network: Network, paged: Paged, put: Sequence[int], drop: Sequence[int] = ()) -> None:
    """Things of these numbers come and go, and what follows from that is made true."""
    for text, numbers in ((paged.put, put), (paged.drop, drop)):
        for number in numbers:
            await write(network.graph, text, id=f"x{number:02}", n=number)
    match paged.kept:
        case "catalogue":
            await skill_store.catalogue_changed(network.graph)
            await network.catalogue.refresh()
        case "fronts":
            await fronts.rebuild(network.graph, ["react"], NOW)
        case "looked at":  # which is noted once an hour
            await community_trail(network, Viewer("org", "member"), "home")
        case "boards":
            await boards.rebuild(network.graph, ["react"], NOW)


async def shown(asking: Asking, paged: Paged, first: int, after: str | None = None) -> tuple[list[Any], Any]:
    """The nodes of a page, and its pageInfo."""
    body = paged.ask.replace("@", "first: $first, after: $after")
    body = body.replace("#", f"edges {{ node {{ {paged.node} }} }} pageInfo {{ endCursor hasNextPage }}")
    asking.endpoint.ceiling = 10**9
    told = await asking.answer(
        paged.viewer, f"query($first: Int!, $after: String) {{ {body} }}", first=first, after=after
    )
    while "edges" not in told:
        (told,) = told.values()
    return [edge["node"] for edge in told["edges"]], told["pageInfo"]


def test_every_connection_of_the_api_is_paged_through_here() -> None:
    assert connections() == PAGED.keys()


@pytest.mark.parametrize("name", PAGED)
async def test_what_stays_in_a_list_is_met_once_whatever_comes_and_goes(
    graph: Graph, tmp_path: Path, name: str
) -> None:
    network, paged = await network_of(graph), PAGED[name]
    asking = Asking(network, tmp_path)
    await change(network, paged, THERE)
    before, _ = await shown(asking, paged, 100)
    met, info = await shown(asking, paged, PAGE)
    assert (met, info["hasNextPage"]) == (before[:PAGE], True)
    await change(network, paged, LATE, drop=THERE[:PAGE])
    after, _ = await shown(asking, paged, 100)
    assert (len(before) - len(THERE), len(after)) == (len(before) - 6, len(before) - PAGE + len(LATE))
    while info["hasNextPage"]:
        more, info = await shown(asking, paged, PAGE, info["endCursor"])
        met += more
    assert all(met.count(each) == 1 for each in met)
    assert [each for each in before if each in after and each not in met] == []
    assert [each for each in met if each not in before and each not in after] == []
