"""Notices: what somebody has to know before it happens by itself, or just after it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

NoticeKind = Literal[
    "offer_expires",
    "offer_expired",
    "offer_taken",
    "need_expires",
    "need_expired",
    "comes_back",
    "goes_quiet",
    "is_quiet",
]
NOTICE_KINDS: tuple[NoticeKind, ...] = get_args(NoticeKind)


@dataclass(frozen=True, slots=True)
class Notice:
    """What happens or happened at `at` (epoch ms), to which of the viewer's offers (by skill) or needs, or to them."""

    kind: str
    at: int
    skill_id: str | None
    need_id: str | None
