"""Planning teams of everybody in a community, and deciding about the plan."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator
from typing import Annotated, Any, TypeVar

import strawberry

from peernet.errors import BadInput
from peernet.errors import NotFound as Absent
from peernet.model.grouping import MOST_SEED, GroupingRules, Size
from peernet.model.grouping_missing import Obstacle, RulesConflict
from peernet.model.team import MAX_TEAM, USUAL_VARIETY, Diverse
from peernet.model.team_plan import MOST_PLAN_SECONDS
from peernet.schema.awaiting import Soon, then
from peernet.schema.connections import local_id
from peernet.schema.fields import field, member, mutation
from peernet.schema.grouping_wording import word_obstacle
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Given
from peernet.schema.person import Person, person_known
from peernet.schema.refusals import LimitReached, NotFound, NotPermitted, Refusal, WrongState, decided
from peernet.schema.team_plan import TeamPlan, find_team_plan
from peernet.schema.team_rules import TeamDiverseInput, TeamRoleInput, role_of
from peernet.schema.team_wording import word_private
from peernet.use_cases.accept_team_plan import accept_team_plan, discard_team_plan
from peernet.use_cases.plan_teams import NoPlan, PlanWish, plan_teams

MOST_SETS = 100
MOST_OBSTACLES = 8
MOST_PEOPLE_NAMED = 20


@strawberry.input(description="People of whom all come into one team, or no two do.")
class TeamSetInput:
    person_ids: list[strawberry.ID] = member("Two people or more.")


@strawberry.input(description="Teams that an organiser plans of everybody in a community who may be asked for teams.")
class PlanTeamsInput:
    community_id: strawberry.ID = member("The community; the viewer organises it.")
    name: str = member("What the plan is called; its teams are called so with their numbers.")
    teams: int | None = member("How many teams; else say the least and the most people.", default=None)
    min_size: int | None = member("The fewest people in a team.", default=None)
    max_size: int | None = member("The most people in a team.", default=None)
    roles: list[TeamRoleInput] = member("Who is needed in every team: held by different people.", default_factory=list)
    diverse: list[TeamDiverseInput] | None = member(
        "In what members should differ; countries, communities and skills where nothing is said.", default=None
    )
    hours: float = member("How many hours a week all of a team have in common, at least.", default=0.0)
    shared_language: bool = member("Whether all of a team share a language.", default=True)
    language: str | None = member("A language that everybody speaks.", default=None)
    together: list[TeamSetInput] = member("All of these in one team.", default_factory=list)
    apart: list[TeamSetInput] = member("No two of these in one team.", default_factory=list)
    most_load: int | None = member("Whoever carries as much already is left out.", default=None)
    seed: int = member("What ties are broken by.", default=1)
    seconds: float = member("How long to look for better teams, 0.1 to 6.", default=MOST_PLAN_SECONDS)
    idempotency_key: str | None = member("The same key has one effect, however often it is sent.", default=None)


@strawberry.type(description="One thing that is in the way, and the least that would help.")
class TeamPlanObstacle:
    obstacle: strawberry.Private[Obstacle | None]
    names: strawberry.Private[dict[str, str]]
    context: strawberry.Private[NetworkContext]
    rule: str | None = member("The rule that it is about; nothing where that is for members alone to know.")
    people: list[Person] = member("The people whom it is about, the first of them.", most=MOST_PEOPLE_NAMED)

    @field("The same in the viewer's language.", returns=str)
    def text(self) -> Soon[str]:
        """A sentence without a full stop."""
        return then(self.context.locale(), self._worded)

    def _worded(self, locale: str) -> str:
        return word_private(locale) if self.obstacle is None else word_obstacle(self.obstacle, locale, self.names)


@strawberry.type(description="The teams are planned, and nobody has been asked; or there is something in the way.")
class PlanTeamsPayload:
    plan: TeamPlan | None = member("The plan; nothing where something is in the way.")
    obstacles: list[TeamPlanObstacle] = member("The least that is in the way.", most=MOST_OBSTACLES)


@strawberry.input(description="Which plan for teams an organiser accepts.")
class AcceptTeamPlanInput:
    plan_id: strawberry.ID = member("The plan.")


@strawberry.type(description="The plan's teams are formed and their members asked.")
class AcceptTeamPlanPayload:
    plan: TeamPlan = member("The plan.")


@strawberry.input(description="Which plan for teams an organiser discards.")
class DiscardTeamPlanInput:
    plan_id: strawberry.ID = member("The plan.")


@strawberry.type(description="Nothing will come of the plan.")
class DiscardTeamPlanPayload:
    plan: TeamPlan = member("The plan.")


PlanTeamsResult = Annotated[
    PlanTeamsPayload | NotFound | NotPermitted | LimitReached,
    strawberry.union("PlanTeamsResult", description="What came of it."),
]
AcceptTeamPlanResult = Annotated[
    AcceptTeamPlanPayload | NotFound | WrongState,
    strawberry.union("AcceptTeamPlanResult", description="What came of it."),
]
DiscardTeamPlanResult = Annotated[
    DiscardTeamPlanPayload | NotFound | WrongState,
    strawberry.union("DiscardTeamPlanResult", description="What came of it."),
]
Payload = TypeVar("Payload")


@strawberry.type
class TeamPlanMutations:
    # It searches for seconds on one core: a request gets one of them.
    @mutation("Plans teams of everybody; nobody is asked before it is accepted.", cost=5_500, returns=PlanTeamsResult)
    async def plan_teams(self, info: Info, input: Given[PlanTeamsInput]) -> PlanTeamsPayload | Refusal:  # noqa: A002
        """BadInput for rules that cannot be."""
        context = info.context

        async def payload(made: str | NoPlan) -> PlanTeamsPayload:
            if isinstance(made, str):
                return PlanTeamsPayload(plan=await _plan(context, made), obstacles=[])
            return PlanTeamsPayload(plan=None, obstacles=await _obstacles(context, made))

        wish = _wish(input)
        step = plan_teams(
            context.network,
            context.me,
            wish,
            context.accept_languages,
            network_role=context.viewer.role,
        )
        return await decided(context, step, payload)

    @mutation("Accepts a plan: forms its teams, once however often.", cost=500, returns=AcceptTeamPlanResult)
    async def accept_team_plan(
        self,
        info: Info,
        input: Given[AcceptTeamPlanInput],  # noqa: A002
    ) -> AcceptTeamPlanPayload | Refusal:
        """BadInput for what is not the id of a plan."""
        context, plan_id = info.context, local_id(input.plan_id, "TeamPlan", "planId")
        step = accept_team_plan(context.network, context.me, plan_id, network_role=context.viewer.role)
        return await _stepped(context, step, plan_id, AcceptTeamPlanPayload)

    @mutation("Discards a plan for teams.", returns=DiscardTeamPlanResult)
    async def discard_team_plan(
        self,
        info: Info,
        input: Given[DiscardTeamPlanInput],  # noqa: A002
    ) -> DiscardTeamPlanPayload | Refusal:
        """BadInput for what is not the id of a plan."""
        context, plan_id = info.context, local_id(input.plan_id, "TeamPlan", "planId")
        step = discard_team_plan(context.network, context.me, plan_id, network_role=context.viewer.role)
        return await _stepped(context, step, plan_id, DiscardTeamPlanPayload)


def _wish(given: PlanTeamsInput) -> PlanWish:
    if not 0 <= given.seed <= MOST_SEED:
        raise BadInput(f"must be from 0 to {MOST_SEED:,}", "seed")
    diverse = (
        None if given.diverse is None else tuple(Diverse(each.attribute.value, each.weight) for each in given.diverse)
    )
    return PlanWish(
        community_id=local_id(given.community_id, "Community", "communityId"),
        name=given.name,
        rules=GroupingRules(
            size=Size(given.teams, given.min_size, given.max_size),
            diverse=USUAL_VARIETY if diverse is None else diverse,
            minimum_hours=given.hours,
            shared_language=given.shared_language or given.language is not None,
            language=given.language,
            together=_sets(given.together, "together"),
            apart=_sets(given.apart, "apart"),
            most_load=given.most_load,
            seed=given.seed,
            seconds=given.seconds,
        ),
        roles=tuple(role_of(role) for role in given.roles),
        key=given.idempotency_key,
    )


def _sets(sets: list[TeamSetInput], where: str) -> tuple[tuple[str, ...], ...]:
    if len(sets) > MOST_SETS or any(not 2 <= len(each.person_ids) <= MAX_TEAM for each in sets):
        raise BadInput(f"at most {MOST_SETS} sets of 2 to {MAX_TEAM} people", where)
    return tuple(tuple(local_id(each, "Person", where) for each in one.person_ids) for one in sets)


async def _obstacles(context: NetworkContext, made: NoPlan) -> list[TeamPlanObstacle]:
    if made.private:
        return [TeamPlanObstacle(obstacle=None, names={}, context=context, rule=None, people=[])]
    return [await _obstacle(context, each) for each in made.obstacles[:MOST_OBSTACLES]]


async def _obstacle(context: NetworkContext, obstacle: Obstacle) -> TeamPlanObstacle:
    ids = list(dict.fromkeys(_ids(obstacle)))[:MOST_PEOPLE_NAMED]
    found = await context.loaders.people.load_many(ids)
    names = {person.id: person.name for person in found if person is not None}
    people = [person_known(context, person_id, name) for person_id, name in names.items()]
    return TeamPlanObstacle(obstacle=obstacle, names=names, context=context, rule=obstacle.rule, people=people)


def _ids(obstacle: Obstacle) -> Iterator[str]:
    """Every id that an obstacle names; those that are labels or values find nobody."""
    told: dict[str, Any] = {name: getattr(obstacle, name, ()) for name in ("person_ids", "pair")}
    yield from (each for ids in told.values() for each in ids)
    if hasattr(obstacle, "person_id"):
        yield obstacle.person_id
    if isinstance(obstacle, RulesConflict):
        yield from (each for rule in obstacle.conflict for each in rule.about)


async def _stepped(
    context: NetworkContext, step: Awaitable[None], plan_id: str, payload: type[Payload]
) -> Payload | Refusal:
    async def read(_: None) -> Payload:
        return payload(plan=await _plan(context, plan_id))  # type: ignore[call-arg]

    return await decided(context, step, read)


async def _plan(context: NetworkContext, plan_id: str) -> TeamPlan:
    found = await find_team_plan(context, plan_id)
    if found is None:  # no organiser any more, between the two statements
        raise Absent("plan")
    return found
