"""Notices in words: what ends by itself, when, and what can be done, in the viewer's language."""

from __future__ import annotations

from datetime import UTC, datetime

from peernet.model.notice import Notice
from peernet.schema.phrasebook import Phrasebook, phrasebook


def word_notice(notice: Notice, label: str | None, locale: str) -> str:
    """The notice as a sentence or two; `label` is the skill's, where it is about one; days are those of UTC."""
    book = phrasebook(locale)
    day = book.date(datetime.fromtimestamp(notice.at / 1000, UTC).date())
    return _said(book, notice.kind, day, label or "")


def _said(book: Phrasebook, kind: str, day: str, skill: str) -> str:
    match kind:
        case "offer_expires":
            return book.say("Your offer of {skill} ends on {day}. Renew it to go on.", skill=skill, day=day)
        case "offer_expired":
            return book.say("Your offer of {skill} ended on {day}. Renew it to offer it again.", skill=skill, day=day)
        case "offer_taken":
            return book.say(
                "Your offer of {skill} for one mentee was taken on {day}. Renew it to take one more.",
                skill=skill,
                day=day,
            )
        case "need_expires":
            return book.say("Your need for {skill} runs out on {day}. Renew it to go on.", skill=skill, day=day)
        case "comes_back":
            return book.say("You are away until {day} and will be back by yourself.", day=day)
        case "goes_quiet":
            return book.say("If you do nothing, nobody can ask you from {day} on. Say that you are here.", day=day)
        case "is_quiet":
            return book.say("Since {day} nobody can ask you. Say that you are here to be found again.", day=day)
        case _:
            return book.say("Your need for {skill} ran out on {day}. Renew it to open it again.", skill=skill, day=day)
