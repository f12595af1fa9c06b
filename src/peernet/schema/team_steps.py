"""Forming a team, answering, and its steps until its end."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import Annotated, TypeVar

import strawberry

from peernet.errors import NotFound as Absent
from peernet.model.team import TeamImpossible
from peernet.model.team_missing import Missing
from peernet.schema.connections import local_id
from peernet.schema.fields import member, mutation
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Given
from peernet.schema.refusals import (
    LimitReached,
    MembersUnavailable,
    NoPlaceFree,
    NotFound,
    NotPermitted,
    Refusal,
    WrongState,
    decided,
)
from peernet.schema.team import MOST_MISSING
from peernet.schema.team_facts import TeamMissing, missing_of
from peernet.schema.team_life import Team, find_team
from peernet.schema.team_rules import TeamRulesInput, wish_of
from peernet.use_cases.accept_team_place import accept_team_place
from peernet.use_cases.decline_team_place import decline_team_place
from peernet.use_cases.finish_team import call_off_team, finish_team, start_team
from peernet.use_cases.form_teams import TeamsAsk, form_teams
from peernet.use_cases.refill_team import refill_team

Payload = TypeVar("Payload")


@strawberry.input(description="A team to form for a project; its members are asked.")
class FormTeamsInput:
    name: str = member("What the team is called, as the project.")
    rules: TeamRulesInput = member("What the project needs: judged again, as the network is now.")
    person_ids: list[strawberry.ID] = member(
        "The members in the order of the seats, as proposed; the best team where nobody is named.", default_factory=list
    )
    idempotency_key: str | None = member("The same key has one effect, however often it is sent.", default=None)


@strawberry.type(description="The team was formed and its members are asked; or there is no such team, and nobody is.")
class FormTeamsPayload:
    teams: list[Team] = member("The team; nothing where something is missing.", most=1)
    missing: list[TeamMissing] = member("The least that would make one possible.", most=MOST_MISSING)


@strawberry.input(description="Which team the viewer, who is asked, takes a place in.")
class AcceptTeamPlaceInput:
    team_id: strawberry.ID = member("The team.")


@strawberry.type(description="The viewer has the place; see the team's state for whether all have accepted.")
class AcceptTeamPlacePayload:
    team: Team = member("The team.")


@strawberry.input(description="In which team the viewer declines a place, or gives one up.")
class DeclineTeamPlaceInput:
    team_id: strawberry.ID = member("The team.")


@strawberry.type(description="The viewer has no place in the team; somebody else is asked, and nobody is told why.")
class DeclineTeamPlacePayload:
    team_id: strawberry.ID = member("The team; only its organiser still sees it.")


@strawberry.input(description="Which of the viewer's teams somebody is to be found for, where a seat waits.")
class RefillTeamInput:
    team_id: strawberry.ID = member("The team.")


@strawberry.type(description="The next best are asked for the seats that waited, as far as they could be found.")
class RefillTeamPayload:
    team: Team = member("The team.")
    missing: list[TeamMissing] = member("The least that is missing for seats that still wait.", most=MOST_MISSING)


@strawberry.input(description="Which team begins.")
class StartTeamInput:
    team_id: strawberry.ID = member("The team; the viewer formed it or has a seat in it.")


@strawberry.type(description="The team has begun; its members know each other from now on.")
class StartTeamPayload:
    team: Team = member("The team.")


@strawberry.input(description="Which team has made what it was for.")
class FinishTeamInput:
    team_id: strawberry.ID = member("The team; the viewer formed it or has a seat in it.")
    made: str = member("What its members made together, in the viewer's words.", default="")


@strawberry.type(description="The team is finished; it shows that its members know the skills of their roles.")
class FinishTeamPayload:
    team: Team = member("The team.")


@strawberry.input(description="Which of the viewer's teams is called off.")
class CallOffTeamInput:
    team_id: strawberry.ID = member("The team.")


@strawberry.type(description="The team is called off; everybody has their place back.")
class CallOffTeamPayload:
    team: Team = member("The team.")


FormTeamsResult = Annotated[
    FormTeamsPayload | NotFound | MembersUnavailable | LimitReached,
    strawberry.union("FormTeamsResult", description="What came of it."),
]
AcceptTeamPlaceResult = Annotated[
    AcceptTeamPlacePayload | NotFound | WrongState | NoPlaceFree,
    strawberry.union("AcceptTeamPlaceResult", description="What came of it."),
]
DeclineTeamPlaceResult = Annotated[
    DeclineTeamPlacePayload | NotFound | WrongState,
    strawberry.union("DeclineTeamPlaceResult", description="What came of it."),
]
RefillTeamResult = Annotated[
    RefillTeamPayload | NotFound | NotPermitted | WrongState,
    strawberry.union("RefillTeamResult", description="What came of it."),
]
StartTeamResult = Annotated[
    StartTeamPayload | NotFound | WrongState, strawberry.union("StartTeamResult", description="What came of it.")
]
FinishTeamResult = Annotated[
    FinishTeamPayload | NotFound | WrongState, strawberry.union("FinishTeamResult", description="What came of it.")
]
CallOffTeamResult = Annotated[
    CallOffTeamPayload | NotFound | WrongState, strawberry.union("CallOffTeamResult", description="What came of it.")
]


@strawberry.type
class TeamMutations:
    # As costly as a proposal: the rules are judged again.
    @mutation("Forms a team for a project and asks its members.", cost=2_500, returns=FormTeamsResult)
    async def form_teams(self, info: Info, input: Given[FormTeamsInput]) -> FormTeamsPayload | Refusal:  # noqa: A002
        """BadInput for malformed ids, or rules that cannot be."""
        context = info.context
        people = tuple(local_id(each, "Person", "personIds") for each in input.person_ids)
        ask = TeamsAsk(input.name, wish_of(input.rules), people, input.idempotency_key)

        async def payload(made: str | TeamImpossible) -> FormTeamsPayload:
            if isinstance(made, str):
                return FormTeamsPayload(teams=[await _team(context, made)], missing=[])
            return FormTeamsPayload(teams=[], missing=_missing(context, made.missing))

        return await decided(context, form_teams(context.network, context.me, ask, context.accept_languages), payload)

    @mutation("Takes the place in a team that the viewer is asked for.", returns=AcceptTeamPlaceResult)
    async def accept_team_place(
        self,
        info: Info,
        input: Given[AcceptTeamPlaceInput],  # noqa: A002
    ) -> AcceptTeamPlacePayload | Refusal:
        """BadInput for what is not the id of a team."""
        context, team_id = info.context, local_id(input.team_id, "Team", "teamId")
        step = accept_team_place(context.network, context.me, team_id)
        return await _stepped(context, step, team_id, AcceptTeamPlacePayload)

    # Somebody else is looked for at once.
    @mutation("Declines a place in a team, or gives it up.", cost=2_500, returns=DeclineTeamPlaceResult)
    async def decline_team_place(
        self,
        info: Info,
        input: Given[DeclineTeamPlaceInput],  # noqa: A002
    ) -> DeclineTeamPlacePayload | Refusal:
        """BadInput for what is not the id of a team."""
        context, team_id = info.context, local_id(input.team_id, "Team", "teamId")

        async def payload(_: None) -> DeclineTeamPlacePayload:
            return DeclineTeamPlacePayload(team_id=input.team_id)

        return await decided(context, decline_team_place(context.network, context.me, team_id), payload)

    @mutation("Asks the next best for the seats of a team that wait.", cost=2_500, returns=RefillTeamResult)
    async def refill_team(self, info: Info, input: Given[RefillTeamInput]) -> RefillTeamPayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a team."""
        context, team_id = info.context, local_id(input.team_id, "Team", "teamId")

        async def payload(missing: tuple[Missing, ...]) -> RefillTeamPayload:
            return RefillTeamPayload(team=await _team(context, team_id), missing=_missing(context, missing))

        return await decided(context, refill_team(context.network, context.me, team_id), payload)

    @mutation("Begins a team that is complete.", returns=StartTeamResult)
    async def start_team(self, info: Info, input: Given[StartTeamInput]) -> StartTeamPayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a team."""
        context, team_id = info.context, local_id(input.team_id, "Team", "teamId")
        return await _stepped(context, start_team(context.network, context.me, team_id), team_id, StartTeamPayload)

    @mutation("Finishes a team that has begun.", returns=FinishTeamResult)
    async def finish_team(self, info: Info, input: Given[FinishTeamInput]) -> FinishTeamPayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a team, or too long a text."""
        context, team_id = info.context, local_id(input.team_id, "Team", "teamId")
        step = finish_team(context.network, context.me, team_id, input.made)
        return await _stepped(context, step, team_id, FinishTeamPayload)

    @mutation("Calls a team off.", returns=CallOffTeamResult)
    async def call_off_team(self, info: Info, input: Given[CallOffTeamInput]) -> CallOffTeamPayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a team."""
        context, team_id = info.context, local_id(input.team_id, "Team", "teamId")
        return await _stepped(context, call_off_team(context.network, context.me, team_id), team_id, CallOffTeamPayload)


async def _stepped(
    context: NetworkContext, step: Awaitable[None], team_id: str, payload: type[Payload]
) -> Payload | Refusal:
    async def read(_: None) -> Payload:
        return payload(team=await _team(context, team_id))  # type: ignore[call-arg]

    return await decided(context, step, read)


def _missing(context: NetworkContext, missing: Sequence[Missing]) -> list[TeamMissing]:
    return [missing_of(context, each) for each in missing[:MOST_MISSING]]


async def _team(context: NetworkContext, team_id: str) -> Team:
    found = await find_team(context, team_id)
    if found is None:  # given up or blocked between the two statements
        raise Absent("team")
    return found
