"""Changes in words: what would have to be different for somebody to match, in the viewer's language."""

from __future__ import annotations

from collections.abc import Callable

from peernet.model.near_miss import AddHours, AddLanguage, Change, LowerLevel, NameSkill, OpenNeed, WaitForPlace
from peernet.model.wait import Wait
from peernet.schema.phrasebook import Phrasebook, phrasebook


def word_change(change: Change, locale: str) -> str:
    """The change as a clause or sentence without a full stop, in `locale` (`en`, `es`, `fr`; another is negotiated)."""
    return _WORDINGS[type(change)](change, phrasebook(locale))


def _language(change: AddLanguage, book: Phrasebook) -> str:
    return book.say("If you added {language} to your languages", language=book.language(change.language))


def _place(change: WaitForPlace, book: Phrasebook) -> str:
    how_long = _how_long(change.wait, book)
    if change.waiting == 0:
        return how_long
    others = book.count(
        "{people} person is waiting already",
        "{people} people are waiting already",
        change.waiting,
        people=book.number(change.waiting),
    )
    return book.say("{wait}; {others}", wait=how_long, others=others)


def _how_long(wait: Wait | None, book: Phrasebook) -> str:
    if wait is None:
        return book.say("If you waited for a place; nobody can say for how long")
    least = book.number(wait.least)
    if wait.most is None:
        return book.count(
            "If you waited for a place, probably more than {weeks} week",
            "If you waited for a place, probably more than {weeks} weeks",
            wait.least,
            weeks=least,
        )
    return book.count(
        "If you waited for a place, probably {least} to {most} week",
        "If you waited for a place, probably {least} to {most} weeks",
        wait.most,
        least=least,
        most=book.number(wait.most),
    )


def _hours(change: AddHours, book: Phrasebook) -> str:
    return book.say(
        "If you had time on {day} {start}-{end}", day=book.day(change.day), start=change.start, end=change.end
    )


def _level(change: LowerLevel, book: Phrasebook) -> str:
    return book.say("If you asked for level {level} of {skill}", level=book.number(change.level), skill=change.label)


def _need(change: OpenNeed, book: Phrasebook) -> str:
    return book.say(
        "Nobody can teach you {skill} at the moment: open a need, so that whoever can will find you", skill=change.label
    )


def _name(_change: NameSkill, book: Phrasebook) -> str:
    return book.say("Nothing in these words is a skill that we know: name one, or look for one in the catalogue")


_WORDINGS: dict[type[Change], Callable[..., str]] = {
    AddLanguage: _language,
    WaitForPlace: _place,
    AddHours: _hours,
    LowerLevel: _level,
    OpenNeed: _need,
    NameSkill: _name,
}
