"""What the viewer is told before it happens by itself."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

import strawberry
from strawberry import relay

from peernet.graph import presence as store
from peernet.model.notice import Notice as NoticeFacts
from peernet.schema.awaiting import soon
from peernet.schema.connections import cursor, page, position_after
from peernet.schema.fields import choice, field, member
from peernet.schema.need import Need, find_need
from peernet.schema.network_context import NetworkContext
from peernet.schema.nodes import moment
from peernet.schema.notice_wording import word_notice
from peernet.schema.skill import Skill, skill_of

_CONNECTION = "notices"


@strawberry.enum(description="What happens by itself.")
class NoticeKind(Enum):
    OFFER_EXPIRES = choice("offer_expires", "An offer will end: renew it to go on.")
    OFFER_EXPIRED = choice("offer_expired", "An offer has ended: renew it to offer it again.")
    OFFER_TAKEN = choice("offer_taken", "An offer for one mentee alone is taken: renew it to offer it to one more.")
    NEED_EXPIRES = choice("need_expires", "A need will run out of time: renew it to go on.")
    NEED_EXPIRED = choice("need_expired", "A need has run out of time: renew it to open it again.")
    COMES_BACK = choice("comes_back", "The viewer, who is away, will be here again by themself.")
    GOES_QUIET = choice("goes_quiet", "The viewer will count as quiet, unless they do something: `wake` is enough.")
    IS_QUIET = choice("is_quiet", "The viewer counts as quiet and cannot be asked: `wake` brings them back.")


@strawberry.type(
    description="Something that happens by itself, or just has, and that the viewer can do something about."
)
class Notice:
    facts: strawberry.Private[NoticeFacts]
    context: strawberry.Private[NetworkContext]
    kind: NoticeKind = member("What happens.")
    at: datetime = member("When.")
    skill: Skill | None = member("The skill of the offer or need; nothing where it is about the viewer themself.")

    @field("What happens and what can be done, in the viewer's language.")
    async def text(self) -> str:
        """A sentence or two."""
        languages = await soon(self.context.languages())
        label = None if self.facts.skill_id is None else self.context.index.label(self.facts.skill_id, languages)
        return word_notice(self.facts, label, await soon(self.context.locale()))

    @field("The need that it is about.", cost=2)
    async def need(self) -> Need | None:
        """Nothing where it is about something else."""
        return None if self.facts.need_id is None else await find_need(self.context, self.facts.need_id)


@strawberry.type(description="A notice, and where it stands in the list.")
class NoticeEdge:
    cursor: str = member("Where it stands in the list.")
    node: Notice = member("The notice.")


@strawberry.type(description="A page of notices, what comes first first.")
class NoticeConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[NoticeEdge] = member("The notices.")


async def notices_page(context: NetworkContext, first: int, after: str | None) -> NoticeConnection:
    """The viewer's own; BadInput for a cursor that is none."""
    at, kind, of = position_after(_CONNECTION, after, int, str, str)
    network = context.network
    rows = await store.notices_of(network.graph, context.me, network.clock(), network.lifetimes.notice)
    # Bounded by what one person may offer and need, so the page is cut here; it goes on after what was seen last,
    # whatever has been renewed meanwhile.
    left = [row for row in rows if at is None or _place(row) > (at, kind, of)]
    kept, page_info = page(left[: first + 1], first, after, lambda row: cursor(_CONNECTION, *_place(row)))
    edges = [NoticeEdge(cursor=cursor(_CONNECTION, *_place(row)), node=_notice_of(context, row)) for row in kept]
    return NoticeConnection(page_info=page_info, edges=edges)


def _place(row: NoticeFacts) -> tuple[int, str, str]:
    return row.at, row.kind, row.need_id or row.skill_id or ""


def _notice_of(context: NetworkContext, row: NoticeFacts) -> Notice:
    skill = None if row.skill_id is None else skill_of(context, row.skill_id)
    return Notice(facts=row, context=context, kind=NoticeKind(row.kind), at=moment(row.at), skill=skill)
