"""Plans to put everybody of a community into teams: with their certificate, for the organisers."""

from __future__ import annotations

import json
from datetime import datetime
from enum import Enum
from typing import Annotated, Any

import strawberry
from strawberry import relay

from peernet.graph import team_plans as store
from peernet.model.team import MAX_TEAM
from peernet.model.team_plan import KeptPlan
from peernet.model.team_plan import PlannedTeam as PlannedFacts
from peernet.schema.awaiting import Soon, then
from peernet.schema.community import Community, find_community
from peernet.schema.connections import cursor, local_id, page, position_after
from peernet.schema.fields import After, First, choice, field, member
from peernet.schema.grouping_wording import word_rule
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Id, Node, moment, moment_or_none, node_id
from peernet.schema.person import Person, find_person, person_known
from peernet.schema.team_life import Team, find_team

_LATEST = 2**62
MOST_RULES = 150
CommunityId = Annotated[strawberry.ID, strawberry.argument(description="The community's id.")]


@strawberry.enum(description="How far a plan for teams has come.")
class TeamPlanState(Enum):
    PROPOSED = choice("proposed", "Planned; nobody has been asked anything.")
    ACCEPTED = choice("accepted", "Its teams are formed and their members asked.")
    DISCARDED = choice("discarded", "Nothing will come of it.")


@strawberry.type(description="How far one rule is met.")
class TeamRuleMet:
    context: strawberry.Private[NetworkContext]
    rule: str = member("Its key, as in RULES.toml: `size`, `role`, `diverse`, `overlap` and the like.")
    about: list[str] = member("The role or attribute that it is about; nothing where it is about people.")
    met: float = member("How much of it is met.")
    of: float = member("How much there could be.")
    unit: str = member("Of what: `teams`, `seats`, `people`, `pairs`, or `blau`.")
    hard: bool = member("Whether it is never broken.")

    @field("What it asks for, in the viewer's language.", returns=str)
    def text(self) -> Soon[str]:
        """A few words."""
        return then(self.context.locale(), lambda locale: word_rule(self.rule, locale))


@strawberry.type(description="How good the teams of a plan are, and how good any could have been.")
class TeamPlanCertificate:
    mean: float = member("The mean over teams of the weighted mean of Blau's index.")
    worst: float = member("The same of the worst team.")
    bound: float = member("The most that the mean can be.")
    gap: float = member("How far the mean may be from that.")
    worst_bound: float = member("The most that the worst team's can be.")
    worst_gap: float = member("How far the worst team's may be from that.")
    proved: bool = member("Whether it is proved that no teams of these sizes are better.")
    normalised: float = member("Blau's index over the most it can be, mean over teams and attributes.")
    effective: float = member("The effective number of different values (a Hill number), mean likewise.")
    rao: float = member("Rao's Q, with distances between skills where they are known, mean likewise.")
    faultline: float | None = member("The average silhouette width of the teams' most marked split, mean over teams.")
    faultline_worst: float | None = member("The most marked one.")
    repeated: int = member("How many pairs meet again who were in a team before.")
    repeated_bound: int = member("The fewest that can.")
    left_out: int = member("How many people carry too much already.")
    rules: list[TeamRuleMet] = member("How far each rule is met.", most=MOST_RULES)


@strawberry.type(description="Somebody in a planned team.")
class PlannedMember:
    person: Person = member("Who.")
    role: str | None = member("The role that they hold; nothing for an open seat.")


@strawberry.type(description="One of the teams of a plan.")
class PlannedTeam:
    team_id: strawberry.Private[str]
    context: strawberry.Private[NetworkContext]
    number: int = member("Its number in the plan, from 1.")
    variety: float = member("How much its members differ: the weighted mean of Blau's index.")
    seats: int = member("How many people it is planned for.")
    members: list[PlannedMember] = member("Those whom the viewer may see, in the order of the roles.", most=MAX_TEAM)

    @field("The team that was formed, where the viewer formed it or is in it.", cost=2)
    async def team(self) -> Team | None:
        """None before the plan is accepted, and for other organisers."""
        return await find_team(self.context, self.team_id)


@strawberry.type(description="A planned team, and where it stands in the list.")
class PlannedTeamEdge:
    cursor: str = member("Where it stands in the list.")
    node: PlannedTeam = member("The team.")


@strawberry.type(description="A page of a plan's teams.")
class PlannedTeamConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[PlannedTeamEdge] = member("The teams.")


@strawberry.type(description="A plan to put everybody of a community into teams; its organisers see it.")
class TeamPlan(Node):
    facts: strawberry.Private[KeptPlan]
    context: strawberry.Private[NetworkContext]
    name: str = member("What it is called.")
    state: TeamPlanState = member("How far it has come.")
    seed: int = member("What ties were broken by.")
    digest: str = member("SHA-256 of everything that it was made from.")
    certificate: TeamPlanCertificate = member("How good it is, as it was planned.")
    made_at: datetime = member("When it was planned.")
    decided_at: datetime | None = member("When it was accepted or discarded.")

    @field("Whose plan it is.", cost=2)
    async def community(self) -> Community | None:
        """None for one that has gone."""
        return await find_community(self.context, self.facts.community_id)

    @field("Who planned it, where the viewer may see them.", cost=2)
    async def made_by(self) -> Person | None:
        """None for who hides by now."""
        return await find_person(self.context, self.facts.made_by)

    @field("Its teams.", cost=20)
    async def teams(self, first: First = 10, after: After = None) -> PlannedTeamConnection:
        """In the order of their numbers."""
        (last,) = position_after("plannedTeams", after, int)
        context = self.context
        rows = await store.planned_teams_page(
            context.network.graph,
            context.me,
            self.facts.id,
            int(last or 0),
            first + 1,
            context.planning,
        )
        kept, page_info = page(rows, first, after, lambda row: cursor("plannedTeams", row.number))
        edges = [
            PlannedTeamEdge(cursor=cursor("plannedTeams", row.number), node=_planned(context, row)) for row in kept
        ]
        return PlannedTeamConnection(page_info=page_info, edges=edges)


@strawberry.type(description="A plan for teams, and where it stands in the list.")
class TeamPlanEdge:
    cursor: str = member("Where it stands in the list.")
    node: TeamPlan = member("The plan.")


@strawberry.type(description="A page of a community's plans for teams, newest first.")
class TeamPlanConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[TeamPlanEdge] = member("The plans.")


@strawberry.type
class TeamPlanQueries:
    @field("Plans for teams of a community that the viewer organises, newest first; none of any other.", cost=20)
    async def team_plans(
        self, info: Info, community_id: CommunityId, first: First = 10, after: After = None
    ) -> TeamPlanConnection:
        """BadInput for a malformed id or cursor; Unauthenticated for nobody."""
        context, community = info.context, local_id(community_id, "Community", "communityId")
        at, last = position_after("teamPlans", after, int, str)
        before, before_id = (_LATEST, "") if at is None else (int(at), str(last))
        rows = await store.team_plans_page(
            context.network.graph, context.me, community, before, before_id, first + 1, context.planning
        )
        kept, page_info = page(rows, first, after, lambda row: cursor("teamPlans", row.at, row.id))
        found = await context.loaders.team_plans.load_many([row.id for row in kept])
        edges = [
            TeamPlanEdge(cursor=cursor("teamPlans", row.at, row.id), node=plan_of(context, facts))
            for row, facts in zip(kept, found, strict=True)
            if facts is not None
        ]
        return TeamPlanConnection(page_info=page_info, edges=edges)

    @field("The plan for teams with this id, where the viewer organises its community.", cost=10)
    async def team_plan(self, info: Info, id: Id) -> TeamPlan | None:  # noqa: A002
        """BadInput for what is not the id of a plan; Unauthenticated for nobody."""
        _ = info.context.me
        return await find_team_plan(info.context, local_id(id, "TeamPlan", "id"))


async def find_team_plan(context: NetworkContext, plan_id: str) -> TeamPlan | None:
    """The plan, where the viewer organises its community."""
    facts = await context.loaders.team_plans.load(plan_id)
    return None if facts is None else plan_of(context, facts)


def plan_of(context: NetworkContext, facts: KeptPlan) -> TeamPlan:
    """A plan as its organisers see it."""
    return TeamPlan(
        id=node_id("TeamPlan", facts.id),
        facts=facts,
        context=context,
        name=facts.name,
        state=TeamPlanState(facts.state),
        seed=facts.seed,
        digest=facts.digest,
        certificate=_certificate(context, json.loads(facts.certificate)),
        made_at=moment(facts.made_at),
        decided_at=moment_or_none(facts.decided_at),
    )


def _certificate(context: NetworkContext, told: dict[str, Any]) -> TeamPlanCertificate:
    figures = {name: told[name] for name in TeamPlanCertificate.__annotations__ if name != "rules"}
    rules = [
        TeamRuleMet(
            context=context,
            about=[] if rule["rule"] in ("together", "apart") else list(rule["about"]),
            **{name: rule[name] for name in ("rule", "met", "of", "unit", "hard")},
        )
        for rule in told["rules"][:MOST_RULES]
    ]
    return TeamPlanCertificate(rules=rules, **figures)


def _planned(context: NetworkContext, facts: PlannedFacts) -> PlannedTeam:
    return PlannedTeam(
        team_id=facts.id,
        context=context,
        number=facts.number,
        variety=facts.variety,
        seats=facts.seats,
        members=[
            PlannedMember(person=person_known(context, person_id, name), role=role or None)
            for person_id, name, role in facts.members
        ],
    )
