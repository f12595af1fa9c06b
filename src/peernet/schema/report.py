"""Reports: making one, what was made of the viewer's own, and deciding those of a community."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated

import strawberry
from strawberry import relay

from peernet.errors import BadInput
from peernet.graph import reports as store
from peernet.model.policy import Act, may
from peernet.model.report import OwnReport as OwnFacts
from peernet.model.report import Report as ReportFacts
from peernet.model.report import Warned
from peernet.schema.community import Community, find_community
from peernet.schema.community_settings import plain
from peernet.schema.connections import cursor, local_id, page, position_after
from peernet.schema.fields import After, First, choice, field, member, mutation
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Given, moment, moment_or_none, node_id
from peernet.schema.person import Person, find_person
from peernet.schema.refusals import (
    LastOrganiser,
    LimitReached,
    NotFound,
    NotPermitted,
    Refusal,
    WrongState,
    decided,
)
from peernet.use_cases.decide_report import decide_report
from peernet.use_cases.report import report

_LATEST = 2**62
OfCommunity = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="The community; without, what only the network's administrators can decide."),
]


@strawberry.enum(description="What a report is about.")
class ReportAbout(Enum):
    PERSON = choice("person", "Somebody.")
    NEED = choice("need", "What somebody wrote of what they want to learn.")
    COMMUNITY = choice("community", "A community.")


@strawberry.enum(description="What is wrong.")
class ReportReason(Enum):
    SPAM = choice("spam", "Advertising, or the same again and again.")
    HARASSMENT = choice("harassment", "Somebody is insulted, threatened or pressed.")
    UNTRUE = choice("untrue", "Somebody says what is not so of themselves.")
    UNSAFE = choice("unsafe", "Somebody may come to harm.")
    OTHER = choice("other", "Something else; the text says what.")


@strawberry.enum(description="Whether a report was decided.")
class ReportState(Enum):
    OPEN = choice("open", "It waits for a decision.")
    DECIDED = choice("decided", "It was decided.")


@strawberry.enum(description="What came of a report.")
class ReportDecision(Enum):
    DISMISSED = choice("dismissed", "Nothing follows.")
    WARNED = choice("warned", "Whoever is concerned was told what not to do.")
    REMOVED = choice("removed", "They were removed from a community, or what they wrote was taken back.")


@strawberry.type(description="A report, as those see it who may decide it; whoever it is about never sees it.")
class Report:
    facts: strawberry.Private[ReportFacts]
    context: strawberry.Private[NetworkContext]
    report_id: strawberry.ID = member("The report's own id.")
    about: ReportAbout = member("What it is about.")
    reason: ReportReason = member("What is wrong.")
    text: str = member("What whoever reported it says.")
    name: str = member("What they, or it, were called when it was reported.")
    said: str = member("What stood there when it was reported: about themselves or itself, or the need's goal.")
    made_at: datetime = member("When it was reported.")
    state: ReportState = member("Whether it was decided.")
    decision: ReportDecision | None = member("What came of it.")
    note: str | None = member("What whoever decided it said.")
    decided_at: datetime | None = member("When it was decided.")

    @field("Whom it concerns; nobody for a community.", cost=2)
    async def person(self) -> Person | None:
        """By the rules that hold everywhere."""
        return None if self.facts.person_id is None else await find_person(self.context, self.facts.person_id)

    @field("The community that it is about, where it is about one.", cost=2)
    async def community(self) -> Community | None:
        """By the rules that hold everywhere."""
        about_one = self.facts.about == "community"
        return await find_community(self.context, self.facts.about_id) if about_one else None

    @field("Who reported it, where the viewer may see them.", cost=2)
    async def reporter(self) -> Person | None:
        """By the rules that hold everywhere."""
        return await find_person(self.context, self.facts.reporter_id)

    @field("Who decided it, where the viewer may see them.", cost=2)
    async def decided_by(self) -> Person | None:
        """By the rules that hold everywhere."""
        return None if self.facts.decided_by is None else await find_person(self.context, self.facts.decided_by)


@strawberry.type(description="A report, and where it stands in the list.")
class ReportEdge:
    cursor: str = member("Where it stands in the list.")
    node: Report = member("The report.")


@strawberry.type(description="A page of reports, the newest first.")
class ReportConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[ReportEdge] = member("The reports.")


@strawberry.type(description="What the viewer has reported; what came of it is told to nobody but those who decide.")
class OwnReport:
    report_id: strawberry.ID = member("The report's own id.")
    about: ReportAbout = member("What it is about.")
    reason: ReportReason = member("What is wrong.")
    text: str = member("What the viewer said.")
    made_at: datetime = member("When.")
    state: ReportState = member("Whether it was decided.")


@strawberry.type(description="What the viewer was warned of. By whom it was reported is told to nobody.")
class Warning:  # noqa: A001
    about: ReportAbout = member("What was reported.")
    reason: ReportReason = member("What is wrong.")
    note: str = member("What whoever decided it has to say.")
    at: datetime = member("When.")


@strawberry.type
class ReportQueries:
    @field("What is reported, for who may decide it; nothing for anybody else.", cost=20)
    async def reports(
        self, info: Info, community_id: OfCommunity = None, first: First = 20, after: After = None
    ) -> ReportConnection:
        """BadInput for a malformed id or cursor; Unauthenticated for nobody."""
        context = info.context
        at, last = position_after("reports", after, int, str)
        before, before_id = (_LATEST, "") if at is None else (int(at), str(last))
        decides, graph = may(Act.DECIDE_REPORTS, context.viewer.role), context.network.graph
        if community_id is None:
            rows = await store.reports_escalated(graph, context.me, decides, before, before_id, first + 1)
        else:
            community = local_id(community_id, "Community", "communityId")
            rows = await store.reports_page(graph, context.me, community, decides, before, before_id, first + 1)
        kept, page_info = page(rows, first, after, _cursor)
        edges = [ReportEdge(cursor=_cursor(row), node=_report(context, row)) for row in kept]
        return ReportConnection(page_info=page_info, edges=edges)


@strawberry.input(description="What is reported: exactly one of a person, a need and a community.")
class ReportInput:
    reason: ReportReason = member("What is wrong.")
    text: str = member("What happened, in the viewer's own words.", default="")
    person_id: strawberry.ID | None = member("Somebody.", default=None)
    need_id: strawberry.ID | None = member("A need.", default=None)
    community_id: strawberry.ID | None = member("A community.", default=None)


@strawberry.type(description="It is told to those who decide, and to nobody else.")
class ReportPayload:
    about: ReportAbout = member("What was reported.")


@strawberry.input(description="What comes of a report.")
class DecideReportInput:
    report_id: strawberry.ID = member("The report.")
    decision: ReportDecision = member("What comes of it.")
    note: str = member("What whoever is warned or removed is told.", default="")
    community_id: strawberry.ID | None = member("From which community somebody is removed.", default=None)


@strawberry.type(description="The report is decided.")
class DecideReportPayload:
    report_id: strawberry.ID = member("The report.")


ReportResult = Annotated[
    ReportPayload | NotFound | LimitReached, strawberry.union("ReportResult", description="What came of it.")
]
DecideReportResult = Annotated[
    DecideReportPayload | NotFound | NotPermitted | WrongState | LastOrganiser,
    strawberry.union("DecideReportResult", description="What came of it."),
]


@strawberry.type
class ReportMutations:
    @mutation(
        "Reports somebody, a need or a community; whoever is reported never learns by whom.", returns=ReportResult
    )
    async def report(self, info: Info, input: Given[ReportInput]) -> ReportPayload | Refusal:  # noqa: A002
        """BadInput for malformed ids, or unless exactly one thing is named."""
        context = info.context
        named = {"person": input.person_id, "need": input.need_id, "community": input.community_id}
        things = [(about, given) for about, given in named.items() if given is not None]
        if len(things) != 1:
            raise BadInput("name one person, need or community", "personId")
        ((about, given),) = things
        about_id = local_id(given, about.title(), f"{about}Id")

        async def payload(_: None) -> ReportPayload:
            return ReportPayload(about=ReportAbout(about))

        step = report(context.network, context.me, about, about_id, plain(input.reason), input.text)
        return await decided(context, step, payload)

    @mutation("Decides a report; it is kept who did and why.", returns=DecideReportResult)
    async def decide_report(
        self,
        info: Info,
        input: Given[DecideReportInput],  # noqa: A002
    ) -> DecideReportPayload | Refusal:
        """BadInput for malformed ids, or a decision that cannot be."""
        context, report_id = info.context, local_id(input.report_id, "Report", "reportId")
        given = input.community_id
        community_id = None if given is None else local_id(given, "Community", "communityId")

        async def payload(_: None) -> DecideReportPayload:
            return DecideReportPayload(report_id=input.report_id)

        _ = context.me
        step = decide_report(
            context.network, context.viewer, report_id, plain(input.decision), input.note, community_id
        )
        return await decided(context, step, payload)


def own_report(facts: OwnFacts) -> OwnReport:
    """A report as who made it sees it."""
    return OwnReport(
        report_id=node_id("Report", facts.id),
        about=ReportAbout(facts.about),
        reason=ReportReason(facts.reason),
        text=facts.text,
        made_at=moment(facts.made_at),
        state=ReportState(facts.state),
    )


def warning(facts: Warned) -> Warning:
    """A warning as whom it is for sees it."""
    return Warning(
        about=ReportAbout(facts.about), reason=ReportReason(facts.reason), note=facts.note, at=moment(facts.at)
    )


def _report(context: NetworkContext, facts: ReportFacts) -> Report:
    return Report(
        facts=facts,
        context=context,
        report_id=node_id("Report", facts.id),
        about=ReportAbout(facts.about),
        reason=ReportReason(facts.reason),
        text=facts.text,
        name=facts.name,
        said=facts.said,
        made_at=moment(facts.made_at),
        state=ReportState(facts.state),
        decision=None if facts.decision is None else ReportDecision(facts.decision),
        note=facts.note,
        decided_at=moment_or_none(facts.decided_at),
    )


def _cursor(row: ReportFacts) -> str:
    return cursor("reports", row.made_at, row.id)
